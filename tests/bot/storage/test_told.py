"""What somebody told us, as they may see it: changed, taken back and agreed to only by themselves."""

from sqlalchemy import select

from bot.conversation.effects import AddWords, AgreeToQuote, Effect, JoinTo, ReplaceWords, Withdraw
from bot.domain.contribution import Standing
from bot.domain.told import Told
from bot.storage import consents, told
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import contribution
from tests.factories_storage import carried_out, done, keep, known


async def mine(database: Database, keys: Keys, person: Person) -> tuple[Told, ...]:
    async with database.read() as conn:
        return await told.mine(conn, keys, person)


async def quotable(database: Database, keys: Keys, *ids: str) -> set[str]:
    async with database.read() as conn:
        return await consents.quotable(conn, keys.organisation, ids)


def quote(may_quote: bool, id_: str = "c1") -> Effect:  # noqa: FBT001
    return AgreeToQuote(id_, may_quote, "my_words.one")


async def test_words_written_anew_take_the_place_of_all_that_was_said(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    changes = (keep("c1", "a bench"), AddWords("c1", "by the pond"), ReplaceWords("c1", "a long bench"))
    await carried_out(database, keys, *(done(ada, one) for one in changes))
    assert [one.words for one in await mine(database, keys, ada)] == ["a long bench"]


async def test_the_last_answer_about_quoting_counts_and_every_one_is_on_record(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1")), done(ada, quote(may_quote=True)))
    assert await quotable(database, keys, "c1") == {"c1"}
    await carried_out(database, keys, done(ada, quote(may_quote=False)))
    assert await quotable(database, keys, "c1") == set()
    [one] = await mine(database, keys, ada)
    assert [(agreed.may_quote, agreed.basis) for agreed in one.agreed] == [
        (True, "my_words.one"),
        (False, "my_words.one"),
    ]
    assert not one.may_quote


async def test_nobody_agrees_for_somebody_else_or_changes_their_words(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    await carried_out(database, keys, done(ada, keep("c1", "a bench")))
    await carried_out(
        database,
        keys,
        done(ben, quote(may_quote=True)),
        done(ben, ReplaceWords("c1", "mine")),
        done(ben, Withdraw("c1")),
    )
    [one] = await mine(database, keys, ada)
    assert (one.words, one.agreed, one.standing) == ("a bench", (), Standing.HEARD)
    assert await mine(database, keys, ben) == ()


async def test_what_was_taken_back_or_stands_for_a_case_is_never_quoted(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    kept = (keep("c1"), keep("c2", standing=Standing.SAFEGUARDING), keep("c3"))
    agreed = tuple(quote(may_quote=True, id_=id_) for id_ in ("c1", "c2", "c3"))
    await carried_out(
        database, keys, *(done(ada, one, str(n)) for n, one in enumerate((*kept, *agreed, Withdraw("c1"))))
    )
    assert await quotable(database, keys, "c1", "c2", "c3") == {"c3"}


async def test_what_they_say_is_more_of_the_same_stands_with_it_and_with_nobody_elses(
    database: Database, keys: Keys
) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    await carried_out(database, keys, done(ada, keep("c1")), done(ada, keep("c2")), done(ben, keep("c3")))
    joins = (done(ada, JoinTo("c2", "c1")), done(ben, JoinTo("c3", "c1")), done(ben, JoinTo("c1", "c3")))
    await carried_out(database, keys, *joins)
    async with database.read() as conn:
        rows = await conn.execute(select(contribution.c.id, contribution.c.joined_to))
        assert {row.id: row.joined_to for row in rows} == {"c1": None, "c2": "c1", "c3": None}
