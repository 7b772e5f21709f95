"""The program put together, and how it runs: receiving, sending, the clock, and an end without loss."""

import asyncio
import gc
import signal
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import Any

import structlog
from msgspec import Struct

from bot.alerts.desk import Desk
from bot.alerts.door import StaffDoor
from bot.broadcasting import Broadcasting
from bot.core import Core
from bot.dispatcher import Dispatcher
from bot.fetching import Fetching
from bot.jobs.kit import Kit
from bot.outbox import Outbox
from bot.scheduler import ticking
from bot.staff.post import Post
from bot.storage.leadership import while_leading
from bot.web_lookups import WebLookups
from bot.web_uploads import WebUploads
from handlers.telegram.channel import TelegramChannel
from handlers.web.channel import WebChannel

log = structlog.get_logger(__name__)

ALERTS = "alerts"
"""The lock that the one process holds which tells workers of danger."""
BROADCASTS = "broadcasts"
"""The lock of the one that brings messages to many."""
AGAIN = 1.0
"""Seconds until a channel that broke is started again."""
DRAIN = 3.0
"""Seconds given to what is being sent when we are told to stop; all in all we are gone within ten (F05)."""


class Earshot(Struct, frozen=True):
    """The whole program, put together and not yet running."""

    core: Core
    web: WebChannel
    telegram: TelegramChannel | None
    dispatcher: Dispatcher
    outbox: Outbox
    kit: Kit
    lookups: WebLookups
    operator_key: str
    desk: Desk
    staff_door: StaffDoor | None = None
    post: Post | None = None

    async def run(self, stop: asyncio.Event, told: Callable[[], None] = lambda: None) -> None:
        """Run until `stop`; calls `told` once everything is on. Receiving ends first, then what waits is sent.

        Raises what ends the web chat. Telegram's troubles are logged and tried again, and stop nothing else.
        """
        web = asyncio.create_task(self.web.run(self.dispatcher.take))
        leading = [asyncio.create_task(self._lead(ALERTS, self.desk.run))]
        fetching = Fetching(self.core.database, self.core.keys, WebUploads(self.core), self.core.clock)
        leading.append(asyncio.create_task(self._lead("web photos", fetching.run)))
        leading.append(asyncio.create_task(self._lead(BROADCASTS, Broadcasting(self.kit, self.core.clock).run)))
        if self.telegram:
            leading.append(asyncio.create_task(self._lead(self.telegram.account, partial(self._chat, self.telegram))))
        stopping = asyncio.create_task(stop.wait())
        async with ticking(self.kit, self.core.clock):
            told()
            await asyncio.wait({web, stopping}, return_when=asyncio.FIRST_COMPLETED)
        failure = web.exception() if web.done() else None
        await end([web, stopping])
        await self._drain()
        await end(leading)
        if failure is not None:
            raise failure

    def greeting(self) -> tuple[str, ...]:
        """Where to go and what is on, in a few lines for the terminal."""
        settings, database = self.core.settings, self.core.database
        on = f"on, by {settings.telegram_mode}" if self.telegram else "off (TELEGRAM_BOT_TOKEN in .env turns it on)"
        return (
            f"Earshot is on, for {self.core.area.name}.",
            f"  Chat      {settings.public_url}/",
            f"  Reports   {settings.public_url}/report?key={self.operator_key}",
            f"  Telegram  {on}",
            f"  Danger    {self.desk.reach()}",
            f"  Words     in {database.dialect}, locked with {settings.key_file} (keep a copy of it elsewhere)",
            "Stop with Ctrl-C.",
        )

    async def _chat(self, telegram: TelegramChannel) -> None:
        """Poll, fetch and send for the bot."""
        fetching = Fetching(self.core.database, self.core.keys, telegram, self.core.clock)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.outbox.run(telegram.account))
            tasks.create_task(telegram.run(self.staff_door.take if self.staff_door else self.dispatcher.take))
            tasks.create_task(fetching.run())
            if self.post:
                tasks.create_task(self.post.run())

    async def _lead(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do this for as long as this process leads in it, whatever breaks."""
        while True:
            try:
                await while_leading(self.core.settings.database, name, work)
            except* Exception as faults:  # noqa: BLE001 - a channel's fault must not stop the others
                names = sorted({type(one).__name__ for one in faults.exceptions})
                log.error("stopped, starting it again", what=name, faults=names)  # noqa: TRY400 - a trace could hold words
                await asyncio.sleep(AGAIN)

    async def _drain(self) -> None:
        await self.dispatcher.drained()
        try:
            async with asyncio.timeout(DRAIN):
                await self.outbox.idle()
        except TimeoutError:
            log.info("some messages are still to be sent; they go out at the next start")


async def run_until_told(earshot: Earshot, told: Callable[[Earshot], None]) -> None:
    """Run what is assembled until SIGTERM or Ctrl-C."""
    stop = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    # Lexicons and models stay for good: a collector that walks over them again and again holds up whoever waits.
    gc.freeze()
    await earshot.run(stop, partial(told, earshot))


async def end(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks and wait until they are gone."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
