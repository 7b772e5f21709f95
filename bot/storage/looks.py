"""Whose screen a contribution's words have been on: who has not had them there cannot say that they were read."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import if_new
from bot.storage.tables import looked_at

_NOTE = if_new(looked_at)


async def note(conn: AsyncConnection, organisation: str, worker: str, ids: Collection[str], now: datetime) -> None:
    """A worker has these contributions' words on their screen; the first time counts."""
    rows = [{"organisation": organisation, "contribution": one, "worker": worker, "at": now} for one in sorted(ids)]
    if rows:
        await conn.execute(_NOTE.of(conn), rows)


async def had(conn: AsyncConnection, organisation: str, worker: str, ids: Collection[str]) -> set[str]:
    """Those of these contributions whose words this worker has had on their screen."""
    chosen = select(looked_at.c.contribution).where(
        looked_at.c.organisation == organisation, looked_at.c.worker == worker, looked_at.c.contribution.in_(ids)
    )
    return set((await conn.execute(chosen)).scalars())
