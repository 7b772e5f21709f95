"""Telegram as a channel: our own receive loop, which confirms updates only once they are committed, and sending."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeVar

import structlog
from msgspec import Struct
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channel import Abilities, Delivery, Outgoing, Take
from bot.errors import EarshotError, SendFailed
from handlers.telegram.client import Client, account_of, seconds_of, send_failed
from handlers.telegram.incoming import KINDS, next_after, query_of, read_update
from handlers.telegram.outgoing import LONGEST_TEXT, Call, calls

T = TypeVar("T")

log = structlog.get_logger(__name__)

POLL_SECONDS: Final = 30
STALLED_SECONDS: Final = 20
"""How much longer than asked a poll may take before we give it up: polling can die silently (F29)."""
PATIENCE: Final = 15.0
"""Seconds Telegram may take to answer anything but a poll."""
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 30.0
ANSWERED_AT_ONCE: Final = 4
CONNECTIONS: Final = 40

ABILITIES: Final = Abilities(
    name="telegram",
    delivery=Delivery.PUSH,
    buttons=100,
    longest_text=LONGEST_TEXT,
    edits=True,
    media=True,
    speaks_first=True,
    deletes=True,
)


class Webhook(Struct, frozen=True):
    """Where Telegram is to post updates, and what it must say each time so that we know it is Telegram."""

    url: str
    secret: str


class Introduction(Struct, frozen=True):
    """How the bot presents itself in one language ("" for all others): the command menu as (word, what it does)."""

    language: str
    commands: tuple[tuple[str, str], ...]
    description: str
    short_description: str


class TelegramChannel:
    """One bot. Polls, or with `webhook` lets Telegram post to the web app (see webhook.py).

    `jitter` gives a number from 0 to 1, so that many bots do not come back all at once; `first_wait` is how many
    seconds we wait after a first failure.
    """

    abilities = ABILITIES

    def __init__(
        self,
        client: Client,
        *,
        webhook: Webhook | None = None,
        introductions: Sequence[Introduction] = (),
        jitter: Callable[[], float] = lambda: 0.5,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self.account = account_of(client.token)
        self.webhook = webhook
        self._client = client
        self._introductions = introductions
        self._jitter = jitter
        self._first_wait = first_wait
        self._answering = asyncio.Semaphore(ANSWERED_AT_ONCE)
        self._beside: set[asyncio.Task[None]] = set()

    async def run(self, take: Take) -> None:
        """Receive until cancelled. Returns only where Telegram refuses the token; sending stays possible."""
        try:
            await self._start()
            self._spawn(self._introduce())
            await (self._poll(take) if self.webhook is None else asyncio.Event().wait())
        except InvalidToken:
            log.error("telegram refuses the token: set TELEGRAM_BOT_TOKEN and start again", account=self.account)  # noqa: TRY400 - the trace says no more
        finally:
            for task in self._beside:
                task.cancel()
            await asyncio.gather(*self._beside, return_exceptions=True)

    async def send(self, address: str, message: Outgoing) -> str:
        """Deliver one message; returns its Telegram ids (several, joined by commas, for a long text).

        Raises SendFailed. A message that cannot be edited any more is sent anew.
        """
        sent = [await self._carry_out(call) for call in calls(address, message)]
        return ",".join(one for one in sent if one)

    async def fetch(self, file: str, largest: int) -> bytes:
        """A photo or voice note by its file_id; raises SendFailed, `permanent` for more than `largest` bytes."""
        try:
            found = await self._call("getFile", {"file_id": file})
            size, path = found.get("file_size", 0), found.get("file_path", "")
            if size > largest:
                raise SendFailed("too large", permanent=True)
            return await self._client.download(path, PATIENCE)
        except TelegramError as error:
            raise send_failed(error) from error

    async def answer(self, query: str) -> None:
        """Let a tapped button stop spinning. A failure costs nothing but the spinning, so it is not tried again."""
        async with self._answering:
            try:
                await self._call("answerCallbackQuery", {"callback_query_id": query})
            except TelegramError as error:
                log.info("tap not answered", fault=type(error).__name__)

    async def user_name(self, patience: float) -> str | None:
        """The bot's name as in t.me/<name>; None where Telegram does not tell it within `patience` seconds."""
        try:
            async with asyncio.timeout(patience):
                name: str | None = (await self._call("getMe", {})).get("username")
                return name
        except (TelegramError, TimeoutError) as error:
            log.warning("telegram does not tell the bot's name now", fault=type(error).__name__)
            return None

    async def close(self) -> None:
        """Let go of the connections, once nothing is sent any more."""
        await self._client.request.shutdown()

    async def _start(self) -> None:
        if self.webhook is None:
            await self._end_webhook()
        else:
            await self._persist(partial(self._set_webhook, self.webhook))
        log.info("telegram is on", account=self.account, mode="polling" if self.webhook is None else "webhook")

    async def _set_webhook(self, webhook: Webhook) -> None:
        hook = {"url": webhook.url, "secret_token": webhook.secret, "max_connections": CONNECTIONS}
        await self._call("setWebhook", hook | {"allowed_updates": KINDS, "drop_pending_updates": False})

    async def _end_webhook(self) -> None:
        """Have updates given to those who ask. Where there is no webhook nothing depends on it, so it is tried once."""
        try:
            await self._call("deleteWebhook", {"drop_pending_updates": False})
        except TelegramError as error:
            log.info("webhook not ended", fault=type(error).__name__)

    async def _introduce(self) -> None:
        for one in self._introductions:
            language = {"language_code": one.language}
            commands = [{"command": word, "description": does} for word, does in one.commands]
            for method, parameters in (
                ("setMyCommands", {"commands": commands}),
                ("setMyDescription", {"description": one.description}),
                ("setMyShortDescription", {"short_description": one.short_description}),
            ):
                try:
                    await self._call(method, language | parameters)
                except TelegramError as error:
                    log.info("introduction not taken", method=method, fault=type(error).__name__)

    async def _poll(self, take: Take) -> None:
        offset = 0
        while True:
            updates = await self._persist(partial(self._get_updates, offset))
            if not updates:
                continue
            found = [one for one in (read_update(self.account, raw) for raw in updates) if one]
            await self._persist(partial(take, found))
            # Only the next poll confirms, and by then all of these are committed.
            seen, offset = offset, max([offset, *map(next_after, updates)])
            if offset == seen:
                await asyncio.sleep(self._first_wait)  # nothing that could be confirmed: no reason to hurry
            for query in filter(None, map(query_of, updates)):
                self._spawn(self.answer(query))

    async def _get_updates(self, offset: int) -> list[dict[str, Any]]:
        asked = {"offset": offset, "timeout": POLL_SECONDS, "limit": 100, "allowed_updates": KINDS}
        try:
            async with asyncio.timeout(POLL_SECONDS + STALLED_SECONDS):
                found: list[dict[str, Any]] = await self._call("getUpdates", asked, POLL_SECONDS + 5)
        except Conflict:
            # Another process polls, or a webhook is set (again).
            await self._end_webhook()
            raise
        return found

    async def _persist(self, step: Callable[[], Awaitable[T]]) -> T:
        """Try `step` until it works, waiting longer each time; only a refused token ends it."""
        wait = self._first_wait
        while True:
            try:
                return await step()
            except InvalidToken:
                raise
            except RetryAfter as error:
                pause = seconds_of(error)
            except (TelegramError, EarshotError, TimeoutError) as error:
                pause, wait = wait * (0.5 + self._jitter()), min(wait * 2, LONGEST_WAIT)
                log.warning("telegram is held up, trying again", fault=type(error).__name__, seconds=round(pause, 1))
            await asyncio.sleep(pause)

    async def _carry_out(self, call: Call) -> str:
        try:
            return _id_of(await self._call(call.method, call.parameters))
        except BadRequest as error:
            return await self._otherwise(call, error)
        except TelegramError as error:
            raise send_failed(error) from error

    async def _otherwise(self, call: Call, error: BadRequest) -> str:
        """What to do about a refused call: nothing where it is done already, else the same thing more plainly."""
        if call.method == "deleteMessages":
            return ""  # some are too old or gone; what could be taken away was
        if call.method == "editMessageText":
            if "not modified" in error.message.lower():
                return str(call.parameters["message_id"])
            anew = {name: value for name, value in call.parameters.items() if name != "message_id"}
            return await self._carry_out(Call("sendMessage", anew))
        raise send_failed(error) from error

    async def _call(self, method: str, parameters: Mapping[str, Any], patience: float = PATIENCE) -> Any:
        return await self._client.call(method, parameters, patience)

    def _spawn(self, what: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(what)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)


def _id_of(answer: Any) -> str:
    return str(answer.get("message_id", "")) if isinstance(answer, dict) else ""
