"""The mobiliser's Friday answer: once a week, the same words for everyone at once (product.md 35)."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from bot.domain.cleared import Cleared
from bot.domain.contribution import Progress
from bot.domain.item import Item

SHOWN_FOR = timedelta(days=7)
"""So long an answer stands on the pages of its neighbourhood: until the next one is due."""
MOST_STEPS = 8
_FRIDAY = 4
LONGEST = 1_500
"""Signs: about a minute of a voice."""


LONGEST_VOICE = 75
"""Seconds: a minute, and a breath."""
GRACE = timedelta(minutes=5)
"""So long after it was sent it can be called back before anybody's phone has it; the pages show it at once."""
CATCHES_UP = timedelta(days=28)
"""What moved since the last answer is in the next one, so far back at most."""


class Friday(Struct, frozen=True):
    """An answer as it was sent, by a worker of this name and id; `week` is the Friday it is of.

    `voice` is how many seconds its voice note lasts, 0 where it has none; `out_at` is when it began to go out to
    those who said yes, None until then.
    """

    neighbourhood: str
    week: date
    words: str
    who: str
    sent_at: datetime
    voice: int = 0
    out_at: datetime | None = None
    worker: str = ""

    @property
    def mark(self) -> str:
        """What tells this answer from every other one, and says nothing of it: for who has put it away."""
        return hashlib.sha256(f"{self.neighbourhood} {self.sent_at.isoformat()}".encode()).hexdigest()[:12]


class Voice(Struct, frozen=True):
    """A voice note as it was recorded: the channel's own name for it there, its length, and the words it says."""

    account: str
    file: str
    seconds: int
    of: str


class Step(Struct, frozen=True):
    """How far something has come; of nobody.

    Where a person cleared it: what was asked, in their words, and why. Else no more than the theme.
    """

    theme: str
    progress: Progress
    until: date | None = None
    asked: str = ""
    told: str = ""


def says(words: str) -> str:
    """What tells whether a voice note says these words: the same for the same words, whatever the spaces."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()


def week_of(day: date) -> date:
    """The Friday of a day's week, which begins on a Monday."""
    return day + timedelta(days=_FRIDAY - day.weekday())


def due_day(friday: date, reads_on: Callable[[date], bool]) -> date:
    """The day the draft is due: the last up to that Friday on which somebody reads; Friday itself if there is none."""
    days = (friday - timedelta(days=back) for back in range(_FRIDAY + 1))
    return next((one for one in days if reads_on(one)), friday)


def steps(items: Sequence[Item], cleared: Mapping[str, Cleared]) -> list[Step]:
    """How far things have come: what was cleared first, then by theme; what has come to an end before the rest.

    Nothing of what is merely read, and no count: two of one theme are one line. `cleared` is by contribution.
    """
    moved = [one for one in items if one.became is not None and one.became is not Progress.READ and not one.joined_to]
    order = list(Progress)
    found = dict.fromkeys(_step(one, cleared.get(one.id)) for one in moved)
    return sorted(found, key=lambda one: (not one.asked, -order.index(one.progress), one.theme, one.asked))[:MOST_STEPS]


def _step(item: Item, cleared: Cleared | None) -> Step:
    theme = item.themes[0] if item.themes else "other"
    became = item.became or Progress.READ
    if cleared is None:
        return Step(theme, became)
    return Step(theme, became, item.next_date if item.open else None, cleared.asked, cleared.told)
