"""A need is counted of nobody; a complaint waits for its answer, locked, and goes with its maker."""

from datetime import date

from sqlalchemy import insert, select

from bot.conversation.effects import Complain, ErasePerson, NoteNeed
from bot.storage import complaints, needs
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.needs import Need, Typed
from bot.storage.tables import need
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
        found = await needs.counted(conn, keys)
    assert found == [Need("health", "quayside", 2, TODAY), Need("housing", "elsewhere", 1, TODAY)]


async def test_what_was_asked_for_is_sealed_what_an_older_version_kept_in_the_clear_too(
    database: Database, keys: Keys
) -> None:
    old = {"organisation": ORGANISATION, "id": "n1", "theme": "health", "neighbourhood": "quayside"}
    async with database.write() as conn:
        await conn.execute(insert(need), old | {"noted_on": TODAY, "what": "a dentist for Jo", "worker": "sam"})
        await needs.add(conn, keys, Typed("n2", "health", "quayside", TODAY, "a night nurse", "sam"))
        await needs.seal_left(conn, keys)
        kept = (await conn.execute(select(need))).all()
        assert [one.what for one in await needs.typed(conn, keys, TODAY)] == ["a night nurse", "a dentist for Jo"]
        assert (await needs.counted(conn, keys))[0].asked == ("a night nurse", "a dentist for Jo")
    assert "dentist" not in str(kept)
    assert "nurse" not in str(kept)


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
