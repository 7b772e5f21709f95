"""Suggestion: something to do in a school holiday, as a mobiliser has rewritten it and owns it (product.md 16, 20)."""

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
