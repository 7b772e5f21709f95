"""Words on their way to the web chat are had once, by the bearer of the token, within a day."""

from datetime import timedelta

from sqlalchemy import select

from bot.conversation.effects import HandOver
from bot.storage import handovers
from bot.storage.database import Database
from bot.storage.handovers import HandedOver
from bot.storage.keys import Keys
from bot.storage.tables import handover
from tests.factories_storage import NOW, ORGANISATION, carried_out, done, known

TOKEN = "a long and random token"


async def _look(database: Database, token: str = TOKEN, after: timedelta = timedelta()) -> HandedOver | None:
    async with database.read() as conn:
        return await handovers.look(conn, ORGANISATION, token, NOW + after)


async def _use_up(database: Database, token: str = TOKEN) -> None:
    async with database.write() as conn:
        await handovers.use_up(conn, ORGANISATION, token, NOW)


async def _handed_over(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, HandOver(TOKEN, "a hoop \ud800\0", "door")))


async def test_the_bearer_has_the_words_and_the_door_until_they_are_used_up(database: Database, keys: Keys) -> None:
    await _handed_over(database, keys)
    await _use_up(database, "another token")
    assert await _look(database, "another token") is None
    for _ in range(2):
        assert await _look(database) == HandedOver("a hoop \ud800\0", "door")
    await _use_up(database)
    assert await _look(database) is None


async def test_of_what_is_used_up_no_words_are_left(database: Database, keys: Keys) -> None:
    await _handed_over(database, keys)
    await _use_up(database)
    async with database.read() as conn:
        assert (await conn.execute(select(handover.c.sealed))).scalars().all() == [None]


async def test_after_a_day_nobody_has_them_and_they_are_forgotten(database: Database, keys: Keys) -> None:
    await _handed_over(database, keys)
    assert await _look(database, after=timedelta(days=1)) is None
    async with database.write() as conn:
        assert await handovers.forget(conn, ORGANISATION, NOW + timedelta(hours=23)) == 0
        assert await handovers.forget(conn, ORGANISATION, NOW + timedelta(days=1)) == 1
    assert await _look(database) is None
