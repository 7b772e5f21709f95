"""The silence alarm: what was promised to residents by a day that has passed (product.md 4)."""

from datetime import datetime

from bot.checkup.finding import Finding, ok, warning
from bot.domain.area import Area
from bot.errors import EarshotError
from bot.settings import Settings
from bot.storage import progress
from bot.storage.database import Database, sqlite_file
from bot.storage.migrate import is_at_head, revisions

SUBJECT = "promises"


async def owed(settings: Settings, area: Area, now: datetime, *, looks: bool) -> list[Finding]:
    """How many promises are overdue; nothing where no database is there yet. `looks`: it may be opened."""
    file = sqlite_file(settings.database) if looks else None
    if not looks or (file is not None and not file.exists()):
        return []
    try:
        if not await revisions(settings.database) or not await is_at_head(settings.database):
            return []
        late = await _late(settings, area, now)
    except EarshotError:
        return []  # Said of the database already.
    if not late:
        return [ok(SUBJECT, "nothing is overdue.")]
    what = "one is" if late == 1 else f"{late} are"
    return [warning(SUBJECT, f"{what} overdue: `earshot promises` lists what residents wait for.")]


async def _late(settings: Settings, area: Area, now: datetime) -> int:
    database = await Database.open(settings.database)
    try:
        async with database.read() as conn:
            return len(await progress.late(conn, area.organisation, now.astimezone(area.zone).date()))
    finally:
        await database.close()
