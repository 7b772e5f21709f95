"""What took place: an activity with who came, as a mobiliser notes it in a line (product.md 34).

"Lakes: football in the park, Saturday - 14 came, 5 new, 6 again this month, 8 again this year, led by residents". An
*activity* of the pack is what is on; this is what was. Nobody's name is kept: different people are counted by how many
of those who came had come to something before (`different`).
"""

import re
from collections.abc import Callable, Iterable
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
_AGAIN = re.compile(
    r"\b(\d{1,5}|none|nobody)\s+(?:of them\s+)?(?:(?:came|come|had come|had been|were here|seen)\s+)?"
    r"(?:again|before|already)\s+this\s+(month|year)\b",
    re.IGNORECASE,
)
_LED = re.compile(r"\b(?:led|run|organised|planned) by (residents|young people|kids|children)\b", re.IGNORECASE)


class Gathering(Struct, frozen=True):
    """An activity that took place. `came` counts attendances, `new` those who came for the first time.

    `again_month` of them had come to something else there in the same month before, `again_year` in the same year;
    None where nobody said.
    """

    title: str
    neighbourhood: str
    on: date
    came: int
    new: int = 0
    led_by_residents: bool = False
    planned_by_young: bool = False
    again_month: int | None = None
    again_year: int | None = None


class Crowd(Struct, frozen=True):
    """Those who came to one activity: `again` of them had come before in the time asked about, if that is known."""

    neighbourhood: str
    came: int
    new: int
    again: int | None = None


class Different(Struct, frozen=True):
    """How many different people came: so many, or at least so many where not all of it is known."""

    count: int = 0
    exact: bool = True


class Totals(Struct, frozen=True):
    """How many activities there were, and attendances, first-timers, and those led by residents among them.

    `people` are the different ones among those who came.
    """

    activities: int = 0
    came: int = 0
    new: int = 0
    led_by_residents: int = 0
    people: Different = Different()


def different(crowds: Iterable[Crowd]) -> Different:
    """How many different people these were, in the order of their days; who came in two places counts in each.

    Whoever came for the first time ever, or had not come before, is one more. The first activity of a place has nobody
    from before. No activity had more people than there were.
    """
    places = dict[str, list[Crowd]]()
    for one in crowds:
        places.setdefault(one.neighbourhood, []).append(one)
    found = [_at_one_place(mine) for mine in places.values()]
    return Different(sum(one.count for one in found), all(one.exact for one in found))


def in_year(year: Different, months: Iterable[Different]) -> Different:
    """A year's different people, where not all is known: no month of it had more people than the year."""
    return year if year.exact else Different(max(year.count, *(one.count for one in months)), exact=False)


def _at_one_place(crowds: list[Crowd]) -> Different:
    first, *later = crowds
    more = [one.new if one.again is None else one.came - one.again for one in later]
    least = max(first.came + sum(more), *(one.came for one in crowds))
    return Different(least, all(one.again is not None for one in later))


def gathering(line: str, today: date, place: Callable[[str], str | None], usual: str | None) -> Gathering:
    """A line as it is understood; `place` gives a neighbourhood's id for a name, `usual` is the worker's own.

    Raises ValueError that says what is missing.
    """
    neighbourhood, what = placed(line, place, usual, "Lakes: football in the park - 14 came")
    again, what = _again(what)
    came, what = _taken_out(_CAME, what)
    if came is None:
        raise ValueError("say how many came, such as - 14 came")
    new, what = _taken_out(_NEW, what)
    led, what = _taken_out(_LED, what)
    on, title = dated(what, today)
    if not title:
        raise ValueError("say what it was, such as football in the park")
    before = _filled(on, again)
    noted = Gathering(title[:LONGEST], neighbourhood, on, int(came), int(new or 0), bool(led), _young(led), *before)
    _check(noted, today)
    return noted


def _taken_out(pattern: re.Pattern[str], what: str) -> tuple[str | None, str]:
    """What a pattern captures, None where it is not there; and the text without it."""
    found = pattern.search(what)
    return (found[1], what.replace(found[0], " ", 1)) if found else (None, what)


def _again(what: str) -> tuple[dict[str, int], str]:
    """How many had come before this month and this year, as far as it is said; and the text without it."""
    said = {one[2].casefold(): int(one[1]) if one[1].isdigit() else 0 for one in _AGAIN.finditer(what)}
    return said, _AGAIN.sub(" ", what)


def _filled(on: date, again: dict[str, int]) -> tuple[int | None, int | None]:
    """What one of the two says of the other: in January they are the same; nobody this year is nobody this month."""
    month, year = again.get("month"), again.get("year")
    if on.month == 1:
        month, year = (year if month is None else month), (month if year is None else year)
    return (0 if year == 0 else month), year


def _young(led_by: str | None) -> bool:
    return led_by is not None and led_by.casefold() != "residents"


def _check(noted: Gathering, today: date) -> None:
    if not today - OLDEST <= noted.on <= today:
        raise ValueError(f"{noted.on} is not a day on which it can have been")
    if noted.new > noted.came:
        raise ValueError(f"{noted.new} cannot be new where {noted.came} came")
    month, year = noted.again_month or 0, noted.again_year
    if max(month, year or 0) + noted.new > noted.came:
        raise ValueError(f"{max(month, year or 0)} again and {noted.new} new are more than the {noted.came} who came")
    if year is not None and month > year:
        raise ValueError(f"{month} this month cannot be more than {year} this year")
