"""A need is counted of nobody; a complaint waits for its answer, locked, and goes with its maker."""

from datetime import date

from bot.conversation.effects import Complain, ErasePerson, NoteNeed
from bot.storage import complaints, needs
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.needs import Need
from tests.factories_storage import NOW, ORGANISATION, TODAY, carried_out, done, known


async def test_needs_are_counted_by_theme_and_place_and_stay_when_a_person_goes(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    noted = [
        NoteNeed("n1", "health", "quayside", TODAY),
        NoteNeed("n2", "health", "quayside", date(2026, 10, 1)),
        NoteNeed("n3", "housing", "elsewhere", TODAY),
    ]
    await carried_out(database, keys, *(done(ada, one) for one in noted))
    await carried_out(database, keys, done(ada, ErasePerson()))
    async with database.read() as conn:
        found = await needs.counted(conn, ORGANISATION)
    assert found == [Need("health", "quayside", 2, TODAY), Need("housing", "elsewhere", 1, TODAY)]


async def test_a_complaint_waits_until_it_is_answered(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    due = date(2026, 11, 6)
    await carried_out(
        database,
        keys,
        done(ada, Complain("q1", "nobody wrote back", "quayside", due)),
        done(ada, Complain("q2", "nor to me", "quayside", due)),
    )
    async with database.write() as conn:
        assert await complaints.answered(conn, ORGANISATION, "q1", NOW)
        assert not await complaints.answered(conn, ORGANISATION, "q1", NOW)
        listed = await complaints.listed(conn, keys)
    assert [(one.id, one.words, one.answered_at) for one in listed] == [
        ("q2", "nor to me", None),
        ("q1", "nobody wrote back", NOW),
    ]


async def test_a_complaint_goes_with_its_maker(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, Complain("q1", "nobody wrote back", "quayside", TODAY)))
    await carried_out(database, keys, done(ada, ErasePerson()))
    async with database.read() as conn:
        assert await complaints.listed(conn, keys) == []
