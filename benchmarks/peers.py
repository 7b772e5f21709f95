"""The same conversation as good, plain python-telegram-bot and aiogram code would hold it, durable per update.

Both keep their state and the contribution in SQLite (WAL, synchronous=FULL, aiosqlite) and commit once per update,
before the next one: the least a bot must do to lose nothing once it has confirmed an update.
"""

import json
import secrets
import sqlite3
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

import aiosqlite
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.base import BaseSession
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram import InlineKeyboardButton as PtbButton
from telegram import InlineKeyboardMarkup as PtbMarkup
from telegram import Update as PtbUpdate
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BasePersistence,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    filters,
)

from benchmarks.phones import TOKEN, Phones, PhonesRequest, Update

GREETING = "Hello! I'm a computer. I pass messages to the local team. How old are you?"
BANDS = ("Under 13", "13-15", "16-17", "18+", "Rather not say")
WHAT = "What would you like to tell us?"
HEARD = "Got it: '{}'. I've put it under play and things to do, Lakes Estate."
CHECK = ("That's right", "Change")
HELP = "Would you like to help make it happen?"
ROLES = ("Yes, a bit", "Keep me posted", "No thanks")
THANKS = "Thanks. Your number is {}. The local team will read it by Thursday."
SCHEMA = """
CREATE TABLE talk (person INTEGER PRIMARY KEY, state TEXT, data TEXT) STRICT;
CREATE TABLE contribution (reference TEXT PRIMARY KEY, person INTEGER, words TEXT, help_role TEXT) STRICT;
"""


class Contestant(Protocol):
    """What the driver needs of each of the three."""

    name: str

    async def open(self, folder: Path, phones: Phones) -> None:
        """Get ready to be fed; keeps its database in `folder`."""

    async def feed(self, updates: Sequence[Update]) -> None:
        """Take updates as one getUpdates gave them; returns once each is durable."""

    async def settled(self) -> None:
        """Return once everything that was to be sent is sent."""

    async def contributions(self) -> int:
        """How many are stored."""

    async def close(self) -> None:
        """Let go of everything."""


async def _database(folder: Path, name: str) -> aiosqlite.Connection:
    database = await aiosqlite.connect(folder / f"{name}.sqlite3")
    await database.execute("PRAGMA journal_mode=WAL")
    await database.execute("PRAGMA synchronous=FULL")
    await database.executescript(SCHEMA)
    return database


async def _count(database: aiosqlite.Connection) -> int:
    async with database.execute("SELECT count(*) FROM contribution") as rows:
        (row,) = await rows.fetchall()
    return int(row[0])


async def _keep(database: aiosqlite.Connection, person: int, words: str) -> str:
    reference = f"LK-{secrets.token_hex(3).upper()}"
    await database.execute("INSERT INTO contribution VALUES (?, ?, ?, NULL)", (reference, person, words))
    return reference


async def _offer(database: aiosqlite.Connection, reference: str, role: str) -> None:
    await database.execute("UPDATE contribution SET help_role = ? WHERE reference = ?", (role, reference))


# python-telegram-bot

Context = ContextTypes.DEFAULT_TYPE
AGE, TELL, CONFIRM, OFFER = range(4)


class _Persistence(BasePersistence[dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """Conversation state and user data as rows; the contestant commits."""

    def __init__(self, database: aiosqlite.Connection) -> None:
        super().__init__(PersistenceInput(bot_data=False, chat_data=False, callback_data=False), update_interval=10**6)
        self._database = database

    async def get_conversations(self, name: str) -> dict[Any, Any]:  # noqa: ARG002 - BasePersistence's own
        """Nothing from before: each run starts empty."""
        return {}

    async def get_user_data(self) -> dict[int, dict[Any, Any]]:
        """Nothing from before."""
        return {}

    async def update_conversation(self, name: str, key: Any, new_state: object | None) -> None:  # noqa: ARG002
        """One person's state."""
        upsert = "INSERT INTO talk VALUES (?, ?, '{}') ON CONFLICT DO UPDATE SET state = excluded.state"
        await self._database.execute(upsert, (key[0], json.dumps(new_state)))

    async def update_user_data(self, user_id: int, data: dict[Any, Any]) -> None:
        """One person's data."""
        upsert = "INSERT INTO talk VALUES (?, NULL, ?) ON CONFLICT DO UPDATE SET data = excluded.data"
        await self._database.execute(upsert, (user_id, json.dumps(data)))

    async def _nothing(self, *_: Any, **__: Any) -> None: ...

    async def _none(self) -> Any: ...

    get_chat_data = get_bot_data = get_callback_data = flush = _none
    update_chat_data = update_bot_data = update_callback_data = _nothing
    drop_chat_data = drop_user_data = refresh_user_data = refresh_chat_data = refresh_bot_data = _nothing


class PtbContestant:
    """python-telegram-bot's ConversationHandler."""

    name = "python-telegram-bot"
    _application: Application[Any, Any, Any, Any, Any, Any]
    _database: aiosqlite.Connection

    async def open(self, folder: Path, phones: Phones) -> None:
        """Build the application as its documents show it."""
        self._database = await _database(folder, "ptb")
        request = PhonesRequest(phones)
        builder = ApplicationBuilder().token(TOKEN).request(request).get_updates_request(PhonesRequest(phones))
        self._application = builder.persistence(_Persistence(self._database)).job_queue(None).build()
        self._application.add_handler(
            ConversationHandler(
                entry_points=[CommandHandler("start", self._start)],
                states={
                    AGE: [CallbackQueryHandler(self._age)],
                    TELL: [MessageHandler(filters.TEXT & ~filters.COMMAND, self._tell)],
                    CONFIRM: [CallbackQueryHandler(self._confirm)],
                    OFFER: [CallbackQueryHandler(self._offer)],
                },
                fallbacks=[],
                per_chat=False,
                name="share",
                persistent=True,
            ),
        )
        await self._application.initialize()

    async def feed(self, updates: Sequence[Update]) -> None:
        """One update after the other, each committed before the next."""
        for raw in updates:
            await self._application.process_update(PtbUpdate.de_json(raw, self._application.bot))
            await self._application.update_persistence()
            await self._database.commit()

    async def settled(self) -> None:
        """Handlers send before they return."""

    async def contributions(self) -> int:
        """Rows."""
        return await _count(self._database)

    async def close(self) -> None:
        """Close the application and its database."""
        await self._application.shutdown()
        await self._database.close()

    @staticmethod
    def _keyboard(labels: Sequence[str]) -> PtbMarkup:
        return PtbMarkup([[PtbButton(label, callback_data=label)] for label in labels])

    async def _start(self, update: PtbUpdate, _: Context) -> int:
        message = cast("Any", update.message)
        await message.reply_text(GREETING, reply_markup=self._keyboard(BANDS))
        return AGE

    async def _age(self, update: PtbUpdate, context: Context) -> int:
        query, data = cast("Any", update.callback_query), cast("dict[str, Any]", context.user_data)
        await query.answer()
        data["band"] = query.data
        await query.message.reply_text(WHAT)
        return TELL

    async def _tell(self, update: PtbUpdate, context: Context) -> int:
        message, data = cast("Any", update.message), cast("dict[str, Any]", context.user_data)
        data["reference"] = await _keep(self._database, message.from_user.id, message.text)
        await message.reply_text(HEARD.format(message.text), reply_markup=self._keyboard(CHECK))
        return CONFIRM

    async def _confirm(self, update: PtbUpdate, _: Context) -> int:
        query = cast("Any", update.callback_query)
        await query.answer()
        await query.message.reply_text(HELP, reply_markup=self._keyboard(ROLES))
        return OFFER

    async def _offer(self, update: PtbUpdate, context: Context) -> int:
        query, data = cast("Any", update.callback_query), cast("dict[str, Any]", context.user_data)
        await query.answer()
        await _offer(self._database, data["reference"], query.data)
        await query.message.reply_text(THANKS.format(data["reference"]))
        return ConversationHandler.END


# aiogram


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
        self._database = await _database(folder, "aiogram")
        self._bot = Bot(TOKEN, session=_Session(phones))
        self._dispatcher = Dispatcher(storage=_Storage(self._database))
        router = Router()
        router.message.register(self._start, CommandStart())
        router.callback_query.register(self._age, _Share.age)
        router.message.register(self._tell, _Share.tell, F.text)
        router.callback_query.register(self._confirm, _Share.confirm)
        router.callback_query.register(self._offer, _Share.offer)
        self._dispatcher.include_router(router)

    async def feed(self, updates: Sequence[Update]) -> None:
        """One update after the other, each committed before the next."""
        for raw in updates:
            await self._dispatcher.feed_raw_update(self._bot, raw)
            await self._database.commit()

    async def settled(self) -> None:
        """Handlers send before they return."""

    async def contributions(self) -> int:
        """Rows."""
        return await _count(self._database)

    async def close(self) -> None:
        """Close the database."""
        await self._database.close()

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
        await state.update_data(reference=await _keep(self._database, person, words))
        await state.set_state(_Share.confirm)
        await message.answer(HEARD.format(words), reply_markup=self._keyboard(CHECK))

    async def _confirm(self, query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        await state.set_state(_Share.offer)
        await cast("Any", query.message).answer(HELP, reply_markup=self._keyboard(ROLES))

    async def _offer(self, query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        reference = (await state.get_data())["reference"]
        await _offer(self._database, reference, cast("str", query.data))
        await state.clear()
        await cast("Any", query.message).answer(THANKS.format(reference))


def bare_commits(folder: Path, many: int = 200) -> list[float]:
    """Seconds each of `many` bare commits of a 400-byte row takes, WAL and FULL, to stand beside one lone update."""
    with sqlite3.connect(folder / "bare.sqlite3", isolation_level=None) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE bare (words TEXT)")
        taken = []
        for _ in range(many):
            began = time.perf_counter()
            database.execute("INSERT INTO bare VALUES (?)", ("x" * 400,))
            taken.append(time.perf_counter() - began)
    return taken
