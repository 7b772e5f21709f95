"""What workers jotted down, locked, until they say that it is to be kept or not: each message by itself."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.keys import Keys
from bot.storage.tables import note_draft

LASTS = timedelta(hours=24)
"""A draft that was never kept is forgotten then."""


async def put(conn: AsyncConnection, keys: Keys, worker: str, id_: str, *, text: str, now: datetime) -> None:
    """Hold what a worker jotted down in a message; `id_` is a UUIDv7 in hex, which the message's buttons carry."""
    sealed = keys.installation.seal(f"note {worker}", text)
    row = {"organisation": keys.organisation, "worker": worker, "id": id_, "sealed": sealed, "at": now}
    await conn.execute(insert(note_draft), row)


async def take(conn: AsyncConnection, keys: Keys, worker: str, id_: str, now: datetime) -> str | None:
    """What a worker jotted down there, which is held no more; None where there is nothing. Raises KeyFileError."""
    this = note_draft.c.organisation == keys.organisation, note_draft.c.worker == worker, note_draft.c.id == id_
    row = (await conn.execute(select(note_draft).where(*this).with_for_update())).one_or_none()
    await conn.execute(delete(note_draft).where(*this))
    return keys.installation.read(f"note {worker}", row.sealed) if row and row.at > now - LASTS else None


async def forget(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Forget the drafts that nobody kept in time; returns how many."""
    old = note_draft.c.organisation == organisation, note_draft.c.at <= now - LASTS
    return (await conn.execute(delete(note_draft).where(*old))).rowcount
