"""python-telegram-bot as a contestant: its ConversationHandler, durable per update."""

import asyncio
import json
import warnings
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import aiosqlite
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
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
from telegram.warnings import PTBUserWarning

from benchmarks import contestant
from benchmarks.contestant import (
    BANDS,
    CHECK,
    GREETING,
    HEARD,
    HELP,
    ROLES,
    SECRET,
    SECRET_HEADER,
    THANKS,
    WHAT,
    Address,
)
from benchmarks.phones import TOKEN, Phones, PhonesRequest
from benchmarks.phones import Update as Raw

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
        self._database = await contestant.open_database(folder, "ptb")
        request = PhonesRequest(phones)
        builder = ApplicationBuilder().token(TOKEN).request(request).get_updates_request(PhonesRequest(phones))
        self._application = builder.persistence(_Persistence(self._database)).job_queue(None).build()
        warnings.filterwarnings("ignore", message="If 'per_message=False'", category=PTBUserWarning)
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

    async def feed(self, updates: Sequence[Raw]) -> None:
        """One update after the other, each committed before the next."""
        for raw in updates:
            await self._take(raw)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[Address]:
        """A route of Starlette, as the library's own example has it, that answers once the update is durable."""

        async def receive(request: Request) -> Response:
            if request.headers.get(SECRET_HEADER) != SECRET:
                return Response(status_code=403)
            await self._take(await request.json())
            return Response()

        app = Starlette(routes=[Route("/telegram", receive, methods=["POST"])])
        config = uvicorn.Config(app, http="httptools", loop="none", lifespan="off", log_level="error", access_log=False)
        server, opened = uvicorn.Server(config), contestant.listening()
        serving = asyncio.create_task(server._serve([opened]))  # noqa: SLF001 - serve() would take our signals
        yield Address(opened.getsockname()[1], "/telegram")
        server.should_exit = server.force_exit = True
        await serving

    async def _take(self, raw: Raw) -> None:
        await self._application.process_update(Update.de_json(raw, self._application.bot))
        await self._application.update_persistence()
        await self._database.commit()

    async def settled(self) -> None:
        """Handlers send before they return."""

    async def contributions(self) -> int:
        """Rows."""
        return await contestant.count(self._database)

    async def close(self) -> None:
        """Close the application and its database."""
        await self._application.shutdown()
        await self._database.close()

    @staticmethod
    def _keyboard(labels: Sequence[str]) -> InlineKeyboardMarkup:
        return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in labels])

    async def _start(self, update: Update, _: Context) -> int:
        message = cast("Any", update.message)
        await message.reply_text(GREETING, reply_markup=self._keyboard(BANDS))
        return AGE

    async def _age(self, update: Update, context: Context) -> int:
        query, data = cast("Any", update.callback_query), cast("dict[str, Any]", context.user_data)
        await query.answer()
        data["band"] = query.data
        await query.message.reply_text(WHAT)
        return TELL

    async def _tell(self, update: Update, context: Context) -> int:
        message, data = cast("Any", update.message), cast("dict[str, Any]", context.user_data)
        data["reference"] = await contestant.keep(self._database, message.from_user.id, message.text)
        await message.reply_text(HEARD.format(message.text), reply_markup=self._keyboard(CHECK))
        return CONFIRM

    async def _confirm(self, update: Update, _: Context) -> int:
        query = cast("Any", update.callback_query)
        await query.answer()
        await query.message.reply_text(HELP, reply_markup=self._keyboard(ROLES))
        return OFFER

    async def _offer(self, update: Update, context: Context) -> int:
        query, data = cast("Any", update.callback_query), cast("dict[str, Any]", context.user_data)
        await query.answer()
        await contestant.offer(self._database, data["reference"], query.data)
        await query.message.reply_text(THANKS.format(data["reference"]))
        return ConversationHandler.END
