"""Drafts and sends the Friday answer: from what moved this week, edited by the mobiliser, read by everyone."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from msgspec import Struct, structs

from bot.conversation.replies import Value, Values
from bot.domain.area import Area, Neighbourhood
from bot.domain.contribution import Standing
from bot.domain.friday import LONGEST, Friday, Step, steps, week_of
from bot.domain.reading import Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.staff.deeds import doubts
from bot.storage import audit, fridays, inbox
from bot.storage.database import Database
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys

_MOST = 2_000


class Fridays(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `say` words a key of the staff's wording."""

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    read: Callable[[str, str], Reading]
    say: Callable[[str, Values], str]

    async def draft(self, worker: Worker, neighbourhood: str) -> str:
        """What the week gives: how far things came, by theme, and no count (13). Raises NotFound beyond the fence."""
        place = self._fenced(worker, neighbourhood)
        now = self.clock()
        async with self.database.read() as conn:
            items = await inbox.listed(
                conn, self.keys.organisation, Wanted((place.id,), standing=Standing.HEARD), _MOST
            )
        since = now - timedelta(days=7)
        fresh = [one for one in items if one.received_at >= since]
        lines = [self._say("hello", worker=worker.name, place=place.name)]
        lines.append(self._say("heard") if fresh else self._say("quiet"))
        moved = [one for one in items if one.became_at is not None and one.became_at >= since]
        told = [self._step(one) for one in steps(moved)]
        return "\n".join([*lines, *told, *([self._say("ask")] if told else [])])

    async def send(self, worker: Worker, neighbourhood: str, words: str, *, anyway: bool = False) -> Friday:
        """Send it: it stands on the neighbourhood's pages from now on. Raises NotFound, and Refused in words."""
        place, now, told = self._fenced(worker, neighbourhood), self.clock(), words.strip()
        if not told:
            raise Refused("there are no words")
        if len(told) > LONGEST:
            raise Refused(f"it has {len(told)} signs; a minute of reading has {LONGEST} at most")
        wrong = [] if anyway else [*doubts(told, self._heard(told, worker), self.area)]
        if wrong:
            raise Refused("; ".join(wrong))
        friday = Friday(place.id, self._week(now), told, worker.name, now)
        async with self.database.write() as conn:
            await fridays.send(conn, self.keys, friday, worker)
            what = f"Friday answer {place.id} {friday.week}"
            await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what, now=now)
        return friday

    async def newest(self, neighbourhood: str) -> Friday | None:
        """The answer that stands on a neighbourhood's pages."""
        async with self.database.read() as conn:
            return await fridays.newest(conn, self.keys, neighbourhood, self.clock())

    def _heard(self, words: str, worker: Worker) -> Reading:
        """What the words seem to say. Whoever signs them may name themselves, as the draft does."""
        reading = self.read(words, FALLBACK)
        others = tuple(one for one in reading.private if words[one.start : one.end] != worker.name)
        return structs.replace(reading, private=others)

    def _week(self, now: datetime) -> date:
        return week_of(now.astimezone(self.area.zone).date())

    def _fenced(self, worker: Worker, neighbourhood: str) -> Neighbourhood:
        place = self.area.neighbourhood(neighbourhood)
        if place is None or not worker.may(Right.WRITE_DOWN, place.id):
            raise NotFound(neighbourhood)
        return place

    def _step(self, one: Step) -> str:
        theme = next((known for known in self.area.themes if known.code == one.theme), None)
        about = theme.names.get(FALLBACK, theme.code) if theme else one.theme
        became = self.say(f"staff.console.became.{one.progress}", {})
        return self._say("step", theme=about, became=became)

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.friday.{key}", values)
