"""What workers do with what came in: once, for the console, the digest's buttons and the command line.

Whatever changes a contribution is on record; whatever was promised to its person reaches them with their news.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import reference as references
from bot.domain.area import Area, Signpost
from bot.domain.contribution import Contribution, Standing
from bot.domain.deed import Deed, Does
from bot.domain.item import Item
from bot.domain.reading import PrivateSpan, Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.reading.similar import Similar, Told
from bot.staff.deeds import Doing, do, doubts
from bot.storage import audit, directories, heard, inbox, progress
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

    `private` are the spans of the words that may tell who somebody is; `steps` what became of it so far.
    """

    item: Item
    words: str
    private: tuple[PrivateSpan, ...] = ()
    steps: tuple[Taken, ...] = ()


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
        async with self.database.write() as conn:
            item = await self._fenced(conn, worker, reference)
            found = await heard.by_reference(conn, self.keys, item.reference)
            steps = await progress.history(conn, self.keys, item.id)
            await self._record(conn, worker, f"looked at {item.reference}")
        if found is None:
            return Opened(item, "")
        private = self.read(found.words, found.language).private
        return Opened(item, found.words, private, tuple(steps))

    async def alike(self, opened: Opened) -> tuple[Item, ...]:
        """What is possibly the same, the most alike first, for its worker to join: of what they may read there anyway.

        Words are compared in memory alone.
        """
        item, since = opened.item, self.clock() - ALIKE_WITHIN
        async with self.database.read() as conn:
            wanted = Wanted((item.neighbourhood,), standing=Standing.HEARD, since=since)
            near = await inbox.listed(conn, self.keys.organisation, wanted, _MOST_COMPARED)
            others = {one.id: one for one in near if item.id not in {one.id, one.joined_to}}
            span = Span(first=since.date(), neighbourhood=item.neighbourhood)
            told = [one async for one in heard.said(conn, self.keys, span) if one.id in others]
            said = await heard.by_reference(conn, self.keys, item.reference)
        found = self.similar(_told(said), [_told(one) for one in told]) if said else ()
        return tuple(others[told[one.index].id] for one in found[:_MOST_ALIKE])

    async def signposts(self, item: Item) -> tuple[Signpost, ...]:
        """Where help with what an item is about is; all that is known where nothing fits."""
        async with self.database.read() as conn:
            return (await directories.whole(conn, self.keys, self.area)).fitting(item.themes)

    async def does(self, worker: Worker, reference: str, deed: Deed) -> Item:
        """Do it; returns the item as it is then. Raises NotFound as for `item`, and Refused in words for the worker."""
        if deed.words.strip() and not deed.anyway:
            wrong = [*doubts(deed.words, self.read(deed.words, "en"), self.area)]
            if wrong:
                raise Refused("; ".join(wrong))
        async with self.database.write() as conn:
            both = (references.tidy(reference), references.tidy(deed.other))
            await inbox.hold(conn, self.keys.organisation, [one for one in both if one])
            item = await self._fenced(conn, worker, reference)
            if not worker.may(Right.ANSWER, item.neighbourhood):
                raise NotFound(reference)

            async def find(other: str) -> Item:
                return await self._fenced(conn, worker, other)

            asks = self.asks_for_contact
            await do(Doing(conn, self.keys, self.area, worker, item, self.clock(), find, asks), deed)
            await self._record(conn, worker, f"{item.reference} {_coded(deed)}")
            return await self._fenced(conn, worker, reference)

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
        Does.BECAME: f"{deed.became} {deed.until or ''}",
        Does.JOIN: references.tidy(deed.other),
        Does.SIGNPOST: deed.other,
        Does.ASSIGN: deed.other,
    }.get(deed.does)
    return f"{deed.does} {beside or ''}".strip()


def _told(said: Contribution) -> Told:
    return Told(said.words, said.themes[0] if said.themes else "", said.place_about or "")
