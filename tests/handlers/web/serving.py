"""Serves the web chat of a town in memory over a real connection of this machine's."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.channel import Take
from handlers.web.channel import WebChannel
from handlers.web.parts import Parts


@asynccontextmanager
async def serving(parts: Parts, take: Take) -> AsyncIterator[str]:
    """Its address while it is served; what comes in goes to `take`."""
    channel = WebChannel(parts)
    port = channel.bind()
    running = asyncio.create_task(channel.run(take))
    yield f"http://127.0.0.1:{port}"
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
