"""Asks a question of many: written, looked at, sent or put down for a day, called off, and what came of it."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, time, timedelta

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.broadcast import Broadcast, Purpose, prompt_of
from bot.domain.campaign import LONGEST_DAYS, LONGEST_QUESTION, LONGEST_TITLE, Draft, Results, Summary, counted_as
from bot.domain.in_public import is_far, unfit, unseen
from bot.domain.reading import Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.staff.deeds import NOT_TO_A_CHILD, doubts
from bot.staff.house import House
from bot.storage import broadcasts, inbox
from bot.storage.broadcasts import Reach
from bot.storage.inbox import Wanted

MOST, MOST_ANSWERS = 50, 2_000


class Campaigns(Struct, frozen=True):
    """`read` reads what is written in a language, `asks_for_contact` says of words that they may not go to a child.

    `reach` is where people can be reached; `changed` lets every talk know what is asked by now.
    """

    house: House
    read: Callable[[str, str], Reading]
    asks_for_contact: Callable[[str], bool]
    reach: Reach
    changed: Callable[[], Awaitable[None]]

    async def preview(self, worker: Worker, draft: Draft, *, anyway: bool = False) -> int | None:
        """About how many would be sent it; None for a few. Raises NotFound beyond the fence, and Refused in words."""
        self._checked(worker, draft, anyway=anyway)
        house = self.house
        async with house.database.read() as conn:
            found = [
                await broadcasts.count(conn, house.keys.organisation, Purpose.ASKED, (place,), self.reach)
                for place in draft.neighbourhoods
            ]
        return counted_as(found)

    async def send(self, worker: Worker, draft: Draft, *, anyway: bool = False) -> Broadcast:
        """Let it go out, from the morning of its first day on. Raises as `preview` does."""
        self._checked(worker, draft, anyway=anyway)
        house = self.house
        now = house.clock()
        broadcast = Broadcast(
            id=house.new_id(),
            purpose=Purpose.ASKED,
            neighbourhoods=draft.neighbourhoods,
            words=draft.words,
            who=worker.id,
            due_at=max(now, self._begins(draft)),
            until=self._ends(draft),
            titles=draft.titles,
            theme=draft.theme,
        )
        async with house.database.write() as conn:
            await broadcasts.put(conn, house.keys, broadcast)
            places = " ".join(draft.neighbourhoods)
            await house.record(conn, worker, f"question of many {broadcast.id} {places} {draft.first} {draft.last}")
        await self.changed()
        return broadcast

    async def listed(self, worker: Worker) -> list[Summary]:
        """The last ones of this worker's neighbourhoods, the newest first."""
        house, mine = self.house, self._mine(worker)
        async with house.database.read() as conn:
            found = await broadcasts.newest(conn, house.keys, Purpose.ASKED, MOST)
            return [await self._summary(conn, one, mine) for one in found if mine.intersection(one.neighbourhoods)]

    async def results(self, worker: Worker, id_: str) -> Results:
        """What came of one. Raises NotFound where there is none, or it is of other neighbourhoods."""
        house, mine = self.house, self._mine(worker)
        async with house.database.read() as conn:
            one = await self._find(conn, id_, mine)
            wanted = Wanted(tuple(mine), prompted_by=prompt_of(one.id))
            answers = await inbox.listed(conn, house.keys.organisation, wanted, MOST_ANSWERS)
            return Results(await self._summary(conn, one, mine), answers)

    async def call_off(self, worker: Worker, id_: str) -> None:
        """Let it go to nobody any more, and offer it to nobody. Raises NotFound, and Refused where it is over."""
        house = self.house
        async with house.database.write() as conn:
            one = await self._find(conn, id_, self._mine(worker))
            if not self.may_call_off(worker, one):
                raise NotFound(id_)
            if not await broadcasts.call_off(conn, house.keys.organisation, one.id, house.clock()):
                raise Refused("it is over already")
            await house.record(conn, worker, f"question of many {one.id} called off")
        await self.changed()

    def may_call_off(self, worker: Worker, one: Broadcast) -> bool:
        """Whether all its neighbourhoods are this worker's."""
        return self._mine(worker).issuperset(one.neighbourhoods)

    def _mine(self, worker: Worker) -> frozenset[str]:
        return frozenset(one.id for one in self.house.places(worker, Right.ASK_MANY))

    async def _find(self, conn: AsyncConnection, id_: str, mine: frozenset[str]) -> Broadcast:
        one = await broadcasts.find(conn, self.house.keys, id_)
        if one is None or one.purpose is not Purpose.ASKED or not mine.intersection(one.neighbourhoods):
            raise NotFound(id_)
        return one

    async def _summary(self, conn: AsyncConnection, one: Broadcast, mine: frozenset[str]) -> Summary:
        organisation, places = self.house.keys.organisation, sorted(mine)
        asked = await broadcasts.brought_to(conn, organisation, one.id, places)
        answered = await broadcasts.answered_by(conn, organisation, one.id, places)
        return Summary(one, counted_as(asked), answered)

    def _checked(self, worker: Worker, draft: Draft, *, anyway: bool) -> None:
        for place in draft.neighbourhoods:
            self.house.fenced(worker, Right.ASK_MANY, place)
        wrong = [*self._wrong(draft), *self._unfit_for_children(draft)]
        wrong = wrong or ([] if anyway else [*self._doubts(draft)])
        if wrong:
            raise Refused("; ".join(dict.fromkeys(wrong)))

    def _wrong(self, draft: Draft) -> Iterator[str]:
        if not draft.neighbourhoods:
            yield "say which neighbourhoods are asked"
        if not draft.titles.get(FALLBACK) or not draft.words.get(FALLBACK):
            yield "it needs a title and a question in English"
        yield from self._wrong_texts(draft)
        if draft.titles.keys() != draft.words.keys():
            yield "a language needs both a title and a question"
        yield from self._wrong_days(draft)

    @staticmethod
    def _wrong_texts(draft: Draft) -> Iterator[str]:
        for title in draft.titles.values():
            yield from (f"a title stands on a button: {one}" for one in unfit(title, LONGEST_TITLE))
        if any(unseen(one, lines=True) for one in draft.words.values()):
            yield "a question has no signs in it that nobody sees"
        if any(len(one) > LONGEST_QUESTION for one in draft.words.values()):
            yield f"a question has {LONGEST_QUESTION} signs at most"

    def _wrong_days(self, draft: Draft) -> Iterator[str]:
        if draft.first < self.house.today or draft.last < draft.first:
            yield "it goes out today or later, and its last day is not before that"
        elif draft.last - draft.first > timedelta(days=LONGEST_DAYS):
            yield f"it is open for {LONGEST_DAYS} days at most"
        elif is_far(draft.last, self.house.today):
            yield f"{draft.last}: that is too far off"

    def _doubts(self, draft: Draft) -> Iterator[str]:
        for texts in (draft.titles, draft.words):
            for language, words in texts.items():
                yield from doubts(words, self.read(words, language), self.house.area)

    def _unfit_for_children(self, draft: Draft) -> Iterator[str]:
        """Children meet it in a chat that they opened: what asks who they are is never asked (product.md 25)."""
        if any(self.asks_for_contact(one) for one in (*draft.titles.values(), *draft.words.values())):
            yield NOT_TO_A_CHILD

    def _begins(self, draft: Draft) -> datetime:
        """The quiet hours hold it back until the morning."""
        return datetime.combine(draft.first, time.min, self.house.area.zone).astimezone(UTC)

    def _ends(self, draft: Draft) -> datetime:
        return datetime.combine(draft.last + timedelta(days=1), time.min, self.house.area.zone).astimezone(UTC)
