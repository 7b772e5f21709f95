"""SQLite as SQLAlchemy drives it, with one message to the connection's thread for a statement and all it gives.

aiosqlite sends one each for a cursor, what it executes, its rows, and its end: four wakings of a thread, and of the
loop, for a statement that takes less than any of them.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Self

import aiosqlite

PIECE = 500
"""Rows that come with a statement at once; of what gives more, the rest is asked for."""

Row = tuple[Any, ...]


class Cursor:
    """One statement and its rows, as SQLAlchemy asks an asynchronous driver for them."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._raw: sqlite3.Cursor | None = None
        self._rows: list[Row] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, given: Sequence[Any] = ()) -> Self:
        """Execute it, and take up its first rows."""
        await self._connection.does(partial(self._done, sqlite3.Cursor.execute, statement, given))
        return self

    async def executemany(self, statement: str, given: Sequence[Sequence[Any]]) -> Self:
        """Execute it for each that is given."""
        await self._connection.does(partial(self._done, sqlite3.Cursor.executemany, statement, given))
        return self

    async def fetchone(self) -> Row | None:
        """The next row; None after the last."""
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        """So many rows, or those that are left."""
        wanted = self.arraysize if size is None else size
        if len(self._rows) < wanted and self._raw is not None:
            await self._connection.does(partial(self._take, max(wanted, PIECE)))
        taken, self._rows = self._rows[:wanted], self._rows[wanted:]
        return taken

    async def fetchall(self) -> list[Row]:
        """All rows that are left."""
        if self._raw is not None:
            await self._connection.does(partial(self._take, -1))
        taken, self._rows = self._rows, []
        return taken

    async def close(self) -> None:
        """Leave the rows that nobody asked for."""
        if self._raw is not None:
            await self._connection.does(self._end)

    # -- in the connection's thread ----------------------------------------------------------------------------------

    def _done(self, how: Callable[..., object], statement: str, given: Sequence[Any]) -> None:
        self._raw = self._connection.cursor_of_thread()
        try:
            how(self._raw, statement, given)
            self.description, self.lastrowid = self._raw.description, self._raw.lastrowid
            self._take(PIECE)
        except BaseException:
            self._end()
            raise

    def _take(self, many: int) -> None:
        """Take up so many rows more, or all for -1; how many were changed is known once all are taken."""
        if self._raw is None:
            return
        found = [] if self.description is None else self._raw.fetchall() if many < 0 else self._raw.fetchmany(many)
        self._rows += found
        self.rowcount = self._raw.rowcount
        if many < 0 or len(found) < many:
            self._end()

    def _end(self) -> None:
        if self._raw is not None:
            self._raw.close()
            self._raw = None


class Connection(aiosqlite.Connection):
    """A connection whose cursors are those above."""

    def cursor(self) -> Cursor:  # type: ignore[override]
        """A cursor; nothing is asked of SQLite yet."""
        return Cursor(self)

    async def does(self, work: Callable[[], None]) -> None:
        """Have the connection's thread do this."""
        await self._execute(work)  # type: ignore[no-untyped-call]

    def cursor_of_thread(self) -> sqlite3.Cursor:
        """SQLite's own cursor, for whoever is in the thread."""
        return self._conn.cursor()


def connects(file: str, prepare: Callable[[sqlite3.Connection], None], *, wait: float) -> Callable[[], Connection]:
    """What opens a connection to `file` that waits so many seconds for a lock, and begins nothing by itself.

    `prepare` is done to each before anything else is; what it raises is raised by the opening.
    """
    path = Path(file).absolute()

    def begin() -> sqlite3.Connection:
        opened = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
        try:
            prepare(opened)
        except BaseException:
            opened.close()
            raise
        return opened

    def connect() -> Connection:
        opened = Connection(begin, PIECE)
        # A connection that nobody closed does not hold up the end of the program.
        opened._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with its own
        return opened

    return connect
