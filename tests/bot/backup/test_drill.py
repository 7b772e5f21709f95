"""The restore drill: disaster strikes, and all that was backed up is back, but nobody who was deleted since."""

import asyncio
import stat
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url, select

from bot.backup import Site
from bot.conversation.effects import OpenCase
from bot.domain.case import Note
from bot.domain.reading import DangerLevel
from bot.domain.worker import Role, Worker
from bot.storage import backups, cases, console_sessions, staff, workers
from bot.storage.database import Database, sqlite_file
from bot.storage.migrate import is_at_head, migrate
from bot.storage.people import Person
from bot.storage.postgres_server import PostgresServer
from bot.storage.tables import case_note, console_session, participant, staff_invite, worker, worker_link
from bot.storage.workers import Link
from tests.factories_backup import backed_up, begin, brought_back, erase, opened, site, speak, words
from tests.factories_storage import NOW, carried_out, done, keep, known


async def disaster(at: Site) -> None:
    """The machine's disk is gone, and an empty one in its place."""
    file = sqlite_file(at.database)
    if file is None:
        name = str(make_url(at.database).database)
        server = PostgresServer(make_url(at.database).set(database="postgres"))
        await asyncio.to_thread(server.drop, name)
        await asyncio.to_thread(server.create, name, "UTF8", "C", "C")
    else:
        for one in file.parent.glob(f"{file.name}*"):
            one.unlink()


async def test_the_drill(at: Site, file: Path) -> None:
    ada = await speak(at, "ada", "a hoop by the shops", "a bench")
    await speak(at, "ben", "more lamps")
    made = await backed_up(at, file)
    await erase(at, ada)
    await speak(at, "cem", "said too late")
    await disaster(at)
    restored = await brought_back(at, file)
    assert (restored.moment, restored.erased, restored.meddled, restored.aside) == (NOW, 1, None, None)
    assert await words(at) == {"more lamps"}
    assert await hashes(at) == {(await speak(at, "ben")).hash}
    assert made.size == file.stat().st_size
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_no_key_of_who_was_erased_is_left_in_a_byte_of_what_was_brought_back(at: Site, file: Path) -> None:
    ada = await speak(at, "ada", "a hoop by the shops")
    await speak(at, "ben", "more lamps")
    wrapped = await wrapped_key(at, ada.hash)
    await backed_up(at, file)
    await erase(at, ada)
    await disaster(at)
    await brought_back(at, file)
    assert await wrapped_key(at, ada.hash) is None
    stored = sqlite_file(at.database)
    if stored is not None:
        assert not [one for one in stored.parent.rglob("*") if one.is_file() and wrapped in one.read_bytes()]


async def test_the_case_of_who_was_erased_since_stays_readable_and_notes_it(at: Site, file: Path) -> None:
    """S8: what helps to keep somebody safe outlives what they deleted, in what was brought back, too."""
    ada = await speak(at, "ada")
    await open_case(at, ada, "somebody hits me")
    await backed_up(at, file)
    await erase(at, ada)
    await disaster(at)
    await brought_back(at, file)
    database, keys = await Database.open(at.database), await opened(at)
    async with database.read() as conn:
        assert await cases.words(conn, keys, "case") == ["somebody hits me"]
        assert list(await conn.scalars(select(case_note.c.kind))) == [Note.ERASURE]
    await database.close()


async def test_who_came_back_after_they_were_erased_is_backed_up_like_anybody(at: Site, file: Path) -> None:
    await erase(at, await speak(at, "ada", "a hoop"))
    await speak(at, "ada", "a bench")
    await backed_up(at, file)
    await disaster(at)
    assert (await brought_back(at, file)).erased == 0
    assert await words(at) == {"a bench"}


async def test_a_backup_made_while_people_speak_is_of_one_moment(at: Site, file: Path) -> None:
    """Each transaction keeps two things: a backup holds both or neither, and all that was committed before it began."""
    database, keys = await Database.open(at.database), await opened(at)
    [ada] = await known(database, keys, "ada")
    said = 0

    async def speaking() -> None:
        nonlocal said
        while True:
            pair = (f"{said} left", f"{said} right")
            await carried_out(database, keys, *(done(ada, keep(one, one), one) for one in pair))
            said += 1

    talking = asyncio.create_task(speaking())
    await asyncio.sleep(0.3)
    before = said
    await backed_up(at, file)
    talking.cancel()
    await asyncio.gather(talking, return_exceptions=True)
    await database.close()
    await brought_back(at, file, replace=True)
    kept = await words(at)
    assert before <= len(kept) / 2 <= said
    assert {one.partition(" ")[0] for one in kept if "left" in one} == {
        one.split()[0] for one in kept if "right" in one
    }


async def test_what_is_there_is_set_aside_and_not_deleted(at: Site, file: Path) -> None:
    await speak(at, "ada", "a hoop")
    await backed_up(at, file)
    await speak(at, "ben", "said too late")
    aside = (await brought_back(at, file, replace=True)).aside
    assert await words(at) == {"a hoop"}
    assert aside is not None
    old = f"sqlite:///{aside}" if sqlite_file(at.database) else beside(at.database, aside)
    assert await words(site(old, at.data_dir.parent)) == {"a hoop", "said too late"}


async def test_an_older_database_is_brought_up_to_date(empty_url: str, tmp_path: Path, file: Path) -> None:
    at = site(empty_url, tmp_path)
    await migrate(empty_url)
    await begin(at)
    await speak(at, "ada", "a hoop")
    await migrate(empty_url, "-1")
    assert not (await backed_up(at, file)).on_record
    await brought_back(at, file, replace=True)
    assert await is_at_head(empty_url)
    assert await words(at) == {"a hoop"}


async def test_backups_are_on_record_and_so_is_what_was_brought_back(at: Site, file: Path) -> None:
    assert await newest(at) is None
    await backed_up(at, file)
    later = site(at.database, at.data_dir.parent, now=NOW + timedelta(days=1))
    await backed_up(later, file.with_name("later"))
    assert await newest(at) == NOW + timedelta(days=1)
    assert later.log.read_text().splitlines() == [
        f"{NOW.isoformat()} {file}",
        f"{(NOW + timedelta(days=1)).isoformat()} {file.with_name('later')}",
    ]
    await brought_back(site(at.database, at.data_dir.parent, now=NOW + timedelta(days=2)), file, replace=True)
    assert await newest(at) == NOW


async def test_no_session_and_no_link_of_a_worker_comes_back(at: Site, file: Path) -> None:
    await with_ways_in(at)
    await backed_up(at, file)
    await brought_back(at, file, replace=True)
    database = await Database.open(at.database)
    async with database.read() as conn:
        for table in (console_session, worker_link, staff_invite):
            assert (await conn.execute(select(table))).all() == []
        assert len((await conn.execute(select(worker))).all()) == 1
    await database.close()


def beside(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


async def hashes(at: Site) -> set[str]:
    database = await Database.open(at.database)
    async with database.read() as conn:
        found = set(await conn.scalars(select(participant.c.hash)))
    await database.close()
    return found


async def wrapped_key(at: Site, hash_: str) -> bytes | None:
    database = await Database.open(at.database)
    async with database.read() as conn:
        found = await conn.scalar(select(participant.c.wrapped_key).where(participant.c.hash == hash_))
    await database.close()
    return found


async def newest(at: Site) -> datetime | None:
    database = await Database.open(at.database)
    async with database.read() as conn:
        found = await backups.newest(conn, at.organisation)
    await database.close()
    return found


async def open_case(at: Site, person: Person, words: str) -> None:
    database, keys = await Database.open(at.database), await opened(at)
    await carried_out(database, keys, done(person, OpenCase("case", DangerLevel.RED, ("harm",), words)))
    await database.close()


async def with_ways_in(at: Site) -> None:
    database, keys = await Database.open(at.database), await opened(at)
    async with database.write() as conn:
        await workers.let_in(conn, keys, Worker("sam", "Sam", (Role.ADMIN,), ()), NOW)
        await workers.make_link(conn, at.organisation, "sam", Link.CHAT, token="token", now=NOW)
        await console_sessions.begin(conn, at.organisation, "sam", "token", NOW)
        await staff.invite(conn, at.organisation, "lead", "token", NOW)
    await database.close()
