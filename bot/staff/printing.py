"""The figures a month goes out with: made once, of its draft, and kept in every later edition of it."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.release import Release, newest_of
from bot.staff.house import House
from bot.storage import releases
from bot.storage.keys import Keys
from reports import dataset
from reports.frozen import Frozen
from reports.model import Month
from reports.stands import stood


async def printed(house: House, frozen: Frozen, instead_of: Release | None = None) -> Frozen:
    """A month as it is released: figures in the place of rows, compared with what the months before it published.

    `instead_of` is a release of the same month that it takes the place of: then the figures are those of that one. A
    month that is not over is compared with nothing: half of one beside whole ones is always fewer than usual.
    Raises KeyFileError.
    """
    async with house.database.read() as conn:
        first = await _kept(conn, house, instead_of) if instead_of else None
        none = first is not None or frozen.month.last >= house.today
        before = [] if none else [await _published(conn, house, month) for month in frozen.month.compared()]
    found = [one for one in before if one is not None]
    return await asyncio.to_thread(_stood, house, frozen, first, found)


def _stood(house: House, frozen: Frozen, first: Frozen | None, before: list[Frozen]) -> Frozen:
    if first is None:
        return stood(frozen, house.area, house.new_id(), before)
    return frozen.with_figures(stood(first, house.area, house.new_id()).printed)


async def _published(conn: AsyncConnection, house: House, month: Month) -> Frozen | None:
    """The newest edition of a month, where one of it was ever published."""
    every = await releases.of(conn, house.keys.organisation, str(month))
    newest = newest_of(every)
    out = newest is not None and any(one.published_at for one in every)
    return await _kept(conn, house, newest) if out and newest else None


async def released(conn: AsyncConnection, keys: Keys, period: str) -> bytes | None:
    """What the newest edition of a month is made of, where one was decided: nobody is shown another count of it.

    Raises KeyFileError.
    """
    newest = newest_of(await releases.of(conn, keys.organisation, period))
    return await releases.dataset(conn, keys, period, newest.revision) if newest else None


async def _kept(conn: AsyncConnection, house: House, one: Release) -> Frozen | None:
    raw = await releases.dataset(conn, house.keys, one.period, one.revision)
    return dataset.load(raw, Month.of(one.period)) if raw else None
