"""The promises of an open database, and whose fault a failure is."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.conversation.effects import KeepOffer
from bot.conversation.replies import Urgency
from bot.domain.contribution import HelpRole
from bot.errors import DatabaseBusy, KeyFileError, SettingError, StorageError
from bot.storage import intake, outbox, people
from bot.storage.database import PROMISES, Database
from bot.storage.effects import carry_out
from bot.storage.faults import is_own_fault
from bot.storage.health import ailments
from bot.storage.intake import Saved
from bot.storage.keys import Keys
from bot.storage.outbox import Post, Sent
from tests.factories_storage import ACCOUNT, NOW, ORGANISATION, carried_out, done, keep, known, newcomer


@pytest.fixture
def store() -> str:
    """Most of this is about SQLite; what is not says so."""
    return "sqlite"


async def test_every_sqlite_connection_keeps_its_promises(database: Database) -> None:
    for opens in (database.write, database.read, database.connection):
        async with opens() as conn:
            kept = {pragma: (await conn.execute(text(f"PRAGMA {pragma}"))).scalar_one() for pragma in PROMISES}
        assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


async def test_readers_cannot_write(database: Database) -> None:
    async def writes() -> None:
        async with database.read() as conn:
            await conn.execute(text("DELETE FROM participant"))

    with pytest.raises(StorageError):
        await writes()


@pytest.mark.parametrize("store", ["postgresql"])
async def test_postgresql_readers_cannot_write_either(database: Database) -> None:
    async def writes() -> None:
        async with database.read() as conn:
            await conn.execute(text("DELETE FROM participant"))

    with pytest.raises(StorageError):
        await writes()


async def test_a_reader_sees_one_moment_while_others_write(database: Database, keys: Keys) -> None:
    count = text("SELECT count(*) FROM participant")
    async with database.read() as conn:
        assert (await conn.execute(count)).scalar_one() == 0
        await known(database, keys, "ada")
        assert (await conn.execute(count)).scalar_one() == 0
    async with database.read() as conn:
        assert (await conn.execute(count)).scalar_one() == 1


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "nonsense", "", "postgresql"])
async def test_an_address_we_cannot_use_is_refused_by_the_settings_name(url: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL"):
        await Database.open(url)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(StorageError):
        await Database.open(f"sqlite:///{tmp_path / 'x.db'}")


async def test_a_server_that_is_not_there_is_busy_not_broken() -> None:
    with pytest.raises(DatabaseBusy):
        await Database.open("postgresql://nobody@127.0.0.1:9/none")


async def test_a_locked_database_is_waited_for(url: str) -> None:
    database = await Database.open(url, wait=10)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    asyncio.get_running_loop().call_later(0.3, other.execute, "COMMIT")
    async with database.write() as conn:
        assert await intake.claim(conn, ORGANISATION, [(ACCOUNT, "1")], NOW)
    other.close()
    await database.close()


async def test_a_database_locked_for_too_long_is_busy_and_works_again_afterwards(url: str) -> None:
    database = await Database.open(url, wait=0.1)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseBusy) as busy:
        await _claim(database, "1")
    assert not is_own_fault(busy.value)
    other.execute("ROLLBACK")
    other.close()
    await _claim(database, "1")
    await database.close()


async def test_a_full_disk_loses_nothing_and_works_again_once_there_is_room(database: Database) -> None:
    await _claim(database, "first")
    async with database.write() as conn:
        pages = (await conn.execute(text("PRAGMA page_count"))).scalar_one()
        await conn.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StorageError) as full:
        await _claim(database, *("x" * 4000 + str(number) for number in range(100)))
    assert not is_own_fault(full.value)
    async with database.write() as conn:
        await conn.execute(text("PRAGMA max_page_count = 100000"))
    await _claim(database, "x" * 4000 + "0")


async def test_writers_take_turns_so_that_none_is_lost(database: Database) -> None:
    await asyncio.gather(*(_claim(database, str(number)) for number in range(50)))
    async with database.read() as conn:
        assert (await conn.execute(text("SELECT count(*) FROM seen"))).scalar_one() == 50


async def test_a_cancelled_writer_leaves_nothing_and_blocks_nobody(database: Database) -> None:
    started = asyncio.Event()

    async def slow() -> None:
        async with database.write() as conn:
            await intake.claim(conn, ORGANISATION, [(ACCOUNT, "1")], NOW)
            started.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(slow())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await _claim(database, "1")


async def test_data_that_breaks_a_rule_is_its_own_fault(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1")))
    with pytest.raises(IntegrityError) as twice:
        await carried_out(database, keys, done(ada, keep("c1", reference="LK-other")))
    assert is_own_fault(twice.value)


@pytest.mark.parametrize(
    ("fault", "own"),
    [
        (ValueError("nonsense"), True),
        (KeyFileError("does not open"), True),
        (DatabaseBusy("locked"), False),
        (StorageError("full"), False),
        (OSError("no space"), False),
        (MemoryError(), False),
        (asyncio.CancelledError(), False),
        (OperationalError("SELECT", {}, sqlite3.OperationalError("no such column")), True),
    ],
)
def test_whose_fault_it_is(fault: BaseException, own: bool) -> None:  # noqa: FBT001 - the example's answer
    assert is_own_fault(fault) is own


@pytest.mark.parametrize("store", ["postgresql"])
async def test_a_server_that_forgets_what_it_committed_is_refused(own_url: str) -> None:
    name = make_url(own_url).database
    database = await Database.open(own_url)
    async with database.connection() as conn:
        await conn.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    await database.close()
    with pytest.raises(SettingError, match="synchronous_commit"):
        await Database.open(own_url)


@pytest.mark.parametrize("store", ["postgresql"])
async def test_a_connection_that_was_cut_is_busy_and_the_next_one_works(database: Database) -> None:
    async def cut() -> None:
        async with database.write() as conn:
            await intake.claim(conn, ORGANISATION, [(ACCOUNT, "1")], NOW)
            pid = (await conn.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            async with database.connection() as other:
                await other.execute(text(f"SELECT pg_terminate_backend({pid})"))
            await intake.claim(conn, ORGANISATION, [(ACCOUNT, "2")], NOW)

    with pytest.raises(DatabaseBusy) as busy:
        await cut()
    assert not is_own_fault(busy.value)
    await _claim(database, "1", "2")


@pytest.mark.parametrize("store", ["postgresql"])
async def test_a_database_that_is_not_there_is_the_stores_fault(url: str) -> None:
    missing = make_url(url).set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(StorageError) as fault:
        await Database.open(missing)
    assert not is_own_fault(fault.value)


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
async def test_who_changes_a_person_waits_for_who_does_so_already(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")

    async def count_one() -> None:
        async with database.write() as conn:
            mine = (await people.load(conn, keys, [ada.hash]))[ada.hash]
            await asyncio.sleep(0)
            await intake.save(conn, keys, [Saved.of(mine, b"x", mine.last_order + 1)])

    await asyncio.gather(*(count_one() for _ in range(12)))
    [ada] = await known(database, keys, "ada")
    assert ada.last_order == 12


async def test_a_sound_database_has_no_ailments(database: Database, keys: Keys) -> None:
    await known(database, keys, "ada")
    assert await ailments(database) == []


async def test_rows_without_what_they_refer_to_are_an_ailment(database: Database, keys: Keys, url: str) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep()))
    with sqlite3.connect(url.removeprefix("sqlite:///")) as other:
        other.execute("DELETE FROM participant")
    other.close()
    assert await ailments(database) == ["a row of contribution refers to a row of participant that is not there"]


async def test_a_damaged_file_is_an_ailment(database: Database, url: str) -> None:
    await _claim(database, *(str(number) for number in range(2000)))
    assert await database.scrub()
    await database.close()
    _damage(Path(url.removeprefix("sqlite:///")))
    damaged = await Database.open(url)
    assert any("damaged" in one for one in await ailments(damaged))
    await damaged.close()


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
async def test_one_update_alone_needs_twelve_statements_at_most(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    asked: list[str] = []
    event.listen(database._writer.sync_engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    async with database.write() as conn:
        await intake.claim(conn, ORGANISATION, [(ACCOUNT, "1")], NOW)
        await people.know(conn, keys, [newcomer(keys, "ada")], NOW)
        await people.load(conn, keys, [ada.hash])
        await intake.taken(conn, ORGANISATION, ["LK-c1"])
        await carry_out(conn, keys, [done(ada, keep()), done(ada, KeepOffer("c1", HelpRole.A_BIT))], NOW)
        await intake.save(conn, keys, [Saved.of(ada, b"x", 1)])
        await outbox.post(conn, keys, [Post("1", ACCOUNT, ada, Urgency.ANSWER, b"", NOW)])
    async with database.write() as conn:
        await outbox.mark_sent(conn, ORGANISATION, [Sent("1", "")], NOW)
    assert len(asked) <= 12


async def test_a_broken_pipe_of_an_export_is_not_the_databases(database: Database) -> None:
    async def exports() -> None:
        async with database.read():
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        await exports()


def _damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-4096:] = b"\x7f" * 4096
    file.write_bytes(content)


async def _claim(database: Database, *external_ids: str) -> None:
    async with database.write() as conn:
        ours = await intake.claim(conn, ORGANISATION, [(ACCOUNT, one) for one in external_ids], NOW)
    assert len(ours) == len(external_ids)
