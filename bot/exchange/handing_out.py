"""Handing out what is kept, as a table: the operator's own, put on record, without cases."""

import os
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.domain.contribution import Contribution, Standing
from bot.errors import StorageError
from bot.exchange import csv_form
from bot.storage import audit, heard, said_in_case
from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.keys import Keys

WHAT = "export"
_OTHER = "other"


async def hand_out(
    database: Database, keys: Keys, *, id_: str, now: datetime, who: str = "operator"
) -> AsyncGenerator[bytes, None]:
    """The lines of a CSV file (UTF-8, CRLF), its header first, in the order of the days on which things were said.

    It is put on record (`id_`, a UUIDv7 in hex) before the first line. Left out are cases, what was said round those
    that are open, and what has no words because it was withdrawn. Raises StorageError, DatabaseBusy, and KeyFileError
    where something does not open.
    """
    async with database.write() as conn:
        await audit.record(conn, keys, id_, who=who, what=WHAT, now=now)
    yield csv_form.line(csv_form.COLUMNS)
    sparing = said_in_case.left_out()
    async with database.read() as conn, aclosing(heard.said(conn, keys, Span(), sparing=sparing)) as kept:
        async for one in kept:
            if one.standing is not Standing.SAFEGUARDING and one.words.strip():
                yield csv_form.line(_cells(one))


async def save(lines: AsyncIterator[bytes], path: Path) -> int:
    """Write the lines to a file that only its owner can read, whole or not at all; returns how many, header included.

    Raises StorageError where it cannot be written, as on a full disk: then the file is as it was.
    """
    count = 0
    try:
        with _whole(path) as file:
            async for line in lines:
                file.write(line)
                count += 1
    except OSError as fault:
        raise StorageError(f"{path} cannot be written: {fault.strerror}") from fault
    return count


def save_whole(content: bytes, path: Path) -> None:
    """Write a file that only its owner can read, whole or not at all. Raises StorageError where it cannot be."""
    try:
        with _whole(path) as file:
            file.write(content)
    except OSError as fault:
        raise StorageError(f"{path} cannot be written: {fault.strerror}") from fault


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _cells(one: Contribution) -> tuple[str, ...]:
    return (
        one.words,
        one.said_on.isoformat(),
        one.neighbourhood,
        one.kind.value,
        one.themes[0] if one.themes else _OTHER,
        str(one.said_it),
        one.written_by or "",
        one.reference,
        one.language,
        one.participant or "",
        one.standing.value,
    )
