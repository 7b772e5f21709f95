"""Complaints about this service: acknowledged, and answered within the month the law gives (reliability.md P14)."""

from collections.abc import Callable

from msgspec import Struct

from bot.domain.complaint import name_of
from bot.domain.deed import Deed, Does
from bot.domain.reading import Reading
from bot.domain.second_look import SecondLook, Verdict
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.deeds import NOT_TO_A_CHILD, doubts
from bot.staff.house import House
from bot.staff.second_looks import SecondLooks
from bot.storage import complaints, second_looks
from bot.storage.complaints import Complaint, Waiting


class Complaints(Struct, frozen=True):
    """The desk. Whoever may see complaints sees those of the whole area.

    `second` is how answers go past a second worker; `read` what a text seems to say, in a language; `asks_for_contact`
    says of words that they may not go to a child.
    """

    house: House
    second: SecondLooks
    read: Callable[[str, str], Reading]
    asks_for_contact: Callable[[str], bool]

    async def listed(self, worker: Worker) -> list[Waiting]:
        """All of them, without a word of them, those that wait first by the day they are due."""
        async with self.house.database.read() as conn:
            found = await complaints.without_words(conn, self.house.keys.organisation)
        return [one for one in found if worker.may(Right.SEE_COMPLAINTS, one.neighbourhood)]

    async def waiting(self, worker: Worker) -> list[Waiting]:
        """Those that nobody has answered."""
        return [one for one in await self.listed(worker) if one.answered_at is None]

    async def looks(self, id_: str) -> list[SecondLook]:
        """The answers to one that went or go past a second worker, the oldest first."""
        async with self.house.database.read() as conn:
            return await second_looks.of(conn, self.house.keys, name_of(id_))

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

    async def answer(self, worker: Worker, id_: str, words: str, *, anyway: bool = False) -> None:
        """Answer it in its maker's chat: to a grown-up at once, past a second worker to whoever may be a child (25).

        Raises NotFound, and Refused in words: without `anyway` also where something is found in the words.
        """
        house, said = self.house, words.strip()
        one = await self.find(worker, id_)
        self._check(one, said, anyway=anyway)
        async with house.database.write() as conn:
            if one.protected:
                deed = Deed(Does.COMPLAINT, words=said, other=id_)
                await self.second.ask(conn, worker, name_of(id_), one.neighbourhood, deed)
                await house.record(conn, worker, f"complaint {id_}: asked for a second look")
                return
            if not await complaints.answer(conn, house.keys, id_, said, who=worker.id, now=house.clock()):
                raise Refused("it is put down as answered already")
            await house.record(conn, worker, f"complaint {id_} answered in their chat")

    async def answered(self, worker: Worker, id_: str) -> None:
        """Its maker has had an answer another way. Raises NotFound, and Refused where it was answered before."""
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

    def _check(self, one: Waiting, words: str, *, anyway: bool) -> None:
        if not words:
            raise Refused("write an answer")
        if one.answered_at is not None:
            raise Refused("it is put down as answered already")
        if one.protected and self.asks_for_contact(words):
            raise Refused(NOT_TO_A_CHILD)
        wrong = [] if anyway else [*doubts(words, self.read(words, "en"), self.house.area)]
        if wrong:
            raise Refused("; ".join(wrong))


def waits(looks: list[SecondLook]) -> bool:
    """Whether one of them waits for a second worker."""
    return any(one.verdict is Verdict.WAITING for one in looks)
