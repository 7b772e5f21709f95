"""A day is understood as workers type it; what is none is refused in words."""

from datetime import date

import pytest

from bot.errors import Refused
from bot.staff.day_line import day_in

WEDNESDAY = date(2026, 10, 7)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Dec", date(2026, 12, 12)),
        ("the 12th of december", date(2026, 12, 12)),
        ("Dec 12", date(2026, 12, 12)),
        ("3 oct", date(2027, 10, 3)),
        ("7 Oct", date(2027, 10, 7)),
        ("9th", date(2026, 10, 9)),
        ("2026-12-31", date(2026, 12, 31)),
        ("tomorrow", date(2026, 10, 8)),
        ("next friday", date(2026, 10, 9)),
        ("Friday.", date(2026, 10, 9)),
        ("by weds", date(2026, 10, 14)),
        ("in two weeks", date(2026, 10, 21)),
        ("a week", date(2026, 10, 14)),
        ("in 3 days", date(2026, 10, 10)),
        ("next week", date(2026, 10, 14)),
        ("in a month", date(2026, 11, 4)),
        ("29 Feb", date(2028, 2, 29)),
    ],
)
def test_it_is_the_day_that_is_meant(text: str, day: date) -> None:
    assert day_in(text, WEDNESDAY) == day


@pytest.mark.parametrize("text", ["", "soon", "30 feb", "2026-13-01", "12 foo", "in 0 days", "x" * 500, "5\u00b2 dec"])
def test_what_is_no_day_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused):
        day_in(text, WEDNESDAY)
