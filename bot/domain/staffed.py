"""When a worker is there, by the pack's hours and bank holidays."""

from datetime import date, datetime, timedelta, tzinfo

from bot.domain.area import Area

A_YEAR = 366
"""Days: nobody is looked for beyond them."""


def next_staffed(area: Area, now: datetime) -> datetime:
    """The next time a worker is there, `now` itself while one is; on bank holidays nobody is. `now` is local."""
    days = (now.date() + timedelta(days=ahead) for ahead in range(A_YEAR))
    shifts = (shift for day in days for shift in shifts_on(area, day, now.tzinfo))
    return next((max(opens, now) for opens, closes in shifts if closes > now), now)


def may_wait_until(area: Area, now: datetime) -> datetime:
    """Until when words about danger may lie unread: the next shift, or, in one, until everyone has been told. Local.

    In a shift the next staffed time is now, and "maybe not before now" would promise more than the clock (S6) keeps.
    """
    waits = timedelta(minutes=area.paging.on_call) if is_staffed(area, now) else timedelta()
    return next_staffed(area, now) + waits


def is_staffed(area: Area, now: datetime) -> bool:
    """Whether a worker is there. `now` is local."""
    return any(opens <= now < closes for opens, closes in shifts_on(area, now.date(), now.tzinfo))


def shifts_on(area: Area, day: date, zone: tzinfo | None) -> list[tuple[datetime, datetime]]:
    """From when to when a worker is there on a day, the earliest first; none on a bank holiday."""
    if area.closed_on(day):
        return []
    staffed = [hours for hours in area.staffed if day.isoweekday() in hours.days]
    return sorted((datetime.combine(day, one.first, zone), datetime.combine(day, one.last, zone)) for one in staffed)


def a_working_day_after(area: Area, moment: datetime) -> datetime:
    """When one working day has passed: the same time on the next day that is staffed (S7, S10). `moment` is local.

    What comes in while nobody is there counts from when somebody is.
    """
    begun = next_staffed(area, moment)
    days = (begun.date() + timedelta(days=ahead) for ahead in range(1, A_YEAR))
    day = next((one for one in days if shifts_on(area, one, begun.tzinfo)), begun.date() + timedelta(days=1))
    return datetime.combine(day, begun.timetz())
