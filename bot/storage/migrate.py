"""Migrating: on a connection of its own, whole or not at all, safe when two processes start together."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StorageError
from bot.storage.database import outside_transaction, single_connection
from bot.storage.faults import told_apart
from bot.storage.tables import metadata

T = TypeVar("T")

SCRIPTS = Path(__file__).parent / "migrations"
# Any number will do, as long as every process asks for the same one.
_LOCK = 0x456172
OPTIONS: dict[str, Any] = {"render_as_batch": True, "compare_type": True, "compare_server_default": False}


async def migrate(url: str, revision: str = "head", *, scripts: tuple[Path, ...] = ()) -> None:
    """Bring the database at `url` to a revision, whole or not at all. `scripts` are further folders of revisions.

    Raises SettingError, DatabaseBusy, StorageError (a rebuild would have left rows without what they refer to, or a
    newer Earshot made it).
    """
    await _alone(url, lambda conn: _go(conn, revision, scripts))


async def is_at_head(url: str) -> bool:
    """Whether the database at `url` is at the newest migration."""
    return set(await revisions(url)) == set(ScriptDirectory.from_config(_config()).get_heads())


async def revisions(url: str) -> tuple[str, ...]:
    """The migrations the database at `url` stands at; empty where it was never migrated."""
    return await _alone(url, _heads)


async def drift(url: str) -> list[Any]:
    """What the tables in code have that the database at `url` has not, and the other way round; empty is good."""
    return await _alone(url, _differences)


async def _alone(url: str, work: Callable[[Connection], T]) -> T:
    engine = single_connection(url)
    try:
        with told_apart():
            async with engine.connect() as conn:
                return await _in_transaction(conn, work)
    finally:
        await engine.dispose()


async def _in_transaction(conn: AsyncConnection, work: Callable[[Connection], T]) -> T:
    if conn.dialect.name == "sqlite":
        # A rebuilt table is dropped and made anew: with foreign keys on, that would delete what refers to it.
        await outside_transaction(conn, "PRAGMA foreign_keys = OFF")
    async with conn.begin():
        if conn.dialect.name == "postgresql":
            await conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        return await conn.run_sync(work)


def _go(conn: Connection, revision: str, scripts: tuple[Path, ...]) -> None:
    config = _config(scripts)
    config.attributes["connection"] = conn
    there_are = ScriptDirectory.from_config(config)
    stands_at = set(_heads(conn))
    _refuse_newer(stands_at, there_are)
    if revision == "head" and stands_at == set(there_are.get_heads()):
        return
    towards = command.downgrade if revision.startswith("-") or revision == "base" else command.upgrade
    towards(config, revision)
    if conn.dialect.name == "sqlite" and (orphans := conn.execute(text("PRAGMA foreign_key_check")).all()):
        raise StorageError(f"the migration would leave {len(orphans)} rows without what they refer to")


def known() -> frozenset[str]:
    """The migrations that this version of Earshot has: it can take up a database that stands at one of them."""
    return _known(ScriptDirectory.from_config(_config()))


def _known(scripts: ScriptDirectory) -> frozenset[str]:
    return frozenset(one.revision for one in scripts.walk_revisions())


def _refuse_newer(stands_at: set[str], scripts: ScriptDirectory) -> None:
    if unknown := stands_at - _known(scripts):
        raise StorageError(f"the database was made by a newer Earshot ({', '.join(sorted(unknown))}): update this one")


def _heads(conn: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(conn).get_current_heads()


def _differences(conn: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(conn, opts=OPTIONS), metadata))


def _config(scripts: tuple[Path, ...] = ()) -> Config:
    config = Config()
    config.set_main_option("script_location", _escaped(SCRIPTS))
    config.set_main_option("path_separator", "newline")
    folders = (SCRIPTS / "versions", *scripts)
    config.set_main_option("version_locations", "\n".join(_escaped(folder) for folder in folders))
    return config


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")
