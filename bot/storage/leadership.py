"""Who polls and sends for a bot when several processes share a PostgreSQL; with SQLite the one process always does."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StorageError
from bot.storage.database import single_connection
from bot.storage.faults import told_apart

LOOK_AGAIN = 1.0
"""Seconds between tries to become the leader, and between looks whether we still are: takeover takes two of them."""


async def while_leading(url: str, name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Run `work` for as long as this process holds the lock `name`, again and again, until cancelled.

    On PostgreSQL the lock is an advisory one of a connection kept for it: it is free as soon as that connection dies.
    """
    engine = single_connection(url)
    if engine.dialect.name == "sqlite":
        await work()
        return
    while True:
        with suppress(StorageError), told_apart():
            async with engine.connect() as conn:
                await conn.execution_options(isolation_level="AUTOCOMMIT")
                if await _try(conn, name):
                    await _lead(conn, work)
        await asyncio.sleep(LOOK_AGAIN)


async def _try(conn: AsyncConnection, name: str) -> bool:
    asked = await conn.execute(text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))"), {"name": name})
    return bool(asked.scalar_one())


async def _lead(conn: AsyncConnection, work: Callable[[], Awaitable[None]]) -> None:
    """Work until the connection that holds the lock is lost; raises StorageError then, and what the work raises."""
    working = asyncio.ensure_future(work())
    try:
        while not working.done():
            await asyncio.wait({working}, timeout=LOOK_AGAIN)
            await conn.execute(text("SELECT 1"))
        await working
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
