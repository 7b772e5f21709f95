"""The directory as workers keep it: where help is, and what is on; one for all, beside the pack's entries."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.activity import Activity
from bot.domain.area import Signpost
from bot.domain.directory import Directory, Entry, What, stale
from bot.domain.in_public import of_people, unfit
from bot.domain.plain_words import not_to_be_said
from bot.domain.reading import Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.pack.faults import said_plainly
from bot.pack.shapes import ActivityTable, SignpostTable
from bot.staff.clearing import NOT_FOR_CHILDREN
from bot.staff.house import House
from bot.storage import directories
from bot.storage.directories import Kept, Sort

MOST = 500
"""Entries that workers may add to a list; more is a slip."""


TEXTS = {"name": 80, "owner": 80, "where": 120, "time": 60, "cost": 60, "ages": 40, "link": 300}
"""Fields in workers' own words, and how many signs each may have: they stand in a chat and on a poster."""
ON_A_PAGE = 6
"""So many things to come stand on the page of a place."""


class Off(Struct, frozen=True):
    """An entry that was taken off, and can be brought back."""

    id: str
    name: str


class Directories(Struct, frozen=True):
    """The desk at which the directory is kept.

    `read` reads what is written in a language, `asks_for_contact` says of words that children may not read them.
    """

    house: House
    read: Callable[[str, str], Reading]
    asks_for_contact: Callable[[str], bool]

    async def whole(self) -> Directory:
        """The directory by now."""
        async with self.house.database.read() as conn:
            return await directories.whole(conn, self.house.keys, self.house.area)

    async def coming_in(self, neighbourhood: str) -> list[tuple[date, Activity]]:
        """What is to come in a neighbourhood and the whole area, for the page of the place."""
        here = self.house.area.neighbourhood(neighbourhood)
        return (await self.whole()).coming(here, self.house.today)[:ON_A_PAGE]

    async def stale(self) -> list[Signpost]:
        """Signposts that nobody has checked for a season, the longest ago first."""
        return stale((await self.whole()).signposts, self.house.today)

    async def off(self, sort: Sort) -> list[Off]:
        """What was taken off a list."""
        async with self.house.database.read() as conn:
            kept = await directories.listed(conn, self.house.keys, sort)
        off = ((one, self._given(sort, one.entry.id) or one.entry.what) for one in kept if one.entry.retired)
        return [Off(one.entry.id, what.name) for one, what in off if what is not None]

    def may_change(self, worker: Worker, what: What) -> bool:
        """Signposts are everybody's; what is on, its neighbourhood's, or the manager's where it is the whole area's."""
        if isinstance(what, Signpost):
            return worker.may(Right.WRITE_DOWN)
        where = [what.neighbourhood] if what.neighbourhood else [one.id for one in self.house.area.neighbourhoods]
        return all(worker.may(Right.WRITE_DOWN, one) for one in where)

    async def put_signpost(self, worker: Worker, id_: str, said: Mapping[str, Any]) -> None:
        """Add a signpost (without an id) or correct one; it counts as checked today. Raises Refused, NotFound."""
        table = _checked(SignpostTable, {**said, "last_checked": self.house.today})
        known = {one.code for one in self.house.area.themes}
        if not known.issuperset(table.themes):
            raise Refused("themes: choose among those that are offered")
        await self._put(worker, Sort.SIGNPOST, id_, Signpost("", **dict(table)))

    async def put_activity(self, worker: Worker, id_: str, said: Mapping[str, Any]) -> None:
        """Add something that is on, or change it. Raises Refused, NotFound."""
        table = _checked(ActivityTable, said)
        what = Activity("", **dict(table))
        if what.next_on(self.house.today) is None:
            raise Refused("days: all of them are over")
        await self._put(worker, Sort.WHATS_ON, id_, what)

    async def check(self, worker: Worker, id_: str) -> None:
        """Somebody rang the number and opened the link today. Raises NotFound."""
        async with self.house.database.write() as conn:
            was = await self._there(conn, worker, Sort.SIGNPOST, id_)
            entry = Entry(id_, was.entry.what if was else None, self.house.today)
            await self._keep(conn, worker, Sort.SIGNPOST, entry, "checked")

    async def take_off(self, worker: Worker, sort: Sort, id_: str) -> None:
        """It is shown to nobody any more. Raises NotFound."""
        async with self.house.database.write() as conn:
            was = await self._there(conn, worker, sort, id_)
            what, checked = (was.entry.what, was.entry.checked_on) if was else (None, None)
            await self._keep(conn, worker, sort, Entry(id_, what, checked, retired=True), "taken off")

    async def bring_back(self, worker: Worker, sort: Sort, id_: str) -> None:
        """What was taken off is shown again. Raises NotFound."""
        async with self.house.database.write() as conn:
            kept = {one.entry.id: one for one in await directories.listed(conn, self.house.keys, sort)}
            was = kept.get(id_)
            what = was.entry.what or self._given(sort, id_) if was and was.entry.retired else None
            if was is None or what is None or not self.may_change(worker, what):
                raise NotFound(id_)
            await self._keep(conn, worker, sort, Entry(id_, was.entry.what, was.entry.checked_on), "brought back")

    async def _put(self, worker: Worker, sort: Sort, id_: str, what: What) -> None:
        if wrong := list(self._wrong(what)):
            raise Refused("; ".join(wrong))
        if not self.may_change(worker, what):
            raise Refused("that place is not yours to write for")
        async with self.house.database.write() as conn:
            if id_:
                await self._there(conn, worker, sort, id_)
            elif len(await directories.listed(conn, self.house.keys, sort)) >= MOST:
                raise Refused(f"the list has {MOST} entries of ours: take some off first")
            known = id_ or self.house.new_id()
            checked = self.house.today if sort is Sort.SIGNPOST else None
            entry = Entry(known, replace(what, id=known), checked)
            await self._keep(conn, worker, sort, entry, "changed" if id_ else "added")

    def _wrong(self, what: What) -> Iterator[str]:
        """What must not stand there for everybody, children too, field by field."""
        for name, longest in TEXTS.items():
            text = getattr(what, name, "")
            yield from (f"{name}: {one}" for one in unfit(text, longest))
            if name != "link":
                yield from (f"{name}: {one}" for one in of_people(text, self.read(text, FALLBACK).private))
        told = " ".join(getattr(what, name, "") for name in TEXTS)
        if promised := not_to_be_said(told):
            yield f"this promises an outcome, or talks down: {', '.join(promised)}"
        if self.asks_for_contact(" ".join(getattr(what, name, "") for name in TEXTS if name != "link")):
            yield NOT_FOR_CHILDREN

    async def _there(self, conn: AsyncConnection, worker: Worker, sort: Sort, id_: str) -> Kept | None:
        """What workers say of an entry that is shown and this worker may change. Raises NotFound."""
        whole = await directories.whole(conn, self.house.keys, self.house.area)
        shown: Mapping[str, What] = {one.id: one for one in _of(whole, sort)}
        if id_ not in shown or not self.may_change(worker, shown[id_]):
            raise NotFound(id_)
        kept = await directories.listed(conn, self.house.keys, sort)
        return next((one for one in kept if one.entry.id == id_), None)

    async def _keep(self, conn: AsyncConnection, worker: Worker, sort: Sort, entry: Entry, done: str) -> None:
        house = self.house
        await directories.put(conn, house.keys, sort, entry, worker=worker.id, now=house.clock())
        await house.record(conn, worker, f"{sort} {entry.id} {done}")

    def _given(self, sort: Sort, id_: str) -> What | None:
        """The pack's own entry."""
        area = self.house.area
        return next((one for one in _of(Directory(area.signposts, area.activities), sort) if one.id == id_), None)


def day_of(text: str) -> date:
    """A day as a form gives it. Raises Refused."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(f"{text.strip()[:20]}: a day reads like 2026-12-31") from None


def _of(whole: Directory, sort: Sort) -> tuple[What, ...]:
    return whole.signposts if sort is Sort.SIGNPOST else whole.activities


def _checked(table: Any, said: Mapping[str, Any]) -> Any:
    """The table by the pack's own rules. Raises Refused."""
    try:
        return table(**said)
    except ValidationError as wrong:
        raise Refused("; ".join(said_plainly(wrong))) from None
