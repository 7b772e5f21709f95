"""Complaints about this service: acknowledged, and answered within the month the law gives (reliability.md P14)."""

from msgspec import Struct

from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.house import House
from bot.storage import complaints
from bot.storage.complaints import Complaint, Waiting


class Complaints(Struct, frozen=True):
    """The desk. Whoever may see complaints sees those of the whole area."""

    house: House

    async def listed(self, worker: Worker) -> list[Waiting]:
        """All of them, without a word of them, those that wait first by the day they are due."""
        async with self.house.database.read() as conn:
            found = await complaints.without_words(conn, self.house.keys.organisation)
        return [one for one in found if worker.may(Right.SEE_COMPLAINTS, one.neighbourhood)]

    async def waiting(self, worker: Worker) -> list[Waiting]:
        """Those that nobody has answered."""
        return [one for one in await self.listed(worker) if one.answered_at is None]

    async def look(self, worker: Worker, id_: str) -> Complaint:
        """One with its words; that they were looked at is put on record. Raises NotFound."""
        async with self.house.database.write() as conn:
            found = await complaints.look(conn, self.house.keys, id_)
            if found is None or not worker.may(Right.SEE_COMPLAINTS, found.neighbourhood):
                raise NotFound(id_)
            await self.house.record(conn, worker, f"looked at complaint {id_}")
        return found

    async def acknowledge(self, worker: Worker, id_: str) -> None:
        """This worker has it from now on. Raises NotFound, and Refused where somebody has it already."""
        house = self.house
        await self.find(worker, id_)
        async with house.database.write() as conn:
            organisation, now = house.keys.organisation, house.clock()
            if not await complaints.acknowledge(conn, organisation, id_, who=worker.id, now=now):
                raise Refused("somebody has it already")
            await house.record(conn, worker, f"complaint {id_} acknowledged")

    async def answered(self, worker: Worker, id_: str) -> None:
        """Its maker has had an answer. Raises NotFound, and Refused where it was answered before."""
        house = self.house
        await self.find(worker, id_)
        async with house.database.write() as conn:
            if not await complaints.answered(conn, house.keys.organisation, id_, house.clock(), who=worker.id):
                raise Refused("it is put down as answered already")
            await house.record(conn, worker, f"complaint {id_} answered")

    async def find(self, worker: Worker, id_: str) -> Waiting:
        """One without its words. Raises NotFound."""
        found = next((one for one in await self.listed(worker) if one.id == id_), None)
        if found is None:
            raise NotFound(id_)
        return found
