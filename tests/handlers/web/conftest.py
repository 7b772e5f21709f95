"""What tests of the web chat begin with."""

from collections.abc import AsyncIterator

import pytest

from tests.handlers.web.town import Town, Visitor


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
async def visitor(town: Town) -> AsyncIterator[Visitor]:
    someone = town.visitor()
    yield someone
    await someone.client.aclose()
