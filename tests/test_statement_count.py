"""One lone update costs at most twelve statements and two commits, its answer sent and marked; a batch hardly more."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.conversation.events import Pressed
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import Whole, button, until

STATEMENTS, COMMITS = 12, 2


@contextmanager
def counted(database: Database) -> Iterator[Counter[str]]:
    """Counts what goes to the store; on PostgreSQL the sender's look for what is due too."""
    engine, count = database._writer.sync_engine, Counter[str]()

    def statement(_conn: Any, _cursor: Any, text: str, *_: Any) -> None:
        count["statements"] += 1
        if text.startswith(("INSERT", "UPDATE", "DELETE")):
            count["writes"] += 1

    def commit(_conn: Any) -> None:
        # A transaction that wrote nothing syncs nothing.
        count["commits"] += bool(count.pop("writes", 0))

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield count
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)


@pytest.fixture
async def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


async def answered(town: Whole, *updates: Any) -> Counter[str]:
    """What it costs to take updates and to send and mark what is said to them."""
    async with town.sending() as postbox:
        await asyncio.sleep(0.1)
        before = len(postbox.sent)
        with counted(town.database) as count:
            await town.takes(*updates)
            await until(lambda: len(postbox.sent) >= before + len(updates))
            await town.sent_all()
            await asyncio.sleep(0.02)
    return count


async def test_words_kept_and_answered(town: Whole) -> None:
    await town.meets("ann")
    await town.sending_ends()
    count = await answered(town, town.words("ann", "a bench by the pond"))
    assert count["statements"] <= STATEMENTS, count
    assert count["commits"] <= COMMITS, count


async def test_a_tap_answered(town: Whole) -> None:
    await town.meets("ann")
    await town.says("ann", "a bench by the pond")
    tap = town.update("ann", Pressed(button((await town.answers("ann"))[-1], "right").token))
    await town.sending_ends()
    count = await answered(town, tap)
    assert count["statements"] <= STATEMENTS, count
    assert count["commits"] <= COMMITS, count


async def test_a_strangers_first_word(town: Whole) -> None:
    count = await answered(town, town.words("ann", "a bench by the pond"))
    assert count["statements"] <= STATEMENTS, count
    assert count["commits"] <= COMMITS, count


async def test_a_batch_costs_hardly_more_than_one(town: Whole) -> None:
    people = [f"person {number}" for number in range(50)]
    await town.meets(*people)
    await town.sending_ends()
    with counted(town.database) as count:
        await town.takes(*(town.words(who, "a bench by the pond") for who in people))
    assert count["statements"] <= STATEMENTS, count
    assert count["commits"] == 1


async def test_those_who_wait_together_share_commits(town: Whole) -> None:
    people = [f"person {number}" for number in range(50)]
    await town.meets(*people)
    await town.sending_ends()
    with counted(town.database) as count:
        await asyncio.gather(*(town.takes(town.words(who, "a bench by the pond")) for who in people))
    assert count["commits"] <= 2, count
