"""Talk: a resident and a worker write to each other through the bot, without either seeing the other's account."""

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

SECOND_HERE = timedelta(minutes=2)
"""So lately the second worker must have had the talk on their screen for a worker's words to go out (product.md 25)."""
QUIET_ENDS = timedelta(hours=12)
"""After so long without a word of the worker's the bot speaks again: nobody is left with a silent machine."""
LINKS_LAST = timedelta(hours=24)
"""So long the links to a talk open it."""


class Side(StrEnum):
    """Who wrote a line."""

    THEM = "them"
    WORKER = "worker"


class Role(StrEnum):
    """As whom somebody looks at a talk: the one who writes, or the second worker, who sees every message."""

    WORKER = "worker"
    SECOND = "second"


class Withheld(StrEnum):
    """Why a worker's words did not go out."""

    NOT_READ = "not_read"
    """They hold what asks for a name, a number, a photo or a meeting, or something of that kind itself."""
    ALONE = "alone"
    """Nobody else is watching."""
    CLOSED = "closed"
    """It is outside staffed hours."""
    OVER = "over"
    """The talk is over."""
    EMPTY = "empty"


class Line(Struct, frozen=True):
    """A line of a talk; `at` is UTC."""

    side: Side
    words: str
    at: datetime


class Held(Struct, frozen=True):
    """A talk that is held: with whom, and who watches.

    `protected`: the resident has not said 18+. `second` is "" where none is needed, `second_seen` when they last looked
    (UTC, None for never). `worker` and `second` are names, with an `_id` where they are workers who were let in.
    """

    id: str
    neighbourhood: str
    protected: bool
    worker: str
    second: str
    opened: datetime
    second_seen: datetime | None = None
    joined: bool = False
    over: bool = False
    participant: str = ""
    worker_id: str = ""
    second_id: str = ""

    def watched(self, now: datetime) -> bool:
        """Whether words may go out as far as a second pair of eyes goes."""
        if not self.protected:
            return True
        return bool(self.second) and self.second_seen is not None and now - self.second_seen <= SECOND_HERE


class Seen(Struct, frozen=True):
    """A talk as one of its workers sees it; `withheld` says why nothing may be written now, None where it may."""

    held: Held
    role: Role
    lines: tuple[Line, ...]
    withheld: Withheld | None
