"""An activity is on on its days, or week by week between two days; what is past is over."""

from datetime import date

import pytest

from bot.domain.activity import Activity

TUESDAYS = Activity("play", "Play", "hall", "us", weekdays=(2,), first=date(2026, 6, 3), last=date(2026, 6, 30))
TWICE = Activity("fair", "Fair", "green", "us", days=(date(2026, 6, 20), date(2026, 6, 6)))


@pytest.mark.parametrize(
    ("one", "today", "due"),
    [
        (TWICE, date(2026, 6, 1), date(2026, 6, 6)),
        (TWICE, date(2026, 6, 6), date(2026, 6, 6)),
        (TWICE, date(2026, 6, 7), date(2026, 6, 20)),
        (TWICE, date(2026, 6, 21), None),
        (TUESDAYS, date(2026, 1, 1), date(2026, 6, 9)),
        (TUESDAYS, date(2026, 6, 30), date(2026, 6, 30)),
        (TUESDAYS, date(2026, 7, 1), None),
    ],
)
def test_the_next_day_it_is_on(one: Activity, today: date, due: date | None) -> None:
    assert one.next_on(today) == due
