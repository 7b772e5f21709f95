"""The Bot API's client, and what its refusals mean for a send."""

import logging
import warnings
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import BaseRequest, HTTPXRequest
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.errors import SendFailed

SENDS_A_SECOND: Final = 30
"""Telegram's own limit for a bot (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""
# At INFO httpx prints every address, and ours hold the token; at DEBUG the client prints words.
_TALKATIVE: Final = ("httpx", "httpcore", "telegram.Bot", "telegram.ext.ExtBot", "telegram.request")


class Client(ExtBot[int]):
    """A bot's client that gives raw answers."""

    async def call(self, method: str, parameters: Mapping[str, Any], patience: float) -> Any:
        """The raw answer of a Bot API method; waits `patience` seconds for it. Raises TelegramError.

        The same as do_api_request, which looks each time whether the library has a method of that name, and warns.
        """
        return await self._post(method, data=dict(parameters), read_timeout=patience)


def make_client(
    token: str, base_url: str, *, request: BaseRequest | None = None, sends_a_second: int = SENDS_A_SECOND
) -> Client:
    """A client for one bot. `request` replaces the network in tests; `sends_a_second` 0 means no limit of our own.

    Quietens the loggers that would write the token or somebody's words.
    """
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It logs a traceback for each 429, which the outbox has under control.
    logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
    # We want raw updates and raw answers: parsing them costs more than all the rest of a turn.
    warnings.filterwarnings("ignore", message=r"Please use 'Bot\.", category=PTBUserWarning)
    # seconds_of reads both forms of it, the old and the new one.
    warnings.filterwarnings("ignore", message=r".*attribute `retry_after`", category=PTBDeprecationWarning)
    return Client(
        token,
        base_url=base_url,
        request=request or HTTPXRequest(connection_pool_size=16),
        get_updates_request=request or HTTPXRequest(connection_pool_size=2),
        rate_limiter=AIORateLimiter(overall_max_rate=sends_a_second, max_retries=0),
    )


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
