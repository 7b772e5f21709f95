"""Talks between a resident and a worker, as workers take them up: with a child never without a second one (25)."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import Outgoing, dump
from bot.conversation.replies import Values
from bot.domain.area import ELSEWHERE, Area
from bot.domain.talk import Held
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.storage import audit, staff_messages, talks, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.talks import Wish


class Talking(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `say` words a key of the staff's wording."""

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    say: Callable[[str, Values], str]

    async def waiting(self, worker: Worker) -> list[Wish]:
        """Who would like to talk to a person where this worker answers; not a word of theirs."""
        async with self.database.read() as conn:
            found = await talks.waiting(conn, self.keys.organisation)
        return [one for one in found if worker.may(Right.ANSWER, _where(one.neighbourhood))]

    async def open_now(self, worker: Worker) -> list[Held]:
        """The talks that are not over: their own, and all where they look at what others write."""
        async with self.database.read() as conn:
            found = await talks.open_now(conn, self.keys.organisation)
        return [
            one
            for one in found
            if worker.id in {one.worker_id, one.second_id} or worker.may(Right.SEE_TALKS, _where(one.neighbourhood))
        ]

    async def seconds(self, worker: Worker) -> list[Worker]:
        """Who may be the second one beside this worker."""
        async with self.database.read() as conn:
            everyone = await workers.everyone(conn, self.keys)
        return [one for one in everyone if one.id != worker.id and one.may(Right.TALK)]

    async def take_up(self, worker: Worker, id_: str, second: str) -> None:
        """Take a wish up, with a second worker's id or "". NotFound beyond the fence; Refused in words."""
        async with self.database.write() as conn:
            wish = next((one for one in await talks.asked(conn, self.keys) if one.id == id_), None)
            if wish is None or not worker.may(Right.ANSWER, _where(wish.neighbourhood or "")):
                raise NotFound(id_)
            other = await self._second(conn, worker, second, _where(wish.neighbourhood or ""))
            if wish.protected and other is None:
                raise Refused("they have not said that they are 18: name a second worker, who sees every message")
            names, ids = (worker.name, other.name if other else ""), (worker.id, other.id if other else "")
            await talks.open_talk(conn, self.keys, wish, names, self.clock(), ids=ids)
            what = f"talk {id_} opened, second {ids[1] or 'nobody'}"
            await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what, now=self.clock())
            if other is not None:
                body = dump(Outgoing(self.say("staff.talks.be_second", {"worker": worker.name})))
                await staff_messages.put(
                    conn, self.keys, f"talk {id_} {other.id}", worker=other.id, body=body, now=self.clock()
                )

    async def _second(self, conn: AsyncConnection, worker: Worker, id_: str, place: str) -> Worker | None:
        if not id_:
            return None
        found = await workers.find(conn, self.keys, id_)
        if found is None or found.id == worker.id or not found.may(Right.TALK, place):
            raise Refused(f"{id_}: nobody else of this id can watch there")
        return found


def _where(neighbourhood: str) -> str:
    return neighbourhood or ELSEWHERE
