"""What a worker writes of being away, in a line: "1-14 Dec Sam", from which day to which, and who covers."""

import re
from datetime import date, timedelta

from msgspec import Struct

from bot.errors import Refused

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?:\s*([A-Za-z]{3,9}))?"
_ISO = r"(\d{4}-\d{2}-\d{2})"
_TO = r"\s*(?:-|\u2013|to|until|till)\s*"
_WAYS = tuple(
    re.compile(rf"\s*{way}[,;]?\s+(\S.*)", re.IGNORECASE)
    for way in (rf"{_ISO}(?:{_TO}|\s+){_ISO}", rf"{_DAY}{_TO}{_DAY}", _ISO, _DAY)
)
_BY = re.compile(r"^(?:covered by|cover(?:ed|s)?|by)\s+", re.IGNORECASE)


class Line(Struct, frozen=True):
    """From which day to which, both included, and who covers, as it was written."""

    first: date
    last: date
    cover: str


def understood(text: str, today: date) -> Line:
    """The line of a text; a day without a year is the next one that has not passed. Raises Refused in words."""
    iso, days, one_iso, one_day = (way.fullmatch(text.strip()) for way in _WAYS)
    if iso:
        return _line(iso_day(iso[1]), iso_day(iso[2]), iso[3])
    if days:
        last_month = month_named(days[4])
        first = next_day(int(days[1]), month_named(days[2]) or last_month, today)
        return _line(first, next_day(int(days[3]), last_month or first.month, first), days[5])
    if one_iso:
        return _line(iso_day(one_iso[1]), iso_day(one_iso[1]), one_iso[2])
    if one_day:
        day = next_day(int(one_day[1]), month_named(one_day[2]), today)
        return _line(day, day, one_day[3])
    raise Refused("write it like 1-14 Dec Sam: from which day to which, and who covers")


def _line(first: date, last: date, cover: str) -> Line:
    return Line(first, last, _BY.sub("", cover.strip()))


def iso_day(text: str) -> date:
    """The day written as 2026-12-31. Refused where there is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{text}: there is no such day") from None


def month_named(name: str | None) -> int | None:
    """The number of a month by the first letters of its name, None for none. Refused where there is none."""
    if not name:
        return None
    if name[:3].casefold() not in _MONTHS:
        raise Refused(f"{name}: there is no such month")
    return _MONTHS.index(name[:3].casefold()) + 1


def next_day(day: int, month: int | None, since: date) -> date:
    """The next day of this number (and month) that is not before `since`."""
    found = since
    for _ in range(366 * 4 + 1):
        if found.day == day and month in {None, found.month}:
            return found
        found += timedelta(days=1)
    raise Refused(f"{day}: there is no such day")
