"""What tests of the web chat begin with."""

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from tests.handlers.web.serving import serving
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
    async with serving(town.parts(), town.take) as at:
        yield at
