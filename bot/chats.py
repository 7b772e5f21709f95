"""What waits to be sent, in memory: chats in turn, the gate that lets commits go first, and how quick sends are."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count

from msgspec import Struct, field

from bot.channel import Channel, Outgoing
from bot.conversation.replies import Urgency
from bot.pacing import BROADCASTS_A_SECOND, Limits, Window

HELD = 0.25
"""Seconds for which replies wait, at most, while what came in with them is being stored."""
QUICK = 0.005
"""Seconds; slower sends hold their place in flight until they are marked."""
REMEMBERED = 20


class Gate(Struct):
    """Shut while batches commit: a reply sent meanwhile could not be marked, and a crash would have it said twice.

    Nobody waits at it for longer than HELD. `seconds` is a clock that only grows.
    """

    seconds: Callable[[], float]
    _free: asyncio.Event = field(default_factory=asyncio.Event)
    _since: float | None = None

    def __post_init__(self) -> None:
        self._free.set()

    @property
    def shut(self) -> bool:
        """Whether sends wait now."""
        return not self._free.is_set() and self._left() > 0

    def shuts(self) -> None:
        """A batch begins to commit."""
        self._free.clear()
        self._since = self.seconds() if self._since is None else self._since

    def opens(self) -> None:
        """No batch commits any more."""
        self._free.set()

    def nobody_waits(self) -> None:
        """Everything that waited has gone out: the time is counted anew."""
        self._since = None if self._free.is_set() else self.seconds()

    async def opened(self) -> None:
        """Return once sends may go on."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(self._left(), 0)):
                await self._free.wait()

    def _left(self) -> float:
        return HELD - (self.seconds() - self._since) if self._since is not None else HELD


class Pace(Struct):
    """How long sends take. A quarter of the last ones tells a Bot API next door from one across a network."""

    _took: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def took(self, seconds: float) -> None:
        """Remember one more send."""
        self._took.append(seconds)

    @property
    def slow(self) -> bool:
        """Whether sends take so long that several would wait unmarked at once."""
        return sorted(self._took)[len(self._took) // 4] > QUICK if self._took else True


class Waiting(Struct, frozen=True):
    """A message that waits in memory as well as in the table. `chat` keeps one person's messages in order."""

    id: str
    chat: str
    participant: str | None
    address: str
    message: Outgoing
    attempts: int = 0


class Account(Struct):
    """What one account has to send: a queue of chats whose first message may go out now, by urgency."""

    channel: Channel
    ready: asyncio.PriorityQueue[tuple[int, int, str]] = field(default_factory=asyncio.PriorityQueue)
    chats: dict[str, deque[Waiting]] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    silenced: set[str] = field(default_factory=set)
    """Chats that were told less, or nothing more, since the last look at the table began."""
    number: Callable[[], int] = field(default_factory=lambda: count().__next__)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    looking: bool = False
    limits: Limits = field(default_factory=lambda: Limits(Window(BROADCASTS_A_SECOND)))
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def busy(self) -> bool:
        """Whether something waits here, or may be found waiting."""
        return bool(self.chats) or self.looking or self.news.is_set()

    def take_found(self, found: Iterable[Waiting]) -> None:
        """Take in what a look found; of those silenced meanwhile the next one knows what is still theirs."""
        for waiting in found:
            if waiting.chat in self.silenced:
                self.news.set()
            else:
                self.take_in(waiting)

    def take_in(self, waiting: Waiting) -> None:
        """Let a message wait behind those of its chat that are as urgent; what is being sent stays first."""
        if waiting.id in self.known:
            return
        self.known.add(waiting.id)
        chat = self.chats.setdefault(waiting.chat, deque())
        busy = int(bool(chat) and waiting.chat not in self.turns)
        urgency = waiting.message.urgency
        at = next((n for n in range(busy, len(chat)) if chat[n].message.urgency > urgency), len(chat))
        chat.insert(at, waiting)
        if at == 0:
            self.next_of(waiting.chat)

    def next_of(self, chat: str) -> None:
        """Let a chat's first message go out when its turn comes; forget a chat that has none."""
        if self.chats[chat]:
            self.turns[chat] = self.number()
            self.ready.put_nowait((self.chats[chat][0].message.urgency, self.turns[chat], chat))
            self.arrived.set()
        else:
            del self.chats[chat]

    async def next_turn(self, gate: Gate) -> str:
        """The chat whose first message goes out now, once `gate` and the limits let it; danger waits for no commit.

        Turns that were given up for a more urgent one are passed over.
        """
        while True:
            urgency, turn, chat = await self.ready.get()
            if self.turns.get(chat) != turn:
                continue
            now = asyncio.get_running_loop().time()
            if wait := self.limits.wait(Urgency(urgency), now):
                self.ready.put_nowait((urgency, turn, chat))
                await self._something_else(wait)
                continue
            if wait := self.limits.wait_in(chat, Urgency(urgency), now):
                del self.turns[chat]
                asyncio.get_running_loop().call_later(wait, self.next_of, chat)
                continue
            if gate.shut and urgency > Urgency.DANGER:
                self.ready.put_nowait((urgency, turn, chat))
                await gate.opened()
                continue
            if self.ready.empty():
                gate.nobody_waits()
            del self.turns[chat]
            return chat

    async def _something_else(self, seconds: float) -> None:
        """Return once something may be more urgent, or after so many seconds."""
        self.arrived.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.arrived.wait()
