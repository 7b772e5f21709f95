"""What every command needs: the area, the wording, the open database and its keys."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from bot import pack
from bot.domain.area import Area
from bot.errors import StorageError
from bot.i18n import Wording
from bot.kept import FOLDER
from bot.settings import Settings
from bot.storage import installation
from bot.storage.database import Database
from bot.storage.keys import Keys, MasterKey

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"

PATIENT = 60.0
"""Seconds that a process beside the one that answers waits for its turn to write: on SQLite nobody queues for it."""

Clock = Callable[[], datetime]
"""Gives now, in UTC."""


class Core(Struct, frozen=True):
    """Earshot, opened: all that does not depend on a channel."""

    settings: Settings
    area: Area
    wording: Wording
    database: Database
    keys: Keys
    clock: Clock


def pack_folder(settings: Settings) -> Path:
    """Where the area pack is: as set, or beside the program for a path that is not there."""
    given = settings.area_pack
    return given if given.is_absolute() or given.exists() else ROOT / given


@asynccontextmanager
async def beside(settings: Settings, clock: Clock) -> AsyncIterator[Core]:
    """Earshot for a process beside one that has it open (bot/opening.py): nothing is migrated, made or changed.

    Raises SettingError, PackError, KeyFileError or StorageError, each with a message fit for an operator.
    """
    area = pack.load(pack_folder(settings))
    database = await Database.open(settings.database, wait=PATIENT)
    try:
        master = MasterKey.load_or_make(settings.key_file, may_make=False)
        async with database.read() as conn:
            keys = await installation.opened(conn, area.organisation, master)
        if keys is None:
            raise StorageError(f"the organisation {area.organisation} is not in this database")
        yield Core(settings, area, Wording.load(LOCALES, FOLDER), database, keys, clock)
    finally:
        await database.close()
