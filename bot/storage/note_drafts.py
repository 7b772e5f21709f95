"""What a worker jotted down last, locked, until they say that it is to be kept or not."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import note_draft

LASTS = timedelta(hours=24)
"""A draft that was never kept is forgotten then."""

_PUT = on_both(
    note_draft,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "worker"],
        set_={"sealed": insert.excluded.sealed, "at": insert.excluded.at},
    ),
)


async def put(conn: AsyncConnection, keys: Keys, worker: str, text: str, now: datetime) -> None:
    """Hold what a worker jotted down; what they jotted down before and did not keep goes."""
    sealed = keys.installation.seal(f"note {worker}", text)
    row = {"organisation": keys.organisation, "worker": worker, "sealed": sealed, "at": now}
    await conn.execute(_PUT.of(conn), row)


async def take(conn: AsyncConnection, keys: Keys, worker: str, now: datetime) -> str | None:
    """What a worker jotted down, which is held no more; None where there is nothing. Raises KeyFileError."""
    mine = note_draft.c.organisation == keys.organisation, note_draft.c.worker == worker
    row = (await conn.execute(select(note_draft).where(*mine).with_for_update())).one_or_none()
    await conn.execute(delete(note_draft).where(*mine))
    return keys.installation.read(f"note {worker}", row.sealed) if row and row.at > now - LASTS else None


async def forget(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Forget the drafts that nobody kept in time; returns how many."""
    old = note_draft.c.organisation == organisation, note_draft.c.at <= now - LASTS
    return (await conn.execute(delete(note_draft).where(*old))).rowcount
