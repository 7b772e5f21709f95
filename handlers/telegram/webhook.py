"""The route Telegram posts updates to: 200 only once an update is committed."""

import asyncio
import re
from hmac import compare_digest
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.channel import Take
from bot.errors import StorageError
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.incoming import query_of, read_body

PATH: Final = "/telegram"
LARGEST_BODY: Final = 1024 * 1024
PATIENCE: Final = 10.0
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_LENGTH: Final = re.compile("[0-9]{1,12}")


def webhook_route(channel: TelegramChannel, take: Take, secret: str, path: str = PATH) -> Route:
    """A route for the web app.

    Answers 403 without a word in the log where the secret is wrong, 413 beyond 1 MB, 408 after 10 s, 503 where
    the update could not be stored (Telegram then posts it again), else 200.
    """
    return Route(path, _Hook(channel, take, secret), methods=["POST"])


class _Hook:
    """An ASGI application of its own: what the framework wraps around a function costs as much as reading an update."""

    def __init__(self, channel: TelegramChannel, take: Take, secret: str) -> None:
        self._channel = channel
        self._take = take
        self._secret = secret.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        status, raw = await self._received(headers, receive) if self._lets_in(headers) else (403, None)
        await Response(status_code=status)(scope, receive, send)
        query = query_of(raw) if status == 200 else None  # noqa: PLR2004 - HTTP's own
        if query is not None:
            await self._channel.answer(query)

    def _lets_in(self, headers: Headers) -> bool:
        # An empty secret would let everyone in.
        return bool(self._secret) and compare_digest(headers.get(SECRET_HEADER, "").encode(), self._secret)

    async def _received(self, headers: Headers, receive: Receive) -> tuple[int, Any]:
        """The status to answer with, and the update."""
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _body(headers, receive)
        except (TimeoutError, ClientDisconnect):
            return 408, None
        if body is None:
            return 413, None
        raw, found = read_body(self._channel.account, body)
        try:
            if found is not None:
                await self._take([found])
        except StorageError:
            return 503, raw
        return 200, raw


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body, or None where it is larger than we take. Raises ClientDisconnect."""
    length = headers.get("content-length", "0")
    if not _LENGTH.fullmatch(length) or int(length) > LARGEST_BODY:
        return None
    found, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        found, more = found + message.get("body", b""), message.get("more_body", False)
        if len(found) > LARGEST_BODY:
            return None
    return found
