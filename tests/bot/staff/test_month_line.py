"""A month as it is typed in the chat."""

from datetime import date

import pytest

from bot.errors import Refused
from bot.staff.month_line import month_in

TODAY = date(2026, 10, 7)


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("", "2026-09"),
        (" last  Month ", "2026-09"),
        ("this month", "2026-10"),
        ("2026-08", "2026-08"),
        ("October", "2026-10"),
        ("nov", "2025-11"),
        ("dec 2024", "2024-12"),
    ],
)
def test_it_is_the_month_that_is_meant(said: str, month: str) -> None:
    assert str(month_in(said, TODAY)) == month


@pytest.mark.parametrize("said", ["2026-13", "2026-11", "dec 2026", "someday", "7", "oct 0000", "2026-10-01", "x" * 99])
def test_what_is_no_month_that_has_begun_is_refused_in_words(said: str) -> None:
    with pytest.raises(Refused, match=r"write the month like|has not begun"):
        month_in(said, TODAY)
