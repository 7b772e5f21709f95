"""The clock says when to look, by local time, whatever the clocks do; a job that fails stops neither it nor others."""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.errors import DatabaseBusy
from bot.jobs.kit import Kit
from bot.scheduler import look, ticking, timed_jobs
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import PUSH, Whole

BY_THE_DOZEN = {"report_drafts": 15, "forgetting": 15}
"""Minutes between looks."""


@pytest.fixture
def kit(database: Database, keys: Keys, tmp_path: Path) -> Kit:
    unused: Any = None
    return Kit(database, keys, Whole(database, keys).area, unused, tmp_path, "here")


def looks(kit: Kit, job: str, start: datetime, hours: int) -> list[datetime]:
    """When a job looks within so many hours, in UTC."""
    trigger = next(one.when for one in timed_jobs(kit) if one.job.__name__ == job)
    found: list[datetime] = []
    last, now = start, start
    while (at := trigger.get_next_fire_time(last, now)) and at < start + timedelta(hours=hours):
        found.append(at.astimezone(UTC))
        last, now = at, at.astimezone(UTC) + timedelta(microseconds=1)
    return found


@pytest.mark.parametrize("job", BY_THE_DOZEN)
@pytest.mark.parametrize("day", [datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)])
def test_it_looks_as_often_when_the_clocks_change(kit: Kit, job: str, day: datetime) -> None:
    """In the hour that happens twice a look too many does no harm; a look too few would (F25)."""
    found = looks(kit, job, day, 12)
    gaps = [later - earlier for earlier, later in itertools.pairwise(found)]
    assert max(gaps) <= timedelta(minutes=BY_THE_DOZEN[job])
    assert len(found) >= 12 * 60 // BY_THE_DOZEN[job] - 1


@pytest.mark.parametrize("day", [datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)])
def test_old_words_are_looked_for_every_night_also_when_the_clocks_change(kit: Kit, day: datetime) -> None:
    local = [at.astimezone(kit.area.zone).hour for at in looks(kit, "old_words", day, 24)]
    assert local == [3, 4, 5]


async def test_what_was_missed_is_made_up_at_the_start(database: Database, keys: Keys, kit: Kit) -> None:
    town = Whole(database, keys)
    await town.says("ann", "a bench by the pond")
    assert len(await town.rows(tables.journal)) == 1
    async with ticking(kit, lambda: town.now + timedelta(days=3)), asyncio.timeout(5):
        while await town.rows(tables.journal):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_an_outage_of_the_store_is_for_the_next_look(kit: Kit) -> None:
    async def forgetting(_kit: Kit, _now: datetime) -> None:
        raise DatabaseBusy("locked")

    await look(forgetting, kit, lambda: datetime(2026, 10, 7, tzinfo=UTC))


async def test_a_job_cut_short_by_the_stop_is_no_fault(kit: Kit) -> None:
    async def forgetting(_kit: Kit, _now: datetime) -> None:
        await asyncio.Event().wait()

    running = asyncio.create_task(look(forgetting, kit, lambda: datetime(2026, 10, 7, tzinfo=UTC)))
    await asyncio.sleep(0)
    running.cancel()
    await running


async def test_what_is_made_up_at_the_start_is_made_up_one_after_another_and_one_that_breaks_stops_no_other(
    kit: Kit,
) -> None:
    begun: list[str] = []

    async def breaks(_kit: Kit, _now: datetime) -> None:
        begun.append("breaks")
        await asyncio.sleep(0)
        assert begun == ["breaks"]
        raise ValueError

    async def comes_after(_kit: Kit, _now: datetime) -> None:
        begun.append("comes after")

    turn, clock = asyncio.Lock(), partial(datetime, 2026, 10, 7, tzinfo=UTC)
    found = await asyncio.gather(
        *(look(one, kit, clock, turn) for one in (breaks, comes_after)), return_exceptions=True
    )
    assert begun == ["breaks", "comes after"]
    assert isinstance(found[0], ValueError)


async def test_it_stops_with_its_context(database: Database, keys: Keys, kit: Kit) -> None:
    town = Whole(database, keys)
    async with ticking(kit, town.clock) as scheduler:
        assert scheduler.running
    await asyncio.sleep(0)
    assert not scheduler.running
    await town.takes(town.words("ann", "a bench", on=PUSH))
