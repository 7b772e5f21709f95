"""Opening Earshot for whoever has the store to themselves; what only looks in beside them imports no migrations."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import pack
from bot.core import LOCALES, Clock, Core, pack_folder
from bot.i18n import Wording
from bot.kept import FOLDER
from bot.settings import Settings
from bot.storage import installation, needs
from bot.storage.database import Database
from bot.storage.erasure import apply_erased_log
from bot.storage.keys import MasterKey
from bot.storage.migrate import migrate


@asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[Core]:
    """Everything read, migrated, unlocked, and held against the log of erasures; closed again at the end.

    Raises SettingError, PackError, KeyFileError or StorageError, each with a message fit for an operator. A key is made
    only while the database holds no person.
    """
    area = pack.load(pack_folder(settings))
    wording = Wording.load(LOCALES, FOLDER)
    await migrate(settings.database)
    database = await Database.open(settings.database)
    try:
        async with database.write() as conn:
            master = MasterKey.load_or_make(settings.key_file, may_make=not await installation.holds_people(conn))
            keys = await installation.unlock(conn, area.organisation, area.organisation_name, master, clock())
            await needs.seal_left(conn, keys)
            restored = await apply_erased_log(conn, keys, clock())
        if restored:
            await database.scrub()
        yield Core(settings, area, wording, database, keys, clock)
    finally:
        await database.close()
