"""Words are kept as long as the notice says and no day longer; what was said is counted as before."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.conversation.effects import AskForPerson, Complain
from bot.domain.cleared import Cleared
from bot.domain.thresholds import Thresholds
from bot.jobs.kit import Kit
from bot.jobs.old_words import months_before, old_words
from bot.storage import cleared, needs, retention, tables
from bot.storage.database import Database
from bot.storage.heard import Span
from bot.storage.keys import Keys
from bot.storage.needs import Typed
from bot.storage.wordless import Wordless, counted
from tests.factories_app import PULL, Whole
from tests.factories_pack import make_area
from tests.factories_storage import all_said, carried_out, done, keep, known

BENCH = "a bench by the pond"
SAID = date(2026, 10, 7)
LAST_DAY = datetime(2028, 10, 6, 22, 59, tzinfo=UTC)
"""The last minute, by the clocks of Little Harbour (UTC + 1), of the last day on which words of SAID are kept."""
MINUTE = timedelta(minutes=1)


async def looked(database: Database, keys: Keys, now: datetime, **area: Any) -> None:
    """The clock looks at `now`."""
    unused: Any = None
    await old_words(Kit(database, keys, make_area(**area), unused, Path(), "here"), now)


async def count(database: Database, keys: Keys) -> list[Wordless]:
    async with database.read() as conn:
        return [one async for one in counted(conn, keys.organisation, Span())]


async def test_words_are_gone_two_years_after_the_day_they_were_said(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1", BENCH, said_on=SAID)))
    await looked(database, keys, LAST_DAY)
    assert [one.words for one in await all_said(database, keys)] == [BENCH]
    await looked(database, keys, LAST_DAY + MINUTE)
    assert [one.words for one in await all_said(database, keys)] == [""]


async def test_what_was_said_is_counted_as_before(database: Database, keys: Keys) -> None:
    ada, bob = await known(database, keys, "ada", "bob")
    await carried_out(database, keys, done(ada, keep("c1", BENCH)), done(bob, keep("c2"), "2"))
    before, said = await count(database, keys), await all_said(database, keys)
    await looked(database, keys, LAST_DAY + MINUTE)
    assert await count(database, keys) == before
    assert [(one.reference, one.standing, one.themes, one.said_on) for one in await all_said(database, keys)] == [
        (one.reference, one.standing, one.themes, one.said_on) for one in said
    ]


async def test_later_words_of_the_same_person_stay(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    older, newer = keep("c1", "old words", said_on=SAID), keep("c2", "new words", said_on=SAID + timedelta(days=1))
    await carried_out(database, keys, done(ada, older), done(ada, newer, "2"))
    await looked(database, keys, LAST_DAY + MINUTE)
    assert sorted(one.words for one in await all_said(database, keys)) == ["", "new words"]


async def test_a_pack_may_keep_words_for_a_shorter_time(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1", BENCH, said_on=SAID)))
    await looked(database, keys, datetime(2027, 4, 7, tzinfo=UTC), thresholds=Thresholds(words_kept_months=6))
    assert [one.words for one in await all_said(database, keys)] == [""]


async def test_no_word_is_left_in_any_table_of_a_whole_talk_on_the_web(database: Database, keys: Keys) -> None:
    town = Whole(database, keys)
    await town.meets("ann", on=PULL)
    await town.says("ann", BENCH, on=PULL)
    person = await town.person("ann", PULL)
    assert person is not None
    await carried_out(database, keys, done(person, AskForPerson("talk-1", "quayside", "please ring me"), "90"))
    locked = (tables.chat_line, tables.journal, tables.talk_request)
    await looked(database, keys, town.now + timedelta(days=365))
    assert all([await town.rows(table) for table in locked])
    await looked(database, keys, town.now + timedelta(days=731))
    assert [await town.rows(table) for table in locked] == [[], [], []]
    assert [row.sealed for row in await town.rows(tables.contribution)] == [None]


async def test_nothing_of_their_own_is_left_two_years_after_but_talks_with_children_and_cases(
    database: Database, keys: Keys
) -> None:
    town = Whole(database, keys)
    for who, band in (("ann", "adult"), ("kim", "16_17")):
        await town.meets(who, band=band)
        await town.says(who, BENCH)
        person = await town.person(who)
        assert person is not None
        unhappy = Complain(f"q{who}", "nobody came", "quayside", SAID)
        await carried_out(database, keys, done(person, unhappy, "91"))
        row = {"organisation": keys.organisation, "id": who, "participant": person.hash, "opened_at": town.now}
        over = {"protected": band != "adult", "wrapped_key": b"", "worker": "", "second": "", "over_at": town.now}
        async with database.write() as conn:
            await conn.execute(insert(tables.talk), row | over)
    said = (await town.contributions())[0]
    async with database.write() as conn:
        await cleared.keep(conn, keys, said.id, Cleared("seats", "on order", "sam", town.now))
        await needs.add(conn, keys, Typed("n1", "health", "quayside", SAID, "a dentist", "sam"))
    kept = (tables.complaint, tables.cleared_line)
    await looked(database, keys, town.now + timedelta(days=700))
    assert all([await town.rows(table) for table in kept])
    assert len(await town.rows(tables.talk)) == 2
    await looked(database, keys, town.now + timedelta(days=740))
    assert [await town.rows(table) for table in kept] == [[], []]
    assert [one.protected for one in await town.rows(tables.talk)] == [True]
    assert [one.sealed for one in await town.rows(tables.need)] == [None]
    for one in await town.rows(tables.participant):
        assert (one.address, one.band, one.neighbourhood, one.return_words_hash) == (b"", None, None, None)


async def test_who_has_an_open_case_can_still_be_written_to(database: Database, keys: Keys) -> None:
    town = Whole(database, keys)
    await town.meets("ann")
    await town.says("ann", "he hits me")
    await looked(database, keys, town.now + timedelta(days=800))
    assert [one.address == b"" for one in await town.rows(tables.participant)] == [False]


async def test_who_was_not_here_but_whose_words_are_kept_yet_is_not_forgotten(database: Database, keys: Keys) -> None:
    """Words that were brought in of somebody who never comes: their key must go on opening them."""
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1", BENCH, said_on=SAID + timedelta(days=300))))
    await looked(database, keys, LAST_DAY + timedelta(days=20))
    await known(database, keys, "ada")
    assert [one.words for one in await all_said(database, keys)] == [BENCH]


async def test_who_comes_back_once_forgotten_is_a_stranger_who_is_answered(database: Database, keys: Keys) -> None:
    town = Whole(database, keys)
    await town.meets("ann", "bob")
    await town.says("ann", BENCH)
    await looked(database, keys, town.now + timedelta(days=740))
    town.now += timedelta(days=741)
    await town.says("ann", "hello")
    assert "How old are you" in await town.last("ann")
    await town.meets("ann")
    await town.says("ann", "a lamp by the pond")
    assert any("a lamp by the pond" in one for one in await town.stored("ann"))
    assert len({one.participant for one in await town.contributions()}) == 1, "counted as one person, as before"


async def test_who_comes_back_after_that_is_heard_again(database: Database, keys: Keys) -> None:
    town = Whole(database, keys)
    await town.meets("ann", on=PULL)
    await town.says("ann", BENCH, on=PULL)
    town.now += timedelta(days=731)
    await looked(database, keys, town.now)
    await town.says("ann", "a lamp by the pond", on=PULL)
    assert await town.stored("ann", on=PULL) == ["", "a lamp by the pond"]


async def test_words_of_another_organisation_are_not_ours_to_wipe(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1", BENCH, said_on=SAID)))
    async with database.write() as conn:
        assert (
            await retention.wipe_words(conn, "somewhere-else", date(2090, 1, 1), datetime(2090, 1, 2, tzinfo=UTC)) == 0
        )
    assert [one.words for one in await all_said(database, keys)] == [BENCH]


@given(
    day=st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1)), months=st.integers(min_value=1, max_value=24)
)
def test_so_many_months_before_is_in_that_month_and_never_on_a_later_day(day: date, months: int) -> None:
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == min(day.day, monthrange(before.year, before.month)[1])
