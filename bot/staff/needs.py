"""Needs with no service: what was looked for in vain, from a contribution or typed in, counted of nobody."""

from datetime import timedelta

from msgspec import Struct

from bot.domain.in_public import unfit
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.house import House
from bot.storage import needs
from bot.storage.needs import Need, Typed

LONGEST = 200
RECENT = timedelta(days=92)
"""What was typed in since can still be taken back."""


class Needs(Struct, frozen=True):
    """The desk."""

    house: House

    async def counted(self, worker: Worker) -> list[Need]:
        """What was looked for in vain where this worker may write, the most often first."""
        async with self.house.database.read() as conn:
            return await needs.counted(conn, self.house.keys, self._mine(worker))

    async def typed(self, worker: Worker) -> list[Typed]:
        """What was typed in lately there, the newest first."""
        async with self.house.database.read() as conn:
            found = await needs.typed(conn, self.house.keys, self.house.today - RECENT)
        mine = self._mine(worker)
        return [one for one in found if one.neighbourhood in mine]

    async def note(self, worker: Worker, theme: str, neighbourhood: str, what: str) -> None:
        """Somebody asked for what nobody offers. Raises Refused, and NotFound beyond the fence."""
        house, told = self.house, what.strip()
        place = house.fenced(worker, Right.WRITE_DOWN, neighbourhood)
        if all(one.code != theme for one in house.area.themes):
            raise Refused("choose what it is about")
        if not told or len(told) > LONGEST:
            raise Refused(f"say in {LONGEST} signs what they asked for, of nobody")
        if wrong := list(unfit(told, LONGEST)):
            raise Refused("; ".join(wrong))
        id_ = house.new_id()
        async with house.database.write() as conn:
            noted = Typed(id_, theme, place.id, house.today, told, worker.id)
            await needs.add(conn, house.keys, noted)
            await house.record(conn, worker, f"need {id_} noted")

    async def take_back(self, worker: Worker, id_: str) -> None:
        """It was typed in by mistake. Raises NotFound."""
        if id_ not in {one.id for one in await self.typed(worker)}:
            raise NotFound(id_)
        async with self.house.database.write() as conn:
            await needs.take_back(conn, self.house.keys.organisation, id_)
            await self.house.record(conn, worker, f"need {id_} taken back")

    def _mine(self, worker: Worker) -> list[str]:
        return [one.id for one in self.house.places(worker, Right.WRITE_DOWN)]
