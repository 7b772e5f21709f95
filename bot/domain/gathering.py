"""What took place: an activity with who came, as a mobiliser notes it in a line (product.md 34).

"Lakes: football in the park, Saturday - 14 came, 5 new, led by residents". An *activity* of the pack is what is on;
this is what was.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from bot.domain.said_day import dated
from bot.domain.said_place import placed

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
    neighbourhood, what = placed(line, place, usual, "Lakes: football in the park - 14 came")
    came, what = _taken_out(_CAME, what)
    if came is None:
        raise ValueError("say how many came, such as - 14 came")
    new, what = _taken_out(_NEW, what)
    led, what = _taken_out(_LED, what)
    on, title = dated(what, today)
    if not title:
        raise ValueError("say what it was, such as football in the park")
    noted = Gathering(title[:LONGEST], neighbourhood, on, int(came), int(new or 0), bool(led), _young(led))
    _check(noted, today)
    return noted


def _taken_out(pattern: re.Pattern[str], what: str) -> tuple[str | None, str]:
    """What a pattern captures, None where it is not there; and the text without it."""
    found = pattern.search(what)
    return (found[1], what.replace(found[0], " ", 1)) if found else (None, what)


def _young(led_by: str | None) -> bool:
    return led_by is not None and led_by.casefold() != "residents"


def _check(noted: Gathering, today: date) -> None:
    if not today - OLDEST <= noted.on <= today:
        raise ValueError(f"{noted.on} is not a day on which it can have been")
    if noted.new > noted.came:
        raise ValueError(f"{noted.new} cannot be new where {noted.came} came")
