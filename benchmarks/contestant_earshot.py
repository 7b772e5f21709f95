"""Earshot as a contestant: its own dispatcher, outbox and Telegram channel, put together as `earshot run` does."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import func, select
from starlette.routing import Route

from benchmarks.contestant import SECRET, Address
from benchmarks.phones import TOKEN, Phones, PhonesRequest, Update
from bot.app import outside, stock, utc_now
from bot.conversation.scene import Outside
from bot.core import Core
from bot.dispatcher import Dispatcher
from bot.domain.contribution import Kind
from bot.domain.reading import Danger, Reading
from bot.opening import opened
from bot.outbox import Outbox
from bot.reader_parts import read_with
from bot.release_parts import apart
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.tables import contribution
from bot.web_lookups import News, WebLookups
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.client import make_client
from handlers.telegram.incoming import query_of, read_update
from handlers.telegram.webhook import webhook_route
from handlers.web.channel import WebChannel
from handlers.web.parts import Parts, WebSettings


def without_reading(given: Outside) -> Outside:
    """Conversations that read nothing, as the peers do."""
    nothing, calm = Reading(kind=Kind.IDEA), Danger()
    return replace(given, read=lambda _text, _language: nothing, screen=lambda _text: calm)


class EarshotContestant:
    """Earshot, with the real readers or with none."""

    def __init__(self, *, reads: bool) -> None:
        self.name = "earshot, real readers" if reads else "earshot, null reader"
        self._reads = reads
        self._stack = AsyncExitStack()

    dispatcher: Dispatcher
    channel: TelegramChannel
    _core: Core
    database: Database
    _outbox: Outbox

    async def open(self, folder: Path, phones: Phones) -> None:
        """Put it together, on SQLite in `folder`."""
        settings = Settings(_env_file=None, data_dir=folder / "var", master_key_file=folder / "master.key")  # type: ignore[call-arg]
        core = await self._stack.enter_async_context(opened(settings, utc_now))
        self._core = core
        client = make_client(TOKEN, "http://telegram.test/bot", request=PhonesRequest(phones), sends_a_second=0)
        self.channel, self.database = TelegramChannel(client), core.database
        self._outbox = Outbox(core.database, core.keys, {self.channel.account: self.channel}, core.clock)
        given = outside(core, read_with(core))
        turns = stock(
            core, given if self._reads else without_reading(given), {self.channel.account: self.channel.abilities}
        )
        self.dispatcher = Dispatcher(core.database, core.keys, turns, self._outbox, core.clock)
        phones.door = core.area.neighbourhoods[0].door
        sending = asyncio.create_task(self._outbox.run(self.channel.account))
        self._stack.push_async_callback(_ended, sending)
        await asyncio.sleep(0.05)

    async def feed(self, updates: Sequence[Update]) -> None:
        """A batch is a transaction, as when polling."""
        found = [one for one in (read_update(self.channel.account, raw) for raw in updates) if one]
        await self.dispatcher.take(found)
        for query in filter(None, map(query_of, updates)):
            await self.channel.answer(query)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Address]:
        """The webhook's own route, served by the web channel as `earshot run` does."""
        route = webhook_route(self.channel, self.dispatcher.take, SECRET)
        web = WebChannel(parts(self._core, route))
        port = web.bind()
        serving = asyncio.create_task(web.run(self.dispatcher.take))
        yield Address(port, route.path)
        await _ended(serving)

    async def settled(self) -> None:
        """Until the outbox is empty."""
        await self._outbox.idle()

    async def contributions(self) -> int:
        """Rows."""
        async with self.database.read() as conn:
            return int((await conn.execute(select(func.count()).select_from(contribution))).scalar_one())

    async def close(self) -> None:
        """Stop sending and close the database."""
        await self._stack.aclose()


def parts(core: Core, route: Route) -> Parts:
    """The web chat's parts with a webhook's route among them, on a free port."""
    found = WebLookups(core, News(), apart(core))
    return Parts(
        settings=WebSettings(public_url=core.settings.public_url, port=0),
        secret=core.keys.master.keyed_hash("web cookies", core.keys.organisation),
        area=core.area,
        wording=core.wording,
        clock=core.clock,
        routes=(route,),
        lines=found.lines,
        wait=found.wait,
        know=found.know,
        find_by_return_words=found.find_by_return_words,
        look_at_hand_over=found.look_at_hand_over,
        use_up_hand_over=found.use_up_hand_over,
        make_report=found.make_report,
    )


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
