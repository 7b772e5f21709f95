"""A Friday answer while it is being written: its words, and the voice note that says them, both locked."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.friday import Voice
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import friday_draft, friday_voice

_KEY = ["organisation", "neighbourhood", "week"]
_PUT = on_both(
    friday_draft,
    lambda insert: insert.on_conflict_do_update(
        index_elements=_KEY, set_={name: insert.excluded[name] for name in ("worker", "sealed", "at")}
    ),
)
_RECORD = on_both(
    friday_voice,
    lambda insert: insert.on_conflict_do_update(
        index_elements=_KEY,
        set_={name: insert.excluded[name] for name in ("account", "file", "sealed", "seconds", "of", "at")},
    ),
)


async def put(
    conn: AsyncConnection, keys: Keys, neighbourhood: str, week: date, words: str, *, worker: str, now: datetime
) -> None:
    """Keep the words as they are now."""
    sealed = keys.installation.seal(f"friday draft {neighbourhood}", words)
    row = _key(keys, neighbourhood, week) | {"worker": worker, "sealed": sealed, "at": now}
    await conn.execute(_PUT.of(conn), row)


async def words(conn: AsyncConnection, keys: Keys, neighbourhood: str, week: date) -> str | None:
    """The words as they were kept last; None where nobody has written any. Raises KeyFileError."""
    chosen = select(friday_draft.c.sealed).where(_is(friday_draft, keys, neighbourhood, week))
    sealed = (await conn.execute(chosen)).scalar_one_or_none()
    return keys.installation.read(f"friday draft {neighbourhood}", sealed) if sealed else None


async def record(
    conn: AsyncConnection, keys: Keys, neighbourhood: str, week: date, voice: Voice, *, content: bytes, now: datetime
) -> None:
    """Keep a voice note; the last one counts."""
    row = _key(keys, neighbourhood, week) | {
        "account": voice.account,
        "file": keys.installation.seal("friday voice file", voice.file),
        "sealed": keys.installation.seal("friday voice", content),
        "seconds": voice.seconds,
        "of": voice.of,
        "at": now,
    }
    await conn.execute(_RECORD.of(conn), row)


async def voice(conn: AsyncConnection, keys: Keys, neighbourhood: str, week: date) -> Voice | None:
    """The voice note, without the recording. Raises KeyFileError."""
    columns = friday_voice.c["account", "file", "seconds", "of"]
    row = (await conn.execute(select(*columns).where(_is(friday_voice, keys, neighbourhood, week)))).one_or_none()
    if row is None:
        return None
    return Voice(row.account, keys.installation.read("friday voice file", row.file), row.seconds, row.of)


async def recording(conn: AsyncConnection, keys: Keys, neighbourhood: str, week: date) -> bytes | None:
    """The recording itself, OGG; None where there is none. Raises KeyFileError."""
    chosen = select(friday_voice.c.sealed).where(_is(friday_voice, keys, neighbourhood, week))
    sealed = (await conn.execute(chosen)).scalar_one_or_none()
    return keys.installation.open("friday voice", sealed) if sealed else None


async def unsay(conn: AsyncConnection, keys: Keys, neighbourhood: str, week: date) -> None:
    """Delete the voice note: the words go alone."""
    await conn.execute(delete(friday_voice).where(_is(friday_voice, keys, neighbourhood, week)))


async def forget(conn: AsyncConnection, organisation: str, before: date) -> None:
    """Delete drafts and voice notes of weeks before that day: no page shows them any more."""
    for table in (friday_draft, friday_voice):
        await conn.execute(delete(table).where(table.c.organisation == organisation, table.c.week < before))


def _key(keys: Keys, neighbourhood: str, week: date) -> dict[str, Any]:
    return {"organisation": keys.organisation, "neighbourhood": neighbourhood, "week": week}


def _is(table: Table, keys: Keys, neighbourhood: str, week: date) -> ColumnElement[bool]:
    mine = table.c.organisation == keys.organisation
    return mine & (table.c.neighbourhood == neighbourhood) & (table.c.week == week)
