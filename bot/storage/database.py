"""Opening the database: one writer and a few readers on SQLite, a pool on PostgreSQL, every promise asserted."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.errors import SettingError, StorageError
from bot.storage.faults import told_apart
from bot.storage.sqlite_driver import connects
from bot.storage.tables import OF_PERSON

# What every SQLite connection must answer (T15). WAL and FULL: no acknowledged row is lost on power loss.
PROMISES = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
# Milliseconds that scrubbing waits for readers.
_MOMENT = 100
# A statement prepared while a table was small must not scan it for ever after.
_POSTGRES = {"server_settings": {"plan_cache_mode": "force_custom_plan", "jit": "off"}}
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


Connection = AsyncConnection
"""What is read and written through, by a name that those who know no database library may use."""


class Database:
    """An open database. On SQLite writers take turns on one connection; readers see the last commit."""

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._writer = writer
        self._reader = reader
        self._turn = asyncio.Lock() if writer.dialect.name == "sqlite" else None

    @classmethod
    async def open(cls, url: str, *, readers: int = 4, wait: float = 5.0) -> Self:
        """Open the database at `url` and try it.

        `readers` is how many connections read at once (on PostgreSQL: how many there are), `wait` for how many seconds
        a lock or a free connection is waited for. Raises SettingError for an address of another kind or a server that
        does not sync what it commits, DatabaseBusy or StorageError where it cannot be used.
        """
        parsed = _driven(url)
        if parsed.get_backend_name() == "sqlite":
            database = cls(_sqlite(parsed, wait, size=1), _sqlite(parsed, wait, size=readers, reading=True))
        else:
            pool = {"pool_size": readers, "max_overflow": 0, "pool_timeout": wait}
            engine = create_async_engine(parsed, connect_args=_POSTGRES, hide_parameters=True, **pool)
            database = cls(engine, engine)
        try:
            async with database.write() as conn:
                await _check_durable(conn)
        except BaseException:
            await database.close()
            raise
        return database

    @property
    def dialect(self) -> str:
        """Which store this is: sqlite or postgresql."""
        return self._writer.dialect.name

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A connection inside a transaction that commits on leaving, or is rolled back where anything was raised.

        Raises DatabaseBusy or StorageError for the store's own faults (see faults.is_own_fault).
        """
        with told_apart():
            async with self._turn or nullcontext(), self._writer.begin() as conn:
                yield conn

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one consistent moment and may not write. Raises as `write`."""
        with told_apart():
            async with self._reader.connect() as conn:
                if self.dialect == "postgresql":
                    await conn.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                async with conn.begin():
                    yield conn

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[AsyncConnection]:
        """A connection of its own, outside any transaction on PostgreSQL, for what lasts: a lock held while leading.

        Raises as `write`.
        """
        engine = single_connection(self._writer.url.render_as_string(hide_password=False))
        try:
            with told_apart():
                async with engine.connect() as conn:
                    if self.dialect == "postgresql":
                        await conn.execution_options(isolation_level="AUTOCOMMIT")
                    yield conn
        finally:
            await engine.dispose()

    async def scrub(self) -> bool:
        """Leave no byte of what was deleted: call it after a commit that erased or withdrew something.

        True once done; False where a reader stood in the way for longer than a moment: call it again later. On SQLite
        the log is emptied into the file, whose freed pages are zeroed (secure_delete); on PostgreSQL dead rows are
        vacuumed.
        """
        with told_apart():
            async with self._turn or nullcontext(), self._writer.connect() as conn:
                if self.dialect == "postgresql":
                    await conn.execution_options(isolation_level="AUTOCOMMIT")
                    await conn.execute(text(f"VACUUM {', '.join(OF_PERSON)}"))
                    return True
                return await _empty_log(conn)

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._reader.dispose()


async def _check_durable(conn: AsyncConnection) -> None:
    """Refuse a PostgreSQL that may forget what it said is committed; on SQLite each connection asserts it."""
    if conn.dialect.name == "sqlite":
        await conn.execute(text("SELECT 1"))
        return
    for setting in ("synchronous_commit", "fsync"):
        if (await conn.execute(text(f"SHOW {setting}"))).scalar_one() == "off":
            raise SettingError(f"DATABASE_URL: this PostgreSQL has {setting} = off, so a crash would lose words")


async def _empty_log(conn: AsyncConnection) -> bool:
    [[wait]] = await outside_transaction(conn, "PRAGMA busy_timeout")
    # Writers wait meanwhile: a long reader must not make them.
    await outside_transaction(conn, f"PRAGMA busy_timeout = {_MOMENT}")
    [[busy, *_]] = await outside_transaction(conn, "PRAGMA wal_checkpoint(TRUNCATE)")
    await outside_transaction(conn, f"PRAGMA busy_timeout = {wait}")
    return not busy


async def outside_transaction(conn: AsyncConnection, pragma: str) -> list[tuple[Any, ...]]:
    """What SQLite answers to a pragma that must not stand in a transaction, such as a checkpoint."""
    raw = await conn.get_raw_connection()
    cursor = await raw.driver_connection.execute(pragma)  # type: ignore[union-attr]
    return list(await cursor.fetchall())


def sqlite_file(url: str) -> Path | None:
    """The file of a SQLite database, None for PostgreSQL. Raises SettingError for an address of another kind."""
    parsed = _driven(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def single_connection(url: str, *, wait: float = 30.0) -> AsyncEngine:
    """An engine that keeps no connection open, for work of its own such as migrating. Raises SettingError."""
    parsed = _driven(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, wait)
    return create_async_engine(parsed, poolclass=NullPool, hide_parameters=True)


def _driven(url: str) -> URL:
    try:
        parsed = make_url(url)
        return parsed.set(drivername=_DRIVERS[parsed.get_backend_name()])
    except Exception as fault:
        raise SettingError("DATABASE_URL must begin with sqlite:/// or postgresql://") from fault


def _sqlite(url: URL, wait: float, *, size: int = 0, reading: bool = False) -> AsyncEngine:
    if not url.database or url.database == ":memory:":
        raise SettingError("DATABASE_URL must name a file: a database in memory forgets what people said")
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise SettingError(f"{folder}: no database can be kept there ({fault.strerror})") from None
    pool: dict[str, Any] = (
        {"pool_size": size, "max_overflow": 0, "pool_timeout": wait} if size else {"poolclass": NullPool}
    )
    # The driver begins nothing by itself, our BEGIN IMMEDIATE is the only one.
    creator = connects(url.database, partial(_keep_promises, reading=reading), wait=wait)
    engine = create_async_engine(url, async_creator=creator, hide_parameters=True, **pool)
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(conn: Any) -> None:
        conn.exec_driver_sql(begin)

    return engine


def _keep_promises(connection: sqlite3.Connection, *, reading: bool) -> None:
    for pragma, promised in PROMISES.items():
        connection.execute(f"PRAGMA {pragma} = {promised}").close()
        row = connection.execute(f"PRAGMA {pragma}").fetchone()
        if row is None or row[0] != promised:
            raise StorageError(f"SQLite does not keep {pragma} = {promised} here: {row}")
    if reading:
        connection.execute("PRAGMA query_only = ON").close()
