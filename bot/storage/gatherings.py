"""Activities that took place: noted, taken back, listed and added up."""

from collections.abc import Collection
from datetime import date, datetime
from itertools import groupby

from msgspec import Struct
from msgspec.structs import astuple
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.gathering import Crowd, Gathering, Totals, different, in_year
from bot.storage.tables import gathering

_KEPT = (
    *("title", "neighbourhood", "took_place_on", "came", "first_time", "led_by_residents", "planned_by_young"),
    *("again_month", "again_year"),
)


class Noted(Struct, frozen=True):
    """An activity as it is kept, by its id."""

    id: str
    what: Gathering


async def note(
    conn: AsyncConnection, organisation: str, id_: str, what: Gathering, *, worker: str, now: datetime
) -> None:
    """Keep an activity. `id_` is a UUIDv7 in hex."""
    row = dict(zip(_KEPT, astuple(what), strict=True))
    await conn.execute(
        insert(gathering), row | {"organisation": organisation, "id": id_, "worker": worker, "noted_at": now}
    )


async def find(conn: AsyncConnection, organisation: str, id_: str) -> Noted | None:
    """The activity of this id."""
    chosen = select(gathering.c.id, *gathering.c[_KEPT])
    row = (
        await conn.execute(chosen.where(gathering.c.organisation == organisation, gathering.c.id == id_))
    ).one_or_none()
    return Noted(row[0], Gathering(*row[1:])) if row else None


async def take_back(conn: AsyncConnection, organisation: str, id_: str) -> None:
    """It was noted by mistake."""
    await conn.execute(delete(gathering).where(gathering.c.organisation == organisation, gathering.c.id == id_))


async def between(
    conn: AsyncConnection, organisation: str, neighbourhoods: Collection[str], first: date, last: date
) -> list[Noted]:
    """The activities of these neighbourhoods from one day to another, both included, the newest first."""
    chosen = (
        select(gathering.c.id, *gathering.c[_KEPT])
        .where(
            gathering.c.organisation == organisation,
            gathering.c.neighbourhood.in_(neighbourhoods),
            gathering.c.took_place_on.between(first, last),
        )
        .order_by(gathering.c.took_place_on.desc(), gathering.c.id.desc())
    )
    return [Noted(row[0], Gathering(*row[1:])) for row in await conn.execute(chosen)]


def added_up(found: Collection[Noted], *, of_year: bool = False) -> Totals:
    """How many there were, and how many came; found as `between` gives them. `of_year`: of a year, not of a month."""
    whats = [one.what for one in found][::-1]
    people = different(_crowd(one, one.again_month) for one in whats)
    if of_year:
        months = [different(_crowd(one, one.again_month) for one in month) for _, month in groupby(whats, _month)]
        people = in_year(different(_crowd(one, one.again_year) for one in whats), months)
    return Totals(
        activities=len(whats),
        came=sum(one.came for one in whats),
        new=sum(one.new for one in whats),
        led_by_residents=sum(one.led_by_residents for one in whats),
        people=people,
    )


def _crowd(one: Gathering, again: int | None) -> Crowd:
    return Crowd(one.neighbourhood, one.came, one.new, again)


def _month(one: Gathering) -> tuple[int, int]:
    return one.on.year, one.on.month
