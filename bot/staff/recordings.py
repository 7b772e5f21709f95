"""Photos and voice notes that wait for a person: looked at, listened to and typed up; each look is on record.

What is more than that nobody has looked at it is the safeguarding lead's, and never here (reliability.md S9).
"""

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.attachment import Medium
from bot.domain.reading import DangerLevel, Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.house import House
from bot.storage import attachments
from bot.storage.attachments import Listed
from bot.writing_down import Desk, write_down

LONGEST = 5_000
"""Signs of what a voice note says."""


class Recordings(Struct, frozen=True):
    """The desk. `read` is what a text seems to say, in a language."""

    house: House
    read: Callable[[str, str], Reading]

    async def waiting(self, worker: Worker) -> list[Listed]:
        """What nobody has looked at where this worker may, the oldest first."""
        async with self.house.database.read() as conn:
            return await self._waiting(conn, worker)

    async def find(self, worker: Worker, id_: str) -> Listed:
        """One of them, without what is in it. Raises NotFound."""
        async with self.house.database.read() as conn:
            return await self._found(conn, worker, id_)

    async def content(self, worker: Worker, id_: str) -> bytes:
        """The photo or voice note itself; that it was opened is put on record. Raises NotFound."""
        async with self.house.database.write() as conn:
            one = await self._found(conn, worker, id_)
            found = await attachments.content(conn, self.house.keys, id_)
            if found is None:
                raise NotFound(id_)
            await self.house.record(conn, worker, f"opened {one.medium} {id_} of {one.reference}")
        return found

    async def looked(self, worker: Worker, id_: str) -> None:
        """A photo was looked at, and nothing is wrong: it is no worry any more. Raises NotFound, Refused."""
        house = self.house
        async with house.database.write() as conn:
            one = await self._found(conn, worker, id_)
            if one.medium is not Medium.PHOTO:
                raise Refused("a voice note is typed up")
            await attachments.looked(conn, house.keys, id_, house.clock(), keeps=True)
            await house.record(conn, worker, f"looked at photo {id_} of {one.reference}")

    async def write_down(self, worker: Worker, id_: str, words: str) -> DangerLevel:
        """Put what a voice note says on record; the recording is deleted. What sounds like danger is a case.

        Returns how dangerous it sounds. Raises NotFound, and Refused in words.
        """
        house, told = self.house, words.strip()
        one = await self.find(worker, id_)
        if one.medium is not Medium.VOICE:
            raise Refused("only what is said can be typed up")
        if not told or len(told) > LONGEST:
            raise Refused(f"type what they say, in their own words, in {LONGEST} signs at most")
        desk = Desk(house.database, house.keys, self.read, house.clock(), house.new_id)
        return await write_down(desk, id_, told, worker.id)

    async def _waiting(self, conn: AsyncConnection, worker: Worker) -> list[Listed]:
        found = await attachments.for_workers(conn, self.house.keys.organisation)
        return [one for one in found if worker.may(Right.LOOK, one.neighbourhood)]

    async def _found(self, conn: AsyncConnection, worker: Worker, id_: str) -> Listed:
        one = next((one for one in await self._waiting(conn, worker) if one.id == id_), None)
        if one is None:
            raise NotFound(id_)
        return one
