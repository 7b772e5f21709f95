"""Introductions and help to report: what residents asked for and agreed to, until a worker says what came of it.

Their words leave only with the yes that stands: one a contribution and agency (product.md 9).
"""

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Progress, Standing
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import Wording
from bot.staff.house import House
from bot.storage import heard, inbox, progress, reporting
from bot.storage.reporting import Outcome, Waiting


class Introductions(Struct, frozen=True):
    """The desk. `wording` words what whoever asked for it is told."""

    house: House
    wording: Wording

    async def waiting(self, worker: Worker) -> list[Waiting]:
        """What waits where this worker answers, the oldest first; nothing that is a case."""
        async with self.house.database.read() as conn:
            found = await reporting.waiting(conn, self.house.keys.organisation)
            return [one for one in found if await self._may(conn, worker, one)]

    async def find(self, worker: Worker, id_: str) -> Waiting:
        """What waits under this id. Raises NotFound."""
        async with self.house.database.read() as conn:
            return await self._found(conn, worker, id_)

    async def words(self, worker: Worker, id_: str) -> tuple[Waiting, str]:
        """What may be passed on: the words as they stand on record. Raises NotFound where no yes stands (any more)."""
        async with self.house.database.write() as conn:
            one = await self._found(conn, worker, id_)
            said = await heard.by_reference(conn, self.house.keys, one.reference)
            if one.agency is None or said is None:
                raise NotFound(id_)
            await self.house.record(conn, worker, f"looked at {one.reference} to pass it on to {one.agency}")
        return one, said.words

    async def settle(self, worker: Worker, id_: str, outcome: Outcome) -> None:
        """Say what came of it. Raises NotFound, and Refused where it was taken back or settled meanwhile."""
        house = self.house
        async with house.database.write() as conn:
            one = await self._found(conn, worker, id_)
            organisation, now = house.keys.organisation, house.clock()
            if not await reporting.settle(conn, organisation, id_, outcome, who=worker.id, now=now):
                raise Refused("it was taken back, or settled, meanwhile")
            what = f"introduction to {one.agency}" if one.agency else "help to report"
            await house.record(conn, worker, f"{one.reference} {what} {outcome}")
            if outcome is Outcome.MADE and one.agency:
                await self._tell(conn, worker, one, one.agency)

    async def _tell(self, conn: AsyncConnection, worker: Worker, one: Waiting, agency: str) -> None:
        """Whoever asked for it has news: the agency knows of them now. Our own words need no second look.

        How far it has come and what was promised stay as they are; nobody whose words are joined to it hears of it.
        """
        house, organisation = self.house, self.house.keys.organisation
        answered = await progress.find(conn, organisation, one.reference)
        item = await inbox.find(conn, organisation, one.reference)
        if answered is None or item is None or answered.standing is not Standing.HEARD:
            return
        known = next((found.name for found in house.area.agencies if found.id == agency), agency)
        language = await inbox.language_of(conn, organisation, item.id)
        await progress.add_to_one(
            conn,
            house.keys,
            answered,
            item.became or Progress.READ,
            who=worker.id,
            now=house.clock(),
            until=item.next_date if item.became and item.open else None,
            why=self.wording.text("report.introduced", language, {"agency": known}),
        )

    async def _found(self, conn: AsyncConnection, worker: Worker, id_: str) -> Waiting:
        found = await reporting.waiting(conn, self.house.keys.organisation)
        one = next((one for one in found if one.id == id_), None)
        if one is None or not await self._may(conn, worker, one):
            raise NotFound(id_)
        return one

    async def _may(self, conn: AsyncConnection, worker: Worker, one: Waiting) -> bool:
        there = worker.may(Right.ANSWER, one.neighbourhood)
        return there and await inbox.find(conn, self.house.keys.organisation, one.reference) is not None
