"""Someone in danger is told when a worker is there next, and nobody is promised who is not."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.area import Area, Holiday, Hours
from bot.domain.staffed import a_working_day_after, is_staffed, next_staffed
from tests.chat import Chat
from tests.factories_pack import make_area

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = Hours((1, 2, 3, 4, 5), time(9), time(17))
EASTER_MONDAY = Holiday("Easter Monday", date(2026, 4, 6), date(2026, 4, 6), school=False)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def staffed(*hours: Hours, closed: tuple[Holiday, ...] = ()) -> Area:
    return make_area(staffed=hours, holidays=closed)


@pytest.mark.parametrize(
    ("now", "there", "why"),
    [
        ("2026-06-02T10:00", "2026-06-02T10:00", "somebody is there now"),
        ("2026-06-02T08:59", "2026-06-02T09:00", "they open in a minute"),
        ("2026-06-02T09:00", "2026-06-02T09:00", "they open just now"),
        ("2026-06-02T16:59:59", "2026-06-02T16:59:59", "the last second counts"),
        ("2026-06-02T17:00", "2026-06-03T09:00", "they have just closed"),
        ("2026-06-02T23:59", "2026-06-03T09:00", "the next morning"),
        ("2026-06-05T17:00", "2026-06-08T09:00", "Friday evening: after the weekend"),
        ("2026-12-31T18:00", "2027-01-01T09:00", "over the turn of the year"),
        ("2026-03-28T12:00", "2026-03-30T09:00", "over the night on which the clocks go forward"),
        ("2026-10-24T12:00", "2026-10-26T09:00", "and back"),
        ("2026-10-25T01:30", "2026-10-26T09:00", "in the hour that comes twice"),
    ],
)
def test_a_worker_is_next_there_when_the_hours_say(now: str, there: str, why: str) -> None:
    assert next_staffed(staffed(WEEKDAYS), at(now)) == at(there), why


@pytest.mark.parametrize("now", ["2026-04-06T10:00", "2026-04-03T17:00", "2026-04-05T12:00"])
def test_nobody_is_there_on_a_bank_holiday(now: str) -> None:
    assert next_staffed(staffed(WEEKDAYS, closed=(EASTER_MONDAY,)), at(now)) == at("2026-04-07T09:00")


def test_school_holidays_are_staffed_as_ever() -> None:
    holiday = Holiday("Easter holidays", date(2026, 3, 30), date(2026, 4, 10), school=True)
    assert next_staffed(staffed(WEEKDAYS, closed=(holiday,)), at("2026-04-01T10:00")) == at("2026-04-01T10:00")


def test_a_long_closure_is_stepped_over_however_long() -> None:
    closed = Holiday("Moving house", date(2026, 6, 1), date(2026, 6, 30), school=False)
    assert next_staffed(staffed(WEEKDAYS, closed=(closed,)), at("2026-06-02T10:00")) == at("2026-07-01T09:00")


def test_the_earlier_of_two_shifts_is_named_whichever_stands_first() -> None:
    late, early = Hours((2,), time(18), time(20)), Hours((2,), time(9), time(12))
    assert next_staffed(staffed(late, early), at("2026-06-02T07:00")) == at("2026-06-02T09:00")
    assert next_staffed(staffed(late, early), at("2026-06-02T13:00")) == at("2026-06-02T18:00")


@pytest.mark.parametrize(
    ("said", "due", "why"),
    [
        ("2026-06-02T10:00", "2026-06-03T10:00", "in the hours: the same time tomorrow"),
        ("2026-06-05T16:00", "2026-06-08T16:00", "Friday: the weekend does not count"),
        ("2026-06-05T18:00", "2026-06-09T09:00", "Friday evening: read from Monday morning, due on Tuesday's"),
        ("2026-04-02T12:00", "2026-04-03T12:00", "before Good Friday, which this pack does not know"),
        ("2026-04-03T12:00", "2026-04-07T12:00", "over Easter Monday"),
        ("2026-10-23T16:30", "2026-10-26T16:30", "over the night on which the clocks go back"),
    ],
)
def test_a_working_day_is_over_at_the_same_time_on_the_next_staffed_day(said: str, due: str, why: str) -> None:
    assert a_working_day_after(staffed(WEEKDAYS, closed=(EASTER_MONDAY,)), at(said)) == at(due), why


SHIFTS = st.builds(
    lambda days, first, length: Hours(tuple(sorted(days)), time(first), time(first + length)),
    st.sets(st.integers(1, 7), min_size=1),
    st.integers(0, 20),
    st.integers(1, 3),
)
NOWS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(LONDON))  # noqa: DTZ001 - zone beside


@settings(max_examples=60, deadline=None)
@given(
    hours=st.lists(SHIFTS, min_size=1, max_size=3),
    closed=st.lists(st.dates(date(2026, 1, 1), date(2027, 1, 7))),
    now=NOWS,
)
def test_the_time_named_is_the_first_at_which_somebody_is_there(
    hours: list[Hours], closed: list[date], now: datetime
) -> None:
    area = staffed(*hours, closed=tuple(Holiday("Closed", day, day, school=False) for day in closed))

    def is_there(moment: datetime) -> bool:
        open_ = [one for one in hours if moment.isoweekday() in one.days and one.first <= moment.time() < one.last]
        return bool(open_) and moment.date() not in closed

    there = next_staffed(area, now)
    assert is_there(there)
    assert is_staffed(area, now) == is_there(now)
    step, moment = timedelta(minutes=30), now
    while moment < there and (there - now) < timedelta(days=20):
        assert not is_there(moment)
        moment += step


def test_the_reply_to_danger_on_a_bank_holiday_names_the_day_after() -> None:
    chat = Chat(area=staffed(WEEKDAYS, closed=(Holiday("Bank", date(2026, 6, 2), date(2026, 6, 2), school=False),)))
    assert chat.says("he hits me").hears("Wednesday 3 June, 09:00")


def test_while_somebody_is_there_the_reply_to_danger_names_when_everyone_will_have_been_told() -> None:
    chat = Chat(area=staffed(WEEKDAYS))
    assert chat.says("he hits me").hears("maybe not before Tuesday 2 June, 11:00")
