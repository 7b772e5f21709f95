"""Stories of change: written with their teller, checked by them, cleared by a person, and out only for what they said.

Adults only, as in the chat (product.md 34); a story without a teller's check or a use they agree to goes nowhere.
"""

from collections.abc import Collection
from datetime import date

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import KeepReturnWords, Remember
from bot.domain import reference as references
from bot.domain.participant import AgeBand
from bot.domain.reading import DangerLevel
from bot.domain.story import State, Story, Use
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.staff.house import House
from bot.staff.noting import ACCOUNT, Noting
from bot.storage import inbox, memory, people, told_stories
from bot.storage.done import Done
from bot.storage.people import Person
from bot.storage.told_stories import Kept

LONGEST = 1_000
"""Signs of each part."""


class Draft(Struct, frozen=True):
    """A story as a worker wrote it. `reference` is something its teller told us, "" where they have told us nothing."""

    words: Story
    uses: tuple[Use, ...]
    neighbourhood: str
    reference: str = ""
    is_adult: bool = False
    """Said by a worker of a teller who has told us nothing."""


class Stories(Struct, frozen=True):
    """The desk."""

    house: House
    noting: Noting

    async def listed(self, worker: Worker) -> list[Kept]:
        """Every story that may still be used, where this worker reads words, the newest first; without its words."""
        async with self.house.database.read() as conn:
            found = await told_stories.listed(conn, self.house.keys.organisation)
        return [one for one in found if worker.may(Right.READ_WORDS, one.neighbourhood)]

    async def find(self, worker: Worker, id_: str) -> Kept:
        """One of them. Raises NotFound beyond the fence."""
        found = next((one for one in await self.listed(worker) if one.id == id_), None)
        if found is None:
            raise NotFound(id_)
        return found

    async def look(self, worker: Worker, id_: str) -> Story:
        """Its words; that they were looked at is put on record. Raises NotFound."""
        await self.find(worker, id_)
        async with self.house.database.write() as conn:
            words = await told_stories.look(conn, self.house.keys, id_)
            if words is None:
                raise NotFound(id_)
            await self.house.record(conn, worker, f"looked at story {id_}")
        return words

    async def write(self, worker: Worker, draft: Draft) -> tuple[str, str]:
        """Keep a new one: its id, and three words for a teller who has told us nothing ("" for any other).

        Raises Refused in words, NotFound beyond the fence.
        """
        self._check(draft.words)
        if not draft.uses:
            raise Refused("ask what it may be used for: without a use it is not kept")
        place = self.house.fenced(worker, Right.WRITE_DOWN, draft.neighbourhood)
        house, id_ = self.house, self.house.new_id()
        async with house.database.write() as conn:
            teller, words = await self._teller(conn, worker, draft)
            kept = {"teller": teller, "neighbourhood": place.id, "worker": worker.id, "now": house.clock()}
            await told_stories.put(conn, house.keys, id_, draft.words, **kept)  # type: ignore[arg-type]
            basis, uses = f"told {worker.id}", [one.value for one in draft.uses]
            await told_stories.agree(conn, house.keys, id_, uses, teller=teller.hash, basis=basis, now=house.clock())
            await house.record(conn, worker, f"story {id_} written for {' '.join(uses)}")
        return id_, words

    async def correct(self, worker: Worker, id_: str, words: Story) -> None:
        """Write it anew: its teller is to check it again. Raises Refused, NotFound."""
        self._check(words)
        was = await self._mine(worker, id_)
        house = self.house
        async with house.database.write() as conn:
            teller = await self._known(conn, await told_stories.teller_of(conn, house.keys.organisation, id_) or "")
            kept = {"teller": teller, "neighbourhood": was.neighbourhood, "worker": worker.id, "now": house.clock()}
            await told_stories.put(conn, house.keys, id_, words, **kept)  # type: ignore[arg-type]
            await house.record(conn, worker, f"story {id_} corrected")

    async def read_to_them(self, worker: Worker, id_: str, on: date) -> None:
        """It was read to its teller in person, and they stand by it. Raises Refused, NotFound."""
        if (await self._mine(worker, id_)).state in {State.CHECKED, State.CLEARED}:
            raise Refused("its teller has checked it already")
        if on > self.house.today:
            raise Refused(f"{on} is not a day on which it can have been")
        house = self.house
        async with house.database.write() as conn:
            await told_stories.check_in_person(conn, house.keys.organisation, id_, f"{on}", house.clock())
            await house.record(conn, worker, f"story {id_} read to its teller in person on {on}")

    async def clear(self, worker: Worker, id_: str, *, cleared: bool = True) -> None:
        """Let it out for what its teller agreed to, or take that back. Raises Refused, NotFound."""
        await self._mine(worker, id_)
        house, who = self.house, worker.id if cleared else None
        async with house.database.write() as conn:
            if not await told_stories.clear(conn, house.keys.organisation, id_, who, house.clock()):
                raise Refused("its teller has not checked it yet")
            await house.record(conn, worker, f"story {id_} {'cleared' if cleared else 'no longer cleared'}")

    async def withdraw(self, worker: Worker, id_: str) -> None:
        """Its teller said that it must not be used any more: it is wiped. Raises NotFound."""
        await self._mine(worker, id_)
        house = self.house
        async with house.database.write() as conn:
            await told_stories.wipe(conn, house.keys.organisation, id_, house.clock())
            await house.record(conn, worker, f"story {id_} taken back for its teller")
        await house.database.scrub()

    async def _mine(self, worker: Worker, id_: str) -> Kept:
        found = await self.find(worker, id_)
        if not worker.may(Right.WRITE_DOWN, found.neighbourhood):
            raise NotFound(id_)
        return found

    async def _teller(self, conn: AsyncConnection, worker: Worker, draft: Draft) -> tuple[Person, str]:
        if not draft.reference:
            if not draft.is_adult:
                raise Refused("stories are told by people who are 18 or over")
            return await self._newcomer(conn)
        tidied = references.tidy(draft.reference)
        item = await inbox.find(conn, self.house.keys.organisation, tidied) if tidied else None
        if item is None or not worker.may(Right.READ_WORDS, item.neighbourhood):
            raise Refused(f"{draft.reference}: there is no such contribution")
        if item.protected:
            raise Refused("stories are told by people who are 18 or over")
        return await self._known(conn, await told_stories.said_by(conn, self.house.keys.organisation, item.id)), ""

    async def _known(self, conn: AsyncConnection, who: str) -> Person:
        person = (await people.load(conn, self.house.keys, [who])).get(who)
        if person is None:
            raise Refused("its teller has deleted everything")
        return person

    async def _newcomer(self, conn: AsyncConnection) -> tuple[Person, str]:
        """Somebody who has told us nothing, and the three words by which they can take their story back."""
        person, words = await self.noting.newcomer(conn), self.noting.return_words(FALLBACK)
        effects = (KeepReturnWords(words), Remember(band=AgeBand.ADULT))
        done = [Done(person, effect, ACCOUNT, "") for effect in effects]
        await memory.remember(conn, self.house.keys, done, self.house.clock())  # type: ignore[arg-type]
        return person, words

    def _check(self, words: Story) -> None:
        parts: Collection[str] = (words.before, words.happened, words.now)
        if not all(one.strip() for one in parts):
            raise Refused("say how it was before, what happened, and how it is now")
        if any(len(one) > LONGEST for one in parts):
            raise Refused(f"each part has {LONGEST} signs at most")
        for one in parts:
            reading = self.noting.read(one, FALLBACK)
            if reading.danger.level is not DangerLevel.NONE:
                lead = self.house.area.safeguarding_lead
                raise Refused(f"this sounds like danger, and is no story. Don't ask more. Ring {lead}.")
            if reading.private:
                span = reading.private[0]
                raise Refused(f"leave out who somebody is: {one[span.start : span.end]}")
