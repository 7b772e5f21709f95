"""SQLite gives with a statement what comes of it: all of it, in order, whether it is taken at once or bit by bit."""

import asyncio
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.storage.database import Database
from bot.storage.sqlite_driver import PIECE, Connection, connects
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


@ONE_STORE
async def test_a_transaction_costs_a_message_for_each_statement_and_one_for_its_end(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages, sends = list[object](), Connection._execute

    def counted(*given: Any) -> Any:
        messages.append(given)
        return sends(*given)

    monkeypatch.setattr(Connection, "_execute", counted)
    async with database.write():
        pass
    assert not messages, "nothing was done"
    async with database.write() as conn:
        await conn.execute(text("SELECT 1"))
        await conn.execute(text("SELECT 2"))
    assert len(messages) == 3


async def test_what_goes_on_behind_somebody_who_gave_up_is_taken_back(tmp_path: Path) -> None:
    connection, held = connects(str(tmp_path / "a.db"), lambda _: None, wait=1)(), threading.Event()
    await connection
    gave_up = [asyncio.create_task(connection.does(held.wait))]
    await asyncio.sleep(0)
    connection.begins("BEGIN IMMEDIATE")
    gave_up.append(asyncio.create_task(connection.does(lambda: None)))
    await asyncio.sleep(0)
    for one in gave_up:
        one.cancel()
    taken_back = asyncio.create_task(connection.rollback())
    await asyncio.wait(gave_up)
    held.set()
    await taken_back
    await connection.does(lambda: None)
    assert not connection.in_transaction
    await connection.close()


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
