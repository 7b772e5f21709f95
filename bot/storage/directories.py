"""What workers say of where help is and of what is on: put, checked, taken off; and the whole directory, merged."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.activity import Activity
from bot.domain.area import Area, Signpost
from bot.domain.directory import Directory, Entry, merged
from bot.domain.form import decode, encode
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import directory_entry

_CHANGED = ("neighbourhood", "sealed", "checked_on", "retired_at", "worker", "changed_at")
_PUT = on_both(
    directory_entry,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "sort", "id"],
        set_={name: insert.excluded[name] for name in _CHANGED},
    ),
)


class Sort(StrEnum):
    """Which of the two lists an entry is in."""

    SIGNPOST = "signpost"
    WHATS_ON = "whats_on"


class Kept(Struct, frozen=True):
    """An entry, by whom and when it was last changed."""

    entry: Entry
    worker: str
    changed_at: datetime


async def put(conn: AsyncConnection, keys: Keys, sort: Sort, entry: Entry, *, worker: str, now: datetime) -> None:
    """Keep what a worker says of an entry; what was said of it before goes."""
    what = entry.what
    row = {
        "organisation": keys.organisation,
        "sort": sort,
        "id": entry.id,
        "neighbourhood": what.neighbourhood if isinstance(what, Activity) else None,
        "sealed": None if what is None else keys.installation.seal(_purpose(sort, entry.id), encode(what)),
        "checked_on": entry.checked_on,
        "retired_at": now if entry.retired else None,
        "worker": worker,
        "changed_at": now,
    }
    await conn.execute(_PUT.of(conn), row)


async def listed(conn: AsyncConnection, keys: Keys, sort: Sort) -> list[Kept]:
    """All that workers say of one list, in the order of the entries' ids. Raises KeyFileError."""
    return [one for found, one in await _all(conn, keys) if found is sort]


async def whole(conn: AsyncConnection, keys: Keys, area: Area) -> Directory:
    """The directory by now. Raises KeyFileError."""
    every = await _all(conn, keys)
    of = {sort: [one.entry for found, one in every if found is sort] for sort in Sort}
    return merged(area, of[Sort.SIGNPOST], of[Sort.WHATS_ON])


async def forget(conn: AsyncConnection, organisation: str, sort: Sort, id_: str) -> None:
    """Nothing is said of it any more: the pack's own stands again, or there is none."""
    mine = directory_entry.c.organisation == organisation, directory_entry.c.sort == sort, directory_entry.c.id == id_
    await conn.execute(delete(directory_entry).where(*mine))


async def checked(conn: AsyncConnection, organisation: str) -> dict[str, date | None]:
    """The signposts of which workers say anything: when each was last checked, None where it is retired.

    For whoever has no key at hand, as `earshot check`.
    """
    chosen = select(*directory_entry.c["id", "checked_on", "retired_at"]).where(
        directory_entry.c.organisation == organisation, directory_entry.c.sort == Sort.SIGNPOST
    )
    return {row.id: None if row.retired_at else row.checked_on for row in await conn.execute(chosen)}


async def _all(conn: AsyncConnection, keys: Keys) -> list[tuple[Sort, Kept]]:
    chosen = (
        select(directory_entry)
        .where(directory_entry.c.organisation == keys.organisation)
        .order_by(directory_entry.c.sort, directory_entry.c.id)
    )
    return [_kept(keys, row) for row in await conn.execute(chosen)]


def _kept(keys: Keys, row: Row[Any]) -> tuple[Sort, Kept]:
    sort, what = Sort(row.sort), None
    if row.sealed is not None:
        raw = keys.installation.open(_purpose(sort, row.id), row.sealed)
        what = decode(raw, Signpost) if sort is Sort.SIGNPOST else decode(raw, Activity)
    if isinstance(what, Signpost) and row.checked_on is not None:
        what = replace(what, last_checked=max(what.last_checked, row.checked_on))
    entry = Entry(row.id, what, row.checked_on, retired=row.retired_at is not None)
    return sort, Kept(entry, row.worker, row.changed_at)


def _purpose(sort: Sort, id_: str) -> str:
    return f"{sort} {id_}"
