"""One after the other: what is counted and then written stands alone until its transaction ends."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


async def alone(conn: AsyncConnection, name: str) -> None:
    """Wait until nobody else holds `name`, and hold it until the transaction ends. SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        await conn.execute(_ALONE, {"name": name})
