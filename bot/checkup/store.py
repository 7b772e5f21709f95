"""The database: there, sound, up to date, and locked with the keys we have. Nothing is made or changed."""

from pathlib import Path

from bot.checkup.finding import Finding, ok, warning, wrong
from bot.checkup.keys import key_files
from bot.domain.area import Area
from bot.errors import EarshotError, KeyFileError
from bot.settings import Settings
from bot.storage import audit, health, installation
from bot.storage.database import Database, sqlite_file
from bot.storage.keys import MasterKey
from bot.storage.migrate import drift, is_at_head, revisions

# The first bytes of a SQLite file (sqlite.org/fileformat2.html, 1.3): its name, and 2 and 2 for a write-ahead log.
_MAGIC = b"SQLite format 3\0"
_WAL_AT, _WAL = slice(18, 20), b"\2\2"


async def store(settings: Settings, area: Area | None) -> list[Finding]:
    """How it stands with the database and its keys; without an area it is not asked whose they are."""
    try:
        file = sqlite_file(settings.database)
        found = None if file is None else _file(file)
        if found is not None:
            return [found, key_files(settings.key_file, needed=False)[1]]
        return await _migrated(settings, area)
    except EarshotError as fault:
        return [wrong("database", f"{fault}.")]


def _file(file: Path) -> Finding | None:
    """What is to be said of a file that must not be opened; None where it may be. Opening would make or convert it."""
    if file.exists() and not file.is_file():
        return wrong("database", f"{file} is not a file.")
    try:
        head = _head(file)
    except OSError as fault:
        return wrong("database", f"{file} cannot be read: {fault.strerror}.")
    if not head:
        return ok("database", f"{file}: nothing is kept yet, `earshot run` makes it.")
    if not head.startswith(_MAGIC):
        return wrong("database", f"{file} is no SQLite file: bring back a backup, or point DATABASE_URL elsewhere.")
    if head[_WAL_AT] != _WAL:
        return wrong("database", f"{file} keeps no write-ahead log (WAL): `earshot migrate` sets that right.")
    return None


def _head(file: Path) -> bytes:
    """The first bytes of a file; none of one that is not there."""
    if not file.exists():
        return b""
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC) + 4)


async def _migrated(settings: Settings, area: Area | None) -> list[Finding]:
    url = settings.database
    if not await revisions(url):
        return [ok("database", "empty yet, `earshot run` fills it."), key_files(settings.key_file, needed=False)[1]]
    if not await is_at_head(url):
        _, keys = key_files(settings.key_file, needed=True)
        return [wrong("schema", "of another version of Earshot: run `earshot migrate` (after a backup)."), keys]
    schema = await drift(url)
    differing = f"differs from this version in {len(schema)} places: it was changed by hand, restore a backup."
    return [
        wrong("schema", differing) if schema else ok("schema", "up to date."),
        *await _opened(settings, area),
    ]


async def _opened(settings: Settings, area: Area | None) -> list[Finding]:
    database = await Database.open(settings.database)
    try:
        ails = [wrong("database", f"{one}.") for one in await health.ailments(database)]
        return [*(ails or [ok("database", f"{database.dialect}, sound.")]), *await _keys(settings, area, database)]
    finally:
        await database.close()


async def _keys(settings: Settings, area: Area | None, database: Database) -> list[Finding]:
    async with database.read() as conn:
        needed = await installation.is_recorded(conn) or await installation.holds_people(conn)
    master, found = key_files(settings.key_file, needed=needed)
    if master is None or area is None:
        return [found]
    return [found, *await _fit(database, area, master, needed=needed)]


async def _fit(database: Database, area: Area, master: MasterKey, *, needed: bool) -> list[Finding]:
    try:
        async with database.read() as conn:
            keys = await installation.opened(conn, area.organisation, master)
            meddled = await audit.broken(conn, keys) if keys else None
    except KeyFileError as fault:
        return [wrong("keys", f"{fault}: bring back those that belong to it.")]
    if keys is None:
        if needed:
            told = f"this database holds another organisation's words, none of {area.organisation} yet."
            return [warning("pack", told)]
        return [ok("keys", "not in use yet.")]
    told = f"{meddled}: somebody changed the record of who did what; keep this database, and compare a backup."
    return [
        ok("keys", "made for this database."),
        wrong("audit", told) if meddled else ok("audit", "every line of who did what is as it was written."),
    ]
