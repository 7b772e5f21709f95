"""Second look: an answer in words that a second named worker sees before a child may read it (product.md 25)."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from bot.domain.deed import Deed


class Verdict(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    LET_GO = "let_go"
    STOPPED = "stopped"
    """The second worker said why not."""
    OVER = "over"
    """What it answers is not there any more, or can be answered no more."""


class SecondLook(Struct, frozen=True):
    """An answer and what came of it. `deed` holds the words; `worker` wrote it, `second` decided, "" while nobody has.

    It outlives what it answers: the record of what was written to a child cannot be deleted.
    """

    id: str
    reference: str
    neighbourhood: str
    worker: str
    deed: Deed
    asked_at: datetime
    verdict: Verdict = Verdict.WAITING
    second: str = ""
    decided_at: datetime | None = None
    why: str = ""
