"""Groups that are a few grown-ups short of starting: noted, taken back, listed."""

from collections.abc import Collection
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.form import decode, encode
from bot.domain.starting import Starting
from bot.storage.keys import Keys
from bot.storage.tables import group_starting


class Noted(Struct, frozen=True):
    """A group as it is kept, by its id."""

    id: str
    what: Starting


class _Words(Struct, array_like=True):
    title: str
    where: str
    when: str


async def note(conn: AsyncConnection, keys: Keys, noted: Noted, *, worker: str, now: datetime) -> None:
    """Keep one. Its id is a UUIDv7 in hex."""
    what = noted.what
    row = {
        "organisation": keys.organisation,
        "id": noted.id,
        "neighbourhood": what.neighbourhood,
        "missing": what.needs,
        "stands_until": what.until,
        "sealed": keys.installation.seal(f"starting {noted.id}", encode(_Words(what.title, what.where, what.when))),
        "worker": worker,
        "noted_at": now,
    }
    await conn.execute(insert(group_starting), row)


async def take_back(conn: AsyncConnection, organisation: str, id_: str) -> None:
    """It has started, or was noted by mistake."""
    mine = group_starting.c.organisation == organisation, group_starting.c.id == id_
    await conn.execute(delete(group_starting).where(*mine))


async def standing(
    conn: AsyncConnection, keys: Keys, neighbourhoods: Collection[str], on: date, before: datetime
) -> list[Noted]:
    """Those of these neighbourhoods that stand on a day and were noted before a moment, the oldest first."""
    chosen = (
        select(group_starting)
        .where(
            group_starting.c.organisation == keys.organisation,
            group_starting.c.neighbourhood.in_(neighbourhoods),
            group_starting.c.stands_until >= on,
            group_starting.c.noted_at < before,
        )
        .order_by(group_starting.c.id)
    )
    found = list[Noted]()
    for row in await conn.execute(chosen):
        words = decode(keys.installation.open(f"starting {row.id}", row.sealed), _Words)
        what = Starting(row.neighbourhood, words.title, row.missing, row.stands_until, words.where, words.when)
        found.append(Noted(row.id, what))
    return found
