"""Once a month, while workers are there, a drill: everyone who is told of danger is told that this is one (S13)."""

from datetime import datetime
from functools import partial

from bot.alerts.drills import put_drill
from bot.domain.staffed import is_staffed
from bot.jobs.kit import Kit, once

JOB = "drill"
FROM = 10
"""The hour, local, from which on it may come: nobody's first alert of the day is a drill."""


async def drill(kit: Kit, now: datetime) -> None:
    """Put down this month's drill, unless it was. `now` is UTC."""
    local = now.astimezone(kit.area.zone)
    if kit.roster and is_staffed(kit.area, local) and local.hour >= FROM:
        month = f"{local:%Y-%m}"
        await once(kit, partial(_put, kit, month, now), job=JOB, scope="all", period=month, now=now)


async def _put(kit: Kit, month: str, now: datetime) -> None:
    async with kit.database.write() as conn:
        await put_drill(conn, kit.keys.organisation, kit.roster, month, now)
