"""The store as a whole, to be copied while it is used, and to be replaced by a copy: what either kind can do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.storage.database import sqlite_file
from bot.storage.postgres_store import PostgresStore
from bot.storage.sqlite_store import SqliteStore

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much (0: not known)."""


class Store(Protocol):
    """A SQLite file, or a database of a PostgreSQL server. Nothing here is awaited: it is an operator's own program."""

    kind: str

    def copied(self, told: Progress) -> AbstractContextManager[tuple[int, Iterator[bytes]]]:
        """All of one moment, whoever writes meanwhile: how many bytes (0: not known), and these bytes. StorageError."""

    def is_empty(self) -> bool:
        """Whether nothing is kept there yet, not even tables. StorageError."""

    def refuse_company(self) -> None:
        """DatabaseBusy where another program uses it."""

    def beside(self) -> AbstractContextManager[str]:
        """The address of an empty database beside it, which is gone again on leaving unless it was put in place."""

    def fill(self, content: Iterator[bytes]) -> None:
        """Put what `copied` gave into the database beside. StorageError, and whatever `content` raises."""

    def put_in_place(self, now: datetime) -> str | None:
        """The database beside becomes this one, and this one, unless empty, is set aside; says under which name.

        Whenever it is killed, one of the two is in place, whole. DatabaseBusy where another program uses either.
        """

    def leftovers(self) -> list[str]:
        """The names of what was set aside earlier, and of what a killed restore left behind."""


def store(url: str) -> Store:
    """The store at an address. SettingError for one of another kind."""
    file = sqlite_file(url)
    return PostgresStore(url) if file is None else SqliteStore(file)
