"""Meetings of Local Action Groups: noted, taken back, listed."""

from collections.abc import Collection
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import delete, insert, select
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
        "sealed": keys.installation.seal(f"meeting {noted.id}", encode(what.tasks)),
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
    found = list[Noted]()
    for row in await conn.execute(chosen):
        tasks = decode(keys.installation.open(f"meeting {row.id}", row.sealed), tuple[Task, ...])
        found.append(Noted(row.id, Met(row.neighbourhood, row.met_on, row.new_faces, row.vacancies, tasks)))
    return found
