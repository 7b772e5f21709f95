"""What holds of Earshot once it is opened, whichever command opened it."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from bot.conversation.effects import ErasePerson
from bot.core import Core
from bot.opening import opened
from bot.settings import Settings, load
from bot.storage.tables import participant
from tests.factories_storage import carried_out, done, known


def settings(folder: Path) -> Settings:
    return load(data_dir=folder / "var", master_key_file=folder / "keys" / "master.key", database_url="")


def noon() -> datetime:
    return datetime(2026, 10, 7, 11, 0, tzinfo=UTC)


async def people(core: Core) -> set[str]:
    async with core.database.read() as conn:
        return set(await conn.scalars(select(participant.c.hash)))


def back_up(database: Path, to: Path) -> None:
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(to)) as copy:
        live.backup(copy)


async def test_who_was_erased_is_gone_from_a_restored_backup_as_soon_as_it_is_opened(tmp_path: Path) -> None:
    given, backup = settings(tmp_path), tmp_path / "backup.sqlite3"
    database = given.data_dir / "earshot.sqlite3"
    async with opened(given, noon) as core:
        ada, ben = await known(core.database, core.keys, "ada", "ben")
        back_up(database, backup)
        await carried_out(core.database, core.keys, done(ada, ErasePerson()))
    shutil.copyfile(backup, database)
    async with opened(given, noon) as core:
        assert await people(core) == {ben.hash}
