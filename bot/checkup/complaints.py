"""Complaints about this service whose month is over (reliability.md P14)."""

from datetime import datetime

from bot.checkup.asking import ask
from bot.checkup.finding import Finding, warning
from bot.domain.area import Area
from bot.settings import Settings
from bot.storage import complaints


async def unanswered(settings: Settings, area: Area, now: datetime, *, looks: bool) -> list[Finding]:
    """How many nobody answered in time; nothing where there is none. `looks`: the database may be opened."""
    today = now.astimezone(area.zone).date()
    late = await ask(settings, lambda conn: complaints.due(conn, area.organisation, today), looks=looks)
    told = f"{late} waited for more than the 30 days that the law gives: the console's Complaints lists them."
    return [warning("complaints", told)] if late else []
