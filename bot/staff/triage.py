"""What workers do with what came in: once, for the console, the digest's buttons and the command line.

Whatever changes a contribution is on record; whatever was promised to its person reaches them with their news.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.replies import Values
from bot.domain import reference as references
from bot.domain.area import Area, Signpost
from bot.domain.cleared import Cleared
from bot.domain.contribution import Contribution, Standing
from bot.domain.deed import Deed, Does
from bot.domain.item import Item
from bot.domain.reading import DangerLevel, PrivateSpan, Reading
from bot.domain.second_look import SecondLook
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK, Wording
from bot.reading.similar import Similar, Told
from bot.staff.deeds import do, doubts
from bot.staff.doing import Doing
from bot.staff.second_cards import SecondCards
from bot.staff.second_looks import SecondLooks
from bot.storage import absences, audit, cleared, directories, heard, inbox, looks, progress, second_looks, workers
from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys
from bot.storage.progress import Taken

ALIKE_WITHIN = timedelta(days=365)
"""What was said longer ago is compared with nothing (architecture.md, words are locked)."""
_MOST_ALIKE = 5
_ID = re.compile(r"[0-9a-f]{32}")
_MOST_COMPARED = 500


class Opened(Struct, frozen=True):
    """A contribution with its words, read by a worker just now.

    `private` are the spans of the words that may tell who somebody is; `steps` what became of it so far, `looks` the
    answers that went or go past a second worker. `hard`: they sound like danger, or a case was made of them.
    """

    item: Item
    words: str
    private: tuple[PrivateSpan, ...] = ()
    steps: tuple[Taken, ...] = ()
    looks: tuple[SecondLook, ...] = ()
    hard: bool = False


class Echo(Struct, frozen=True):
    """What a worker has just said: the words that are on their way, or that wait for a second worker."""

    words: str
    waits: bool


class Triage(Struct, frozen=True):
    """Lists, shows and changes contributions for a worker.

    `clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `read` is what a text seems to say, in a language,
    `similar` which of other texts are possibly the same; `asks_for_contact` says that words may not go to a child.
    """

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    read: Callable[[str, str], Reading]
    similar: Callable[[Told, Sequence[Told]], Sequence[Similar]]
    asks_for_contact: Callable[[str], bool]
    wording: Wording

    @property
    def second(self) -> SecondLooks:
        """How answers go past a second worker."""
        return SecondLooks(self.keys, self.area, self.clock, self.new_id, SecondCards(self.say))

    def say(self, key: str, values: Values) -> str:
        """A key of the staff's wording."""
        return self.wording.text(key, FALLBACK, values)

    async def listed(self, worker: Worker, wanted: Wanted, most: int = inbox.MOST) -> list[Item]:
        """What came in where this worker may read: of the neighbourhoods that are wanted, of all where none is."""
        every = tuple(place.id for place in self.area.neighbourhoods)
        asked = tuple(one for one in every if one in wanted.neighbourhoods) if wanted.neighbourhoods else every
        if wanted.before and not _ID.fullmatch(wanted.before):
            return []
        if wanted.theme and all(one.code != wanted.theme for one in self.area.themes):
            return []
        fenced = structs.replace(wanted, neighbourhoods=worker.within(Right.READ_WORDS, asked))
        async with self.database.read() as conn:
            return await inbox.listed(conn, self.keys.organisation, fenced, most)

    async def item(self, worker: Worker, reference: str) -> Item:
        """One of them; NotFound where there is none, or it lies beyond the fence: both look the same."""
        async with self.database.read() as conn:
            return await self._fenced(conn, worker, reference)

    async def words(self, worker: Worker, reference: str) -> Opened:
        """One of them with its words; that they were looked at is put on record. NotFound as for `item`."""
        [opened] = await self.shown(worker, [reference], every=True)
        return opened

    async def shown(
        self, worker: Worker, chosen: Sequence[str], *, every: bool, room: int | None = None
    ) -> list[Opened]:
        """Several with their words, in one look that is on record. NotFound as for `item`.

        Unless `every` is asked for, those of children, distressing ones and what was a case stay unopened: "" (28).
        With `room` for so many signs only the first are opened that have room there, one at least.
        """
        opened = list[Opened]()
        async with self.database.write() as conn:
            seen = list[Item]()
            for one in chosen:
                item = await self._fenced(conn, worker, one)
                found = await self._open(conn, item, every=every)
                more = [*opened, found or Opened(item, "")]
                if opened and room is not None and sum(len(one.words) for one in more) > room:
                    break
                opened = more
                seen += [item] if found else []
            if seen:
                await self._looked_at(conn, worker, seen)
        return opened

    async def _looked_at(self, conn: AsyncConnection, worker: Worker, seen: Sequence[Item]) -> None:
        await looks.note(conn, self.keys.organisation, worker.id, {one.id for one in seen}, self.clock())
        await self._record(conn, worker, f"looked at {' '.join(one.reference for one in seen)}")

    async def had(self, worker: Worker, items: Sequence[Item]) -> set[str]:
        """The ids of those whose words this worker has had on their screen."""
        async with self.database.read() as conn:
            return await looks.had(conn, self.keys.organisation, worker.id, {one.id for one in items})

    async def told(self, worker: Worker, item: Item) -> Echo | None:
        """What this worker said of it last; None where they said nothing. Raises KeyFileError."""
        async with self.database.read() as conn:
            if item.waits:
                asked = (await second_looks.of(conn, self.keys, item.reference))[-1]
                return Echo(asked.deed.words, waits=True) if asked.worker == worker.id else None
            steps = await progress.history(conn, self.keys, item.id)
        return Echo(steps[-1].why, waits=False) if steps and steps[-1].who == worker.id else None

    async def answerers(self, item: Item) -> list[Worker]:
        """Who may have it: whoever may answer there."""
        async with self.database.read() as conn:
            everyone = await workers.everyone(conn, self.keys)
            everyone = await absences.standing_in(conn, self.keys.organisation, everyone, self.clock())
        return [one for one in everyone if one.may(Right.ANSWER, item.neighbourhood)]

    async def _open(self, conn: AsyncConnection, item: Item, *, every: bool) -> Opened | None:
        if not every and (item.protected or item.apart):
            return None
        found = await heard.by_reference(conn, self.keys, item.reference)
        if found is None:
            return Opened(item, "")
        reading = self.read(found.words, found.language)
        hard = item.apart or reading.danger.level is not DangerLevel.NONE
        if hard and not every:
            return None
        steps = await progress.history(conn, self.keys, item.id)
        passed = await second_looks.of(conn, self.keys, item.reference)
        return Opened(item, found.words, reading.private, tuple(steps), tuple(passed), hard)

    async def alike(self, worker: Worker, opened: Opened) -> tuple[Item, ...]:
        """What is possibly the same, the most alike first, for its worker to join: of what they may read there anyway.

        Words are compared in memory alone, and none is shown; on record is with how many, and which were found.
        """
        item, since = opened.item, self.clock() - ALIKE_WITHIN
        async with self.database.read() as conn:
            wanted = Wanted((item.neighbourhood,), standing=Standing.HEARD, since=since)
            near = await inbox.listed(conn, self.keys.organisation, wanted, _MOST_COMPARED)
            others = {one.id: one for one in near if item.id not in {one.id, one.joined_to}}
            span = Span(first=since.date(), neighbourhood=item.neighbourhood, only=frozenset(others))
            told = [one async for one in heard.said(conn, self.keys, span)]
            said = await heard.by_reference(conn, self.keys, item.reference)
        found = self.similar(_told(said), [_told(one) for one in told]) if said else ()
        alike = tuple(others[told[one.index].id] for one in found[:_MOST_ALIKE])
        async with self.database.write() as conn:
            like = " ".join(one.reference for one in alike) or "nothing"
            what = f"had {item.reference} compared with {len(told)} of {item.neighbourhood}: {like}"
            await self._record(conn, worker, what)
        return alike

    async def cleared(self, item: Item) -> Cleared | None:
        """What everybody may read of one of them."""
        async with self.database.read() as conn:
            return (await cleared.of(conn, self.keys, [item.id])).get(item.id)

    async def signposts(self, item: Item) -> tuple[Signpost, ...]:
        """Where help with what an item is about is; all that is known where nothing fits."""
        async with self.database.read() as conn:
            return (await directories.whole(conn, self.keys, self.area)).fitting(item.themes)

    async def does(self, worker: Worker, reference: str, deed: Deed) -> Item:
        """Do it; returns the item as it is then. Raises NotFound as for `item`, and Refused in words for the worker."""
        told = " ".join(one for one in (deed.words.strip(), deed.told.strip()) if one)
        if told and not deed.anyway:
            wrong = [*doubts(told, self.read(told, "en"), self.area)]
            if wrong:
                raise Refused("; ".join(wrong))
        async with self.database.write() as conn:
            both = (references.tidy(reference), references.tidy(deed.other))
            await inbox.hold(conn, self.keys.organisation, [one for one in both if one])
            item = await self._fenced(conn, worker, reference)
            if not worker.may(Right.ANSWER, item.neighbourhood):
                raise NotFound(reference)
            await do(self.doing(conn, worker, item), deed)
            after = await self._fenced(conn, worker, reference)
            done = "asked for a second look" if after.waits and not item.waits else _coded(deed)
            await self._record(conn, worker, f"{item.reference} {done}")
            return after

    def doing(self, conn: AsyncConnection, worker: Worker, item: Item) -> Doing:
        """What a deed of this worker's needs, within a transaction."""

        async def find(other: str) -> Item:
            return await self._fenced(conn, worker, other)

        async def second(deed: Deed) -> None:
            await self.second.ask(conn, worker, item.reference, item.neighbourhood, deed)

        return Doing(
            conn=conn,
            keys=self.keys,
            area=self.area,
            worker=worker,
            item=item,
            now=self.clock(),
            find=find,
            asks=self.asks_for_contact,
            second=second,
            canned=lambda code, language: self.wording.text(f"canned.{code}", language),
        )

    async def _fenced(self, conn: AsyncConnection, worker: Worker, reference: str) -> Item:
        tidied = references.tidy(reference)
        item = await inbox.find(conn, self.keys.organisation, tidied) if tidied else None
        if item is None or not worker.may(Right.READ_WORDS, item.neighbourhood):
            raise NotFound(reference)
        return item

    async def _record(self, conn: AsyncConnection, worker: Worker, what: str) -> None:
        await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what, now=self.clock())


def late(items: Sequence[Item], today: date) -> list[Item]:
    """Those whose date has passed, the longest ago first: the silence alarm (product.md 4)."""
    passed = [(one.next_date, one) for one in items if one.late(today) and one.next_date is not None]
    return [one for _, one in sorted(passed, key=lambda pair: (pair[0], pair[1].id))]


def _coded(deed: Deed) -> str:
    """What was done in codes: never words."""
    beside = {
        Does.BECAME: f"{deed.became} {deed.canned} {deed.until or ''}",
        Does.HOLD: deed.other,
        Does.JOIN: references.tidy(deed.other),
        Does.SIGNPOST: deed.other,
        Does.ASSIGN: deed.other,
        Does.DECIDED: f"{deed.other} {deed.until or ''}",
    }.get(deed.does)
    return " ".join(f"{deed.does} {beside or ''}".split())


def _told(said: Contribution) -> Told:
    return Told(said.words, said.themes[0] if said.themes else "", said.place_about or "")
