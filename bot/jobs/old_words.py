"""What people said, and who they are, is kept for so many months, as the notice promises; then it is only counted."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from bot.jobs.kit import Kit
from bot.storage import retention

_MONTHS = 12


async def old_words(kit: Kit, now: datetime) -> None:
    """Wipe the words whose time is over. Doing it twice does no harm, so no run is claimed. `now` is UTC."""
    zone = kit.area.zone
    last = months_before(now.astimezone(zone).date(), kit.area.thresholds.words_kept_months)
    until = datetime.combine(last + timedelta(days=1), time(), zone)
    async with kit.database.write() as conn:
        await retention.wipe_words(conn, kit.keys.organisation, last, until)
        # Told by the Monday of the week: nobody is forgotten before their time is over.
        await retention.forget_people(conn, kit.keys.organisation, last - timedelta(days=6))
    await kit.database.scrub()


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or that month's last day where it has no such day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
