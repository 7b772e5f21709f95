"""aiogram as a contestant: its finite state machine, durable per update."""

import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import aiosqlite
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.base import BaseSession
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, TelegramObject
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from benchmarks import contestant
from benchmarks.contestant import BANDS, CHECK, GREETING, HEARD, HELP, ROLES, SECRET, THANKS, WHAT, Address
from benchmarks.phones import TOKEN, Phones
from benchmarks.phones import Update as Raw

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class _Share(StatesGroup):
    """Where one is in the conversation."""

    age = State()
    tell = State()
    confirm = State()
    offer = State()


class _Storage(BaseStorage):
    """State and data as rows; the contestant commits."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        self._database = database

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """One person's state."""
        upsert = "INSERT INTO talk VALUES (?, ?, '{}') ON CONFLICT DO UPDATE SET state = excluded.state"
        await self._database.execute(upsert, (key.user_id, state.state if isinstance(state, State) else state))

    async def get_state(self, key: StorageKey) -> str | None:
        """One person's state."""
        return await self._one("SELECT state FROM talk WHERE person = ?", key)

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """One person's data."""
        upsert = "INSERT INTO talk VALUES (?, NULL, ?) ON CONFLICT DO UPDATE SET data = excluded.data"
        await self._database.execute(upsert, (key.user_id, json.dumps(data)))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """One person's data."""
        found = await self._one("SELECT data FROM talk WHERE person = ?", key)
        return dict(json.loads(found)) if found else {}

    async def close(self) -> None:
        """The contestant closes the database."""

    async def _one(self, select: str, key: StorageKey) -> str | None:
        async with self._database.execute(select, (key.user_id,)) as rows:
            row = await rows.fetchone()
        return row[0] if row else None


class _Session(BaseSession):
    """aiogram's transport, ending at the phones; it reads answers as its own HTTP session does."""

    def __init__(self, phones: Phones) -> None:
        super().__init__()
        self._phones = phones

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - aiogram's own
    ) -> TelegramType:
        """Call one method."""
        dumped = method.model_dump(warnings=False).items()
        asked = {key: self.prepare_value(value, bot=bot, files={}) for key, value in dumped}
        content = self._phones.call(method.__api_method__, {key: value for key, value in asked.items() if value})
        return cast("TelegramType", self.check_response(bot, method, 200, content.decode()).result)

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """No files here."""
        yield b""

    async def close(self) -> None:
        """Nothing to close."""


class AiogramContestant:
    """aiogram's finite state machine."""

    name = "aiogram"
    _bot: Bot
    _dispatcher: Dispatcher
    _database: aiosqlite.Connection

    async def open(self, folder: Path, phones: Phones) -> None:
        """Build the dispatcher as its documents show it."""
        self._database = await contestant.open_database(folder, "aiogram")
        self._bot = Bot(TOKEN, session=_Session(phones))
        self._dispatcher = Dispatcher(storage=_Storage(self._database))
        router = Router()
        router.message.register(self._start, CommandStart())
        router.callback_query.register(self._age, _Share.age)
        router.message.register(self._tell, _Share.tell, F.text)
        router.callback_query.register(self._confirm, _Share.confirm)
        router.callback_query.register(self._offer, _Share.offer)
        self._dispatcher.include_router(router)
        self._dispatcher.update.outer_middleware(self._commit)

    async def feed(self, updates: Sequence[Raw]) -> None:
        """One update after the other, each committed before the next."""
        for raw in updates:
            await self._dispatcher.feed_raw_update(self._bot, raw)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Address]:
        """Its own request handler, on aiohttp, answering once the update is durable."""
        app = web.Application()
        handler = SimpleRequestHandler(self._dispatcher, self._bot, handle_in_background=False, secret_token=SECRET)
        handler.register(app, "/telegram")
        runner, opened = web.AppRunner(app, access_log=None), contestant.listening()
        await runner.setup()
        await web.SockSite(runner, opened).start()
        yield Address(opened.getsockname()[1], "/telegram")
        await runner.cleanup()

    async def settled(self) -> None:
        """Handlers send before they return."""

    async def contributions(self) -> int:
        """Rows."""
        return await contestant.count(self._database)

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()

    async def _commit(self, handler: Handler, update: TelegramObject, data: dict[str, Any]) -> Any:
        done = await handler(update, data)
        await self._database.commit()
        return done

    @staticmethod
    def _keyboard(labels: Sequence[str]) -> InlineKeyboardMarkup:
        rows = [[InlineKeyboardButton(text=label, callback_data=label)] for label in labels]
        return InlineKeyboardMarkup(inline_keyboard=rows)

    async def _start(self, message: Message, state: FSMContext) -> None:
        await state.set_state(_Share.age)
        await message.answer(GREETING, reply_markup=self._keyboard(BANDS))

    async def _age(self, query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        await state.update_data(band=query.data)
        await state.set_state(_Share.tell)
        await cast("Any", query.message).answer(WHAT)

    async def _tell(self, message: Message, state: FSMContext) -> None:
        words, person = cast("str", message.text), cast("Any", message.from_user).id
        await state.update_data(reference=await contestant.keep(self._database, person, words))
        await state.set_state(_Share.confirm)
        await message.answer(HEARD.format(words), reply_markup=self._keyboard(CHECK))

    async def _confirm(self, query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        await state.set_state(_Share.offer)
        await cast("Any", query.message).answer(HELP, reply_markup=self._keyboard(ROLES))

    async def _offer(self, query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        reference = (await state.get_data())["reference"]
        await contestant.offer(self._database, reference, cast("str", query.data))
        await state.clear()
        await cast("Any", query.message).answer(THANKS.format(reference))
