"""A town with its mail server and its Telegram."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.bot.alerts.town import Town, town_of


@pytest.fixture
async def town(database: Database, keys: Keys) -> AsyncIterator[Town]:
    async with town_of(database, keys) as made:
        yield made
