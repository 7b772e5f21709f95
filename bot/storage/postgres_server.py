"""What is done with whole databases of a PostgreSQL server: asked about, made, renamed, dropped."""

import asyncio
from collections.abc import Sequence

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError

from bot.errors import DatabaseBusy, StorageError
from bot.storage.database import single_connection
from bot.storage.faults import told_apart

_OFFICES = ("postgres", "template1")
"""Databases that every server has: from one of them another one is renamed."""
_NOT_ALLOWED, _IN_USE = "42501", "55006"


class PostgresServer:
    """The server of a database; nothing here is awaited. Raises DatabaseBusy and StorageError."""

    def __init__(self, url: URL) -> None:
        self._url = url

    def ask(self, question: str, **values: str) -> Sequence[Sequence[object]]:
        """The rows that answer a question put to the database itself."""
        return asyncio.run(self._asked(question, values))

    def create(self, name: str, encoding: str, collate: str, ctype: str) -> None:
        """Make an empty database."""
        like = f"ENCODING {_text(encoding)} LC_COLLATE {_text(collate)} LC_CTYPE {_text(ctype)}"
        asyncio.run(self._done([f"CREATE DATABASE {_named(name)} TEMPLATE template0 {like}"]))

    def drop(self, name: str) -> None:
        """Drop a database, if it is there."""
        asyncio.run(self._done([f"DROP DATABASE IF EXISTS {_named(name)}"]))

    def rename(self, *names: tuple[str, str]) -> None:
        """Give databases other names, in this order, all or none. DatabaseBusy where one of them is in use."""
        statements = [f"ALTER DATABASE {_named(old)} RENAME TO {_named(new)}" for old, new in names]
        asyncio.run(self._done(statements, together=True))

    async def _asked(self, question: str, values: dict[str, str]) -> Sequence[Sequence[object]]:
        engine = single_connection(self._address(self._url.database))
        try:
            with told_apart():
                async with engine.connect() as conn:
                    return [tuple(row) for row in await conn.execute(text(question), values)]
        finally:
            await engine.dispose()

    async def _done(self, statements: Sequence[str], *, together: bool = False) -> None:
        office = next(name for name in _OFFICES if name != self._url.database)
        engine = single_connection(self._address(office))
        try:
            with told_apart():
                async with engine.connect() as conn:
                    if not together:
                        await conn.execution_options(isolation_level="AUTOCOMMIT")
                    for statement in statements:
                        await conn.exec_driver_sql(statement)
                    await conn.commit()
        except DBAPIError as fault:
            raise self._told(fault) from fault
        finally:
            await engine.dispose()

    def _told(self, fault: DBAPIError) -> StorageError:
        match getattr(fault.orig, "sqlstate", None):
            case code if code == _NOT_ALLOWED:
                role = self._url.username
                return StorageError(
                    f"the role {role} may not make databases: ALTER ROLE {role} CREATEDB, for this once"
                )
            case code if code == _IN_USE:
                return DatabaseBusy("the database is in use by another program: stop every Earshot first")
        return StorageError(f"the database server refuses: {fault.orig}")

    def _address(self, database: str | None) -> str:
        return self._url.set(database=database).render_as_string(hide_password=False)


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
