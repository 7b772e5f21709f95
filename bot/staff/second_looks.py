"""An answer to somebody who may be a child: asked for, seen by a second worker, let go or stopped (product.md 25)."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import dump
from bot.domain.area import Area
from bot.domain.deed import Deed
from bot.domain.second_look import SecondLook, Verdict
from bot.domain.staffed import is_staffed, next_staffed
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.second_cards import SecondCards
from bot.storage import audit, second_looks, staff_messages, workers
from bot.storage.keys import Keys

NOBODY = "whoever reads this may be a child, and nobody else here can look at it first: let a second worker in"


class SecondLooks(Struct, frozen=True):
    """Within the transaction of whoever calls. `clock` gives the time in UTC, `new_id` a UUIDv7 in hex."""

    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    cards: SecondCards

    async def ask(self, conn: AsyncConnection, author: Worker, reference: str, place: str, deed: Deed) -> SecondLook:
        """Put an answer down, and tell those who may look at it, in staffed hours. Refused where there is nobody.

        `reference` is what it answers (SecondLook), of the neighbourhood `place`.
        """
        if any(one.verdict is Verdict.WAITING for one in await second_looks.of(conn, self.keys, reference)):
            raise Refused(f"{reference}: an answer to it waits for a second worker already")
        asked = SecondLook(self.new_id(), reference, place, author.id, deed, self.clock())
        able = [one for one in await workers.everyone(conn, self.keys) if asked.may_be_decided_by(one)]
        if not able:
            raise Refused(NOBODY)
        await second_looks.ask(conn, self.keys, asked)
        body = dump(self.cards.asked(asked, author.name))
        for one in able:
            await self._tell(conn, f"second {asked.id} {one.id}", one.id, body)
        return asked

    async def waiting(self, conn: AsyncConnection, worker: Worker) -> list[SecondLook]:
        """What waits where this worker may look, and they did not write themselves."""
        places = worker.within(Right.SEE_TALKS, [one.id for one in (*self.area.neighbourhoods, self.area.elsewhere)])
        return [one for one in await second_looks.waiting(conn, self.keys, places) if one.may_be_decided_by(worker)]

    async def theirs(self, conn: AsyncConnection, worker: Worker, id_: str) -> SecondLook:
        """One that this worker may decide. NotFound beyond their fence, Refused for their own or a late one."""
        found = await second_looks.find(conn, self.keys, id_)
        if found is not None and found.worker == worker.id and worker.may(Right.SEE_TALKS, found.neighbourhood):
            raise Refused("you wrote it yourself: another worker looks at it")
        if found is None or not found.may_be_decided_by(worker):
            raise NotFound(id_)
        if found.verdict is not Verdict.WAITING:
            raise Refused(f"{found.reference}: {found.second or 'somebody'} has decided already")
        return found

    def check_staffed(self) -> None:
        """Refused outside staffed hours: nothing is let go to a child while nobody is there."""
        local = self.clock().astimezone(self.area.zone)
        if not is_staffed(self.area, local):
            raise Refused(f"it is outside staffed hours: it can go from {next_staffed(self.area, local):%A, %H:%M}")

    async def decide(
        self, conn: AsyncConnection, worker: Worker, one: SecondLook, verdict: Verdict, why: str = ""
    ) -> None:
        """Put the verdict on record, and tell whoever wrote it."""
        await second_looks.decide(conn, self.keys, one.id, verdict, second=worker.id, now=self.clock(), why=why)
        what = f"{one.reference} second look {one.id}: {verdict}"
        await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what, now=self.clock())
        if await workers.find(conn, self.keys, one.worker):
            body = dump(self.cards.decided(one, worker.name, verdict, why))
            await self._tell(conn, f"second {one.id} decided", one.worker, body)

    async def _tell(self, conn: AsyncConnection, id_: str, worker: str, body: bytes) -> None:
        due = next_staffed(self.area, self.clock().astimezone(self.area.zone))
        await staff_messages.put(conn, self.keys, id_, worker=worker, body=body, now=due)
