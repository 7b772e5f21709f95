"""Drafts and sends the Friday answer: from what moved this week, edited by the mobiliser, read by everyone."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.replies import Value, Values
from bot.domain.area import Area, Neighbourhood
from bot.domain.broadcast import Broadcast, Purpose
from bot.domain.cleared import Cleared, without_lines_of
from bot.domain.contribution import Progress, Standing
from bot.domain.friday import CATCHES_UP, LONGEST, LONGEST_VOICE, SHOWN_FOR, Friday, Step, Voice, says, steps, week_of
from bot.domain.item import Item
from bot.domain.reading import Reading
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.staff.clearing import NOT_FOR_CHILDREN
from bot.staff.deeds import doubts
from bot.storage import audit, broadcasts, cleared, friday_drafts, fridays, inbox, said_in_case
from bot.storage.database import Database
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys

_MOST = 2_000
_STANDS = timedelta(days=28)
"""So long what became of something stands on the page of its place, once a line of it is cleared."""


class Draft(Struct, frozen=True):
    """An answer while it is being written: its words, and the voice note that was recorded for it."""

    words: str
    voice: Voice | None = None

    @property
    def voiced(self) -> bool:
        """Whether the voice note says these very words."""
        return self.voice is not None and self.voice.of == says(self.words)


class Fridays(Struct, frozen=True):
    """`clock` gives the time in UTC, `new_id` a UUIDv7 in hex; `say` words a key of the staff's wording.

    `asks_for_contact` says of words that children may not read them.
    """

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    read: Callable[[str, str], Reading]
    say: Callable[[str, Values], str]
    asks_for_contact: Callable[[str], bool]

    # -- while it is being written -----------------------------------------------------------------------------------

    async def draft(self, worker: Worker, neighbourhood: str) -> Draft:
        """This week's, as it was written last, else as the ledger gives it. Raises NotFound beyond the fence."""
        place, now = self._fenced(worker, neighbourhood), self.clock()
        week = self.week(now)
        async with self.database.read() as conn:
            kept = await friday_drafts.words(conn, self.keys, place.id, week)
            voice = await friday_drafts.voice(conn, self.keys, place.id, week)
            gone = await self._held_out(conn, place)
        if kept is None:
            return Draft(await self.drafted(place, worker.name), voice)
        return Draft(without_lines_of(kept, gone), voice)

    async def drafted(self, place: Neighbourhood, who: str) -> str:
        """What the ledger gives, signed by `who`: how far things came since the last answer; no count, nobody's name.

        What was asked and why are told where a person cleared them, else no more than the theme (13).
        """
        async with self.database.read() as conn:
            fresh, moved = await self._lately(conn, place, self.clock())
            lines = await cleared.of(conn, self.keys, [one.id for one in moved])
        said = [self._say("hello", worker=who, place=place.name), self._say("heard" if fresh else "quiet")]
        told = [self._step(one) for one in steps(moved, lines)]
        return _fitting([*said, *told], self._say("ask") if told else "")

    async def unworded(self, worker: Worker, neighbourhood: str) -> list[Item]:
        """What has moved since the last answer and has no line that everybody may read. Raises NotFound."""
        place = self._fenced(worker, neighbourhood)
        async with self.database.read() as conn:
            _, moved = await self._lately(conn, place, self.clock())
            lines = await cleared.of(conn, self.keys, [one.id for one in moved])
        return [one for one in moved if one.id not in lines and one.became is not Progress.READ and not one.joined_to]

    async def edit(self, worker: Worker, neighbourhood: str, words: str) -> Draft:
        """Keep the words as they are now, to be sent later. Raises NotFound, and Refused in words."""
        place, now, told = self._fenced(worker, neighbourhood), self.clock(), words.strip()
        self._check_length(told)
        async with self.database.write() as conn:
            await friday_drafts.put(conn, self.keys, place.id, self.week(now), told, worker=worker.id, now=now)
        return await self.draft(worker, neighbourhood)

    async def record(self, worker: Worker, neighbourhood: str, voice: Voice, content: bytes) -> Draft:
        """Keep a voice note that says the words as they are now. Raises NotFound, and Refused in words."""
        place, now, draft = self._fenced(worker, neighbourhood), self.clock(), await self.draft(worker, neighbourhood)
        if voice.seconds > LONGEST_VOICE:
            raise Refused(f"it lasts {voice.seconds} seconds: a minute is what people listen to")
        said, week = structs.replace(voice, of=says(draft.words)), self.week(now)
        async with self.database.write() as conn:
            await friday_drafts.put(conn, self.keys, place.id, week, draft.words, worker=worker.id, now=now)
            await friday_drafts.record(conn, self.keys, place.id, week, said, content=content, now=now)
        return await self.draft(worker, neighbourhood)

    async def unsay(self, worker: Worker, neighbourhood: str) -> Draft:
        """Take the voice note away: the words go alone. Raises NotFound."""
        place = self._fenced(worker, neighbourhood)
        async with self.database.write() as conn:
            await friday_drafts.unsay(conn, self.keys, place.id, self.week(self.clock()))
        return await self.draft(worker, neighbourhood)

    # -- sent, and called back ---------------------------------------------------------------------------------------

    async def send(self, worker: Worker, neighbourhood: str, words: str, *, anyway: bool = False) -> Friday:
        """Send it: it stands on the neighbourhood's pages from now on. Raises NotFound, and Refused in words."""
        place, now, told = self._fenced(worker, neighbourhood), self.clock(), words.strip()
        self._check_length(told)
        heard = self._heard(told, worker)
        if self.asks_for_contact(_without(told, heard)):
            raise Refused(NOT_FOR_CHILDREN)
        wrong = [] if anyway else [*doubts(told, heard, self.area)]
        if wrong:
            raise Refused("; ".join(wrong))
        friday = Friday(place.id, self.week(now), told, worker.name, now, worker=worker.id)
        async with self.database.write() as conn:
            if without_lines_of(told, await self._held_out(conn, place)) != told:
                raise Refused("one line of it is not to be told any more: open the draft anew, it is left out there")
            await friday_drafts.put(conn, self.keys, place.id, friday.week, told, worker=worker.id, now=now)
            await fridays.send(conn, self.keys, friday, worker)
            await self._record(conn, worker, f"Friday answer {place.id} {friday.week}", now)
        return friday

    async def call_back(self, worker: Worker, neighbourhood: str) -> bool:
        """Take it from the pages again, and let it go to no phone that has not had it.

        Returns whether it had begun to go out. Raises NotFound, and Refused where there is none.
        """
        place, now = self._fenced(worker, neighbourhood), self.clock()

        def this(one: Broadcast) -> bool:
            return one.neighbourhoods == (place.id,) and self.week(one.due_at) == self.week(now)

        async with self.database.write() as conn:
            # The row first: whoever lets it go out at this moment is waited for, and what they put down is seen.
            if not await fridays.call_back(conn, self.keys.organisation, place.id, self.week(now)):
                raise Refused("it is not there: say it anew and send that")
            going = [one for one in await broadcasts.not_over(conn, self.keys, now, Purpose.FRIDAY) if this(one)]
            for one in going:
                await broadcasts.call_off(conn, self.keys.organisation, one.id, now)
            await self._record(conn, worker, f"Friday answer {place.id} {self.week(now)} called back", now)
        return bool(going)

    # -- what everybody sees -----------------------------------------------------------------------------------------

    async def newest(self, neighbourhood: str) -> Friday | None:
        """The answer that stands on a neighbourhood's pages."""
        async with self.database.read() as conn:
            return await fridays.newest(conn, self.keys, neighbourhood, self.clock())

    async def recording(self, neighbourhood: str) -> bytes | None:
        """The voice note of the answer that stands there, OGG; None where it has none."""
        async with self.database.read() as conn:
            friday = await fridays.newest(conn, self.keys, neighbourhood, self.clock())
            if friday is None or not friday.voice:
                return None
            return await friday_drafts.recording(conn, self.keys, neighbourhood, friday.week)

    async def became(self, neighbourhood: str) -> list[Step]:
        """What became of what was asked there, as far as a line of it is cleared: for everybody, without a cookie."""
        since = self.clock() - _STANDS
        async with self.database.read() as conn:
            wanted = Wanted((neighbourhood,), standing=Standing.HEARD, cleared=True)
            items = await inbox.listed(conn, self.keys.organisation, wanted)
            moved = [one for one in items if one.became_at is not None and one.became_at >= since]
            lines = await cleared.of(conn, self.keys, [one.id for one in moved])
        return steps(moved, lines)

    # -- within ------------------------------------------------------------------------------------------------------

    async def _lately(
        self, conn: AsyncConnection, place: Neighbourhood, now: datetime
    ) -> tuple[list[Item], list[Item]]:
        """What came in within a week, and what has moved since the last answer."""
        wanted = Wanted((place.id,), standing=Standing.HEARD)
        items = await inbox.listed(conn, self.keys.organisation, wanted, _MOST)
        last = await fridays.last_sent(conn, self.keys.organisation, place.id, self.week(now))
        since = max(last or now - SHOWN_FOR, now - CATCHES_UP)
        fresh = [one for one in items if one.received_at >= now - SHOWN_FOR]
        return fresh, [one for one in items if one.became_at is not None and one.became_at >= since]

    async def _held_out(self, conn: AsyncConnection, place: Neighbourhood) -> list[Cleared]:
        """Lines that were let out of what is held out by now: a case may open once a draft was kept (S9)."""
        ids = await said_in_case.held_out_of(conn, self.keys.organisation, place.id)
        return list((await cleared.of(conn, self.keys, ids)).values())

    def _check_length(self, words: str) -> None:
        if not words:
            raise Refused("there are no words")
        if len(words) > LONGEST:
            raise Refused(f"it has {len(words)} signs; a minute of reading has {LONGEST} at most")

    def _heard(self, words: str, worker: Worker) -> Reading:
        """What the words seem to say. Whoever signs them may name themselves, as the draft does."""
        reading = self.read(words, FALLBACK)
        others = tuple(one for one in reading.private if words[one.start : one.end] != worker.name)
        return structs.replace(reading, private=others)

    def week(self, now: datetime) -> date:
        """The Friday that an answer of this moment (UTC) is of."""
        return week_of(now.astimezone(self.area.zone).date())

    def _fenced(self, worker: Worker, neighbourhood: str) -> Neighbourhood:
        place = self.area.neighbourhood(neighbourhood)
        if place is None or not worker.may(Right.WRITE_DOWN, place.id):
            raise NotFound(neighbourhood)
        return place

    async def _record(self, conn: AsyncConnection, worker: Worker, what: str, now: datetime) -> None:
        await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what, now=now)

    def _step(self, one: Step) -> str:
        became = self.say(f"staff.console.became.{one.progress}", {})
        if one.asked:
            line = self._say("asked", asked=one.asked[:1].upper() + one.asked[1:], became=became)
            until = self._say("by", date=one.until) if one.until else ""
            return " ".join(part for part in (line, until, one.told) if part)
        theme = next((known for known in self.area.themes if known.code == one.theme), None)
        return self._say("step", theme=theme.names.get(FALLBACK, theme.code) if theme else one.theme, became=became)

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.friday.{key}", values)


def _without(words: str, heard: Reading) -> str:
    """Words without what was found private in them: a number to ring is for the worker to let out, as a doubt."""
    for one in sorted(heard.private, key=lambda span: -span.start):
        words = f"{words[: one.start]} {words[one.end :]}"
    return words


def _fitting(lines: Sequence[str], last: str) -> str:
    """As many lines as an answer holds, with the last one below."""
    kept, room = list[str](), LONGEST - len(last)
    for one in lines:
        room -= len(one) + 1
        if room < 0:
            break
        kept.append(one)
    return "\n".join([*kept, *([last] if last else [])])
