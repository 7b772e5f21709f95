"""SQLite gives with a statement what comes of it: all of it, in order, whether it is taken at once or bit by bit."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database
from bot.storage.sqlite_driver import PIECE, connects
from tests.stores import ONE_STORE

MANY = PIECE * 2 + 1
NUMBERS = text(
    f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) SELECT i FROM n"  # noqa: S608
)


@ONE_STORE
async def test_all_rows_come_in_order(database: Database) -> None:
    async with database.read() as conn:
        assert (await conn.execute(NUMBERS)).scalars().all() == list(range(1, MANY + 1))
        assert [one async for (one,) in await conn.stream(NUMBERS)] == list(range(1, MANY + 1))


@ONE_STORE
async def test_what_nobody_took_is_left_and_the_connection_goes_on(database: Database) -> None:
    async with database.read() as conn:
        rows = await conn.stream(NUMBERS)
        assert await rows.fetchone() == (1,)
        await rows.close()
        assert (await conn.execute(NUMBERS)).scalars().first() == 1
        assert (await conn.execute(text("SELECT 1"))).scalar_one() == 1


@ONE_STORE
async def test_how_many_were_changed_is_told_also_where_they_are_given_back(database: Database) -> None:
    given = [{"a": number} for number in range(MANY)]
    async with database.write() as conn:
        await conn.execute(text("CREATE TEMP TABLE t (a INTEGER PRIMARY KEY)"))
        assert (await conn.execute(text("INSERT INTO t VALUES (:a)"), given)).rowcount == MANY
        changed = await conn.execute(text("UPDATE t SET a = a + 10000 WHERE a > 0 RETURNING a"))
        assert len(changed.all()) == MANY - 1
        assert (await conn.execute(text("UPDATE t SET a = a WHERE a < 0"))).rowcount == 0
        assert (await conn.execute(text("DELETE FROM t"))).rowcount == MANY


@ONE_STORE
async def test_what_is_refused_leaves_it_as_it_was(database: Database) -> None:
    async with database.write() as conn:
        await conn.execute(text("CREATE TEMP TABLE t (a INTEGER PRIMARY KEY)"))
        await conn.execute(text("INSERT INTO t VALUES (1)"))
        with pytest.raises(IntegrityError):
            await conn.execute(text("INSERT INTO t VALUES (:a)"), [{"a": 2}, {"a": 1}])
        assert (await conn.execute(text("SELECT count(*) FROM t"))).scalar_one() == 2, "the first is in, as ever"


async def test_what_refuses_a_connection_leaves_none_open(tmp_path: Path) -> None:
    opened = list[sqlite3.Connection]()

    def refuses(connection: sqlite3.Connection) -> None:
        opened.append(connection)
        raise ValueError("not this one")

    connection = connects(str(tmp_path / "a.db"), refuses, wait=1)()
    with pytest.raises(ValueError, match="not this one"):
        await connection
    await asyncio.to_thread(connection._thread.join)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")
