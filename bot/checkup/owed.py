"""The silence alarm: what was promised to residents by a day that has passed (product.md 4)."""

from datetime import datetime

from bot.checkup.asking import ask
from bot.checkup.finding import Finding, ok, warning
from bot.domain.area import Area
from bot.settings import Settings
from bot.storage import progress

SUBJECT = "promises"


async def owed(settings: Settings, area: Area, now: datetime, *, looks: bool) -> list[Finding]:
    """How many promises are overdue; nothing where no database is there yet. `looks`: it may be opened."""
    today = now.astimezone(area.zone).date()
    late = await ask(settings, lambda conn: progress.late(conn, area.organisation, today), looks=looks)
    if late is None:
        return []
    if not late:
        return [ok(SUBJECT, "nothing is overdue.")]
    what = "one is" if len(late) == 1 else f"{len(late)} are"
    return [warning(SUBJECT, f"{what} overdue: `earshot promises` lists what residents wait for.")]
