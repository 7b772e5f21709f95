"""Groups that are a few grown-ups short of starting, noted by their mobiliser in a line or in the console's form."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.reading import PrivateType, Reading
from bot.domain.starting import Starting, checked, starting
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.exchange import naming
from bot.i18n import FALLBACK
from bot.staff.day_line import day_in
from bot.staff.deeds import doubts
from bot.staff.house import House
from bot.storage import interests, startings
from bot.storage.interests import Shared
from bot.storage.startings import Noted

OF_A_PLACE = frozenset({PrivateType.SCHOOL, PrivateType.ADDRESS, PrivateType.POSTCODE})
"""Where a group meets may be said."""
_NOW = timedelta(seconds=1)


class Startings(Struct, frozen=True):
    """The desk. `read` is what a text seems to say, in a language."""

    house: House
    read: Callable[[str, str], Reading]

    async def note(self, worker: Worker, line: str) -> Noted:
        """Keep what a line tells of. Raises Refused in words for the worker."""
        place, usual = naming.neighbourhood_of(self.house.area), worker.only_neighbourhood
        try:
            what = starting(line.strip(), self.house.today, place, usual, day_in)
        except ValueError as why:
            raise Refused(str(why)) from None
        return await self.keep(worker, what)

    async def keep(self, worker: Worker, what: Starting) -> Noted:
        """Keep one. Raises Refused in words for the worker."""
        house = self.house
        if not worker.may(Right.WRITE_DOWN, what.neighbourhood):
            raise Refused("that place is not yours to write for")
        try:
            noted = Noted(house.new_id(), checked(what, house.today))
        except ValueError as why:
            raise Refused(str(why)) from None
        self._check(what)
        async with house.database.write() as conn:
            await startings.note(conn, house.keys, noted, worker=worker.id, now=house.clock())
            await house.record(conn, worker, f"starting {noted.id} noted")
        return noted

    async def take_back(self, worker: Worker, id_: str) -> None:
        """It has started, or was noted by mistake. Raises NotFound beyond the fence."""
        if all(one.id != id_ for one in await self.standing(worker)):
            raise NotFound(id_)
        async with self.house.database.write() as conn:
            await startings.take_back(conn, self.house.keys.organisation, id_)
            await self.house.record(conn, worker, f"starting {id_} taken back")

    async def standing(self, worker: Worker) -> Sequence[Noted]:
        """What stands today where a worker may write, the newest first."""
        house = self.house
        places = [one.id for one in house.places(worker, Right.WRITE_DOWN)]
        async with house.database.read() as conn:
            found = await startings.standing(conn, house.keys, places, house.today, house.clock() + _NOW)
        return found[::-1]

    async def shared(self, worker: Worker) -> Sequence[Shared]:
        """What enough grown-ups of one place share, where a worker may answer them: to be asked one by one."""
        house = self.house
        async with house.database.read() as conn:
            found = await interests.shared(conn, house.keys.organisation, interests.ENOUGH)
        return [one for one in found if worker.may(Right.ANSWER, one.neighbourhood)]

    def _check(self, what: Starting) -> None:
        """The report prints it: where it is may be said in it, who is there may not."""
        text = ". ".join(filter(None, (what.title, what.where, what.when)))
        reading = self.read(text, FALLBACK)
        private = tuple(one for one in reading.surely_private if one.type not in OF_A_PLACE)
        wrong = [*doubts(text, replace(reading, private=private), self.house.area)]
        if wrong:
            raise Refused("; ".join(wrong))
