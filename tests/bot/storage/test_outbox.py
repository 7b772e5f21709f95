"""What waits to be sent comes out in order, once, and its words are gone afterwards."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.conversation.effects import HideChat
from bot.conversation.replies import Urgency
from bot.storage import chat_lines, outbox
from bot.storage.chat_lines import Line, Side
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.outbox import Post, Sent
from bot.storage.people import Person
from bot.storage.tables import metadata
from bot.storage.tables import outbox as outbox_table
from tests.factories_storage import ACCOUNT, NOW, ORGANISATION, carried_out, done, ids, known, unlocked

SOON = NOW + timedelta(minutes=1)


def post(id_: str, person: Person, **fields: object) -> Post:
    given = {"account": ACCOUNT, "urgency": Urgency.ANSWER, "body": b"words", "due_at": NOW}
    return Post(id=id_, person=person, **(given | fields))


async def posted(database: Database, keys: Keys, *posts: Post) -> None:
    async with database.write() as conn:
        await outbox.post(conn, keys, posts)


async def waiting(database: Database, keys: Keys, now: datetime = NOW, limit: int = 1000) -> list[str]:
    async with database.read() as conn:
        return [one.id for one in await outbox.due(conn, keys, ACCOUNT, now, limit)]


async def test_danger_goes_first_then_answers_then_broadcasts_each_the_older_first(
    database: Database, keys: Keys
) -> None:
    [ada] = await known(database, keys, "ada")
    await posted(
        database,
        keys,
        post("1", ada, urgency=Urgency.BROADCAST),
        post("3", ada, due_at=NOW - timedelta(seconds=1)),
        post("2", ada),
        post("4", ada, urgency=Urgency.DANGER),
        post("5", ada, account="web"),
        post("6", ada, due_at=SOON),
    )
    assert await waiting(database, keys) == ["4", "2", "3", "1"]
    assert await waiting(database, keys, limit=2) == ["4", "2"]


@pytest.mark.parametrize("body", [b"", b"\0\xff", b"\xed\xa0\x80", b"x" * 10_000])
async def test_a_message_comes_out_as_it_was_put_in(database: Database, keys: Keys, body: bytes) -> None:
    [ada] = await known(database, keys, "ada")
    await posted(database, keys, post("1", ada, body=body))
    async with database.read() as conn:
        [one] = await outbox.due(conn, keys, ACCOUNT, NOW)
    assert (one.body, one.address, one.participant, one.attempts) == (body, "address of ada", ada.hash, 0)
    assert (one.urgency, one.due_at) == (Urgency.ANSWER, NOW)


async def test_what_went_out_waits_no_more_and_its_words_are_wiped(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await posted(database, keys, post("1", ada), post("2", ada), post("3", ada), post("4", ada))
    async with database.write() as conn:
        await outbox.mark_sent(conn, ORGANISATION, [Sent("1", "m1"), Sent("2", "\0")], NOW)
        await outbox.fail(conn, ORGANISATION, ["3"], "too_often", NOW)
    assert await waiting(database, keys) == ["4"]
    table = metadata.tables["outbox"]
    async with database.read() as conn:
        rows = (await conn.execute(select(table.c.id).where(table.c.sealed.is_not(None)))).scalars().all()
    assert rows == ["4"]


async def test_what_is_put_off_waits_until_then_and_counts_the_attempt(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await posted(database, keys, post("1", ada))
    async with database.write() as conn:
        await outbox.put_off(conn, ORGANISATION, "1", SOON)
    assert await waiting(database, keys) == []
    async with database.read() as conn:
        [one] = await outbox.due(conn, keys, ACCOUNT, SOON)
    assert (one.attempts, one.due_at) == (1, SOON)


async def test_of_someone_out_of_reach_nothing_waits_any_more(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    await posted(database, keys, post("1", ada), post("2", ben), post("3", ada, due_at=SOON))
    async with database.write() as conn:
        await outbox.fail_all(conn, ORGANISATION, ada.hash, "blocked", NOW)
    assert await waiting(database, keys, SOON) == ["2"]


async def test_the_ids_of_both_sides_are_known_so_that_a_chat_can_be_taken_away(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    await posted(
        database,
        keys,
        post("1", ada, answers="10", due_at=NOW - timedelta(hours=49)),
        post("2", ada, answers="20"),
        post("3", ada, answers="20"),
        post("4", ben, answers="30"),
    )
    async with database.write() as conn:
        await outbox.mark_sent(
            conn, ORGANISATION, [Sent("1", "11"), Sent("2", "21"), Sent("3", ""), Sent("4", "31")], NOW
        )
        assert await outbox.messages(conn, ORGANISATION, ada.hash, NOW - timedelta(hours=48)) == ["20", "21"]


async def test_what_is_over_is_forgotten_and_what_waits_is_not(database: Database, keys: Keys) -> None:
    [ada] = await known(database, keys, "ada")
    await posted(database, keys, post("1", ada), post("2", ada), post("3", ada))
    async with database.write() as conn:
        await outbox.mark_sent(conn, ORGANISATION, [Sent("1", "")], NOW)
        await outbox.fail(conn, ORGANISATION, ["2"], "blocked", SOON)
        assert await outbox.forget(conn, ORGANISATION, SOON) == 1
        assert await outbox.forget(conn, ORGANISATION, SOON + timedelta(seconds=1)) == 1
    assert await waiting(database, keys) == ["3"]


async def test_another_organisations_messages_are_not_ours(database: Database, keys: Keys) -> None:
    other = await unlocked(database, keys.master, "another")
    [ada] = await known(database, other, "ada")
    await posted(database, other, post("1", ada))
    assert await waiting(database, keys) == []
    assert await waiting(database, other) == ["1"]


async def test_chat_lines_come_after_the_last_seen_in_order_until_hidden(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    fresh = ids()
    bodies = [b"hello", b"\0\xff", b""]
    lines = [Line(next(fresh), "web", ada, side, body, NOW) for side, body in zip(Side, bodies, strict=False)]
    lines += [
        Line(next(fresh), "web", ada, Side.US, bodies[2], SOON),
        Line(next(fresh), "web", ben, Side.US, b"b", NOW),
    ]
    async with database.write() as conn:
        await chat_lines.add(conn, keys, lines)
    async with database.read() as conn:
        all_of_it = await chat_lines.after(conn, keys, ada)
        assert [(line.body, line.side) for line in all_of_it] == [
            (b"hello", Side.THEM),
            (b"\0\xff", Side.US),
            (b"", Side.US),
        ]
        assert await chat_lines.after(conn, keys, ada, all_of_it[0].id) == all_of_it[1:]
        assert await chat_lines.after(conn, keys, ada, limit=1) == all_of_it[-1:]
        assert all_of_it[-1].at == SOON
    await carried_out(database, keys, done(ada, HideChat()))
    async with database.read() as conn:
        assert await chat_lines.after(conn, keys, ada) == []
        assert [line.body for line in await chat_lines.after(conn, keys, ben)] == [b"b"]


async def test_a_message_that_does_not_open_holds_up_nobody_elses(database: Database, keys: Keys) -> None:
    ada, ben = await known(database, keys, "ada", "ben")
    await posted(database, keys, post("1", ada), post("2", ben))
    async with database.write() as conn:
        damaged = update(outbox_table).where(outbox_table.c.id == "1").values(sealed=b"damaged")
        await conn.execute(damaged)
    assert await waiting(database, keys) == ["2"]
