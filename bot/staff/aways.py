"""Being away, and who covers: said by a worker of themselves or by their manager, on record, over by itself."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import Outgoing, dump
from bot.conversation.replies import Values
from bot.domain.area import Area
from bot.domain.in_public import is_far
from bot.domain.rota import LONGEST, Away, Rota
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.storage import absences, audit, staff_messages, workers
from bot.storage.database import Database
from bot.storage.keys import Keys


class Aways(Struct, frozen=True):
    """Where it is said who is away.

    `clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `say` words a key of the staff's wording.
    """

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    say: Callable[[str, Values], str]

    @property
    def today(self) -> date:
        """The local day."""
        return self.clock().astimezone(self.area.zone).date()

    async def rota(self) -> Rota:
        """Who works here, and who is away now or will be."""
        async with self.database.read() as conn:
            return await absences.rota(conn, self.keys, self.area, self.clock())

    def mine(self, rota: Rota, worker: Worker) -> list[Away]:
        """What this worker sees of it: all, where they oversee; else their own, and what they cover."""
        over = worker.may(Right.OVERSEE)
        return [one for one in rota.aways if over or worker.id in {one.worker, one.cover}]

    def able(self, rota: Rota, whose: str) -> list[Worker]:
        """Who could cover for a worker."""
        return [one for one in rota.workers if one.id != whose and one.may(Right.ANSWER)]

    async def put_down(self, by: Worker, whose: str, first: date, last: date, cover: str) -> Away:
        """A worker is away, and `cover` (an id or a name) reads instead; they are told. Raises NotFound, Refused."""
        async with self.database.write() as conn:
            rota = await absences.rota(conn, self.keys, self.area, self.clock())
            someone, stand_in = self._whose(rota, by, whose), self._named(rota, whose, cover)
            self._check(rota, someone, stand_in, first, last)
            away = Away(self.new_id(), someone.id, stand_in.id, first, last)
            await absences.put(conn, self.keys.organisation, away, zone=self.area.zone, by=by.id, now=self.clock())
            await self._record(conn, by, f"{away.worker} is away {first} to {last}, covered by {away.cover}")
            await self._tell(conn, away, someone, stand_in)
        return away

    async def take_back(self, by: Worker, id_: str) -> None:
        """They are back, or go nowhere after all; what is over already stays so. Raises NotFound beyond their sight."""
        async with self.database.write() as conn:
            rota = await absences.rota(conn, self.keys, self.area, self.clock())
            away = next((one for one in rota.aways if one.id == id_), None)
            if away is None or not (by.id == away.worker or by.may(Right.OVERSEE)):
                raise NotFound(id_)
            await absences.end(conn, self.keys.organisation, id_, self.clock())
            await self._record(conn, by, f"{away.worker} is back, no longer covered by {away.cover}")

    async def prefer(self, worker: Worker, digest_day: int | None) -> None:
        """Have their digest on this ISO weekday, None for every day."""
        async with self.database.write() as conn:
            await workers.prefer(conn, self.keys.organisation, worker.id, digest_day)

    def _whose(self, rota: Rota, by: Worker, whose: str) -> Worker:
        someone = rota.worker(whose)
        if someone is None or not (by.id == whose or by.may(Right.OVERSEE)):
            raise NotFound(whose)
        if not someone.neighbourhoods or not someone.may(Right.ANSWER):
            raise Refused(f"{someone.name} reads for no neighbourhood: there is nothing to cover")
        return someone

    def _named(self, rota: Rota, whose: str, cover: str) -> Worker:
        wanted, able = cover.strip().casefold(), self.able(rota, whose)
        found = [one for one in able if wanted in {one.id, one.name.casefold()}]
        if len(found) != 1:
            known = ", ".join(f"{one.name} ({one.id})" for one in able) or "nobody yet"
            raise Refused(f"{cover or 'nobody'} cannot cover; those who can: {known}")
        return found[0]

    def _check(self, rota: Rota, someone: Worker, cover: Worker, first: date, last: date) -> None:
        self._check_days(first, last)
        for one in rota.aways:
            if not one.meets(first, last):
                continue
            if one.worker == someone.id:
                raise Refused(f"{someone.name} is away {one.first} to {one.last} already: take that back first")
            if one.worker == cover.id:
                raise Refused(f"{cover.name} is away too, {one.first} to {one.last}")
            if one.cover == someone.id:
                raise Refused(f"{someone.name} covers for {one.worker} {one.first} to {one.last}: that needs another")

    def _check_days(self, first: date, last: date) -> None:
        if last < first or last < self.today:
            raise Refused(f"{first} to {last}: the last day must be today or later, and not before the first")
        if last - first > LONGEST:
            raise Refused("that is longer than a year: say it again then")
        if is_far(last, self.today):
            raise Refused(f"{last}: that is too far off")

    async def _tell(self, conn: AsyncConnection, away: Away, someone: Worker, cover: Worker) -> None:
        places = [one.name for one in self.area.neighbourhoods if one.id in someone.neighbourhoods]
        values: Values = {"who": someone.name, "first": away.first, "last": away.last, "places": ", ".join(places)}
        body = dump(Outgoing(self.say("staff.away.you_cover", values)))
        await staff_messages.put(conn, self.keys, f"away {away.id}", worker=cover.id, body=body, now=self.clock())

    async def _record(self, conn: AsyncConnection, by: Worker, what: str) -> None:
        await audit.record(conn, self.keys, self.new_id(), who=by.id, what=what, now=self.clock())


def names(rota: Rota, aways: Sequence[Away]) -> dict[str, str]:
    """The names of all who stand in these, by their ids."""
    ids = {id_ for one in aways for id_ in (one.worker, one.cover)}
    return {id_: found.name if (found := rota.worker(id_)) else id_ for id_ in ids}
