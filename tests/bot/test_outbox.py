"""What waits is sent: each person's in order, danger first, nobody held up by anybody else, nothing twice."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from bot import outbox as sending_side
from bot.channel import Outgoing, dump
from bot.conversation.replies import Urgency
from bot.errors import SendFailed
from bot.outbox import IN_FLIGHT
from bot.storage import outbox, people, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.outbox import Post
from bot.storage.people import Newcomer, Person
from tests.factories_app import PUSH, Whole, until

BLOCKED = SendFailed("bot was blocked by the user", unreachable=True)
REFUSED = SendFailed("message is too long", permanent=True)
BROKEN = SendFailed("502", permanent=False)
ON_SQLITE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


@pytest.fixture
async def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


async def somebody(town: Whole, name: str) -> Person:
    who = town.hash(name)
    async with town.database.write() as conn:
        await people.know(conn, town.keys, [Newcomer(who, PUSH, name)], town.now)
        return (await people.load(conn, town.keys, [who]))[who]


async def posts(town: Whole, person: Person, *texts: str, urgency: Urgency = Urgency.ANSWER) -> None:
    """Have texts for a person committed, and handed to the sending side as a dispatcher does."""
    made = [_post(town, person, Outgoing(one, urgency=urgency)) for one in texts]
    async with town.database.write() as conn:
        await outbox.post(conn, town.keys, [post for post, _ in made])
    town.outbox.add(made)


def _post(town: Whole, person: Person, message: Outgoing) -> tuple[Post, Outgoing]:
    id_ = f"{next(town.numbers):032x}"
    return Post(id_, PUSH, person, message.urgency, dump(message), town.now), message


async def unsent(town: Whole) -> list[str]:
    return [row.id for row in await town.rows(tables.outbox) if row.sent_at is None and row.failed_at is None]


async def test_each_persons_messages_go_out_in_order(town: Whole) -> None:
    ann, bob = await somebody(town, "ann"), await somebody(town, "bob")
    texts = [str(number) for number in range(20)]
    async with town.sending() as postbox:
        for one in texts:
            await posts(town, ann, one)
            await posts(town, bob, one)
        await until(lambda: len(postbox.sent) == 2 * len(texts))
        await town.sent_all()
    assert postbox.texts("ann") == postbox.texts("bob") == texts
    assert await unsent(town) == []


async def test_at_most_four_are_on_their_way_at_once(town: Whole) -> None:
    town.postbox.seconds = 0.02
    for number in range(12):
        await posts(town, await somebody(town, f"person {number}"), "hello")
    async with town.sending() as postbox:
        await until(lambda: len(postbox.sent) == 12)
    assert postbox.most_at_once == IN_FLIGHT


async def test_who_is_told_to_wait_holds_up_nobody_else(town: Whole) -> None:
    """A 429 is obeyed for the chat it was said of, and what follows in that chat waits with it (F30)."""
    ann, bob = await somebody(town, "ann"), await somebody(town, "bob")
    town.postbox.troubles["ann"] = [SendFailed("told to wait", permanent=False, retry_after=0.3)]
    async with town.sending() as postbox:
        started = asyncio.get_running_loop().time()
        await posts(town, ann, "one", "two")
        await posts(town, bob, "one", "two")
        await until(lambda: postbox.texts("bob") == ["one", "two"])
        assert postbox.texts("ann") == []
        await until(lambda: postbox.texts("ann") == ["one", "two"])
        assert asyncio.get_running_loop().time() - started >= 0.3


async def test_a_passing_failure_is_tried_again_with_growing_waits(
    town: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_side, "FIRST_WAIT", 0.02)
    ann = await somebody(town, "ann")
    town.postbox.troubles["ann"] = [BROKEN, BROKEN, BROKEN]
    async with town.sending() as postbox:
        started = asyncio.get_running_loop().time()
        await posts(town, ann, "one")
        await until(lambda: postbox.texts("ann") == ["one"])
        assert asyncio.get_running_loop().time() - started >= 0.02 * (1 + 2 + 4)
        await town.sent_all()
    [row] = await town.rows(tables.outbox)
    assert row.attempts == 3


@ON_SQLITE
@pytest.mark.parametrize(
    ("failed_before", "seconds"), [(0, 1), (1, 2), (2, 4), (6, 64), (9, 512), (10, 600), (22, 600)]
)
async def test_each_wait_is_twice_the_one_before_up_to_ten_minutes(
    town: Whole, failed_before: int, seconds: int
) -> None:
    ann = await somebody(town, "ann")
    await posts(town, ann, "one")
    await failed_so_often(town, failed_before)
    town.postbox.troubles["ann"] = [BROKEN]
    async with town.sending():
        await on_record(town, lambda row: row.attempts == failed_before + 1)
    [row] = await town.rows(tables.outbox)
    assert row.due_at - town.now == timedelta(seconds=seconds)


@ON_SQLITE
@pytest.mark.parametrize("seconds", [1, 35, 4000])
async def test_a_wait_that_the_channel_names_is_obeyed_whatever_was_tried_before(town: Whole, seconds: int) -> None:
    ann = await somebody(town, "ann")
    await posts(town, ann, "one")
    await failed_so_often(town, 5)
    town.postbox.troubles["ann"] = [SendFailed("told to wait", permanent=False, retry_after=seconds)]
    async with town.sending():
        await on_record(town, lambda row: row.attempts == 6)
    [row] = await town.rows(tables.outbox)
    assert row.due_at - town.now == timedelta(seconds=seconds)


@ON_SQLITE
async def test_the_last_attempt_of_all_is_counted_over_restarts(town: Whole) -> None:
    ann = await somebody(town, "ann")
    await posts(town, ann, "one")
    await failed_so_often(town, sending_side.GIVE_UP_AFTER - 1)
    town.postbox.troubles["ann"] = [BROKEN]
    async with town.sending():
        await on_record(town, lambda row: row.failed_at is not None)
    assert town.postbox.sent == []


async def failed_so_often(town: Whole, times: int) -> None:
    """The one message that waits has been tried so often, and is due again."""
    [row] = await town.rows(tables.outbox)
    async with town.database.write() as conn:
        for _ in range(times):
            await outbox.put_off(conn, town.keys.organisation, row.id, town.now)


async def on_record(town: Whole, holds: Callable[[Any], bool]) -> None:
    """Wait until something holds of the one message there is."""
    async with asyncio.timeout(5):
        while not all(map(holds, await town.rows(tables.outbox))):  # noqa: ASYNC110 - the store has no event
            await asyncio.sleep(0.01)


async def test_it_gives_up_in_the_end(town: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending_side, "FIRST_WAIT", 0.0)
    ann = await somebody(town, "ann")
    town.postbox.troubles["ann"] = [BROKEN] * sending_side.GIVE_UP_AFTER
    async with town.sending() as postbox:
        await posts(town, ann, "one", "two")
        await until(lambda: postbox.texts("ann") == ["two"])
        await town.sent_all()
    assert [row.reason for row in await town.rows(tables.outbox)] == ["unreachable", None]
    person = await town.person("ann")
    assert person is not None
    assert not person.blocked


async def test_who_blocked_us_is_marked_and_nothing_more_is_tried(town: Whole) -> None:
    ann = await somebody(town, "ann")
    town.postbox.troubles["ann"] = [BLOCKED]
    async with town.sending() as postbox:
        await posts(town, ann, "one", "two", "three")
        await town.sent_all()
        await until(lambda: not postbox.under_way)
    assert postbox.sent == []
    assert await unsent(town) == []
    assert {row.reason for row in await town.rows(tables.outbox)} == {"unreachable"}
    assert all(row.sealed is None for row in await town.rows(tables.outbox))
    person = await town.person("ann")
    assert person is not None
    assert person.blocked


async def test_a_message_that_is_refused_for_good_fails_alone(town: Whole) -> None:
    ann = await somebody(town, "ann")
    town.postbox.troubles["ann"] = [REFUSED]
    async with town.sending() as postbox:
        await posts(town, ann, "one", "two")
        await until(lambda: postbox.texts("ann") == ["two"])
        await town.sent_all()
    assert [row.failed_at is None for row in await town.rows(tables.outbox)] == [False, True]
    person = await town.person("ann")
    assert person is not None
    assert not person.blocked


@ON_SQLITE
async def test_who_comes_back_while_we_give_up_on_them_is_answered(town: Whole, url: str) -> None:
    """An answer that is posted while an older one is given up is neither lost nor sent beside it."""
    ann = await somebody(town, "ann")
    town.postbox.troubles["ann"] = [BLOCKED]
    async with town.sending() as postbox:
        async with town.database.write() as conn:
            made = [_post(town, ann, Outgoing("one"))]
            await outbox.post(conn, town.keys, [post for post, _ in made])
            late = [_post(town, ann, Outgoing("two"))]
            await outbox.post(conn, town.keys, [post for post, _ in late])
            town.outbox.add(made)
            # The refusal waits for this transaction to end; meanwhile the next answer comes.
            await until(lambda: not postbox.troubles["ann"])
            town.outbox.add(late)
            await asyncio.sleep(0.02)
        await until(lambda: postbox.texts("ann") == ["two"])
        await town.sent_all()
    del url


async def test_danger_is_answered_before_everything_else(town: Whole) -> None:
    """Before other people's messages, and before the same person's that wait."""
    people_waiting = [await somebody(town, f"person {number}") for number in range(IN_FLIGHT)]
    ann, bob = await somebody(town, "ann"), await somebody(town, "bob")
    town.postbox.open.clear()
    async with town.sending() as postbox:
        for one in people_waiting:
            await posts(town, one, "on its way")
        await until(lambda: postbox.under_way == IN_FLIGHT)
        await posts(town, bob, "a broadcast", urgency=Urgency.BROADCAST)
        await posts(town, ann, "an answer", "another answer")
        await posts(town, bob, "an answer")
        await posts(town, ann, "call 999", urgency=Urgency.DANGER)
        if town.database.dialect == "postgresql":
            await asyncio.sleep(0.3)  # found by the next look
        postbox.open.set()
        await town.sent_all()
    order = [message.text for _, message in postbox.sent[IN_FLIGHT:]]
    assert order[0] == "call 999"
    assert postbox.texts("ann") == ["call 999", "an answer", "another answer"]
    assert postbox.texts("bob") == ["an answer", "a broadcast"]


async def test_a_message_that_breaks_the_channel_does_not_stop_the_others(town: Whole) -> None:
    ann, bob = await somebody(town, "ann"), await somebody(town, "bob")
    town.postbox.troubles["ann"] = [ValueError("a defect")] * 2
    async with town.sending() as postbox:
        await posts(town, ann, "one")
        await posts(town, bob, "one")
        await until(lambda: postbox.texts("bob") == ["one"])
        await until(lambda: postbox.texts("ann") == ["one"], seconds=8)


# -- starting again ----------------------------------------------------------------------------------------------------


async def test_what_was_not_sent_goes_out_at_the_next_start_once(town: Whole) -> None:
    ann = await somebody(town, "ann")
    await posts(town, ann, "one", "two")  # nobody sends: the process died here
    after = town.another()
    async with after.sending() as postbox:
        await until(lambda: len(postbox.sent) == 2)
        await asyncio.sleep(2 * sending_side.LOOK_AGAIN)
    assert postbox.texts("ann") == ["one", "two"]
    assert await unsent(town) == []


async def test_after_a_restart_nothing_overtakes_a_message_that_is_put_off(town: Whole) -> None:
    ann = await somebody(town, "ann")
    town.postbox.troubles["ann"] = [SendFailed("told to wait", permanent=False, retry_after=60)]
    async with town.sending() as postbox:
        await posts(town, ann, "one", "two")
        await until(lambda: not postbox.troubles["ann"])
        while not any(row.attempts for row in await town.rows(tables.outbox)):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    after = town.another()
    after.now += timedelta(seconds=30)
    async with after.sending() as postbox:
        await posts(after, ann, "three")
        if town.database.dialect == "sqlite":
            await asyncio.sleep(0.05)
        first = list(postbox.sent)
    last = after.another()
    last.now += timedelta(seconds=60)
    async with last.sending() as postbox:
        await until(lambda: len(postbox.texts("ann")) + len(first) == 3)
    told = [message.text for _, message in first] + postbox.texts("ann")
    assert sorted(told) == ["one", "three", "two"]
    assert told.index("one") < told.index("two")


async def test_a_look_that_raced_a_mark_sends_nothing_twice(town: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending_side, "LOOK_AGAIN", 0.001)
    ann = [await somebody(town, f"person {number}") for number in range(5)]
    async with town.sending() as postbox:
        for number in range(40):
            await posts(town, ann[number % 5], str(number))
            await asyncio.sleep(0.002)
        await until(lambda: len(postbox.sent) >= 40)
        await asyncio.sleep(0.2)
    assert sorted(int(message.text) for _, message in postbox.sent) == list(range(40))


async def test_what_another_process_posts_is_found_and_sent_by_the_one_that_sends(town: Whole) -> None:
    ann = await somebody(town, "ann")
    other = town.another()
    async with town.sending() as postbox:
        await asyncio.sleep(0.05)
        await posts(other, ann, "from the other process")
        await until(lambda: postbox.texts("ann") == ["from the other process"])
    assert other.postbox.sent == []


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
async def test_answers_of_two_processes_to_one_person_keep_their_order(town: Whole) -> None:
    ann = await somebody(town, "ann")
    other = town.another()
    async with town.sending() as postbox:
        for number in range(0, 20, 2):
            await posts(other, ann, str(number))
            await posts(town, ann, str(number + 1))
        await until(lambda: len(postbox.sent) == 20)
    assert postbox.texts("ann") == [str(number) for number in range(20)]


# -- what nobody waits for ---------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_an_answer_goes_out_at_once_while_a_message_to_many_is_under_way(town: Whole) -> None:
    people = [await somebody(town, f"person {number}") for number in range(60)]
    ann = await somebody(town, "ann")
    for one in people:
        await posts(town, one, "to many", urgency=Urgency.BROADCAST)
    async with town.sending() as postbox:
        await until(lambda: len(postbox.sent) >= 25)
        await posts(town, ann, "an answer")
        await posts(town, ann, "help is here", urgency=Urgency.DANGER)
        began = asyncio.get_running_loop().time()
        await until(lambda: len(postbox.texts("ann")) == 2)
        assert asyncio.get_running_loop().time() - began < 0.5
        assert len(postbox.sent) < 60
        await until(lambda: len(postbox.sent) == 62)
    assert [address for address, message in postbox.sent[:25] if message.urgency is not Urgency.BROADCAST] == []


@ON_SQLITE
async def test_of_what_nobody_waits_for_25_go_out_in_a_second(town: Whole) -> None:
    for number in range(55):
        await posts(town, await somebody(town, f"person {number}"), "to many", urgency=Urgency.BROADCAST)
    async with town.sending() as postbox:
        began = asyncio.get_running_loop().time()
        await until(lambda: len(postbox.sent) == 55)
        assert 2 <= asyncio.get_running_loop().time() - began < 3.5


@ON_SQLITE
async def test_a_message_to_many_waits_for_a_second_after_an_answer_in_the_same_chat(town: Whole) -> None:
    ann, bob = await somebody(town, "ann"), await somebody(town, "bob")
    async with town.sending() as postbox:
        began = asyncio.get_running_loop().time()
        await posts(town, ann, "an answer")
        await until(lambda: postbox.texts("ann") == ["an answer"])
        await posts(town, ann, "to many", urgency=Urgency.BROADCAST)
        await posts(town, bob, "to many", urgency=Urgency.BROADCAST)
        await until(lambda: postbox.texts("bob") == ["to many"])
        assert len(postbox.texts("ann")) == 1
        await until(lambda: len(postbox.texts("ann")) == 2)
        assert asyncio.get_running_loop().time() - began >= 1


@ON_SQLITE
async def test_told_to_wait_again_and_again_nothing_is_given_up(town: Whole) -> None:
    """However often Telegram says so: it is no failure of the message (F30)."""
    ann = await somebody(town, "ann")
    wait = SendFailed("told to wait", permanent=False, retry_after=0.01)
    town.postbox.troubles["ann"] = [wait] * (sending_side.GIVE_UP_AFTER + 1)
    async with town.sending() as postbox:
        await posts(town, ann, "an answer")
        await until(lambda: postbox.texts("ann") == ["an answer"])


@ON_SQLITE
async def test_told_to_wait_where_we_left_a_chat_in_peace_nothing_goes_out_and_then_danger_first(town: Whole) -> None:
    ann, bob = await somebody(town, "ann"), await somebody(town, "bob")
    town.postbox.troubles["ann"] = [SendFailed("told to wait", permanent=False, retry_after=0.5)]
    async with town.sending() as postbox:
        began = asyncio.get_running_loop().time()
        await posts(town, ann, "to many", urgency=Urgency.BROADCAST)
        await until(lambda: not town.postbox.troubles["ann"])
        await posts(town, bob, "an answer")
        await posts(town, bob, "help is here", urgency=Urgency.DANGER)
        await until(lambda: len(postbox.texts("bob")) == 2)
        assert asyncio.get_running_loop().time() - began >= 0.5
        assert postbox.texts("bob") == ["help is here", "an answer"]
        await until(lambda: postbox.texts("ann") == ["to many"])


@ON_SQLITE
async def test_who_blocked_us_is_not_sent_to_again_and_holds_nobody_up(town: Whole) -> None:
    ann, bob = await somebody(town, "ann"), await somebody(town, "bob")
    town.postbox.troubles["ann"] = [BLOCKED]
    for one in (ann, bob):
        await posts(town, one, "to many", urgency=Urgency.BROADCAST)
    async with town.sending() as postbox:
        await until(lambda: postbox.texts("bob") == ["to many"])
        await on_record(town, lambda row: row.failed_at is not None or row.sent_at is not None)
    assert (await town.person("ann")).blocked  # type: ignore[union-attr]
    assert postbox.texts("ann") == []


# -- a store in trouble ------------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_what_was_sent_is_marked_once_the_store_is_free_again(url: str, keys: Keys) -> None:
    database = await Database.open(url, wait=0.05)
    town = Whole(database, keys)
    ann = await somebody(town, "ann")
    async with town.sending() as postbox:
        await posts(town, ann, "one")
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as admin:
            admin.execute("BEGIN IMMEDIATE")
            await until(lambda: postbox.texts("ann") == ["one"])
            await asyncio.sleep(0.2)
            admin.execute("ROLLBACK")
        await town.sent_all()
    assert postbox.texts("ann") == ["one"]
    assert await unsent(town) == []
    await database.close()


@ON_SQLITE
async def test_a_locked_store_does_not_keep_the_sending_side_from_stopping(url: str, keys: Keys) -> None:
    """Asked to stop while nothing can be marked, it stops, and does not raise what would start it again (F05)."""
    database = await Database.open(url, wait=0.05)
    town = Whole(database, keys)
    ann = await somebody(town, "ann")
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as admin:
        running = asyncio.create_task(town.outbox.run(PUSH))
        await asyncio.sleep(0)
        await posts(town, ann, "one")
        admin.execute("BEGIN IMMEDIATE")
        await until(lambda: town.postbox.texts("ann") == ["one"])
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            async with asyncio.timeout(5):
                await running
    await database.close()
