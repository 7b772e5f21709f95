"""What staff write beside a case, and what else happened in it: never mixed with the own words."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.case import Note
from bot.storage.keys import DataKey, Keys
from bot.storage.tables import case_note, safeguarding_case

PURPOSE = "case note"


class Written(Struct, frozen=True):
    """One entry: `who` wrote it, or "resident" for what they did themselves; `words` are empty where there are none."""

    kind: Note
    who: str
    at: datetime
    words: str = ""


async def write(conn: AsyncConnection, keys: Keys, case: str, id_: str, entry: Written) -> None:
    """Add an entry, its words under the case's key. `id_` is a UUIDv7 in hex."""
    sealed = (await _key(conn, keys, case)).seal(PURPOSE, entry.words) if entry.words else None
    row = {"organisation": keys.organisation, "case_id": case, "id": id_, "sealed": sealed}
    await conn.execute(insert(case_note), row | {"kind": entry.kind, "who": entry.who, "at": entry.at})


async def of_case(conn: AsyncConnection, keys: Keys, case: str) -> list[Written]:
    """All entries of a case, the oldest first."""
    key = await _key(conn, keys, case)
    chosen = select(case_note).where(case_note.c.organisation == keys.organisation, case_note.c.case_id == case)
    rows = await conn.execute(chosen.order_by(case_note.c.id))
    return [
        Written(Note(row.kind), row.who, row.at, key.read(PURPOSE, row.sealed) if row.sealed else "") for row in rows
    ]


async def _key(conn: AsyncConnection, keys: Keys, case: str) -> DataKey:
    mine = (safeguarding_case.c.organisation == keys.organisation, safeguarding_case.c.id == case)
    wrapped = (await conn.execute(select(safeguarding_case.c.wrapped_key).where(*mine))).scalar_one()
    return keys.open_key(wrapped, case)
