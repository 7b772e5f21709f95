"""What was written of somebody is kept apart for 30 days: on record are the words without the names."""

from datetime import timedelta

from bot.channel import Outgoing, dump, load
from bot.conversation.effects import CorrectWords, ErasePerson, HoldOriginal, LeaveOut, SetAside, ShowNoMore
from bot.domain.contribution import Standing
from bot.domain.reading import PrivateSpan, PrivateType
from bot.storage import chat_lines, held_words
from bot.storage.chat_lines import Line, Side
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_storage import NOW, ORGANISATION, all_said, carried_out, done, keep, known

ANGRY = "Kevin plays music all night"


async def test_an_original_is_there_to_look_at_for_30_days_and_not_a_moment_longer(
    database: Database, keys: Keys
) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep()), done(ada, HoldOriginal("h1", ANGRY, "c1")))
    over = NOW + timedelta(days=30)
    async with database.write() as conn:
        [held] = await held_words.waiting(conn, ORGANISATION, NOW)
        assert (held.reference, held.until) == ("LK-c1", over)
        assert await held_words.look(conn, keys, "h1", over - timedelta(seconds=1)) == ANGRY
        assert await held_words.look(conn, keys, "h1", over) is None
        assert await held_words.forget(conn, ORGANISATION, over - timedelta(seconds=1)) == 0
        assert await held_words.forget(conn, ORGANISATION, over) == 1


async def test_it_goes_with_the_person_who_wrote_it(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, HoldOriginal("h1", ANGRY)))
    await carried_out(database, keys, done(ada, ErasePerson()))
    async with database.read() as conn:
        assert await held_words.waiting(conn, ORGANISATION, NOW) == []


async def test_a_contribution_is_set_aside_by_its_own_writer_only(database: Database, keys: Keys) -> None:
    ada, bob = await known(database, keys, "ada", "bob")
    await carried_out(database, keys, done(ada, keep()), done(bob, SetAside("c1")))
    assert [one.standing for one in await all_said(database, keys)] == [Standing.HEARD]
    await carried_out(database, keys, done(ada, SetAside("c1")))
    assert [one.standing for one in await all_said(database, keys)] == [Standing.HELD]


async def test_an_edit_that_tells_of_somebody_sets_aside_what_it_corrects(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await carried_out(database, keys, done(ada, keep("c1"), "1", "m1"), done(ada, keep("c2"), "2", "m2"))
    await carried_out(database, keys, done(ada, CorrectWords("m1", "[…] plays music", aside=True), "3", "m1"))
    assert {one.id: one.standing for one in await all_said(database, keys)} == {
        "c1": Standing.HELD,
        "c2": Standing.HEARD,
    }


async def test_the_chat_shows_their_own_lines_without_the_name(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    texts = ("Kev", "hello\nthere", ANGRY, "Kevin plays")
    lines = [Line(f"{n}", ada.account, ada, Side.THEM, dump(Outgoing(one)), NOW) for n, one in enumerate(texts)]
    async with database.write() as conn:
        await chat_lines.add(conn, keys, [*lines, Line("9", ada.account, ada, Side.US, dump(Outgoing(ANGRY)), NOW)])
    await carried_out(
        database, keys, done(ada, LeaveOut(f"hello\nthere\n{ANGRY}", (PrivateSpan(PrivateType.NAME, 12, 17),)))
    )
    async with database.read() as conn:
        shown = [load(one.body).text for one in await chat_lines.after(conn, keys, ada)]
    assert shown == ["Kev", "hello\nthere", "[…] plays music all night", "Kevin plays", ANGRY]


async def test_the_chat_shows_what_was_taken_back_on_neither_side(database: Database, keys: Keys) -> None:
    """They were told that their words are wiped, and the chat and their copy went on showing them."""
    [ada, ben] = await known(database, keys, "ada", "ben")
    said = ((ada, Side.THEM, ANGRY), (ada, Side.US, f"Got it: '{ANGRY[:9]}'."), (ada, Side.THEM, "a bench"))
    rows = (*said, (ben, Side.THEM, ANGRY))
    lines = [Line(f"{n}", who.account, who, side, dump(Outgoing(one)), NOW) for n, (who, side, one) in enumerate(rows)]
    async with database.write() as conn:
        await chat_lines.add(conn, keys, lines)
    await carried_out(database, keys, done(ada, ShowNoMore(ANGRY, (ANGRY[:9],))))
    async with database.read() as conn:
        shown = [load(one.body).text for one in await chat_lines.after(conn, keys, ada)]
        theirs = [load(one.body).text for one in await chat_lines.after(conn, keys, ben)]
    assert shown == ["[…]", "Got it: '[…]'.", "a bench"]
    assert theirs == [ANGRY], "nobody else's"
