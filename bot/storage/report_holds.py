"""Months of the report that are held back, by whom and why."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.release import Hold
from bot.storage.keys import Keys
from bot.storage.tables import report_hold


async def put(conn: AsyncConnection, keys: Keys, one: Hold) -> None:
    """Hold a month back from now on."""
    row = {"id": one.id, "period": one.period, "who": one.who, "held_at": one.held_at}
    sealed = keys.installation.seal(f"report hold {one.id}", one.reason)
    await conn.execute(insert(report_hold), row | {"organisation": keys.organisation, "sealed": sealed})


async def let_go(conn: AsyncConnection, organisation: str, period: str, *, who: str, now: datetime) -> bool:
    """Hold a month back no longer; False where it was not."""
    here = report_hold.c.organisation == organisation, report_hold.c.period == period
    freed = update(report_hold).where(*here, report_hold.c.let_go_at.is_(None))
    return (await conn.execute(freed.values(let_go_at=now, let_go_by=who))).rowcount > 0


async def active(conn: AsyncConnection, keys: Keys) -> dict[str, Hold]:
    """What is held back now, by month. Raises KeyFileError."""
    chosen = select(report_hold).where(
        report_hold.c.organisation == keys.organisation, report_hold.c.let_go_at.is_(None)
    )
    return {row.period: _hold(keys, row) for row in await conn.execute(chosen)}


def _hold(keys: Keys, row: Row[Any]) -> Hold:
    reason = keys.installation.read(f"report hold {row.id}", row.sealed)
    return Hold(row.id, row.period, row.who, reason, row.held_at)
