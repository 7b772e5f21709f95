"""Words typed before the notice: they wait unread in the journal, for a day at most (product.md 14)."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import journal

LASTS = timedelta(hours=24)


async def forget(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Delete the journals of those who did not carry on in time; returns how many."""
    old = delete(journal).where(journal.c.organisation == organisation, journal.c.wait_until <= now)
    return (await conn.execute(old)).rowcount
