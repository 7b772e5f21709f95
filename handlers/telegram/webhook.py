"""The route Telegram posts updates to: 200 only once an update is committed."""

import asyncio
from hmac import compare_digest
from typing import Final

from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channel import Take
from bot.errors import StorageError
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.incoming import query_of, read_body

PATH: Final = "/telegram"
LARGEST_BODY: Final = 1024 * 1024
PATIENCE: Final = 10.0
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


def webhook_route(channel: TelegramChannel, take: Take, secret: str, path: str = PATH) -> Route:
    """A route for the web app.

    Answers 403 without a word in the log where the secret is wrong, 413 beyond 1 MB, 408 after 10 s, 503 where
    the update could not be stored (Telegram then posts it again), else 200.
    """
    expected = secret.encode()

    async def receive(request: Request) -> Response:
        # An empty secret would let everyone in.
        if not expected or not compare_digest(request.headers.get(SECRET_HEADER, "").encode(), expected):
            return Response(status_code=403)
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return Response(status_code=408)
        return Response(status_code=413) if body is None else await _received(channel, take, body)

    return Route(path, receive, methods=["POST"])


async def _received(channel: TelegramChannel, take: Take, body: bytes) -> Response:
    raw, found = read_body(channel.account, body)
    if found is not None:
        try:
            await take([found])
        except StorageError:
            return Response(status_code=503)
    query = query_of(raw)
    return Response(background=BackgroundTask(channel.answer, query) if query else None)


async def _body(request: Request) -> bytes | None:
    """The whole body, or None where it is larger than we take."""
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        return None
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > LARGEST_BODY:
            return None
    return bytes(found)
