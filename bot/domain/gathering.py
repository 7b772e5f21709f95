"""What took place: an activity with who came, as a mobiliser notes it in a line (product.md 34).

"Lakes: football in the park, Saturday - 14 came, 5 new, led by residents". An *activity* of the pack is what is on;
this is what was.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

LONGEST = 200
"""Signs of a title."""
OLDEST = timedelta(days=400)
"""Older ones are a slip of the keyboard."""
_CAME = re.compile(
    r"\b(\d{1,5})\s*(?:(?:people|of us|kids|children)\s+)?(?:came|there|attended|people|joined)\b", re.IGNORECASE
)
_NEW = re.compile(r"\b(\d{1,5})\s*(?:were\s+)?(?:new|first[ -]?tim\w*|for the first time)\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:led|run|organised|planned) by (residents|young people|kids|children)\b", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ISO = re.compile(r"\b(?:on\s+)?(\d{4})-(\d{2})-(\d{2})\b")
_WEEKDAY_WORD = rf"(?:{'|'.join(_DAYS)})(?:day|sday|nesday|rsday|urday)?"
_DAY_MONTH = re.compile(
    rf"\b(?:on\s+)?(?:{_WEEKDAY_WORD}\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\w*\b", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"\b(?:(?:on|last)\s+)?({'|'.join(_DAYS)})(?:day|sday|nesday|rsday|urday)?\b", re.IGNORECASE)
_NEAR = {"today": 0, "tonight": 0, "yesterday": 1}


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
    on, title = _dated(_without(what, came, new, led), today)
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


def _dated(what: str, today: date) -> tuple[date, str]:
    """The day that is named, today where none is, and the rest as a title."""
    for read in (_by_iso, _by_month, _by_nearness, _by_weekday):
        found = read(what, today)
        if found is not None:
            return found[0], _title(what.replace(found[1], " ", 1))
    return today, _title(what)


def _by_iso(what: str, _today: date) -> tuple[date, str] | None:
    found = _ISO.search(what)
    return (date(int(found[1]), int(found[2]), int(found[3])), found[0]) if found else None


def _by_month(what: str, today: date) -> tuple[date, str] | None:
    """The last such day: in November, 3 May is this year's; in January, 30 December was last year's."""
    found = _DAY_MONTH.search(what)
    if found is None:
        return None
    month = _MONTHS.index(found[2].casefold()) + 1
    this_year = date(today.year, month, int(found[1]))
    return (this_year if this_year <= today else this_year.replace(year=today.year - 1)), found[0]


def _by_nearness(what: str, today: date) -> tuple[date, str] | None:
    found = re.search(rf"\b({'|'.join(_NEAR)})\b", what, re.IGNORECASE)
    return (today - timedelta(days=_NEAR[found[1].casefold()]), found[0]) if found else None


def _by_weekday(what: str, today: date) -> tuple[date, str] | None:
    """The last such day of the week, today included."""
    found = _WEEKDAY.search(what)
    if found is None:
        return None
    back = (today.weekday() - _DAYS.index(found[1].casefold())) % 7
    return today - timedelta(days=back), found[0]


def _title(what: str) -> str:
    """What is left once the figures and the day are taken out, without the signs that parted them."""
    return ", ".join(part for part in (one.strip(" ,;.:-\u2013") for one in re.split(r"[,;:]|\s-\s", what)) if part)
