"""One batch of updates is one transaction: claimed, played and written together, confirmed after the commit."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate

import structlog
from msgspec import Struct, field
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import own_copy
from bot.batch import Stock, play
from bot.channel import Incoming, Malformed, Outgoing, Received, dump
from bot.conversation.events import Prompted, Said
from bot.conversation.replies import Urgency
from bot.domain.closing import Closing
from bot.errors import DatabaseBusy, StorageError
from bot.open_talks import OpenTalks
from bot.outbox import Outbox
from bot.outcome import Copying, Outcome, Update
from bot.storage import chat_lines, intake, outbox, own_copies, people
from bot.storage.database import Database
from bot.storage.effects import carry_out
from bot.storage.faults import is_own_fault
from bot.storage.keys import Keys
from bot.storage.outbox import Post
from bot.storage.people import Newcomer, Person
from bot.storage.theirs import theirs

log = structlog.get_logger(__name__)

BATCH = 100
"""getUpdates gives no more at once."""
BATCH_SIGNS = 50_000
"""A batch ends after this many characters: about 250 ms of reading (benchmarks/reading.py)."""
GATHER = 0.005
"""Seconds a batch waits where fewer wait than the last one held: over a webhook those just answered come again now."""
SCRUB_AGAIN, SCRUB_WAIT = 1.0, 2.0
"""Seconds until a scrub is tried again where a reader stood in the way, and how long a stop waits for one."""
TRIES = 3
"""A reference drawn twice or a serialization fault is cured by trying again at once; what is left is an outage."""
DELETABLE = timedelta(hours=48)
"""Bots can take away messages of the last 48 hours (Bot API, deleteMessage)."""


class _Ticket(Struct):
    """Updates somebody waits for."""

    updates: Sequence[Received]
    done: asyncio.Future[None]


class Dispatcher(Struct):
    """Takes what channels receive. `changed` is told whose chat has new lines to fetch."""

    database: Database
    keys: Keys
    stock: Stock
    outbox: Outbox
    clock: Callable[[], datetime]
    changed: Callable[[Iterable[str]], None] = lambda _: None
    _open_talks: OpenTalks = field(default_factory=OpenTalks)
    _waiting: list[_Ticket] = field(default_factory=list)
    _running: asyncio.Task[None] | None = None
    _scrubbing: asyncio.Task[None] | None = None
    _unscrubbed: bool = False

    async def take(self, updates: Sequence[Received]) -> None:
        """Return once all `updates` are committed: stored, or known from before, or quarantined.

        Whatever waits while a commit runs goes into the next batch together. Raises StorageError where the store is
        full, locked or out of reach: nothing of them is confirmed, so that the channel gives them again.
        """
        ticket = _Ticket(updates, asyncio.get_running_loop().create_future())
        self._waiting.append(ticket)
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._commit_waiting())
        # Whoever waits may give up (a browser that hangs up, a shutdown); a commit under way goes on.
        await ticket.done

    def takes_up(self, days: Mapping[tuple[str, date], bool], closing: Closing | None) -> None:
        """As `Stock.as_of`, from now on: talks that stand open in memory know it otherwise, and are played anew."""
        stock = self.stock.as_of(days, closing)
        if stock is not self.stock:
            self.stock, self._open_talks = stock, OpenTalks()

    async def drained(self) -> None:
        """Return once nothing is being committed here, and what was deleted is scrubbed or has to wait for too long."""
        if self._running is not None:
            await asyncio.wait({self._running})
        if self._scrubbing is not None:
            await asyncio.wait({self._scrubbing}, timeout=SCRUB_WAIT)

    async def _commit_waiting(self) -> None:
        held = 0
        self.outbox.gate.shuts()
        try:
            while self._waiting:
                if len(self._waiting) < held:
                    await asyncio.sleep(GATHER)
                tickets, self._waiting = self._waiting, []
                held = len(tickets)
                await self._commit_tickets(tickets)
        finally:
            self.outbox.gate.opens()

    async def _commit_tickets(self, tickets: Sequence[_Ticket]) -> None:
        ends = list(accumulate(len(ticket.updates) for ticket in tickets))
        stored = 0
        try:
            for part in _parts([one for ticket in tickets for one in ticket.updates]):
                await self._take_part(part)
                stored += len(part)
                self._settle((one for one, end in zip(tickets, ends, strict=True) if end <= stored), None)
        except Exception as fault:  # noqa: BLE001 - handed to whoever waits
            self._settle(tickets, fault)
        else:
            self._settle(tickets, None)

    @staticmethod
    def _settle(tickets: Iterable[_Ticket], fault: Exception | None) -> None:
        for ticket in tickets:
            if ticket.done.done():
                continue
            if fault is None:
                ticket.done.set_result(None)
            else:
                ticket.done.set_exception(fault)

    async def _take_part(self, part: Sequence[Received]) -> None:
        try:
            await self._commit(part)
        except Exception as fault:
            # Busy may mean a reference drawn twice, which in a long batch is likely again: alone it hardly ever is.
            if not (is_own_fault(fault) or (isinstance(fault, DatabaseBusy) and len(part) > 1)):
                raise
            log.warning("batch failed, taking its updates one at a time", fault=type(fault).__name__, size=len(part))
            for one in part:
                await self._take_alone(one)

    async def _take_alone(self, one: Received) -> None:
        try:
            await self._commit([one])
        except Exception as fault:
            if not is_own_fault(fault):
                raise
            # No traceback: its frames hold words.
            log.error("update quarantined", fault=type(fault).__name__)  # noqa: TRY400
            await self._commit([_as_malformed(one, type(fault).__name__)])

    async def _commit(self, part: Sequence[Received]) -> None:
        for attempt in range(1, TRIES + 1):
            sent = self.outbox.take_sent()
            try:
                async with self.database.write() as conn:
                    # First: who hides their chat has all of it taken away, what was sent a moment ago too.
                    await outbox.mark_sent(conn, self.keys.organisation, sent, self.clock())
                    outcomes = await self._write(conn, part)
                    # And what went out while these turns were played.
                    late = self.outbox.take_sent()
                    sent += late
                    await outbox.mark_sent(conn, self.keys.organisation, late, self.clock())
            except BaseException as fault:
                self.outbox.not_marked(sent)
                if not isinstance(fault, DatabaseBusy) or attempt == TRIES:
                    raise
            else:
                self.outbox.marked(sent)
                self._after(outcomes)
                return

    async def _write(self, conn: AsyncConnection, part: Sequence[Received]) -> list[Outcome]:
        now, organisation = self.clock(), self.keys.organisation
        ours = await intake.claim(conn, organisation, ((one.account, one.external_id) for one in part), now)
        mine = {(one.account, one.external_id): one for one in part if (one.account, one.external_id) in ours}
        await intake.set_aside(conn, self.keys, (one for one in mine.values() if isinstance(one, Malformed)), now)
        rest = self._by_person(one for one in mine.values() if isinstance(one, Incoming))
        outcomes: list[Outcome] = []
        while rest:
            asking = outcomes[-1].asking if outcomes else []
            known = await self._load(conn, rest, now)
            # Who was erased meanwhile is nobody the clock could come by.
            rest = [one for one in rest if one[0] in known]
            looked_up = {who: await theirs(conn, self.keys, self.stock.area, known[who]) for who in asking}
            outcome = play(self.stock, known, looked_up, rest, now, open_talks=self._open_talks)
            await self._write_outcome(conn, outcome, now)
            outcomes.append(outcome)
            rest = outcome.rest
        return outcomes

    def _by_person(self, incoming: Iterable[Incoming]) -> list[Update]:
        updates = [(self.keys.participant_hash(one.account, one.person), one) for one in incoming]
        return sorted(updates, key=lambda update: (update[0], update[1].order))

    async def _load(self, conn: AsyncConnection, batch: Sequence[Update], now: datetime) -> dict[str, Person]:
        latest = dict(batch)
        known = await people.load(conn, self.keys, list(latest))
        week = people.week_of(now.date())
        missing = [
            who
            for who, one in latest.items()
            # Whom the clock came by has not been here.
            if not isinstance(one.event, Prompted)
            and (who not in known or known[who].blocked or known[who].seen_on < week)
        ]
        if missing:
            newcomers = (Newcomer(who, latest[who].account, latest[who].address) for who in missing)
            await people.know(conn, self.keys, newcomers, now)
            known |= await people.load(conn, self.keys, missing)
        return known

    async def _write_outcome(self, conn: AsyncConnection, outcome: Outcome, now: datetime) -> None:
        organisation = self.keys.organisation
        await intake.set_aside(conn, self.keys, outcome.set_aside, now)
        await carry_out(conn, self.keys, outcome.done, now)
        await intake.save(conn, self.keys, outcome.saved)
        for person, incoming in outcome.hidden:
            await self._take_away(conn, outcome, person, incoming, now)
        for asked in outcome.copies:
            await self._hand_out(conn, outcome, asked, now)
        await outbox.post(conn, self.keys, [post for post, _ in outcome.posts])
        await chat_lines.add(conn, self.keys, outcome.lines)
        if outcome.left:
            await people.block(conn, organisation, outcome.left, now)
            for who in outcome.left:
                await outbox.fail_all(conn, organisation, who, "left", now)

    async def _take_away(
        self, conn: AsyncConnection, outcome: Outcome, person: Person, incoming: Incoming, now: datetime
    ) -> None:
        """Have both sides of a pushed chat deleted, as far back as the channel lets us; what waits is not said."""
        if not self.stock.speaking[incoming.account].abilities.deletes:
            return
        await outbox.fail_all(conn, self.keys.organisation, person.hash, "hidden", now)
        since = now - DELETABLE
        ids = await outbox.messages(conn, self.keys.organisation, person.hash, since)
        ids = [one for one in dict.fromkeys((*ids, incoming.message)) if one]
        message = Outgoing("", urgency=Urgency.DANGER, deletes=tuple(ids))
        id_ = self.stock.outside.draw("id", "")
        post = Post(id_, incoming.account, person, Urgency.DANGER, dump(message), now)
        outcome.posts.insert(0, (post, message))

    async def _hand_out(self, conn: AsyncConnection, outcome: Outcome, asked: Copying, now: datetime) -> None:
        """Send somebody a copy of all that is kept of them, as it stands after this batch."""
        copy = await own_copies.gather(conn, self.keys, asked.person, now)
        for file in own_copy.files(copy, self.stock.area, self.stock.wording, asked.language):
            id_, message = self.stock.outside.draw("id", ""), Outgoing("", file=file)
            account, answers = asked.incoming.account, asked.incoming.message
            post = Post(id_, account, asked.person, Urgency.ANSWER, dump(message), now, answers)
            outcome.posts.append((post, message))

    def _after(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            self._open_talks.keep(outcome.open_talks)
            self.outbox.drop(outcome.silenced)
            self.outbox.hush(outcome.hushed)
            self.outbox.add(outcome.posts)
            self.changed({line.person.hash for line in outcome.lines})
        if any(outcome.wiped for outcome in outcomes):
            self._unscrubbed = True
            if self._scrubbing is None or self._scrubbing.done():
                self._scrubbing = asyncio.create_task(self._scrub())

    async def _scrub(self) -> None:
        """Leave no byte of what was deleted; beside the next batch, and again until no reader stands in the way."""
        while self._unscrubbed:
            self._unscrubbed = False
            try:
                done = await self.database.scrub()
            except StorageError as fault:
                log.warning("what was deleted cannot be scrubbed yet", fault=type(fault).__name__)
                done = False
            if not done:
                self._unscrubbed = True
                await asyncio.sleep(SCRUB_AGAIN)


def _parts(updates: Sequence[Received]) -> Iterator[list[Received]]:
    part: list[Received] = []
    signs = 0
    for one in updates:
        signs += len(one.event.text) if isinstance(one, Incoming) and isinstance(one.event, Said) else 0
        if part and (len(part) >= BATCH or signs > BATCH_SIGNS):
            yield part
            part, signs = [], 0
        part.append(one)
    if part:
        yield part


def _as_malformed(one: Received, reason: str) -> Malformed:
    if isinstance(one, Malformed):
        return one
    return Malformed(one.account, one.external_id, repr(one.event).encode("utf-8", "surrogatepass"), reason)
