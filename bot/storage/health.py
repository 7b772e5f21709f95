"""What `earshot check` finds wrong with the database, in plain words."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StorageError
from bot.storage.database import PROMISES, Database


async def ailments(database: Database) -> list[str]:
    """What is wrong, a sentence each; empty is good. Reads the whole of a SQLite file."""
    if database.dialect != "sqlite":
        return []
    try:
        async with database.read() as conn:
            return [*await _broken_promises(conn), *await _damage(conn), *await _orphans(conn)]
    except StorageError as fault:
        return [f"the file is damaged or cannot be read, restore a backup: {fault}"]


async def _broken_promises(conn: AsyncConnection) -> list[str]:
    kept = {pragma: (await conn.execute(text(f"PRAGMA {pragma}"))).scalar_one() for pragma in PROMISES}
    return [f"{pragma} is {kept[pragma]}, not {value}" for pragma, value in PROMISES.items() if kept[pragma] != value]


async def _damage(conn: AsyncConnection) -> list[str]:
    said = (await conn.execute(text("PRAGMA integrity_check"))).scalars().all()
    return [] if said == ["ok"] else [f"the file is damaged or cannot be read, restore a backup: {one}" for one in said]


async def _orphans(conn: AsyncConnection) -> list[str]:
    rows = (await conn.execute(text("PRAGMA foreign_key_check"))).all()
    return [f"a row of {row[0]} refers to a row of {row[2]} that is not there" for row in rows]
