"""Words typed before the notice: they wait unread in the journal, for a day at most (product.md 14)."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import chat_line, journal

LASTS = timedelta(hours=24)


async def forget(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Delete the talks of those who did not carry on in time, with the lines of their chats; returns how many."""
    due = (journal.c.organisation == organisation) & (journal.c.wait_until <= now)
    who = select(journal.c.participant).where(due)
    await conn.execute(
        delete(chat_line).where(chat_line.c.organisation == organisation, chat_line.c.participant.in_(who))
    )
    return (await conn.execute(delete(journal).where(due))).rowcount
