"""The mobiliser's Friday answer: once a week, the same words for everyone at once (product.md 35)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from bot.domain.contribution import Progress
from bot.domain.item import Item

SHOWN_FOR = timedelta(days=7)
"""So long an answer stands on the pages of its neighbourhood: until the next one is due."""
MOST_STEPS = 8
_FRIDAY = 4
LONGEST = 1_500
"""Signs: about a minute of a voice."""


class Friday(Struct, frozen=True):
    """An answer as it was sent, by a worker of this name; `week` is the Friday it is of."""

    neighbourhood: str
    week: date
    words: str
    who: str
    sent_at: datetime


class Step(Struct, frozen=True):
    """How far something about a theme has come this week; of nobody, in nobody's words."""

    theme: str
    progress: Progress
    times: int


def week_of(day: date) -> date:
    """The Friday of a day's week, which begins on a Monday."""
    return day + timedelta(days=_FRIDAY - day.weekday())


def steps(items: Sequence[Item]) -> list[Step]:
    """By theme how far things have come, what has come to an end first; nothing of what is merely read."""
    counted: dict[tuple[str, Progress], int] = {}
    for one in items:
        if one.became is not None and one.became is not Progress.READ:
            what = (one.themes[0] if one.themes else "other", one.became)
            counted[what] = counted.get(what, 0) + 1
    order = list(Progress)
    found = [Step(theme, progress, times) for (theme, progress), times in counted.items()]
    return sorted(found, key=lambda one: (-order.index(one.progress), -one.times, one.theme))[:MOST_STEPS]
