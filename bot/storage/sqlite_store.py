"""A SQLite file as a whole: copied by the online backup API, replaced by another in one step."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.errors import DatabaseBusy, StorageError
from bot.storage.key_files import sync_folder

PAGES = 1024
"""Pages that are copied between two words on how far it is."""
PIECE = 1024 * 1024
ASIDE = ".set-aside-"
_LOG = ("-wal", "-shm")
_MAGIC = b"SQLite format 3\0"


class SqliteStore:
    """See storage.stores.Store."""

    kind = "sqlite"

    def __init__(self, file: Path) -> None:
        self.file = file
        self._room = file.with_name(f".{file.name}.restoring")
        self._new = self._room / file.name

    @contextmanager
    def copied(self, told: Callable[[int, int], None]) -> Iterator[tuple[int, Iterator[bytes]]]:
        """All of one moment. The copy has no name while it is here, so that nothing of it outlives this program."""
        if self.is_empty():
            raise StorageError(f"{self.file}: nothing is kept there yet")
        draft = self.file.with_name(f".{self.file.name}.{secrets.token_hex(4)}.copy")
        try:
            with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "rb") as copy:
                _copy(self.file, draft, told)
                yield os.fstat(copy.fileno()).st_size, _pieces(copy)
        except sqlite3.Error as fault:
            raise StorageError(f"{self.file} cannot be copied: {fault}") from fault
        finally:
            draft.unlink(missing_ok=True)

    def is_empty(self) -> bool:
        """Whether there is no file, or nothing in it."""
        return not self.file.exists() or not self.file.stat().st_size

    def refuse_company(self) -> None:
        """Empty the log into the file; DatabaseBusy where another program has it open. A damaged file is let be."""
        if self.is_empty() or not _is_database(self.file):
            return  # SQLite would delete its log: what is there is set aside as it is.
        try:
            with closing(sqlite3.connect(self.file, timeout=1)) as conn:
                conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.OperationalError as fault:
            raise DatabaseBusy(f"{self.file} is in use ({fault}): stop Earshot first") from fault
        except sqlite3.DatabaseError:
            return
        # Whoever closes it last deletes the log: if that was not us, somebody else has it open.
        if self._logs(self.file):
            raise DatabaseBusy(f"{self.file} is in use by another program: stop it first")

    @contextmanager
    def beside(self) -> Iterator[str]:
        """A file in a folder of its own on the same disk; what a killed restore left there goes first."""
        shutil.rmtree(self._room, ignore_errors=True)
        try:
            self._room.mkdir(0o700, parents=True)
        except OSError as fault:
            raise StorageError(f"{self._room} cannot be made: {fault.strerror}") from fault
        try:
            yield f"sqlite:///{self._new.absolute()}"
        finally:
            shutil.rmtree(self._room, ignore_errors=True)

    def fill(self, content: Iterator[bytes]) -> None:
        """Write the new file."""
        try:
            with os.fdopen(os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for piece in content:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise StorageError(f"{self._room} cannot be written: {fault.strerror}") from fault

    def put_in_place(self, now: datetime) -> str | None:
        """The old file gets a second name, whole; then the new one takes over its first name, in one step."""
        self.refuse_company()
        try:
            _sync(self._new)
            aside = None if self.is_empty() else self._set_aside(now)
            for log in self._logs(self.file):
                log.unlink()  # Of a damaged file only; it lies beside what was set aside, too.
            self._new.replace(self.file)
            sync_folder(self.file.parent)
        except OSError as fault:
            raise StorageError(f"{self.file} cannot be replaced: {fault.strerror}") from fault
        return aside

    def leftovers(self) -> list[str]:
        """What was set aside, and the folder of a restore that was killed."""
        aside = (one for one in self.file.parent.glob(f"{self.file.name}{ASIDE}*") if not one.name.endswith(_LOG))
        return [str(one) for one in (*sorted(aside), self._room) if one.exists()]

    def _set_aside(self, now: datetime) -> str:
        aside = self.file.with_name(f"{self.file.name}{ASIDE}{now:%Y%m%d-%H%M%S}")
        for one in (self.file, *self._logs(self.file)):
            one.with_name(aside.name + one.name.removeprefix(self.file.name)).hardlink_to(one)
        sync_folder(self.file.parent)
        return str(aside)

    @staticmethod
    def _logs(file: Path) -> list[Path]:
        return [one for ending in _LOG if (one := file.with_name(file.name + ending)).exists()]


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def _copy(file: Path, draft: Path, told: Callable[[int, int], None]) -> None:
    """Copy a database into an empty file, whose name is taken away as soon as it is open."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = OFF").fetchone()
        draft.unlink()
        with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as source:
            # Held until the end, so that the copy is of this moment, and no writer makes it begin again.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(target, pages=PAGES, progress=lambda _, left, of: told(of - left, of), sleep=0)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
