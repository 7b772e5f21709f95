"""What took place: an activity with who came, as a mobiliser notes it in a line (product.md 34).

"Lakes: football in the park, Saturday - 14 came, 5 new, led by residents". An *activity* of the pack is what is on;
this is what was.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from bot.domain.said_day import dated

LONGEST = 200
"""Signs of a title."""
OLDEST = timedelta(days=400)
"""Older ones are a slip of the keyboard."""
_CAME = re.compile(
    r"\b(\d{1,5})\s*(?:(?:people|of us|kids|children)\s+)?(?:came|there|attended|people|joined)\b", re.IGNORECASE
)
_NEW = re.compile(r"\b(\d{1,5})\s*(?:were\s+)?(?:new|first[ -]?tim\w*|for the first time)\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:led|run|organised|planned) by (residents|young people|kids|children)\b", re.IGNORECASE)


class Gathering(Struct, frozen=True):
    """An activity that took place. `came` counts attendances, `new` those who came for the first time."""

    title: str
    neighbourhood: str
    on: date
    came: int
    new: int = 0
    led_by_residents: bool = False
    planned_by_young: bool = False


class Totals(Struct, frozen=True):
    """How many activities there were, and attendances, first-timers, and those led by residents among them."""

    activities: int = 0
    came: int = 0
    new: int = 0
    led_by_residents: int = 0


def gathering(line: str, today: date, place: Callable[[str], str | None], usual: str | None) -> Gathering:
    """A line as it is understood; `place` gives a neighbourhood's id for a name, `usual` is the worker's own.

    Raises ValueError that says what is missing.
    """
    head, colon, told = line.partition(":")
    named = place(head.strip()) if colon else None
    what = told if named else line
    neighbourhood = named or usual
    if neighbourhood is None:
        raise ValueError("begin the line with a place, such as Lakes: football in the park - 14 came")
    came = _CAME.search(what)
    if came is None:
        raise ValueError("say how many came, such as - 14 came")
    new, led = _NEW.search(what), _LED.search(what)
    on, title = dated(_without(what, came, new, led), today)
    if not title:
        raise ValueError("say what it was, such as football in the park")
    if not today - OLDEST <= on <= today:
        raise ValueError(f"{on} is not a day on which it can have been")
    if new and int(new[1]) > int(came[1]):
        raise ValueError(f"{new[1]} cannot be new where {came[1]} came")
    return Gathering(
        title=title[:LONGEST],
        neighbourhood=neighbourhood,
        on=on,
        came=int(came[1]),
        new=int(new[1]) if new else 0,
        led_by_residents=bool(led),
        planned_by_young=led is not None and led[1].casefold() != "residents",
    )


def _without(what: str, *found: re.Match[str] | None) -> str:
    for one in found:
        if one is not None:
            what = what.replace(one[0], " ", 1)
    return what
