"""What is kept for a time only is gone when the time is over, and not a moment before; nothing else goes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channel import Malformed
from bot.jobs.forgetting import SENT_KEPT, forgetting
from bot.jobs.kit import Kit
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import PULL, PUSH, Whole

BENCH = "a bench by the pond"
DAY, MOMENT = timedelta(hours=24), timedelta(seconds=1)


@pytest.fixture
async def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


async def passes(town: Whole, time: timedelta) -> None:
    """Time passes, then the clock looks."""
    town.now += time
    unused: Any = None
    await forgetting(Kit(town.database, town.keys, town.area, unused, Path(), "here"), town.now)


async def test_words_typed_before_the_notice_are_gone_after_a_day(town: Whole) -> None:
    await town.says("ann", BENCH)
    await passes(town, DAY - MOMENT)
    assert len(await town.rows(tables.journal)) == 1
    await passes(town, MOMENT)
    assert await town.rows(tables.journal) == []


async def test_they_are_gone_from_a_chat_on_the_web_too(town: Whole) -> None:
    await town.says("ann", BENCH, on=PULL)
    await town.meets("bob", on=PULL)
    await town.says("bob", BENCH, on=PULL)
    bobs = len(await town.rows(tables.chat_line)) - 2
    await passes(town, DAY - MOMENT)
    assert len(await town.rows(tables.chat_line)) == bobs + 2
    await passes(town, MOMENT)
    assert len(await town.rows(tables.chat_line)) == bobs
    assert len(await town.rows(tables.journal)) == 1


async def test_who_keeps_writing_before_the_notice_does_not_keep_the_first_words_longer(town: Whole) -> None:
    await town.says("ann", BENCH)
    town.now += DAY - MOMENT
    await town.says("ann", "help")
    await passes(town, MOMENT)
    assert await town.rows(tables.journal) == []


async def test_a_talk_after_the_notice_is_kept_as_long_as_they_like(town: Whole) -> None:
    await town.says("ann", BENCH)
    await town.taps("ann", "adult")
    await passes(town, 40 * DAY)
    assert len(await town.rows(tables.journal)) == 1


async def test_what_could_not_be_read_is_wiped_after_three_days(town: Whole) -> None:
    await town.takes(Malformed(PUSH, "7", b"{", "not JSON"))
    await passes(town, 3 * DAY - MOMENT)
    assert await town.quarantined() == 1
    await passes(town, MOMENT)
    assert await town.quarantined() == 0


async def test_words_on_their_way_to_the_web_wait_for_a_day(town: Whole) -> None:
    await town.says("kim", BENCH)
    await town.taps("kim", "13_15")
    await passes(town, DAY - MOMENT)
    assert len(await town.rows(tables.handover)) == 1
    await passes(town, MOMENT)
    assert await town.rows(tables.handover) == []


async def test_ids_of_what_was_sent_are_kept_while_it_can_be_taken_away(town: Whole) -> None:
    await town.meets("ann")
    await town.sending_ends()
    await passes(town, SENT_KEPT)
    assert await town.rows(tables.outbox) != []
    await passes(town, MOMENT)
    assert await town.rows(tables.outbox) == []


async def test_what_waits_to_be_sent_waits_however_long(town: Whole) -> None:
    await town.meets("ann")
    waiting = len(await town.rows(tables.outbox))
    await passes(town, 30 * DAY)
    assert len(await town.rows(tables.outbox)) == waiting
