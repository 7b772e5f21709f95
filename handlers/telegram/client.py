"""The Bot API's client, and what its refusals mean for a send."""

import asyncio
import logging
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from datetime import timedelta
from typing import Any, Final

from telegram import Bot, InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter
from telegram.warnings import PTBDeprecationWarning

from bot.channel import Document
from bot.domain.form import encode
from bot.errors import SendFailed
from bot.pacing import Window

SENDS_A_SECOND: Final = 30
"""Telegram's own limit for a bot (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""
# At INFO httpx prints every address, and ours hold the token; at DEBUG the client prints words.
_TALKATIVE: Final = ("httpx", "httpcore", "telegram.Bot", "telegram.request")


class Client(Bot):
    """A bot's client that takes and gives raw JSON, each call going straight to the library's transport.

    The library's own way there looks at each parameter and answer several times over, which for a short message costs
    more than the sending (benchmarks/intake.py). At most `sends_a_second` calls that show something go out, 0: any.
    """

    def __init__(self, token: str, base_url: str, polls: BaseRequest, sends: BaseRequest, sends_a_second: int) -> None:
        # Files lie beside the methods, whichever server it is (https://core.telegram.org/bots/api#file).
        files = f"{base_url.removesuffix('/bot')}/file/bot"
        super().__init__(token, base_url=base_url, base_file_url=files, request=sends, get_updates_request=polls)
        self._polls, self._sends = polls, sends
        self._window = Window(sends_a_second) if sends_a_second else None

    async def call(self, method: str, parameters: Mapping[str, Any], patience: float) -> Any:
        """The raw answer of a Bot API method; waits `patience` seconds for it. Raises TelegramError."""
        asked = RequestData([_parameter(name, value) for name, value in parameters.items()])
        transport = self._polls if method == "getUpdates" else self._sends
        async with _paced(self._window) if self._window and "chat_id" in parameters else nullcontext():
            return await transport.post(f"{self.base_url}/{method}", asked, read_timeout=patience)

    async def download(self, path: str, patience: float) -> bytes:
        """A file by the path that getFile gave. Raises TelegramError."""
        return await self._sends.retrieve(f"{self.base_file_url}/{path}", read_timeout=patience)


@asynccontextmanager
async def _paced(window: Window) -> AsyncIterator[None]:
    """Begin once the window lets one more go."""
    seconds = asyncio.get_running_loop().time
    while wait := window.wait(seconds()):  # noqa: ASYNC110 - what it waits for is time
        await asyncio.sleep(wait)
    window.begins()
    try:
        yield
    finally:
        window.ends(seconds())


def _parameter(name: str, value: object) -> RequestParameter:
    """A parameter as the Bot API takes it: text as it is, a file as an upload, all else as JSON."""
    if isinstance(value, Document):
        return RequestParameter(name, None, [InputFile(value.body, filename=value.name)])
    return RequestParameter(name, value if isinstance(value, str) else encode(value).decode(), None)


def make_client(
    token: str, base_url: str, *, request: BaseRequest | None = None, sends_a_second: int = SENDS_A_SECOND
) -> Client:
    """A client for one bot. `request` replaces the network in tests; `sends_a_second` 0 means no limit of our own.

    Quietens the loggers that would write the token or somebody's words.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # seconds_of reads both forms of it, the old and the new one.
    warnings.filterwarnings("ignore", message=r".*attribute `retry_after`", category=PTBDeprecationWarning)
    polls, sends = request or HTTPXRequest(connection_pool_size=2), request or HTTPXRequest(connection_pool_size=16)
    return Client(token, base_url, polls, sends, sends_a_second)


def account_of(token: str) -> str:
    """The account a bot's updates are stored under: telegram:<bot id>."""
    return f"telegram:{token.partition(':')[0]}"


def send_failed(error: TelegramError) -> SendFailed:
    """What a refusal means: nobody there, a message that can never arrive, or, with Telegram's own wait, try again."""
    if isinstance(error, RetryAfter):
        return SendFailed("told to wait", retry_after=seconds_of(error))
    if isinstance(error, Forbidden | ChatMigrated) or "chat not found" in error.message.lower():
        return SendFailed(error.message, unreachable=True)
    if isinstance(error, BadRequest):
        return SendFailed(error.message, permanent=True)
    return SendFailed(type(error).__name__)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait (a timedelta under PTB_TIMEDELTA=1, a number otherwise)."""
    told: Any = error.retry_after
    return told.total_seconds() if isinstance(told, timedelta) else float(told)
