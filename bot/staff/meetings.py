"""Meetings of Local Action Groups, noted by their mobiliser in a line, and their minutes, which write themselves."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct, structs

from bot.domain.meeting import Met, State, Task, met
from bot.domain.reading import Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.exchange import naming
from bot.i18n import FALLBACK
from bot.staff.day_line import day_in
from bot.staff.deeds import doubts
from bot.staff.house import House
from bot.storage import agendas, meetings
from bot.storage.agendas import Point
from bot.storage.meetings import Noted

LATELY = timedelta(days=120)
"""So far back they are listed."""
TO_DO = timedelta(days=400)
"""So far back what is still to be done is looked for, and minutes can be read."""


class Minutes(Struct, frozen=True):
    """A meeting with what left the agenda from its day until the next one's, as it was put down."""

    noted: Noted
    decided: tuple[Point, ...] = ()


class ToDo(Struct, frozen=True):
    """What somebody was to do after a meeting, the `number`-th of it from 0, and how it stands today."""

    meeting: str
    number: int
    neighbourhood: str
    met_on: date
    task: Task
    state: State


class Meetings(Struct, frozen=True):
    """The desk. `read` is what a text seems to say, in a language."""

    house: House
    read: Callable[[str, str], Reading]

    async def note(self, worker: Worker, line: str) -> Noted:
        """Keep what a line tells of. Raises Refused in words for the worker."""
        place, usual = naming.neighbourhood_of(self.house.area), worker.only_neighbourhood
        try:
            what = met(line.strip(), self.house.today, place, usual, _day)
        except ValueError as why:
            raise Refused(str(why)) from None
        if not worker.may(Right.WRITE_DOWN, what.neighbourhood):
            raise Refused("that place is not yours to write for")
        self._check(what)
        noted = Noted(self.house.new_id(), what)
        async with self.house.database.write() as conn:
            await meetings.note(conn, self.house.keys, noted, worker=worker.id, now=self.house.clock())
            await self.house.record(conn, worker, f"meeting {noted.id} noted")
        return noted

    async def take_back(self, worker: Worker, id_: str) -> None:
        """It was noted by mistake. Raises NotFound beyond the fence."""
        if all(one.id != id_ for one in await self.lately(worker, Right.WRITE_DOWN)):
            raise NotFound(id_)
        async with self.house.database.write() as conn:
            await meetings.take_back(conn, self.house.keys.organisation, id_)
            await self.house.record(conn, worker, f"meeting {id_} taken back")

    async def lately(
        self, worker: Worker, right: Right = Right.SEE_AGENDA, back: timedelta = LATELY
    ) -> Sequence[Noted]:
        """The last ones of the places of which a worker may see them, the newest first."""
        places = [one.id for one in self.house.places(worker, right)]
        today: date = self.house.today
        async with self.house.database.read() as conn:
            return (await meetings.between(conn, self.house.keys, places, today - back, today))[::-1]

    async def to_do(self, worker: Worker) -> Sequence[ToDo]:
        """What is still to be done where a worker may see it: what is overdue first, then by its day."""
        return still_to_do(await self.lately(worker, back=TO_DO), self.house.today)

    async def mark(self, worker: Worker, id_: str, number: int, *, done: bool) -> ToDo:
        """Say that what was to be done is done, or that it is not after all. Raises NotFound beyond the fence."""
        keys, today = self.house.keys, self.house.today
        async with self.house.database.write() as conn:
            noted = await meetings.hold(conn, keys, id_)
            if noted is None or not worker.may(Right.DECIDE, noted.what.neighbourhood):
                raise NotFound(id_)
            tasks = noted.what.tasks
            if not 0 <= number < len(tasks):
                raise NotFound(f"{id_} {number}")
            changed = structs.replace(tasks[number], done_on=today if done else None)
            await meetings.put_tasks(conn, keys, id_, (*tasks[:number], changed, *tasks[number + 1 :]))
            how = "done" if done else "not done after all"
            await self.house.record(conn, worker, f"meeting {id_} action {number + 1} {how}")
        return _to_do(noted, number, changed, today)

    async def minutes(self, worker: Worker, id_: str) -> Minutes:
        """One meeting's. Raises NotFound beyond the fence."""
        every = await self.lately(worker, back=TO_DO)
        noted = next((one for one in every if one.id == id_), None)
        if noted is None:
            raise NotFound(id_)
        place, zone = noted.what.neighbourhood, self.house.area.zone
        begins = datetime.combine(noted.what.on, time(), zone)
        following = _next_after(noted, every)
        ends = datetime.combine(following, time(), zone) if following else None
        async with self.house.database.read() as conn:
            points = await agendas.listed(conn, self.house.keys, [place], begins)
        over = (one for one in points if one.over_at and (ends is None or one.over_at < ends))
        return Minutes(noted, tuple(one for one in over if one.summary and one.became))

    def _check(self, what: Met) -> None:
        """The report prints it: by role, not name."""
        for task in what.tasks:
            text = f"{task.owner}: {task.what}" if task.owner else task.what
            wrong = [*doubts(text, self.read(text, FALLBACK), self.house.area)]
            if wrong:
                raise Refused("; ".join(wrong))


def still_to_do(noted: Iterable[Noted], today: date) -> list[ToDo]:
    """What is not done of these meetings: what is overdue first, then by its day, then what has none."""
    every = [_to_do(one, number, task, today) for one in noted for number, task in enumerate(one.what.tasks)]
    left = [one for one in every if one.state is not State.DONE]
    return sorted(left, key=lambda one: (one.task.due or date.max, one.met_on, one.meeting, one.number))


def _to_do(noted: Noted, number: int, task: Task, today: date) -> ToDo:
    what = noted.what
    return ToDo(noted.id, number, what.neighbourhood, what.on, task, task.stands(today))


def _day(text: str, today: date) -> date:
    """As `day_in`; ValueError where the words name no day, as in "go by bus"."""
    try:
        return day_in(text, today)
    except Refused as why:
        raise ValueError(str(why)) from None


def _next_after(noted: Noted, every: Sequence[Noted]) -> date | None:
    """The day of the same group's next meeting, once it is noted."""
    here = (one.what.on for one in every if one.what.neighbourhood == noted.what.neighbourhood)
    return min((day for day in here if day > noted.what.on), default=None)
