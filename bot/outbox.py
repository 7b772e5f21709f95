"""Sends what waits: a few at once for each account, one after the other for each person, danger before answers."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog
from msgspec.structs import replace

from bot.channel import Channel, Outgoing, load
from bot.chats import Account, Gate, Pace, Waiting
from bot.conversation.replies import Urgency
from bot.errors import EarshotError, SendFailed, StorageError
from bot.storage import outbox, people
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.outbox import Due, Post, Sent

log = structlog.get_logger(__name__)

IN_FLIGHT = 4
"""Sends under way at once for one bot: at most so many replies go out twice when we are killed."""
LOOK_AGAIN = 0.5
"""Seconds between looks for what other processes posted and for what has become due."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 600.0
"""Seconds to wait after a first failure, doubled each time up to the longest."""
GIVE_UP_AFTER = 24
"""Attempts at one message: with the waits above, some two hours and a half of trying."""


class Outbox:
    """The sending side. `add` takes over what was committed; `run` sends for an account until cancelled.

    Only the process that leads an account runs it; what other processes post is found in the table.
    """

    def __init__(
        self,
        database: Database,
        keys: Keys,
        channels: Mapping[str, Channel],
        clock: Callable[[], datetime],
        quiet_until: Callable[[datetime], datetime | None] = lambda _: None,
    ) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._quiet_until = quiet_until
        self._channels = channels
        self._led: dict[str, Account] = {}
        self._sent: list[Sent] = []
        self._something_sent = asyncio.Event()
        self.gate = Gate(_seconds)
        self._pace = Pace()
        self._places: dict[str, asyncio.Future[None]] = {}
        self._mark_task: asyncio.Task[None] | None = None

    def add(self, posts: Iterable[tuple[Post, Outgoing]]) -> None:
        """Send these now, if this process sends for their account."""
        for post, message in posts:
            account = self._led.get(post.account)
            if account and self._database.dialect == "postgresql":
                # Another process may have posted to the same person just before: the table knows the order.
                account.news.set()
            elif account:
                who = None if post.person.fresh else post.person.hash
                account.take_in(Waiting(post.id, post.person.hash, who, post.person.address, message))

    def drop(self, hashes: Iterable[str]) -> None:
        """Send nothing more of what waits for these participants; what is being sent cannot be called back."""
        for who in hashes:
            for account in self._led.values():
                account.silenced.add(who)
                account.dropped.update(one.id for one in account.chats.get(who, ()))

    def hush(self, hashes: Iterable[str]) -> None:
        """Send these participants nothing more that they did not ask for."""
        for who in hashes:
            for account in self._led.values():
                account.silenced.add(who)
                waiting = account.chats.get(who, ())
                account.dropped.update(one.id for one in waiting if one.message.urgency is Urgency.BROADCAST)

    def take_sent(self) -> list[Sent]:
        """What went out since the last commit, to be marked in the next one: call `marked` or `not_marked` after it."""
        sent, self._sent = self._sent, []
        return sent

    def marked(self, sent: Sequence[Sent]) -> None:
        """These marks are committed."""
        for one in sent:
            place = self._places.get(one.id)
            if place is not None and not place.done():
                place.set_result(None)
        for account in self._led.values():
            account.marked.update(one.id for one in sent)

    def not_marked(self, sent: Sequence[Sent]) -> None:
        """The commit failed: mark these in another one."""
        self._sent = [*sent, *self._sent]
        self._something_sent.set()

    async def run(self, name: str) -> None:
        """Send for one account until cancelled. What was sent by then is marked."""
        account = self._led[name] = Account(self._channels[name])
        try:
            async with asyncio.TaskGroup() as tasks:
                for _ in range(IN_FLIGHT):
                    tasks.create_task(self._send_on(account))
                tasks.create_task(self._look_on(name, account))
                tasks.create_task(self._mark_on())
        finally:
            del self._led[name]
            # What cannot be marked now goes out again at the next start.
            with suppress(StorageError):
                await self._marking()

    async def idle(self) -> None:
        """Return once nothing waits to be sent or marked here (for draining, and for tests)."""
        while any(one.busy for one in self._led.values()) or self._sent:  # noqa: ASYNC110 - many change it
            await asyncio.sleep(0.005)

    async def _look_on(self, name: str, account: Account) -> None:
        while True:
            # A look that began before a mark was committed still finds the message: its id is known until the next one.
            marked, account.marked = account.marked, set()
            account.looking = account.news.is_set()
            account.news.clear()
            account.silenced.clear()
            try:
                async with self._database.read() as conn:
                    found = await outbox.due(conn, self._keys, name, self._clock())
                account.take_found(map(_waiting, found))
                account.known -= marked
            except EarshotError as fault:
                account.marked |= marked
                log.warning("outbox cannot be read, trying again", fault=str(fault))
                await asyncio.sleep(LOOK_AGAIN)
            account.looking = False
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await account.news.wait()

    async def _send_on(self, account: Account) -> None:
        while True:
            chat = await account.next_turn(self.gate)
            waiting = account.chats[chat][0]
            if (until := self._held_until(waiting)) is not None:
                await self._hold(account, waiting, until)
                continue
            if waiting.id not in account.dropped:
                began = _seconds()
                try:
                    message_id = await _sent(account, waiting)
                except Exception as fault:  # noqa: BLE001 - one message's fault must not hold up the others
                    await self._failed(account, waiting, _failure(fault))
                    continue
                self._sent.append(Sent(waiting.id, message_id))
                self._something_sent.set()
                self._pace.took(_seconds() - began)
                if self._pace.slow:
                    await self._is_marked(waiting.id)
            account.dropped.discard(waiting.id)
            account.chats[chat].popleft()
            account.next_of(chat)

    def _held_until(self, waiting: Waiting) -> datetime | None:
        """When this may go out, None for now: in quiet hours nothing goes out that nobody asked for."""
        return self._quiet_until(self._clock()) if waiting.message.urgency is Urgency.BROADCAST else None

    async def _hold(self, account: Account, waiting: Waiting, until: datetime) -> None:
        """Let a message wait in the table alone, so that it is in nobody's way."""
        try:
            async with self._database.write() as conn:
                await outbox.wait_until(conn, self._keys.organisation, waiting.id, until)
        except StorageError as fault:
            log.warning("outbox cannot be written, trying again", fault=str(fault))
            await asyncio.sleep(LOOK_AGAIN)
        account.marked.add(waiting.id)
        account.chats[waiting.chat].popleft()
        account.next_of(waiting.chat)

    async def _is_marked(self, id_: str) -> None:
        """Hold this send's place until its mark is committed: what went out unmarked goes out again after a crash."""
        place = self._places[id_] = asyncio.get_running_loop().create_future()
        try:
            await place
        finally:
            self._places.pop(id_, None)

    async def _mark_on(self) -> None:
        while True:
            await self._something_sent.wait()
            self._something_sent.clear()
            try:
                await self._marking()
            except EarshotError as fault:
                log.warning("what was sent cannot be marked, trying again", fault=str(fault))
                self._something_sent.set()
                await asyncio.sleep(LOOK_AGAIN)

    async def _marking(self) -> None:
        # A transaction is never interrupted: a cancelled one would hold its lock for a while.
        if self._mark_task is None or self._mark_task.done():
            self._mark_task = asyncio.create_task(self._mark())
        await asyncio.shield(self._mark_task)

    async def _mark(self) -> None:
        if not self._sent:
            return
        sent: list[Sent] = []
        try:
            async with self._database.write() as conn:
                # Taken only now: while we waited for our turn to write, a batch marked some, and more went out.
                sent = self.take_sent()
                await outbox.mark_sent(conn, self._keys.organisation, sent, self._clock())
        except BaseException:
            self.not_marked(sent)
            raise
        self.marked(sent)

    async def _failed(self, account: Account, waiting: Waiting, failure: SendFailed) -> None:
        # The message stays first of its chat all the while, so that nobody else begins to send for it.
        attempts = waiting.attempts + 1
        if failure.retry_after:
            account.limits.told_to_wait(waiting.chat, waiting.message.urgency, failure.retry_after, _seconds())
        elif failure.permanent or attempts >= GIVE_UP_AFTER:
            await self._give_up(account, waiting, failure)
            return
        wait = failure.retry_after or min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
        log.info("send put off", attempts=attempts, wait=wait, reason=str(failure))
        account.chats[waiting.chat][0] = replace(waiting, attempts=attempts)
        asyncio.get_running_loop().call_later(wait, account.next_of, waiting.chat)
        with suppress(StorageError):  # what waits in the table is due all the same
            async with self._database.write() as conn:
                due_at = self._clock() + timedelta(seconds=wait)
                await outbox.put_off(conn, self._keys.organisation, waiting.id, due_at)

    async def _give_up(self, account: Account, waiting: Waiting, failure: SendFailed) -> None:
        """Nobody is there any more, or nothing helps: this message fails, and with a blocked person all that waits."""
        chat = account.chats[waiting.chat]
        gone = list(chat) if failure.unreachable else [waiting]
        log.warning("send given up", messages=len(gone), reason=str(failure))
        now, organisation = self._clock(), self._keys.organisation
        with suppress(StorageError):  # then they are found again, tried again and given up again
            async with self._database.write() as conn:
                await outbox.fail(conn, organisation, [one.id for one in gone], "unreachable", now)
                if failure.unreachable and waiting.participant:
                    await people.block(conn, organisation, [waiting.participant], now)
        ids = {one.id for one in gone}
        account.marked |= ids
        # Meanwhile something more urgent may have come in between.
        account.chats[waiting.chat] = deque(one for one in chat if one.id not in ids)
        account.next_of(waiting.chat)


async def _sent(account: Account, waiting: Waiting) -> str:
    """Send one message; the channel's id of it. Raises what the channel raises."""
    urgency = waiting.message.urgency
    account.limits.begins(urgency)
    try:
        return await account.channel.send(waiting.address, waiting.message)
    finally:
        account.limits.ends(waiting.chat, urgency, _seconds())


def _failure(fault: Exception) -> SendFailed:
    """What a channel raised: anything but a SendFailed is a defect of ours, and tried again as an outage is."""
    return fault if isinstance(fault, SendFailed) else SendFailed(type(fault).__name__, permanent=False)


def _waiting(due: Due) -> Waiting:
    message = load(due.body)
    return Waiting(due.id, due.participant or due.address, due.participant, due.address, message, due.attempts)


def _seconds() -> float:
    return asyncio.get_running_loop().time()
