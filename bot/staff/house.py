"""What every desk of the workers' side works with: the store, the area, the time, the record of who did what."""

from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import Outgoing, dump
from bot.domain.area import Area, Neighbourhood
from bot.domain.staffed import next_staffed
from bot.domain.worker import Right, Worker
from bot.errors import NotFound
from bot.storage import audit, staff_messages
from bot.storage.database import Database
from bot.storage.keys import Keys


class House(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex."""

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]

    @property
    def today(self) -> date:
        """The local day."""
        return self.clock().astimezone(self.area.zone).date()

    def places(self, worker: Worker, right: Right) -> tuple[Neighbourhood, ...]:
        """The neighbourhoods in which a worker may do this, in the pack's order."""
        return tuple(one for one in self.area.neighbourhoods if worker.may(right, one.id))

    def fenced(self, worker: Worker, right: Right, neighbourhood: str) -> Neighbourhood:
        """The neighbourhood of this id. Raises NotFound where there is none, or it lies beyond the fence."""
        place = self.area.neighbourhood(neighbourhood)
        if place is None or not worker.may(right, place.id):
            raise NotFound(neighbourhood)
        return place

    async def tell(self, conn: AsyncConnection, id_: str, worker: str, told: Outgoing) -> None:
        """Tell a worker something in their chat, once, in staffed hours."""
        due = next_staffed(self.area, self.clock().astimezone(self.area.zone))
        await staff_messages.put(conn, self.keys, id_, worker=worker, body=dump(told), now=due)

    async def record(self, conn: AsyncConnection, worker: Worker, what: str) -> None:
        """Put on record what a worker did, in codes."""
        await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what, now=self.clock())
