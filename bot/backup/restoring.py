"""Bringing a backup back: beside the store first, cleaned of whoever was erased since, and only then in its place."""

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

from msgspec import Struct

from bot.backup.form import OWNER, Header, opened, read_header
from bot.backup.site import Site, Told
from bot.errors import BackupRefused, KeyFileError, Refused, StorageError
from bot.lock import only_one_in
from bot.storage import audit, backups, health, installation
from bot.storage.database import Database
from bot.storage.erasure import apply_erased_log, logged
from bot.storage.keys import MasterKey, open_key
from bot.storage.migrate import known, migrate
from bot.storage.stores import Store, store


class Restored(Struct, frozen=True):
    """What came back: `erased` people were erased again; `aside` is where the old store is now, None if there was none.

    `meddled` says what is wrong with the record of who did what, None where every seal holds.
    """

    moment: datetime
    erased: int
    meddled: str | None
    aside: str | None


def restore(site: Site, file: Path, told: Told, *, replace: bool = False, old_log: bool = False) -> Restored:
    """Put what `file` holds in the place of the store; what is there already is set aside where `replace`.

    Whoever erased.log names is deleted again, and the schema brought up to this version, before anything can start on
    it. `old_log`: go on although erased.log is older than the backup. Not to be called where an event loop runs.
    Raises SettingError (Earshot runs here), KeyFileError, BackupRefused, DatabaseBusy, StorageError: then all is as it
    was, as it also is when this is killed at any moment before the end.
    """
    with only_one_in(site.data_dir):
        try:
            with file.open("rb") as content:
                return _brought_back(site, content, told, replace=replace, old_log=old_log)
        except OSError as fault:
            raise BackupRefused(f"{file} cannot be read: {fault.strerror or fault}") from fault
        except BackupRefused as fault:
            raise BackupRefused(f"{file} is {fault}") from fault


def _brought_back(site: Site, file: IO[bytes], told: Told, *, replace: bool, old_log: bool) -> Restored:
    master = MasterKey.load_or_make(site.key_file, may_make=False)
    into = store(site.database)
    header, head = read_header(file.read)
    _refuse_foreign(site, header, into)
    pieces = opened(head, _secret(site, master, header), file.read)
    if not old_log:
        _refuse_old_log(master, header)
    _refuse_full(into, replace=replace)
    with into.beside() as url:
        into.fill(_counted(pieces, file, partial(told, "Bringing back")))
        told("Cleaning", 0, 0)
        erased, meddled = asyncio.run(_cleaned(site, master, header, url))
        aside = into.put_in_place(site.clock())
    return Restored(header.moment, erased, meddled, aside)


def _refuse_foreign(site: Site, header: Header, into: Store) -> None:
    if header.organisation != site.organisation:
        raise BackupRefused(
            f"a backup of {header.organisation}, and AREA_PACK is {site.organisation}'s: set AREA_PACK to its pack"
        )
    if header.kind != into.kind:
        raise BackupRefused(
            f"of {header.kind.value}, and the database here is {into.kind}: set DATABASE_URL to one of the same kind"
        )
    if unknown := set(filter(None, header.schema.split(","))) - known():
        raise BackupRefused(f"of a newer Earshot ({', '.join(sorted(unknown))}): update this one first")


def _secret(site: Site, master: MasterKey, header: Header) -> bytes:
    try:
        return open_key(master, site.organisation, header.wrapped_key, OWNER).secret
    except KeyFileError as fault:
        raise BackupRefused(
            f"locked with another master key than {site.key_file}: bring that key back from where you keep its copy "
            "(or its header was changed)"
        ) from fault


def _refuse_old_log(master: MasterKey, header: Header) -> None:
    here = len(logged(master.erased_log))
    if here < header.erasures:
        raise Refused(
            f"{master.erased_log} knows of {here} erasures, this backup of {header.erasures} before it: bring back the "
            "newest erased.log, or whoever was erased since comes back; only if it is lost for good, add --old-log"
        )


def _refuse_full(into: Store, *, replace: bool) -> None:
    if into.is_empty():
        return
    if not replace:
        raise Refused("there is a database already: --replace sets it aside and puts the backup in its place")
    into.refuse_company()


def _counted(pieces: Iterator[bytes], file: IO[bytes], told: Callable[[int, int], None]) -> Iterator[bytes]:
    size = os.fstat(file.fileno()).st_size
    for piece in pieces:
        told(file.tell(), size)
        yield piece


async def _cleaned(site: Site, master: MasterKey, header: Header, url: str) -> tuple[int, str | None]:
    """Bring what was restored up to date and erase again; how many people, and what is wrong with the record."""
    await migrate(url)
    database = await Database.open(url)
    try:
        async with database.write() as conn:
            keys = await installation.opened(conn, site.organisation, master)
            if keys is None:
                raise BackupRefused(f"without anything of {site.organisation}")
            erased = await apply_erased_log(conn, keys, site.clock())
            await backups.forget_ways_in(conn, site.organisation)
            await backups.restored(conn, keys, site.new_id(), header.moment, site.clock())
        if not await database.scrub():
            raise StorageError("what was erased cannot be scrubbed from the restored database: try again")
        if ails := await health.ailments(database):
            raise StorageError(f"what was restored is not sound: {ails[0]}")
        async with database.read() as conn:
            return erased, await audit.broken(conn, keys)
    finally:
        await database.close()
