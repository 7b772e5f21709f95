"""What took place, noted by its mobiliser in a line, with the month and the year added up."""

from collections.abc import Callable, Collection
from datetime import date, datetime

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.gathering import Gathering, Totals, gathering
from bot.domain.reading import PrivateType, Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.exchange import naming
from bot.i18n import FALLBACK
from bot.storage import audit, gatherings
from bot.storage.database import Database
from bot.storage.gatherings import Noted, added_up
from bot.storage.keys import Keys

OF_A_PLACE = frozenset({PrivateType.SCHOOL, PrivateType.ADDRESS, PrivateType.POSTCODE})


class Sums(Struct, frozen=True):
    """The month to date and the year to date."""

    month: Totals
    year: Totals


class Gatherings(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `read` is what a text seems to say, in a language."""

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    read: Callable[[str, str], Reading]

    async def note(self, worker: Worker, line: str) -> Noted:
        """Keep what a line tells of. Raises Refused in words for the worker."""
        place, usual = naming.neighbourhood_of(self.area), worker.only_neighbourhood
        try:
            what = gathering(line.strip(), self._today(), place, usual)
        except ValueError as why:
            raise Refused(str(why)) from None
        if not worker.may(Right.WRITE_DOWN, what.neighbourhood):
            raise Refused("that place is not yours to write for")
        self._tells_of_nobody(what)
        noted = Noted(self.new_id(), what)
        async with self.database.write() as conn:
            now, organisation = self.clock(), self.keys.organisation
            await gatherings.note(conn, organisation, noted.id, what, worker=worker.id, now=now)
            what_for = f"activity {noted.id} noted"
            await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what_for, now=now)
        return noted

    def _tells_of_nobody(self, what: Gathering) -> None:
        """What took place is counted and read by others: where it was may be said in it, who was there may not."""
        named = [one for one in self.read(what.title, FALLBACK).surely_private if one.type not in OF_A_PLACE]
        if named:
            raise Refused(f"say it without a name or number: {what.title[named[0].start : named[0].end]}")

    async def take_back(self, worker: Worker, id_: str) -> None:
        """It was noted by mistake. Raises NotFound beyond the fence."""
        async with self.database.write() as conn:
            found = await gatherings.find(conn, self.keys.organisation, id_)
            if found is None or not worker.may(Right.WRITE_DOWN, found.what.neighbourhood):
                raise NotFound(id_)
            await gatherings.take_back(conn, self.keys.organisation, id_)
            await audit.record(
                conn, self.keys, self.new_id(), who=worker.id, what=f"activity {id_} taken back", now=self.clock()
            )

    async def this_year(self, worker: Worker) -> list[Noted]:
        """What took place this year where this worker may write, the newest first."""
        today = self._today()
        every = worker.within(Right.WRITE_DOWN, tuple(one.id for one in self.area.neighbourhoods))
        async with self.database.read() as conn:
            return await gatherings.between(conn, self.keys.organisation, every, date(today.year, 1, 1), today)

    def sums(self, this_year: Collection[Noted]) -> Sums:
        """Month and year to date."""
        month = [one for one in this_year if one.what.on.month == self._today().month]
        return Sums(added_up(month), added_up(this_year, of_year=True))

    def _today(self) -> date:
        return self.clock().astimezone(self.area.zone).date()
