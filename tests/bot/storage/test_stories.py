"""A story is used only for what its teller agreed to, as long as they do; one that may be used for nothing is gone."""

from datetime import timedelta

from sqlalchemy import select

from bot.conversation.effects import KeepStory, WithdrawStories
from bot.domain.story import Story, Use
from bot.storage import retention, stories
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.tables import story, story_consent
from tests.factories_storage import NOW, ORGANISATION, carried_out, done, known

TOLD = Story("it was dark", "lamps \ud800 were put up", "it is bright")


async def usable(database: Database) -> dict[str, tuple[str, ...]]:
    async with database.read() as conn:
        return {one.id: one.uses for one in await stories.usable(conn, ORGANISATION)}


async def test_each_use_is_taken_back_by_itself_and_only_ones_own(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    adas, bens = KeepStory("s1", "quayside", TOLD, (Use.REPORT, Use.WEB)), KeepStory("s2", "quayside", TOLD, (Use.WEB,))
    await carried_out(database, keys, done(ada, adas), done(ben, bens))
    assert await usable(database) == {"s1": ("report", "web"), "s2": ("web",)}
    await carried_out(database, keys, done(ada, WithdrawStories(Use.WEB)), done(ada, WithdrawStories(Use.POSTER)))
    assert await usable(database) == {"s1": ("report",), "s2": ("web",)}
    async with database.read() as conn:
        assert await stories.look(conn, keys, "s1") == TOLD


async def test_what_may_be_used_for_nothing_is_wiped_and_the_consent_stays_dated(
    database: Database, keys: Keys
) -> None:
    ada, ben, eve = await known(database, keys, "ada", "ben", "eve")
    told = [done(who, KeepStory(id_, "quayside", TOLD, tuple(Use))) for who, id_ in ((ada, "s1"), (ben, "s2"))]
    await carried_out(database, keys, *told)
    async with database.read() as conn:
        assert [await stories.told_by(conn, keys, who) for who in (ada, ben, eve)] == [True, True, False]
    await carried_out(database, keys, *(done(ada, WithdrawStories(use)) for use in Use), done(ben, WithdrawStories()))
    assert await usable(database) == {}
    async with database.read() as conn:
        assert await stories.look(conn, keys, "s1") is None
        assert not await stories.told_by(conn, keys, ada)
        assert (await conn.execute(select(story))).all() == []
        consents = (await conn.execute(select(story_consent.c["basis", "withdrawn_at"]))).all()
    assert {one.basis for one in consents} == {"story.report", "story.poster", "story.web"}
    assert all(one.withdrawn_at for one in consents)


async def test_a_story_goes_with_the_words_whose_time_is_over(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, KeepStory("s1", "quayside", TOLD, (Use.WEB,))))
    async with database.write() as conn:
        await retention.wipe_words(conn, ORGANISATION, NOW.date(), NOW)
    assert await usable(database) == {"s1": ("web",)}
    async with database.write() as conn:
        await retention.wipe_words(conn, ORGANISATION, NOW.date(), NOW + timedelta(seconds=1))
    assert await usable(database) == {}
