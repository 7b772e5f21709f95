"""Second look: an answer in words that a second named worker sees before a child may read it (product.md 25)."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from bot.domain.deed import Deed, Does
from bot.domain.worker import Right, Worker


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

    `reference` is the contribution's that it answers, or what workers call the complaint. It outlives what it answers:
    the record of what was written to a child cannot be deleted.
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

    @property
    def complaint(self) -> str:
        """The id of the complaint it answers, "" where it answers a contribution."""
        return self.deed.other if self.deed.does is Does.COMPLAINT else ""

    def may_be_decided_by(self, worker: Worker) -> bool:
        """Whether a worker may look at it and decide: never its writer.

        A complaint may be about those who work beside a mobiliser: whoever sees complaints or cases looks (P14).
        """
        if worker.id == self.worker or not worker.may(Right.SEE_TALKS, self.neighbourhood):
            return False
        return not self.complaint or worker.may(Right.SEE_COMPLAINTS) or worker.may(Right.SEE_CASES)
