"""Suggestion: something to do in a school holiday, as a mobiliser has rewritten it and owns it (product.md 16, 20)."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


class Stage(StrEnum):
    """How far a suggestion has come: those who planned it hear of each (product.md 20)."""

    SUGGESTED = "suggested"
    SHORTLIST = "shortlist"
    COSTED = "costed"
    RUN_BY = "run_by"
    ON = "on"
    DONE = "done"


class Supported(Struct, frozen=True, array_like=True):
    """A suggestion somebody supports, by its id, and how far it had come when they last heard of it."""

    suggestion: str
    told: Stage


class Suggestion(Struct, frozen=True):
    """`holiday` names a school holiday of the pack, `owner` is who rewrote it, `run_by` who runs it, "" until known.

    `cost` is in plain words; `planned_by_young` says that young people planned it; `neighbourhood` is the id of one,
    None for the whole area.
    """

    id: str
    title: str
    holiday: str
    owner: str
    stage: Stage = Stage.SUGGESTED
    cost: str = ""
    run_by: str = ""
    planned_by_young: bool = False
    neighbourhood: str | None = None


def moved_on(suggestions: Iterable[Suggestion], supported: Iterable[Supported]) -> tuple[Suggestion, ...]:
    """Those that somebody supports and that have come to another stage since they last heard of them."""
    told = {one.suggestion: one.told for one in supported}
    return tuple(one for one in suggestions if told.get(one.id, one.stage) is not one.stage)
