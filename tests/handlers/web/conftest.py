"""What tests of the web chat begin with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from msgspec.structs import replace

from handlers.web.channel import WebChannel
from tests.handlers.web.town import Town, Visitor


@pytest.fixture
def town() -> Town:
    """The made-up town, on a port of its own where it is served."""
    town = Town()
    town.settings = replace(town.settings, port=0)
    return town


@pytest.fixture
async def visitor(town: Town) -> AsyncIterator[Visitor]:
    someone = town.visitor()
    yield someone
    await someone.client.aclose()


@pytest.fixture
async def address(town: Town) -> AsyncIterator[str]:
    """Where the town's web chat is served, over a real connection."""
    channel = WebChannel(town.parts())
    port = channel.bind()
    running = asyncio.create_task(channel.run(town.take))
    yield f"http://127.0.0.1:{port}"
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
