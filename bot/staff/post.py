"""Sends workers what is put down for them, and takes it away again: no resident's matter stays in a staff chat."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import structlog

from bot.channel import Channel, Outgoing, load
from bot.errors import SendFailed, StorageError
from bot.storage import staff_messages
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.staff_messages import Message

log = structlog.get_logger(__name__)

LOOK = 2.0
"""Seconds between two looks."""
AGAIN = 60.0
"""Seconds until a message is tried again that could not be sent."""


class Post:
    """The post of one channel."""

    def __init__(self, database: Database, keys: Keys, channel: Channel, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time in UTC."""
        self._database = database
        self._keys = keys
        self._channel = channel
        self._clock = clock
        self._not_before: dict[str, float] = {}

    async def run(self) -> None:
        """Look and send until cancelled."""
        while True:
            with suppress(StorageError):  # it is there at the next look
                await self.look()
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Send what waits, take away what has outstayed. Raises StorageError."""
        account = self._channel.account
        async with self._database.read() as conn:
            waiting = await staff_messages.waiting(conn, self._keys, account, self._clock())
            outstayed = await staff_messages.outstayed(conn, self._keys, account, self._clock())
        for one in filter(self._due, waiting):
            await self._send(one)
        for one in filter(self._due, outstayed):
            await self._take_away(one)

    def _due(self, one: Message) -> bool:
        return self._not_before.get(one.id, 0.0) <= asyncio.get_running_loop().time()

    async def _send(self, one: Message) -> None:
        try:
            message = await self._channel.send(one.address, load(one.body))
        except SendFailed as fault:
            await self._failed(one, fault)
            return
        self._not_before.pop(one.id, None)
        async with self._database.write() as conn:
            await staff_messages.sent(
                conn, self._keys, one, account=self._channel.account, message=message, now=self._clock()
            )

    async def _failed(self, one: Message, fault: SendFailed) -> None:
        log.warning("a worker's chat was not reached", fault=type(fault).__name__)
        if fault.permanent:
            await self._gone(one)
            return
        self._not_before[one.id] = asyncio.get_running_loop().time() + (fault.retry_after or AGAIN)

    async def _take_away(self, one: Message) -> None:
        """Take it away, again and again until the channel says it is gone, or that it never will be."""
        try:
            if one.message:
                await self._channel.send(one.address, Outgoing("", deletes=(one.message,)))
        except SendFailed as fault:
            await self._failed(one, fault)
            return
        await self._gone(one)

    async def _gone(self, one: Message) -> None:
        self._not_before.pop(one.id, None)
        async with self._database.write() as conn:
            await staff_messages.gone(conn, self._keys.organisation, one.id, self._clock())
