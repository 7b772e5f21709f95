"""Handing open promises over by name: from one worker to another, or to an organisation that carries on."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.contribution import Progress, Standing
from bot.domain.in_public import no_name
from bot.domain.item import Item
from bot.domain.plain_words import not_to_be_said
from bot.domain.rota import Rota
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import Wording
from bot.storage import absences, audit, inbox, progress
from bot.storage.database import Database
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys

_MOST = 100_000
A_WEEK = timedelta(days=7)
"""Whoever takes over has as long before the next date is due."""


class HandingOver(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `by` is the worker who does it, or "operator"."""

    database: Database
    keys: Keys
    area: Area
    wording: Wording
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    by: str = "operator"

    async def to_worker(self, giver: str, taker: str) -> list[Item]:
        """All that a worker owes is another's from now on, who must be able to answer it. Raises NotFound, Refused.

        Residents are told nothing: "or a teammate" was always true.
        """
        async with self.database.write() as conn:
            rota = await absences.rota(conn, self.keys, self.area, self.clock())
            gives, takes = self._worker(rota, giver), self._worker(rota, taker)
            if gives.id == takes.id:
                raise Refused(f"{gives.name} has it already")
            owed = [one for one in await open_items(conn, self.keys, self.area) if rota.owes(one, self._today) == gives]
            beyond = sorted({one.neighbourhood for one in owed if not takes.may(Right.ANSWER, one.neighbourhood)})
            if beyond:
                raise Refused(f"{takes.name} does not read for {', '.join(beyond)}: let them in there first")
            for one in owed:
                await inbox.assign(conn, self.keys.organisation, one.id, takes.id)
                await self._record(conn, f"{one.reference} handed over from {gives.id} to {takes.id}")
        return owed

    async def to_organisation(self, place: str, name: str) -> list[Item]:
        """Whoever was promised something of a neighbourhood is told, by name, who looks after it now.

        Each is told once, in their language, with their news; not whose photo or voice note nobody has looked at, which
        changes no hands. Raises NotFound, Refused.
        """
        if self.area.neighbourhood(place) is None:
            raise NotFound(f"{place}: there is no such neighbourhood")
        wrong = [*not_to_be_said(name), *no_name(name.strip())]
        if not name.strip() or wrong:
            raise Refused("; ".join([f"{name or 'nobody'}: say who takes over", *wrong]))
        async with self.database.write() as conn:
            told = [
                one
                for one in await open_items(conn, self.keys, self.area)
                if one.neighbourhood == place and one.standing is Standing.HEARD and not one.unlooked
            ]
            for one in told:
                await self._tell(conn, one, name.strip())
            await self._record(conn, f"handed over {len(told)} of {place} to another organisation")
        return told

    async def _tell(self, conn: AsyncConnection, item: Item, name: str) -> None:
        answered = await progress.find(conn, self.keys.organisation, item.reference)
        if answered is None:
            return
        language = await inbox.language_of(conn, self.keys.organisation, item.id)
        why = self.wording.text("closing.handed_over", language, {"organisation": name})
        until = max(item.next_date or self._today, self._today + A_WEEK)
        await progress.add(
            conn, self.keys, answered, Progress.WAITING, who=self.by, now=self.clock(), until=until, why=why
        )

    @property
    def _today(self) -> date:
        return self.clock().astimezone(self.area.zone).date()

    @staticmethod
    def _worker(rota: Rota, id_: str) -> Worker:
        found = rota.worker(id_)
        if found is None:
            raise NotFound(f"{id_}: nobody of this id works here; `earshot staff list` shows who does")
        return found

    async def _record(self, conn: AsyncConnection, what: str) -> None:
        await audit.record(conn, self.keys, self.new_id(), who=self.by, what=what, now=self.clock())


async def open_items(conn: AsyncConnection, keys: Keys, area: Area) -> list[Item]:
    """Whatever somebody still waits for, in every neighbourhood; nothing of cases."""
    everywhere = tuple(one.id for one in area.neighbourhoods)
    items = await inbox.listed(conn, keys.organisation, Wanted(everywhere, open_only=True, unlooked=True), _MOST)
    return [one for one in items if one.open]


def by_place(items: Sequence[Item]) -> dict[str, int]:
    """How many there are by neighbourhood."""
    places = sorted({one.neighbourhood for one in items})
    return {place: sum(one.neighbourhood == place for one in items) for place in places}
