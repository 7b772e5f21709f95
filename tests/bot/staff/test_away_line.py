"""A line on being away is understood as it is written on a phone, and refused in words where it is not."""

from datetime import date

import pytest

from bot.errors import Refused
from bot.staff.away_line import Line, understood

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "first", "last", "cover"),
    [
        ("1-14 Dec Sam", date(2026, 12, 1), date(2026, 12, 14), "Sam"),
        ("1 - 14 December Sam Okafor", date(2026, 12, 1), date(2026, 12, 14), "Sam Okafor"),
        ("1st to 14th dec, sam", date(2026, 12, 1), date(2026, 12, 14), "sam"),
        ("1-14 Sam", date(2026, 12, 1), date(2026, 12, 14), "Sam"),
        ("1st to 14th dec covered by sam", date(2026, 12, 1), date(2026, 12, 14), "sam"),
        ("28 Nov - 3 Dec Sam", date(2026, 11, 28), date(2026, 12, 3), "Sam"),
        ("28 Dec - 3 Jan Sam", date(2026, 12, 28), date(2027, 1, 3), "Sam"),
        ("28-3 Jan Sam", date(2027, 1, 28), date(2028, 1, 3), "Sam"),
        ("27 Sam", date(2026, 11, 27), date(2026, 11, 27), "Sam"),
        ("5 Dec by Sam", date(2026, 12, 5), date(2026, 12, 5), "Sam"),
        ("25 Nov Sam", date(2027, 11, 25), date(2027, 11, 25), "Sam"),
        ("2026-12-01 2026-12-14 Sam", date(2026, 12, 1), date(2026, 12, 14), "Sam"),
        ("2026-12-01 to 2026-12-14 Sam", date(2026, 12, 1), date(2026, 12, 14), "Sam"),
        ("29 Feb Sam", date(2028, 2, 29), date(2028, 2, 29), "Sam"),
    ],
)
def test_it_is_understood(text: str, first: date, last: date, cover: str) -> None:
    assert understood(text, TODAY) == Line(first, last, cover)


@pytest.mark.parametrize("text", ["", "Sam", "next week Sam", "1-14", "31 Feb Sam", "2026-13-01 Sam", "40 Dec Sam"])
def test_what_is_no_such_line_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused):
        understood(text, TODAY)
