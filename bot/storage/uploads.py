"""Photos and voice notes that came by the web chat's forms, locked with the installation key until they are fetched."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.tables import upload

LASTS = timedelta(days=1)
"""Until then every one was fetched, or nobody will: what it belongs to is known by then."""
_KEEP = if_new(upload)


async def keep(conn: AsyncConnection, keys: Keys, id_: str, content: bytes, now: datetime) -> None:
    """Keep a file under an id; the same again is kept once."""
    row = {"organisation": keys.organisation, "id": id_, "sealed": keys.installation.seal("upload", content), "at": now}
    await conn.execute(_KEEP.of(conn), [row])


async def look(conn: AsyncConnection, keys: Keys, id_: str) -> bytes | None:
    """The file of this id; None where there is none (any more). Raises KeyFileError."""
    chosen = select(upload.c.sealed).where(upload.c.organisation == keys.organisation, upload.c.id == id_)
    sealed = (await conn.execute(chosen)).scalar_one_or_none()
    return keys.installation.open("upload", sealed) if sealed else None


async def forget(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Delete what is too old; returns how many."""
    old = delete(upload).where(upload.c.organisation == organisation, upload.c.at <= now - LASTS)
    return (await conn.execute(old)).rowcount
