"""A PostgreSQL database as a whole: copied by pg_dump, made anew beside the old by pg_restore, renamed in one step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import make_url

from bot.errors import DatabaseBusy
from bot.storage import postgres_programs as programs
from bot.storage.postgres_server import PostgresServer

_LONGEST = 63
"""Bytes of a name in PostgreSQL (NAMEDATALEN - 1)."""
ASIDE, RESTORING = "_set_aside_", "_restoring"
_WHEN = "%Y%m%d_%H%M%S"
_ROOM = _LONGEST - len(ASIDE) - len("20261007_153000")
_TABLES = (
    "SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
)
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = :name AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_LIKE = "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = :name"
_NAMES = "SELECT datname FROM pg_database WHERE starts_with(datname, :aside) OR datname = :beside ORDER BY datname"


class PostgresStore:
    """See storage.stores.Store. The role must be allowed to make databases (CREATEDB) to restore."""

    kind = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._name = self._url.database or ""
        self._beside = self._name[: _LONGEST - len(RESTORING)] + RESTORING
        self._server = PostgresServer(self._url)

    @contextmanager
    def copied(self, told: Callable[[int, int], None]) -> Iterator[tuple[int, Iterator[bytes]]]:
        """All of one moment, as pg_dump sees it, in its custom format."""
        told(0, 0)
        yield 0, programs.dumped(self._url)

    def is_empty(self) -> bool:
        """Whether there are no tables."""
        [[tables]] = self._server.ask(_TABLES)
        return not tables

    def refuse_company(self) -> None:
        """DatabaseBusy where anything else is connected."""
        [[others]] = self._server.ask(_OTHERS, name=self._name)
        if others:
            raise DatabaseBusy(f"{others} connections to the database {self._name} are open: stop every Earshot first")

    @contextmanager
    def beside(self) -> Iterator[str]:
        """A database of the same server; what a killed restore left there goes first."""
        [like] = self._server.ask(_LIKE, name=self._name)
        self._server.drop(self._beside)
        self._server.create(self._beside, *map(str, like))
        try:
            yield self._url.set(database=self._beside).render_as_string(hide_password=False)
        finally:
            self._server.drop(self._beside)

    def fill(self, content: Iterator[bytes]) -> None:
        """Let pg_restore fill it."""
        programs.filled(self._url.set(database=self._beside), content)

    def put_in_place(self, now: datetime) -> str | None:
        """Both are renamed in one transaction; a database without tables is not kept."""
        empty = self.is_empty()
        aside = f"{self._name[:_ROOM]}{ASIDE}{now.strftime(_WHEN)}"
        self._server.rename((self._name, aside), (self._beside, self._name))
        if empty:
            self._server.drop(aside)
        return None if empty else aside

    def leftovers(self) -> list[str]:
        """What was set aside, and the database of a restore that was killed."""
        return [str(name) for [name] in self._server.ask(_NAMES, aside=self._name[:_ROOM] + ASIDE, beside=self._beside)]
