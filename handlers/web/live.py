"""New lines as they come, over server-sent events; whichever process is asked can stream them."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import StorageError
from handlers.web.front import Front
from handlers.web.identity import Identity
from handlers.web.shown import Show

LOOK_AGAIN = 0.5
"""Seconds between looks for lines other processes wrote (architecture.md, Scale)."""
NEWS_EVERY = 5.0
"""Seconds between looks for what became of what they told us, while their page is open."""
LONGEST = 600.0
"""Seconds a stream lasts; the browser then comes back by itself, saying what it saw last."""
STREAMS = 5
"""Streams one person may have open: tabs and devices."""
PING = 15
RETRY = 2000


class Live:
    """GET /chat/lines. `closing` ends all streams, so that the server can stop at once."""

    def __init__(self, front: Front, closing: asyncio.Event) -> None:
        self._front = front
        self._closing = closing
        self._open: Counter[str] = Counter()
        self.routes = [Route("/chat/lines", self.stream, methods=["GET"])]

    async def stream(self, request: Request) -> Response:
        """Lines after `Last-Event-ID`, or after the query's `after`, as they come."""
        identity = self._front.seal.identity(request)
        if identity is None:
            raise HTTPException(403)
        if self._open[identity.person] >= STREAMS:
            raise HTTPException(429)
        after = request.headers.get("last-event-id") or request.query_params.get("after", "")
        return EventSourceResponse(self._lines(identity, after), ping=PING, send_timeout=20)

    async def _lines(self, identity: Identity, after: str) -> AsyncIterator[ServerSentEvent]:
        parts, person = self._front.parts, identity.person
        show, loop = Show.of(parts.area), asyncio.get_running_loop()
        ends, last = loop.time() + LONGEST, identity.since
        look = loop.time() + NEWS_EVERY
        self._open[person] += 1
        try:
            yield ServerSentEvent(comment="listening", retry=RETRY)
            while not self._closing.is_set() and loop.time() < ends:
                for one in show.lines(await parts.lines(person, last)):
                    last = one.id
                    if one.id > after:
                        yield ServerSentEvent(json.dumps(one.as_json()), id=one.id)
                await parts.wait(person, LOOK_AGAIN)
                if loop.time() >= look:
                    look = loop.time() + NEWS_EVERY
                    await self._tell_news(identity)
        finally:
            self._open[person] -= 1
            if not self._open[person]:
                del self._open[person]

    async def _tell_news(self, identity: Identity) -> None:
        """Let whoever looks on hear what became of what they told us at once; a store in trouble waits."""
        with suppress(StorageError):
            known = await self._front.parts.know(identity.person)
            if known is not None and known.news:
                await self._front.told(identity)
