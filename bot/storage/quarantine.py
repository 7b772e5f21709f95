"""What intake set aside because it could not be read or failed alone: looked at, counted, wiped after 72 hours."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import tables
from bot.storage.columns import plain
from bot.storage.keys import Keys

LASTS = timedelta(hours=72)


async def raw(conn: AsyncConnection, keys: Keys, account: str, external_id: str) -> bytes | None:
    """The raw update, for whoever mends what went wrong; None where it is not, or no longer, there."""
    chosen = select(tables.quarantine.c.sealed).where(
        tables.quarantine.c.organisation == keys.organisation,
        tables.quarantine.c.account == account,
        tables.quarantine.c.external_id == plain(external_id),
    )
    sealed = (await conn.execute(chosen)).scalar_one_or_none()
    return None if sealed is None else keys.installation.open("quarantine", sealed)


async def count(conn: AsyncConnection, organisation: str) -> int:
    """How many lie there."""
    chosen = select(func.count()).where(tables.quarantine.c.organisation == organisation)
    return (await conn.execute(chosen)).scalar_one()


async def wipe(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Delete what has lain there for 72 hours; returns how many."""
    old = (tables.quarantine.c.organisation == organisation) & (tables.quarantine.c.at <= now - LASTS)
    return (await conn.execute(delete(tables.quarantine).where(old))).rowcount
