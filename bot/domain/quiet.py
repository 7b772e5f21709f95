"""Quiet hours: nothing is sent between them that nobody asked for. By the wall clock, so that DST changes nothing."""

from datetime import UTC, datetime, timedelta, tzinfo

from bot.domain.area import Hours

DAYS = 8
"""A week and a day: no quiet time is looked for beyond them."""


def is_quiet(hours: Hours, local: datetime) -> bool:
    """Whether `local` lies in the quiet hours. Those that end on the next day belong to the day they begin on."""
    now, today = local.time(), local.isoweekday()
    if hours.first <= hours.last:
        return today in hours.days and hours.first <= now < hours.last
    yesterday = (local.date() - timedelta(days=1)).isoweekday()
    return (today in hours.days and now >= hours.first) or (yesterday in hours.days and now < hours.last)


def held_until(hours: Hours, zone: tzinfo, now: datetime) -> datetime | None:
    """Until when what nobody asked for waits (UTC), None while it may go out; `now` in any zone."""
    local = now.astimezone(zone)
    until = quiet_until(hours, local)
    return until.astimezone(UTC) if until > local else None


def quiet_until(hours: Hours, local: datetime) -> datetime:
    """When the quiet hours that `local` lies in are over; `local` itself outside them."""
    ends = (datetime.combine(local.date() + timedelta(days=ahead), hours.last, local.tzinfo) for ahead in range(DAYS))
    if not is_quiet(hours, local):
        return local
    return next((end for end in ends if end > local and not is_quiet(hours, end)), local + timedelta(days=1))
