"""The months of a year as they were released, for the annual evidence pack."""

from bot.core import Core
from bot.storage import releases
from reports import dataset
from reports.frozen import Frozen
from reports.model import Month


async def released(core: Core, year: int) -> list[Frozen]:
    """The newest published release of each month of a year, the oldest month first. Raises KeyFileError."""
    async with core.database.read() as conn:
        every = [one for one in await releases.every(conn, core.keys.organisation) if one.published_at]
        newest = {one.period: max(other.revision for other in every if other.period == one.period) for one in every}
        found = []
        for period, revision in sorted(newest.items()):
            raw = await releases.dataset(conn, core.keys, period, revision) if Month.of(period).year == year else None
            if raw is not None:
                found.append(dataset.load(raw, Month.of(period)))
    return found
