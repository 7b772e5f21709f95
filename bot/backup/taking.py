"""Taking a backup: one file with all of one moment, sealed, while everybody goes on."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct

from bot.backup import whole_file
from bot.backup.form import OWNER, Header, Kind, sealed
from bot.backup.site import Site, Told
from bot.errors import BackupRefused
from bot.storage import backups, installation, key_files
from bot.storage.database import Database
from bot.storage.erasure import logged
from bot.storage.keys import Keys, MasterKey
from bot.storage.migrate import is_at_head, revisions
from bot.storage.stores import Store, store


class Made(Struct, frozen=True):
    """A backup: `size` in bytes; `on_record` says whether the database could take it down."""

    moment: datetime
    size: int
    on_record: bool


def back_up(site: Site, file: Path, told: Told) -> Made:
    """Write a backup to `file`, which must not be there yet, and put it on record.

    It holds all of the moment at which it began, whoever writes meanwhile. The master key is not in it. Not to be
    called where an event loop runs. Raises KeyFileError, BackupRefused, StorageError: then there is no file.
    """
    master = MasterKey.load_or_make(site.key_file, may_make=False)
    of, moment = store(site.database), site.clock()
    if of.is_empty():
        raise BackupRefused("there is no backup to be made: nothing is kept yet")
    erasures = len(logged(master.erased_log))
    schema = ",".join(asyncio.run(revisions(site.database)))
    keys = asyncio.run(_keys(site, master))
    secret, wrapped = keys.new_key(OWNER)
    header = Header(site.organisation, moment, schema, Kind(of.kind), erasures, wrapped)
    size = whole_file.write(file, _content(of, header, secret.secret, told))
    return Made(moment, size, asyncio.run(_recorded(site, keys, file, moment)))


def _content(of: Store, header: Header, secret: bytes, told: Told) -> Iterator[bytes]:
    with of.copied(partial(told, "Copying")) as (size, pieces):
        yield from sealed(header, secret, _counted(pieces, size, partial(told, "Locking")))


def _counted(pieces: Iterable[bytes], size: int, told: Callable[[int, int], None]) -> Iterator[bytes]:
    done = 0
    for piece in pieces:
        done += len(piece)
        told(done, size)
        yield piece


async def _keys(site: Site, master: MasterKey) -> Keys:
    database = await Database.open(site.database)
    try:
        async with database.read() as conn:
            keys = await installation.opened(conn, site.organisation, master)
    finally:
        await database.close()
    if keys is None:
        raise BackupRefused(f"this database holds nothing of {site.organisation}: is AREA_PACK the right one?")
    return keys


async def _recorded(site: Site, keys: Keys, file: Path, moment: datetime) -> bool:
    """Note where it lies, and that it was made; the latter only where the database is of this version."""
    await asyncio.to_thread(_noted, site, file, moment)
    if not await is_at_head(site.database):
        return False
    database = await Database.open(site.database)
    try:
        async with database.write() as conn:
            await backups.made(conn, keys, site.new_id(), moment)
    finally:
        await database.close()
    return True


def _noted(site: Site, file: Path, moment: datetime) -> None:
    site.data_dir.mkdir(parents=True, exist_ok=True)
    key_files.append(site.log, f"{moment.isoformat()} {file.absolute()}")
