"""Help to report, and introductions: what is taken back is no longer asked of a mobiliser, nor shown as agreed."""

from bot.conversation.effects import AskToReport, Introduce, WithdrawIntroduction
from bot.storage import reporting, told
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.reporting import Wanted
from tests.factories_storage import NOW, ORGANISATION, carried_out, done, keep, known


async def test_a_mobiliser_sees_what_is_wanted_by_its_number(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    effects = (keep(), AskToReport("h1", "c1", "lakes-estate"), Introduce("i1", "c1", "council"))
    await carried_out(database, keys, *(done(ada, one) for one in effects))
    async with database.read() as conn:
        found = await reporting.wanted(conn, ORGANISATION)
    assert found == [Wanted("LK-c1", "lakes-estate", NOW), Wanted("LK-c1", "lakes-estate", NOW, "council")]


async def test_an_introduction_is_taken_back_for_one_thing_and_agency_by_its_own_person(
    database: Database, keys: Keys
) -> None:
    ada, bob = await known(database, keys, "ada", "bob")
    agreed = (Introduce("i1", "c1", "council"), Introduce("i2", "c1", "police"), Introduce("i3", "c2", "council"))
    await carried_out(database, keys, done(ada, keep("c1"), "1"), done(ada, keep("c2"), "2"))
    await carried_out(database, keys, *(done(ada, one) for one in agreed))
    await carried_out(database, keys, done(bob, WithdrawIntroduction("c1", "council")))
    await carried_out(database, keys, done(ada, WithdrawIntroduction("c1", "police")))
    async with database.read() as conn:
        mine = await told.mine(conn, keys, ada)
    assert {one.id: one.summary.introduced_to for one in mine} == {"c1": ("council",), "c2": ("council",)}
