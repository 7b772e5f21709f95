"""What a batch claims, asks and writes."""

import asyncio
from datetime import timedelta

import pytest

from bot.channel import Malformed
from bot.storage import intake, people, quarantine
from bot.storage.database import Database
from bot.storage.intake import Saved
from bot.storage.keys import Keys
from tests.factories_storage import ACCOUNT, NOW, ORGANISATION, known, newcomer

NASTY = ["", "a\0b", "\ud800", "\x00", "\\x00", "é", "x" * 4096]


async def test_an_update_is_ours_once(database: Database) -> None:
    updates = [(ACCOUNT, "1"), (ACCOUNT, "2"), (ACCOUNT, "1")]
    async with database.write() as conn:
        assert await intake.claim(conn, ORGANISATION, updates, NOW) == {(ACCOUNT, "1"), (ACCOUNT, "2")}
    async with database.write() as conn:
        assert await intake.claim(conn, ORGANISATION, [*updates, (ACCOUNT, "3")], NOW) == {(ACCOUNT, "3")}
        assert await intake.claim(conn, ORGANISATION, [("web", "1")], NOW) == {("web", "1")}


async def test_an_update_that_was_rolled_back_is_still_to_be_had(database: Database) -> None:
    async def broken() -> None:
        async with database.write() as conn:
            await intake.claim(conn, ORGANISATION, [(ACCOUNT, "1")], NOW)
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        await broken()
    async with database.write() as conn:
        assert await intake.claim(conn, ORGANISATION, [(ACCOUNT, "1")], NOW) == {(ACCOUNT, "1")}


async def test_ids_of_any_kind_stay_apart(database: Database) -> None:
    updates = {(ACCOUNT, nasty) for nasty in NASTY if nasty != "\\x00"}
    async with database.write() as conn:
        assert await intake.claim(conn, ORGANISATION, updates, NOW) == updates


async def test_of_many_who_race_for_the_same_updates_each_update_goes_to_one(database: Database) -> None:
    updates = [(ACCOUNT, str(number)) for number in range(50)]

    async def race(turn: int) -> list[tuple[str, str]]:
        async with database.write() as conn:
            return list(await intake.claim(conn, ORGANISATION, updates[turn:] + updates[:turn], NOW))

    claimed = await asyncio.gather(*(race(turn) for turn in range(8)))
    assert sorted(one for batch in claimed for one in batch) == sorted(updates)


async def test_a_stranger_is_made_known_and_loaded_with_an_empty_journal(database: Database, keys: Keys) -> None:
    someone = newcomer(keys, address="12345")
    async with database.write() as conn:
        await people.know(conn, keys, [someone], NOW)
        found = await people.load(conn, keys, [someone.hash, "nobody"])
    assert list(found) == [someone.hash]
    person = found[someone.hash]
    assert (person.address, person.journal, person.last_order, person.participant.band) == ("12345", b"", 0, None)


async def test_who_is_known_keeps_their_key(database: Database, keys: Keys) -> None:
    [before] = await known(database, keys, "ada")
    [after] = await known(database, keys, "ada")
    assert before.wrapped_key == after.wrapped_key


async def test_a_journal_comes_back_as_it_was_saved(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    async with database.write() as conn:
        await intake.save(conn, keys, [Saved.of(ada, b"\0\xff first", 7), Saved.of(ben, b"", 8)])
    async with database.write() as conn:
        await intake.save(conn, keys, [Saved.of(ada, b"second", 2**40)])
    ada, ben = await known(database, keys, "ada", "ben")
    assert (ada.journal, ada.last_order) == (b"second", 2**40)
    assert (ben.journal, ben.last_order) == (b"", 8)


async def test_who_blocked_us_is_reachable_again_once_they_speak(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    async with database.write() as conn:
        await people.block(conn, ORGANISATION, [ada.hash], NOW)
        blocked = await people.load(conn, keys, [ada.hash])
    assert blocked[ada.hash].blocked
    [ada] = await known(database, keys, "ada")
    assert not ada.blocked


async def test_what_could_not_be_read_is_set_aside_once_for_72_hours(database: Database, keys: Keys) -> None:
    for raw in (b"{\0", b"again"):
        async with database.write() as conn:
            await intake.set_aside(conn, keys, [Malformed(ACCOUNT, "\0", raw, "not JSON")], NOW)
    async with database.write() as conn:
        assert await quarantine.raw(conn, keys, ACCOUNT, "\0") == b"{\0"
        assert await quarantine.wipe(conn, ORGANISATION, NOW + timedelta(hours=71)) == 0
        assert await quarantine.count(conn, ORGANISATION) == 1
        assert await quarantine.wipe(conn, ORGANISATION, NOW + timedelta(hours=72)) == 1
        assert await quarantine.raw(conn, keys, ACCOUNT, "\0") is None
