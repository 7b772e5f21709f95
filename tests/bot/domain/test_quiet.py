"""Quiet hours go by the wall clock, in any zone, through every change of clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.area import Hours
from bot.domain.quiet import is_quiet, quiet_until

NIGHT = Hours((1, 2, 3, 4, 5, 6, 7), time(20), time(8))
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "America/St_Johns")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(ZONES).map(ZoneInfo)
hours = st.builds(
    Hours,
    st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
    st.integers(0, 23).map(time),
    st.integers(0, 23).map(time),
)


@given(moments, zones)
def test_from_eight_in_the_evening_to_eight_in_the_morning_it_is_quiet(moment: datetime, zone: ZoneInfo) -> None:
    local = moment.astimezone(zone)
    by_day = time(8) <= local.time() < time(20)
    assert is_quiet(NIGHT, local) is not by_day


@given(moments, zones)
def test_it_is_over_at_eight_and_never_later_than_half_a_day_on(moment: datetime, zone: ZoneInfo) -> None:
    local = moment.astimezone(zone)
    over = quiet_until(NIGHT, local)
    assert not is_quiet(NIGHT, over)
    if is_quiet(NIGHT, local):
        assert over.time() == time(8)
        assert timedelta(0) < over.astimezone(UTC) - moment <= timedelta(hours=13)
    else:
        assert over == local


@given(moments, zones, hours)
def test_whatever_hours_a_pack_has_they_end_outside_them_or_a_day_later(
    moment: datetime, zone: ZoneInfo, quiet: Hours
) -> None:
    local = moment.astimezone(zone)
    over = quiet_until(quiet, local)
    assert over >= local
    assert not is_quiet(quiet, over) or over == local + timedelta(days=1)


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    fridays = Hours((5,), time(20), time(8))
    zone = ZoneInfo("Europe/London")
    assert is_quiet(fridays, datetime(2026, 6, 5, 23, tzinfo=zone))
    assert is_quiet(fridays, datetime(2026, 6, 6, 7, tzinfo=zone))
    assert not is_quiet(fridays, datetime(2026, 6, 5, 7, tzinfo=zone))
    assert not is_quiet(fridays, datetime(2026, 6, 6, 21, tzinfo=zone))
