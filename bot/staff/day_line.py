"""A day as a worker types it in their chat: "12 Dec", "next friday", "in two weeks", 2026-12-12."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.errors import Refused
from bot.staff.away_line import iso_day, month_named, next_day

_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPANS = {"day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(weeks=4)}
_IN = re.compile(rf"(?:in )?(\d{{1,3}}|an?|{'|'.join(_NUMBERS[1:])}) (day|week|month)s?(?: time)?")
_WEEKDAY = re.compile(r"(?:(?:on|this|by|next) )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_NEXT = re.compile(r"next (week|month)")
_DAY = re.compile(r"(?:on |by )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?(?: ([a-z]{3,9}))?")
_MONTH_FIRST = re.compile(r"(?:on |by )?([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?")


def day_in(text: str, today: date) -> date:
    """The day meant, later than today; a weekday is the next of its name. Raises Refused in words."""
    said = " ".join(text.casefold().replace(",", " ").rstrip(".!").split())
    for way, day in _WAYS.items():
        if found := way.fullmatch(said):
            return day(found, today)
    raise Refused("write the day like 12 Dec, next friday, in two weeks or 2026-12-12")


def _span(found: re.Match[str], today: date) -> date:
    count = int(found[1]) if found[1].isdigit() else max(1, _NUMBERS.index("a" if found[1] == "an" else found[1]))
    if count == 0:
        raise Refused("write a day that is still to come")
    return today + count * _SPANS[found[2]]


def _weekday(found: re.Match[str], today: date) -> date:
    ahead = (_WEEKDAYS.index(found[1]) - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _number(day: str, month: str | None, today: date) -> date:
    return next_day(int(day), month_named(month), today + timedelta(days=1))


_WAYS: Mapping[re.Pattern[str], Callable[[re.Match[str], date], date]] = {
    re.compile(r"\d{4}-\d{2}-\d{2}"): lambda found, _today: iso_day(found[0]),
    re.compile(r"tomorrow"): lambda _found, today: today + timedelta(days=1),
    _NEXT: lambda found, today: today + _SPANS[found[1]],
    _IN: _span,
    _WEEKDAY: _weekday,
    _DAY: lambda found, today: _number(found[1], found[2], today),
    _MONTH_FIRST: lambda found, today: _number(found[2], found[1], today),
}
