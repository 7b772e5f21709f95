"""Destroying a participant's key and rows, and the log of it that a restored backup is held against."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import ErasePerson
from bot.errors import StorageError
from bot.storage import attachments, cases, key_files, talks
from bot.storage.done import Done
from bot.storage.keys import DataKey, Keys
from bot.storage.people import Person
from bot.storage.tables import participant


async def erase(conn: AsyncConnection, keys: Keys, done: Sequence[Done[ErasePerson]], now: datetime) -> None:
    """Destroy people's keys and all of theirs but cases; the log has it on disk before the transaction commits.

    Call Database.scrub after the commit. Raises StorageError where the log cannot be written: then nothing is erased.
    """
    await erase_people(conn, keys, [one.person for one in done], now)


async def erase_people(conn: AsyncConnection, keys: Keys, people: Sequence[Person], now: datetime) -> None:
    """The same for people as loaded."""
    for person in people:
        await _log(keys, f"{now.date()} {fingerprint(keys, person.hash, person.key)}")
    await cases.erasure_asked(conn, keys, [person.hash for person in people], now)
    await _delete(conn, keys, [person.hash for person in people])


async def apply_erased_log(conn: AsyncConnection, keys: Keys, now: datetime) -> int:
    """Erase again whoever the log names, after a backup was restored; returns how many.

    Their cases stay, and note it. Someone who came back after the erasure has another key, is therefore not meant by
    the log, and stays.
    """
    lines = await asyncio.to_thread(logged, keys.master.erased_log)
    erased = {line.split()[-1] for line in lines}
    chosen = select(participant.c.hash, participant.c.wrapped_key).where(
        participant.c.organisation == keys.organisation
    )
    meant = [
        row.hash
        for row in await conn.execute(chosen)
        if fingerprint(keys, row.hash, keys.open_key(row.wrapped_key, row.hash)) in erased
    ]
    await cases.erasure_asked(conn, keys, meant, now)
    await _delete(conn, keys, meant)
    return len(meant)


def logged(log: Path) -> list[str]:
    """The lines of a log of erasures, the oldest first; none where there is no log yet."""
    lines = log.read_text("ascii").splitlines() if log.exists() else []
    return [line for line in lines if line.strip()]


def fingerprint(keys: Keys, hash_: str, key: DataKey) -> str:
    """What the log says of somebody: a keyed hash of who they are and of the key that was destroyed."""
    return keys.master.keyed_hash("erased", keys.organisation, hash_, key.secret).hex()


async def _log(keys: Keys, line: str) -> None:
    try:
        await asyncio.to_thread(key_files.append, keys.master.erased_log, line)
    except OSError as fault:
        raise StorageError(f"{keys.master.erased_log} cannot be written: {fault.strerror}") from fault


async def _delete(conn: AsyncConnection, keys: Keys, hashes: Sequence[str]) -> None:
    # Foreign keys take journal, contributions, progress, outbox, chat lines, requests and handovers along.
    if hashes:
        await talks.erase(conn, keys.organisation, hashes)
        await attachments.spare_cases(conn, keys.organisation, hashes)
        mine = participant.c.organisation == keys.organisation
        await conn.execute(delete(participant).where(mine, participant.c.hash.in_(hashes)))
