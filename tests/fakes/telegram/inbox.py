"""The updates that wait for a bot: ids in a row, kept 24 hours, gone once an offset confirms them."""

import asyncio
from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.refusals import conflict

KEPT_SECONDS = 24 * 3600
MOST_AT_ONCE = 100
# What Telegram leaves out unless it is asked for by name.
ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One update that no one has confirmed yet; `chat` is whose lane it belongs to."""

    id: int
    since: float
    chat: int
    update: Mapping[str, Any]


class Inbox:
    """What getUpdates and the webhook draw from. `polls` counts the getUpdates calls so far."""

    def __init__(self, clock: Clock, first_id: int) -> None:
        self._clock = clock
        self._next_id = first_id
        self._waiting: deque[Waiting] = deque()
        self._allowed: frozenset[str] | None = None
        self._changed = asyncio.Event()
        self.polls = 0

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Keep only these kinds from now on; None leaves the choice as it was, an empty one means the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def add(self, kind: str, body: Any, chat: int = 0) -> int | None:
        """Put an update in and return its id, or None where the bot does not want its kind."""
        wanted = kind in self._allowed if self._allowed is not None else kind not in ONLY_WHEN_ASKED
        return self.add_raw({kind: body}, chat) if wanted else None

    def add_raw(self, update: Mapping[str, Any], chat: int = 0) -> int:
        """Put in whatever is given, were it malformed, under the next id; returns the id."""
        id_, self._next_id = self._next_id, self._next_id + 1
        self._waiting.append(Waiting(id_, self._clock.now(), chat, {"update_id": id_, **update}))
        self.wake()
        return id_

    def waiting(self, limit: int = MOST_AT_ONCE) -> list[Waiting]:
        """The earliest that are not confirmed and not older than a day."""
        oldest = self._clock.now() - KEPT_SECONDS
        while self._waiting and self._waiting[0].since < oldest:
            self._waiting.popleft()
        return [one for one, _ in zip(self._waiting, range(limit), strict=False)]

    def confirm_below(self, offset: int) -> None:
        """Forget all with an id below `offset`; a negative one keeps that many of the newest."""
        if offset < 0:
            offset = self._next_id + offset
        while self._waiting and self._waiting[0].id < offset:
            self._waiting.popleft()

    def confirm(self, id_: int) -> None:
        """Forget exactly one: the webhook's way."""
        self._waiting = deque(one for one in self._waiting if one.id != id_)
        self.wake()

    def drop_all(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def wake(self) -> None:
        """Let everyone who waits look again."""
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def change(self, seconds: float) -> None:
        """Return when something changed, or after `seconds`."""
        # Not asyncio.wait_for: on Python 3.11 it swallows a cancellation that comes together with the change.
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()

    async def poll(self, limit: int, seconds: float) -> list[Mapping[str, Any]]:
        """Hold a long poll open until there is something; a later poll ends this one with 409, as Telegram does."""
        self.polls += 1
        turn, until = self.polls, asyncio.get_running_loop().time() + seconds
        self.wake()
        while not (found := self.waiting(limit)):
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await self.change(left)
            if turn != self.polls:
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
        return [one.update for one in found]
