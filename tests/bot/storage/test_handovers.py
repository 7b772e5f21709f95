"""Words on their way to the web chat are had once, by the bearer of the token, within a day."""

import asyncio
from datetime import timedelta

from bot.conversation.effects import HandOver
from bot.storage import handovers
from bot.storage.database import Database
from bot.storage.handovers import HandedOver
from bot.storage.keys import Keys
from tests.factories_storage import NOW, ORGANISATION, carried_out, done, known

TOKEN = "a long and random token"


async def _take(database: Database, token: str = TOKEN, after: timedelta = timedelta()) -> HandedOver | None:
    async with database.write() as conn:
        return await handovers.take(conn, ORGANISATION, token, NOW + after)


async def _handed_over(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, HandOver(TOKEN, "a hoop \ud800\0", "door")))


async def test_the_bearer_has_the_words_and_the_door_once(database: Database, keys: Keys) -> None:
    await _handed_over(database, keys)
    assert await _take(database, "another token") is None
    assert await _take(database) == HandedOver("a hoop \ud800\0", "door")
    assert await _take(database) is None


async def test_of_two_who_race_one_has_them(database: Database, keys: Keys) -> None:
    await _handed_over(database, keys)
    had = await asyncio.gather(*(_take(database) for _ in range(6)))
    assert len([one for one in had if one]) == 1


async def test_after_a_day_nobody_has_them_and_they_are_forgotten(database: Database, keys: Keys) -> None:
    await _handed_over(database, keys)
    assert await _take(database, after=timedelta(days=1)) is None
    async with database.write() as conn:
        assert await handovers.forget(conn, ORGANISATION, NOW + timedelta(hours=23)) == 0
        assert await handovers.forget(conn, ORGANISATION, NOW + timedelta(days=1)) == 1
    assert await _take(database) is None
