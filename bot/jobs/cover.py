"""While somebody is away, the dates that residents are promised follow the pattern of whoever covers (product.md 4)."""

from datetime import datetime

from bot.jobs.kit import Kit
from bot.storage import absences


async def cover(kit: Kit, now: datetime) -> None:
    """Let conversations here know who is away. Each process looks for itself, so no run is claimed. `now` is UTC."""
    if kit.reads_on is None:
        return
    async with kit.database.read() as conn:
        rota = await absences.rota(conn, kit.keys, kit.area, now)
    kit.reads_on(rota.on_the_day(now.astimezone(kit.area.zone).date()))
