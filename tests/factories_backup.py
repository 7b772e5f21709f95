"""An installation that people speak to, to be backed up and brought back; a test names only what matters to it."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.backup import Made, Restored, Site, back_up, restore
from bot.conversation.effects import ErasePerson
from bot.storage import audit, installation
from bot.storage.database import Database
from bot.storage.keys import Keys, MasterKey
from bot.storage.people import Person
from tests.factories_storage import NOW, ORGANISATION, all_said, carried_out, done, ids, keep, known, unlocked

QUIET: Callable[[str, int, int], None] = lambda *_: None  # noqa: E731


def site(url: str, folder: Path, *, now: datetime = NOW, organisation: str = ORGANISATION) -> Site:
    """An installation whose keys lie in `folder`; its ids grow, and are no test's own."""
    numbers = ids(10**9 + int((now - NOW) / timedelta(seconds=1)))
    return Site(organisation, url, folder / "var", folder / "keys" / "master.key", lambda: now, lambda: next(numbers))


async def begin(at: Site) -> Keys:
    """Make the keys, and record them."""
    database = await Database.open(at.database)
    try:
        return await unlocked(database, MasterKey.load_or_make(at.key_file, may_make=True), at.organisation)
    finally:
        await database.close()


async def speak(at: Site, name: str, *words: str) -> Person:
    """Somebody says something."""
    database, keys = await Database.open(at.database), await opened(at)
    try:
        [person] = await known(database, keys, name)
        for words_ in words:
            id_ = next(_FRESH)
            await carried_out(database, keys, done(person, keep(id_, words_), id_))
        return person
    finally:
        await database.close()


_FRESH = (f"said{number}" for number in itertools.count())


async def erase(at: Site, person: Person) -> None:
    """Somebody has all of theirs deleted."""
    database, keys = await Database.open(at.database), await opened(at)
    await carried_out(database, keys, done(person, ErasePerson(), "erase"))
    await database.close()


async def opened(at: Site) -> Keys:
    """The keys, held against the database."""
    database = await Database.open(at.database)
    try:
        async with database.read() as conn:
            keys = await installation.opened(conn, at.organisation, MasterKey.load_or_make(at.key_file, may_make=False))
    finally:
        await database.close()
    assert keys is not None
    return keys


async def words(at: Site) -> set[str]:
    """All that is kept, in the clear; the record of who did what holds."""
    database, keys = await Database.open(at.database), await opened(at)
    try:
        async with database.read() as conn:
            assert await audit.broken(conn, keys) is None
        return {one.words for one in await all_said(database, keys)}
    finally:
        await database.close()


async def backed_up(at: Site, file: Path) -> Made:
    """Take a backup."""
    return await asyncio.to_thread(back_up, at, file, QUIET)


async def brought_back(at: Site, file: Path, *, replace: bool = False, old_log: bool = False) -> Restored:
    """Bring one back."""
    return await asyncio.to_thread(restore, at, file, QUIET, replace=replace, old_log=old_log)
