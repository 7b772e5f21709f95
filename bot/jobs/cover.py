"""What conversations must know of the day: who is away, so that dates are kept (product.md 4), and that it closes."""

from datetime import datetime

from bot.jobs.kit import Kit
from bot.storage import absences, closings


async def cover(kit: Kit, now: datetime) -> None:
    """Let conversations here know. Each process looks for itself, so no run is claimed. `now` is UTC."""
    if kit.takes_up is None:
        return
    today = now.astimezone(kit.area.zone).date()
    async with kit.database.read() as conn:
        rota = await absences.rota(conn, kit.keys, kit.area, now)
        closing = await closings.find(conn, kit.keys.organisation, today)
    kit.takes_up(rota.on_the_day(today), closing)
