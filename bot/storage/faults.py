"""Whose fault a failure is: the store's (full, locked, out of reach, in contention) or the data's own."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import DatabaseBusy, StorageError

_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_INTERRUPT}
_SQLITE_BROKEN = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}
# Classes of SQLSTATE (PostgreSQL's appendix A): connection, rolled back (serialization, deadlock), operator, lock.
_POSTGRES_BUSY = ("08", "40", "57", "55P03")
# Out of resources, system error, internal error or damage, read-only, not let in, no such database.
_POSTGRES_BROKEN = ("53", "58", "XX", "25006", "28", "3D")


def is_own_fault(fault: BaseException) -> bool:
    """Whether the data itself cannot be stored, so that trying it again, later or alone, would fail again.

    False for a full disk, a lock, a lost connection and contention: then nothing may be quarantined. Takes what was
    raised by `Database.write` or `Database.read`.
    """
    return isinstance(fault, Exception) and not isinstance(fault, StorageError | OSError | MemoryError)


@contextmanager
def told_apart() -> Iterator[None]:
    """Raise the store's own faults as DatabaseBusy (trying again can help) or StorageError; let others through."""
    try:
        yield
    except DBAPIError as fault:
        told = _told(fault)
        if told is None:
            raise
        raise told from fault
    except BrokenPipeError:
        # Whoever read our output went away: drivers report a lost database otherwise.
        raise
    except (PoolTimeout, OSError, sqlite3.OperationalError) as fault:
        raise DatabaseBusy(f"the database cannot be reached: {fault}") from fault


def _told(fault: DBAPIError) -> StorageError | None:
    if isinstance(fault, IntegrityError):
        # Drawn by chance, so drawing again cures it (bot/domain/reference.py).
        drawn_twice = "contribution" in str(fault.orig) and "reference" in str(fault.orig)
        return DatabaseBusy("a reference was drawn twice") if drawn_twice else None
    if fault.connection_invalidated or _in_class(fault, _SQLITE_BUSY, _POSTGRES_BUSY):
        return DatabaseBusy(f"the database is busy or out of reach: {fault.orig}")
    if _in_class(fault, _SQLITE_BROKEN, _POSTGRES_BROKEN):
        return StorageError(f"the database cannot be used: {fault.orig}")
    return None


def _in_class(fault: DBAPIError, sqlite: set[int], postgres: tuple[str, ...]) -> bool:
    code = getattr(fault.orig, "sqlite_errorcode", None)
    state = getattr(fault.orig, "sqlstate", None) or ""
    return (code is not None and code & 0xFF in sqlite) or state.startswith(postgres)
