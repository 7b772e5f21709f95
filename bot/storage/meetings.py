"""Meetings of Local Action Groups: noted, taken back, listed."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.form import decode, encode
from bot.domain.meeting import Met, Task
from bot.storage.keys import Keys
from bot.storage.tables import group_meeting


class Noted(Struct, frozen=True):
    """A meeting as it is kept, by its id."""

    id: str
    what: Met


async def note(conn: AsyncConnection, keys: Keys, noted: Noted, *, worker: str, now: datetime) -> None:
    """Keep a meeting. Its id is a UUIDv7 in hex."""
    what = noted.what
    row = {
        "organisation": keys.organisation,
        "id": noted.id,
        "neighbourhood": what.neighbourhood,
        "met_on": what.on,
        "new_faces": what.new,
        "vacancies": what.vacancies,
        "sealed": _sealed(keys, noted.id, what.tasks),
        "worker": worker,
        "noted_at": now,
    }
    await conn.execute(insert(group_meeting), row)


async def take_back(conn: AsyncConnection, organisation: str, id_: str) -> None:
    """It was noted by mistake."""
    mine = group_meeting.c.organisation == organisation, group_meeting.c.id == id_
    await conn.execute(delete(group_meeting).where(*mine))


async def between(
    conn: AsyncConnection, keys: Keys, neighbourhoods: Collection[str], first: date, last: date
) -> list[Noted]:
    """The meetings of these neighbourhoods from one day to another, both included, the oldest first."""
    chosen = (
        select(group_meeting)
        .where(
            group_meeting.c.organisation == keys.organisation,
            group_meeting.c.neighbourhood.in_(neighbourhoods),
            group_meeting.c.met_on.between(first, last),
        )
        .order_by(group_meeting.c.met_on, group_meeting.c.id)
    )
    return [_noted(keys, row) for row in await conn.execute(chosen)]


async def hold(conn: AsyncConnection, keys: Keys, id_: str) -> Noted | None:
    """The meeting of this id, which nobody else changes until the transaction ends."""
    mine = group_meeting.c.organisation == keys.organisation, group_meeting.c.id == id_
    row = (await conn.execute(select(group_meeting).where(*mine).with_for_update())).one_or_none()
    return _noted(keys, row) if row else None


async def put_tasks(conn: AsyncConnection, keys: Keys, id_: str, tasks: tuple[Task, ...]) -> None:
    """What is to be done after a meeting, and what of it is done, as it stands now."""
    mine = group_meeting.c.organisation == keys.organisation, group_meeting.c.id == id_
    await conn.execute(update(group_meeting).where(*mine).values(sealed=_sealed(keys, id_, tasks)))


def _sealed(keys: Keys, id_: str, tasks: tuple[Task, ...]) -> bytes:
    return keys.installation.seal(f"meeting {id_}", encode(tasks))


def _noted(keys: Keys, row: Row[Any]) -> Noted:
    tasks = decode(keys.installation.open(f"meeting {row.id}", row.sealed), tuple[Task, ...])
    return Noted(row.id, Met(row.neighbourhood, row.met_on, row.new_faces, row.vacancies, tasks))
