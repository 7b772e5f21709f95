"""Talks between a resident and a worker, as workers take them up: with a child never without a second one (25)."""

from collections.abc import Callable, Sequence
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
from bot.storage.talks import Asked, Wish


class Talking(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `say` words a key of the staff's wording."""

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    say: Callable[[str, Values], str]

    async def waiting(self, worker: Worker) -> list[Wish]:
        """Who would like to talk to a person where this worker answers; not a word of theirs.

        Where nobody answers, as of a child whose place is not known while only mobilisers work here, whoever answers
        anywhere sees it: nobody waits unseen.
        """
        async with self.database.read() as conn:
            found = await talks.waiting(conn, self.keys.organisation)
            everyone = await workers.everyone(conn, self.keys)
        return [one for one in found if _reaches(worker, Right.ANSWER, _where(one.neighbourhood), everyone)]

    async def stranded(self) -> int:
        """How many wait while nobody works here who could answer anybody."""
        async with self.database.read() as conn:
            found = await talks.waiting(conn, self.keys.organisation)
            everyone = await workers.everyone(conn, self.keys)
        return 0 if any(one.may(Right.ANSWER) for one in everyone) else len(found)

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
            wish, everyone = await self._reached(conn, worker, id_)
            other = _second(worker, second, _where(wish.neighbourhood or ""), everyone)
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

    async def _reached(self, conn: AsyncConnection, worker: Worker, id_: str) -> tuple[Asked, list[Worker]]:
        """A wish within the worker's fence, and who works here."""
        wish = next((one for one in await talks.asked(conn, self.keys) if one.id == id_), None)
        everyone = await workers.everyone(conn, self.keys)
        if wish is None or not _reaches(worker, Right.ANSWER, _where(wish.neighbourhood or ""), everyone):
            raise NotFound(id_)
        return wish, everyone


def _second(worker: Worker, id_: str, place: str, everyone: Sequence[Worker]) -> Worker | None:
    """The second worker of this id, None for "". Refused where they cannot watch there."""
    if not id_:
        return None
    others = [one for one in everyone if one.id != worker.id]
    found = next((one for one in others if one.id == id_), None)
    if found is None or not _reaches(found, Right.TALK, place, others):
        raise Refused(f"{id_}: nobody else of this id can watch there")
    return found


def _reaches(worker: Worker, right: Right, place: str, everyone: Sequence[Worker]) -> bool:
    """Whether this is a worker's to do: of that place, or anywhere where nobody may do it there."""
    return worker.may(right, place) or (worker.may(right) and not any(one.may(right, place) for one in everyone))


def _where(neighbourhood: str) -> str:
    return neighbourhood or ELSEWHERE
