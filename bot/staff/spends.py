"""Small spends: noted in a line against the month's limit of the neighbourhood; beyond it the manager is asked."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.reading import PrivateType, Reading
from bot.domain.spend import Spend, State, added_up, checked, pounds, spend
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.exchange import csv_form, naming
from bot.i18n import FALLBACK
from bot.staff import spend_cards
from bot.staff.cards import Say
from bot.staff.house import House
from bot.storage import spends, workers
from bot.storage.spends import Noted
from bot.storage.turns import alone

COLUMNS = ("date", "neighbourhood", "what", "pounds", "paid_to", "receipt", "state", "worker", "decided_by")


class Sums(Struct, frozen=True):
    """Of one neighbourhood, in pence: this month and this year to date, the month's limit, and what waits beyond it."""

    neighbourhood: str
    month: int
    year: int
    limit: int
    waits: int


class Spends(Struct, frozen=True):
    """The desk. `read` is what a text seems to say, in a language; `say` words a key of the staff's wording."""

    house: House
    read: Callable[[str, str], Reading]
    say: Say

    async def note(self, worker: Worker, line: str) -> Noted:
        """Keep what a line tells of. Raises Refused in words for the worker."""
        place, usual = naming.neighbourhood_of(self.house.area), worker.only_neighbourhood
        try:
            what = spend(line.strip(), self.house.today, place, usual)
        except ValueError as why:
            raise Refused(str(why)) from None
        return await self.keep(worker, what)

    async def keep(self, worker: Worker, what: Spend) -> Noted:
        """Keep a spend; one that goes beyond the month's limit waits for the manager. Raises Refused."""
        self._check(worker, what)
        house = self.house
        first, last = _month(what.on)
        async with house.database.write() as conn:
            # Two that are noted at once must not both fit under the limit.
            await alone(conn, f"spends:{house.keys.organisation}:{what.neighbourhood}")
            so_far = await spends.spent(conn, house.keys.organisation, what.neighbourhood, first, last)
            beyond = so_far + what.pence > self.limit(what.neighbourhood)
            noted = Noted(house.new_id(), what, State.WAITS if beyond else State.KEPT, worker.id)
            await spends.note(conn, house.keys.organisation, noted, house.clock())
            await house.record(conn, worker, f"spend {noted.id} noted {noted.state}")
            if beyond:
                await self._ask(conn, worker, noted, so_far)
        return noted

    async def find(self, worker: Worker, id_: str) -> Noted:
        """The spend of this id. Raises NotFound beyond the fence."""
        async with self.house.database.read() as conn:
            found = await spends.find(conn, self.house.keys.organisation, id_)
        if found is None or not worker.may(Right.WRITE_DOWN, found.what.neighbourhood):
            raise NotFound(id_)
        return found

    async def take_back(self, worker: Worker, id_: str) -> None:
        """It was noted by mistake: whoever noted it may say so, or the manager. Raises NotFound beyond the fence."""
        house = self.house
        async with house.database.write() as conn:
            found = await spends.find(conn, house.keys.organisation, id_)
            if found is None or not self.may_take_back(worker, found):
                raise NotFound(id_)
            await spends.take_back(conn, house.keys.organisation, id_)
            await house.record(conn, worker, f"spend {id_} of {found.what.pence} pence taken back")

    def may_take_back(self, worker: Worker, noted: Noted) -> bool:
        """What a manager has decided on is theirs to take back."""
        theirs = noted.worker == worker.id and noted.state in {State.KEPT, State.WAITS}
        right = Right.WRITE_DOWN if theirs else Right.ALLOW_SPENDS
        return worker.may(right, noted.what.neighbourhood)

    async def decide(self, worker: Worker, id_: str, *, allow: bool) -> None:
        """Say whether what goes beyond the limit is all right. Raises NotFound, and Refused where it does not wait."""
        house = self.house
        state = State.ALLOWED if allow else State.REFUSED
        async with house.database.write() as conn:
            found = await spends.find(conn, house.keys.organisation, id_)
            if found is None or not worker.may(Right.ALLOW_SPENDS, found.what.neighbourhood):
                raise NotFound(id_)
            organisation, now = house.keys.organisation, house.clock()
            if not await spends.decide(conn, organisation, id_, state, who=worker.id, now=now):
                raise Refused("it does not wait for anybody any more")
            await house.record(conn, worker, f"spend {id_} {state}")
            if found.worker != worker.id and await workers.find(conn, house.keys, found.worker):
                body = spend_cards.decided(self.say, found.what, worker.name, state)
                await house.tell(conn, f"spend {id_} decided", found.worker, body)

    async def _ask(self, conn: AsyncConnection, worker: Worker, noted: Noted, so_far: int) -> None:
        """Ask whoever may say whether it is all right, once, in staffed hours; whoever noted it is asked last."""
        place = noted.what.neighbourhood
        able = [one for one in await workers.everyone(conn, self.house.keys) if one.may(Right.ALLOW_SPENDS, place)]
        others = [one for one in able if one.id != worker.id]
        known = self.house.area.neighbourhood(place)
        named = known.name if known else place
        body = spend_cards.asks(self.say, noted, worker.name, named, so_far=so_far, limit=self.limit(place))
        for one in others or able:
            await self.house.tell(conn, f"spend {noted.id} {one.id}", one.id, body)

    async def this_year(self, worker: Worker) -> list[Noted]:
        """This year's where this worker may write, the newest first."""
        return await self._year(worker, self.house.today.year)

    async def waiting(self, worker: Worker) -> list[Noted]:
        """What waits for this worker to say whether it is all right."""
        mine = [one.id for one in self.house.places(worker, Right.ALLOW_SPENDS)]
        async with self.house.database.read() as conn:
            return await spends.waiting(conn, self.house.keys.organisation, mine)

    def sums(self, worker: Worker, this_year: Sequence[Noted]) -> list[Sums]:
        """Each neighbourhood of theirs, added up."""
        first, last = _month(self.house.today)
        found = []
        for place in self.house.places(worker, Right.WRITE_DOWN):
            year = [(one.what, one.state) for one in this_year if one.what.neighbourhood == place.id]
            month = [(what, state) for what, state in year if first <= what.on <= last]
            waits = sum(what.pence for what, state in year if state is State.WAITS)
            found.append(Sums(place.id, added_up(month), added_up(year), self.limit(place.id), waits))
        return found

    async def table(self, worker: Worker, year: int) -> list[bytes]:
        """A year's spends where this worker may write, as lines of a CSV file, the oldest first; on record."""
        found = await self._year(worker, year)
        async with self.house.database.write() as conn:
            await self.house.record(conn, worker, f"spends of {year} handed out")
        return [csv_form.line(COLUMNS), *(csv_form.line(tuple(_cells(one))) for one in reversed(found))]

    def limit(self, neighbourhood: str) -> int:
        """What a neighbourhood may spend in a month, in pence."""
        place = self.house.area.neighbourhood(neighbourhood)
        own = place.spend_limit if place else None
        return 100 * (self.house.area.spend_limit if own is None else own)

    async def _year(self, worker: Worker, year: int) -> list[Noted]:
        mine = [one.id for one in self.house.places(worker, Right.WRITE_DOWN)]
        async with self.house.database.read() as conn:
            organisation = self.house.keys.organisation
            return await spends.between(conn, organisation, mine, date(year, 1, 1), date(year, 12, 31))

    def _check(self, worker: Worker, what: Spend) -> None:
        if not worker.may(Right.WRITE_DOWN, what.neighbourhood):
            raise Refused("that place is not yours to write for")
        try:
            checked(what, self.house.today)
        except ValueError as why:
            raise Refused(str(why)) from None
        for told in (what.what, what.paid_to):
            named = [one for one in self.read(told, FALLBACK).surely_private if one.type is not PrivateType.SCHOOL]
            if named:
                raise Refused(f"say it without a name or number, as a role: {told[named[0].start : named[0].end]}")


def _month(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day.replace(day=1), date.fromordinal(after.toordinal() - 1)


def _cells(one: Noted) -> Iterator[str]:
    what = one.what
    yield from (what.on.isoformat(), what.neighbourhood, what.what, pounds(what.pence)[1:].replace(",", ""))
    yield from (what.paid_to, "yes" if what.receipt else "no", one.state.value, one.worker, one.decided_by)
