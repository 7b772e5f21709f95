"""A safeguarding case as staff see it without its words: its number, where it stands, and who may be told of it."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from bot.domain.reference import SIGNS, check_sign

DRAWN = 6
GUIDANCE = "Don't ask more. Use their own words."
"""For a worker who writes down what a child says (product.md, danger)."""
PREFIX = "C"


class Decision(StrEnum):
    """What a worker decided to do about a case (reliability.md S10)."""

    NO_ACTION = "no-action"
    EARLY_HELP = "early-help"
    MASH = "mash"
    POLICE = "police"

    @property
    def awaits_an_answer(self) -> bool:
        """Whether somebody outside has to answer: the council's social workers, the police."""
        return self in {Decision.MASH, Decision.POLICE}


class Note(StrEnum):
    """What kind of thing is written beside the own words of a case."""

    NOTE = "note"
    DECISION = "decision"
    ANSWER = "answer"
    NOT_MEANT = "not-meant"
    ERASURE = "erasure"
    CLOSED = "closed"


class Source(StrEnum):
    """How a case came: from somebody's own chat, or written down by a worker and brought in."""

    CHAT = "chat"
    STAFF = "staff"


class Case(Struct, frozen=True):
    """A case without its words. `about` are codes of those of our own it may be about (S11); moments are in UTC.

    `waited` is for how long nobody has acknowledged it, as the clock was seen to pass; `lines` how many lines it has,
    `said_at` when something more was said last, `reopened` how often it was after somebody had closed it.
    """

    id: str
    level: str
    opened_at: datetime
    source: Source = Source.CHAT
    neighbourhood: str | None = None
    about: tuple[str, ...] = ()
    waited: timedelta = timedelta()
    looked_at: datetime | None = None
    lines: int = 1
    screened: int = 0
    read_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    decision: Decision | None = None
    decided_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    may_write_back: bool | None = None
    said_at: datetime | None = None
    reopened: int = 0

    @property
    def number(self) -> str:
        """What people call it."""
        return number_of(self.id)

    @property
    def pages(self) -> bool:
        """Whether people are paged for it; the rest waits for the morning list (product.md, danger)."""
        return self.level == "red" and self.source is Source.CHAT

    @property
    def waits(self) -> bool:
        """Whether nobody has said yet that they have it."""
        return self.acknowledged_at is None and self.closed_at is None

    def waited_by(self, now: datetime) -> timedelta:
        """For how long nobody has acknowledged it, as of `now`.

        A clock that was set back adds nothing, one set forward what it says: told too early, never too late.
        """
        return self.waited + max(now - (self.looked_at or self.opened_at), timedelta())

    @property
    def unread(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.read_at is None and self.waits


def number_of(id_: str) -> str:
    """The number of the case of this id: it follows from the id, and says nothing of it nor of how many there are."""
    signs = _signs(hashlib.sha256(b"case number\0" + id_.encode()).digest())
    body = "".join(next(signs) for _ in range(DRAWN))
    return f"{PREFIX}-{body}{check_sign(PREFIX + body)}"


def _signs(digest: bytes) -> Iterator[str]:
    left = int.from_bytes(digest)
    while True:
        left, sign = divmod(left, len(SIGNS))
        yield SIGNS[sign]
