"""Migrating loses nothing, is whole or not at all, and two processes may start together."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, SmallInteger, func, insert, select
from sqlalchemy.types import BigInteger, Boolean, Date, LargeBinary

from bot.errors import StorageError
from bot.storage import migrate as migrations
from bot.storage.columns import Codes, Instant
from bot.storage.database import Database
from bot.storage.migrate import drift, is_at_head, migrate, revisions
from bot.storage.tables import metadata

REVISIONS = Path(__file__).parent / "revisions"
ROWS = 25
NEWEST = max(one.name[:4] for one in Path(migrations.__file__).parent.glob("migrations/versions/[0-9]*.py"))


async def test_the_migrations_make_the_tables_that_the_code_knows(own_url: str) -> None:
    assert await drift(own_url) == []
    assert await is_at_head(own_url)


async def test_the_check_for_drift_can_fail(empty_url: str) -> None:
    await migrate(empty_url, "0001")
    assert await drift(empty_url)
    assert not await is_at_head(empty_url)


async def test_an_empty_database_is_not_at_head_and_migrating_twice_is_fine(empty_url: str) -> None:
    assert not await is_at_head(empty_url)
    await migrate(empty_url)
    await migrate(empty_url)
    assert await is_at_head(empty_url)


@pytest.mark.parametrize("store", ["sqlite"])
async def test_a_start_at_the_newest_migration_does_not_read_all_rows_for_what_they_refer_to(own_url: str) -> None:
    """The check belongs to a migration; a start of a large store is not to wait for it."""
    await _fill(own_url)
    with sqlite3.connect(own_url.removeprefix("sqlite:///")) as conn:
        conn.execute("DELETE FROM participant")
    await migrate(own_url)
    assert await is_at_head(own_url)


async def test_a_database_of_a_newer_earshot_is_left_as_it_is(own_url: str) -> None:
    await migrate(own_url, scripts=(REVISIONS,))
    with pytest.raises(StorageError, match="newer Earshot"):
        await migrate(own_url)
    assert await revisions(own_url) == ("9999",)


async def test_a_filled_database_keeps_every_row_through_a_rebuild_there_and_back(own_url: str) -> None:
    await _fill(own_url)
    before = await _counts(own_url)
    assert set(before.values()) == {ROWS}
    await migrate(own_url, scripts=(REVISIONS,))
    assert await _counts(own_url) == before
    await migrate(own_url, "-1", scripts=(REVISIONS,))
    assert await _counts(own_url) == before
    assert await is_at_head(own_url)


async def test_after_a_rebuild_rows_still_go_with_their_person(own_url: str) -> None:
    await _fill(own_url)
    await migrate(own_url, scripts=(REVISIONS,))
    database = await Database.open(own_url)
    async with database.write() as conn:
        await conn.execute(metadata.tables["participant"].delete())
    await database.close()
    left = await _counts(own_url)
    gone = ("participant", "journal", "contribution", "progress", "outbox", "chat_line", "talk_request", "handover")
    assert {name: left[name] for name in gone} == dict.fromkeys(gone, 0)
    assert left["safeguarding_case"] == ROWS


async def test_two_processes_that_start_together_migrate_once(empty_url: str) -> None:
    script = f"import asyncio; from bot.storage.migrate import migrate; asyncio.run(migrate({empty_url!r}))"
    starting = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", script, stderr=subprocess.PIPE) for _ in range(3)
    ]
    said = [await one.communicate() for one in starting]
    assert [one.returncode for one in starting] == [0, 0, 0], said
    assert await is_at_head(empty_url)


async def test_a_migration_that_breaks_half_way_leaves_all_as_it_was(own_url: str, tmp_path: Path) -> None:
    await _fill(own_url)
    (tmp_path / "revisions").mkdir()
    whole = (REVISIONS / "9999_rebuilt.py").read_text()
    broken = whole.replace("def downgrade", "    raise ZeroDivisionError\n\n\ndef downgrade", 1)
    (tmp_path / "revisions" / "9999_broken.py").write_text(broken)
    with pytest.raises(ZeroDivisionError):
        await migrate(own_url, scripts=(tmp_path / "revisions",))
    assert await is_at_head(own_url)
    assert await drift(own_url) == []
    assert set((await _counts(own_url)).values()) == {ROWS}


@pytest.mark.parametrize("store", ["sqlite"])
async def test_a_migration_that_would_orphan_rows_is_refused(own_url: str, tmp_path: Path) -> None:
    await _fill(own_url)
    (tmp_path / "revisions").mkdir()
    (tmp_path / "revisions" / "9999_orphans.py").write_text(
        'from alembic import op\nrevision, down_revision = "9999", "NEWEST"\n'
        'def upgrade():\n    op.execute("DELETE FROM participant")\n'.replace("NEWEST", NEWEST)
    )
    with pytest.raises(StorageError, match="without what they refer to"):
        await migrate(own_url, scripts=(tmp_path / "revisions",))
    assert (await _counts(own_url))["participant"] == ROWS


async def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    await migrate(f"sqlite:///{tmp_path / 'var' / '100%' / 'earshot.db'}")
    with sqlite3.connect(tmp_path / "var" / "100%" / "earshot.db") as conn:
        assert conn.execute("SELECT count(*) FROM participant").fetchone() == (0,)


async def _fill(url: str) -> None:
    database = await Database.open(url)
    async with database.write() as conn:
        for table in metadata.sorted_tables:
            await conn.execute(insert(table), [_row(table.columns, number) for number in range(ROWS)])
    await database.close()


def _row(columns: Sequence[Column[object]], number: int) -> dict[str, object]:
    return {column.name: _value(column, number) for column in columns}


def _value(column: Column[object], number: int) -> object:
    given = {
        Instant: datetime(2026, 10, 7, tzinfo=UTC),
        Date: date(2026, 10, 7),
        LargeBinary: b"\0\xff",
        Codes: ("a", "b"),
        Boolean: True,
        SmallInteger: 0,
        Integer: number,
        BigInteger: number,
    }
    for kind, value in given.items():
        if isinstance(column.type, kind):
            return value
    return f"id{number}"


async def _counts(url: str) -> dict[str, int]:
    database = await Database.open(url)
    async with database.read() as conn:
        counted = {
            table.name: (await conn.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }
    await database.close()
    return counted
