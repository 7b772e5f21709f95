"""Last month's drafts are made once, when they are due by the local clock, whatever the machine went through."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain.area import Area
from bot.domain.thresholds import ReportDays
from bot.jobs.kit import Kit
from bot.jobs.report_drafts import due_months, report_drafts
from bot.storage import drafts, tables
from bot.storage.database import Database
from bot.storage.jobs import STALE
from bot.storage.keys import Keys
from reports import dataset
from reports.model import Files, Heard, Month, Request
from tests.factories_app import Whole
from tests.factories_pack import make_area
from tests.factories_storage import NOW, carried_out, done, keep, known

SCOPES = 3  # the whole area, Quayside, Mill Row
SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
DUE = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
FIRST_OF_NOVEMBER = ReportDays()


@dataclass
class Drawn:
    """Draws at once, and counts what it drew; `breaks` is raised first, so many times."""

    breaks: int = 0
    orders: list[tuple[str, tuple[Heard, ...]]] = field(default_factory=list)
    before: Callable[[], Any] | None = None

    async def draw(self, requests: Sequence[Request], kept: bytes, area: Area) -> tuple[Files, ...]:
        del area
        frozen = dataset.load(kept, requests[0].month)
        await asyncio.sleep(0)
        if self.breaks:
            self.breaks -= 1
            raise RuntimeError("the drawing broke")
        for one in requests:
            self.orders.append((f"{one.month} {one.neighbourhood or 'all'}", frozen.heard))
        return tuple(Files(f"{one.month}_{one.neighbourhood or 'all'}", b"", b"", b"") for one in requests)

    @property
    def made(self) -> Counter[str]:
        return Counter(name for name, _ in self.orders)


async def said(database: Database, keys: Keys, *days: date) -> None:
    """One person said something on each of these local days."""
    [ada] = await known(database, keys, "ada")
    said = [(f"{day}-{number}", day) for number, day in enumerate(days)]
    kept = [keep(id_, said_on=day, neighbourhood="quayside") for id_, day in said]
    await carried_out(database, keys, *(done(ada, one, external_id=one.id) for one in kept))


def kit(database: Database, keys: Keys, folder: Path, drawing: Drawn, *, worker: str = "here", **pack: Any) -> Kit:
    given: Any = drawing
    return Kit(database, keys, make_area(**pack), given, folder, worker)


# -- when ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 11, 1, 3, 29, 59, tzinfo=UTC), SEPTEMBER),
        (datetime(2026, 11, 1, 3, 30, tzinfo=UTC), OCTOBER),
        (datetime(2026, 10, 31, 23, 59, tzinfo=UTC), SEPTEMBER),
        (datetime(2026, 11, 20, 1, 0, tzinfo=UTC), OCTOBER),
        # Summer time: 03:30 in London is 02:30 UTC, and the 1st begins at 23:00 UTC of the day before.
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), Month(2026, 5)),
        (datetime(2026, 7, 1, 2, 29, tzinfo=UTC), Month(2026, 5)),
        (datetime(2026, 7, 1, 2, 30, tzinfo=UTC), Month(2026, 6)),
        # A new year.
        (datetime(2027, 1, 1, 3, 30, tzinfo=UTC), Month(2026, 12)),
    ],
)
def test_a_month_is_due_on_the_first_at_half_past_three_local(now: datetime, last: Month) -> None:
    found = due_months(Month(2026, 1), now.astimezone(make_area().zone), FIRST_OF_NOVEMBER)
    assert found[-1] == last
    assert found == sorted(found, key=str)


def test_the_pack_says_on_which_day_and_when() -> None:
    days = ReportDays(draft_day=3, draft_at=time(12, 0))
    zone = make_area().zone
    assert due_months(SEPTEMBER, datetime(2026, 11, 3, 11, 59, tzinfo=zone), days) == [SEPTEMBER]
    assert due_months(SEPTEMBER, datetime(2026, 11, 3, 12, 0, tzinfo=zone), days) == [SEPTEMBER, OCTOBER]


def test_nothing_is_due_of_months_before_anybody_spoke_nor_of_this_one() -> None:
    now = datetime(2026, 11, 20, 12, 0, tzinfo=make_area().zone)
    assert due_months(Month(2026, 11), now, FIRST_OF_NOVEMBER) == []
    assert due_months(OCTOBER, now, FIRST_OF_NOVEMBER) == [OCTOBER]


async def test_nothing_is_made_where_nothing_was_said(database: Database, keys: Keys, tmp_path: Path) -> None:
    drawing = Drawn()
    await report_drafts(kit(database, keys, tmp_path, drawing), DUE)
    assert drawing.orders == []


# -- once ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [0, 1, 7, 20])
async def test_a_machine_that_was_off_makes_it_up_at_its_next_start_once(
    database: Database, keys: Keys, tmp_path: Path, late: int
) -> None:
    await said(database, keys, date(2026, 10, 7))
    drawing = Drawn()
    here = kit(database, keys, tmp_path, drawing)
    for look in range(4):
        await report_drafts(here, DUE + timedelta(days=late, minutes=15 * look))
    assert drawing.made == {f"2026-10 {scope}": 1 for scope in ("all", "quayside", "mill-row")}
    assert sorted(path.name for path in tmp_path.glob("*.html")) == [
        "2026-10_all.html",
        "2026-10_mill-row.html",
        "2026-10_quayside.html",
    ]


async def test_several_processes_make_each_draft_once(database: Database, keys: Keys, tmp_path: Path) -> None:
    await said(database, keys, date(2026, 9, 7), date(2026, 10, 7))
    drawings = [Drawn() for _ in range(4)]
    kits = [kit(database, keys, tmp_path, one, worker=str(number)) for number, one in enumerate(drawings)]
    await asyncio.gather(*(report_drafts(one, DUE) for one in kits for _ in range(2)))
    made = sum((one.made for one in drawings), Counter[str]())
    assert len(made) == 2 * SCOPES
    assert set(made.values()) == {1}


async def test_what_broke_is_tried_again_from_the_same_rows(database: Database, keys: Keys, tmp_path: Path) -> None:
    """What is said or taken back between the tries changes nothing: the rows were frozen by the first."""
    await said(database, keys, date(2026, 10, 7))
    drawing = Drawn(breaks=1)
    here = kit(database, keys, tmp_path, drawing)
    await report_drafts(here, DUE)
    assert drawing.orders == []
    await said(database, keys, date(2026, 10, 8), date(2026, 10, 9))
    await report_drafts(here, DUE + timedelta(minutes=15))
    assert {name: len(rows) for name, rows in drawing.orders} == {
        "2026-10 all": 1,
        "2026-10 quayside": 1,
        "2026-10 mill-row": 1,
    }, "every scope is drawn from the one month that was frozen"
    async with database.read() as conn:
        frozen = await drafts.find(conn, keys, "all", "2026-10")
    assert frozen is not None
    assert dataset.load(frozen.dataset, OCTOBER).heard == next(
        rows for name, rows in drawing.orders if name.endswith("all")
    )


async def test_who_was_killed_at_it_is_taken_over_from(database: Database, keys: Keys, tmp_path: Path) -> None:
    await said(database, keys, date(2026, 10, 7))
    drawing = Drawn()

    class Killed(Drawn):
        async def draw(self, *_: Any) -> tuple[Files, ...]:
            raise SystemExit

    # SIGKILL leaves the claim as it is: the row is put back to what it was then.
    with pytest.raises(SystemExit):
        await report_drafts(kit(database, keys, tmp_path, Killed(), worker="dead"), DUE)
    async with database.write() as conn:
        await conn.execute(tables.job_run.update().values(state="claimed"))
    here = kit(database, keys, tmp_path, drawing)
    await report_drafts(here, DUE + STALE / 2)
    assert "2026-10 all" not in drawing.made
    await report_drafts(here, DUE + STALE + timedelta(minutes=15))
    assert set(drawing.made.values()) == {1}
    assert len(drawing.made) == SCOPES


async def test_who_is_told_to_stop_leaves_it_to_the_next_start(database: Database, keys: Keys, tmp_path: Path) -> None:
    await said(database, keys, date(2026, 10, 7))

    class Slow(Drawn):
        async def draw(self, *_: Any) -> tuple[Files, ...]:
            await asyncio.Event().wait()
            return ()

    running = asyncio.create_task(report_drafts(kit(database, keys, tmp_path, Slow()), DUE))
    while not await _rows(database):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    drawing = Drawn()
    await report_drafts(kit(database, keys, tmp_path, drawing, worker="next"), DUE + timedelta(minutes=1))
    assert len(drawing.made) == SCOPES


async def test_what_was_said_at_the_turn_of_a_month_counts_for_the_local_month(
    database: Database, keys: Keys, tmp_path: Path
) -> None:
    """00:30 in summer time on the 1st is still the last day of the month before by UTC (F26)."""
    town = Whole(database, keys, now=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    await town.meets("ann")
    await town.says("ann", "a bench by the pond")
    assert [one.said_on for one in await town.contributions()] == [date(2026, 7, 1)]
    drawing = Drawn()
    await report_drafts(kit(database, keys, tmp_path, drawing), datetime(2026, 7, 1, 2, 30, tzinfo=UTC))
    assert drawing.orders == []
    await report_drafts(kit(database, keys, tmp_path, drawing), datetime(2026, 8, 1, 2, 30, tzinfo=UTC))
    assert set(drawing.made) == {f"2026-07 {scope}" for scope in ("all", "quayside", "mill-row")}


async def _rows(database: Database) -> int:
    async with database.read() as conn:
        return len((await conn.execute(tables.job_run.select())).all())


@pytest.mark.long
@pytest.mark.parametrize("timezone", ["Europe/London", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"])
@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_ten_simulated_years_make_each_draft_once(
    database: Database, keys: Keys, tmp_path: Path, timezone: str
) -> None:
    """Days off at random, looks at any time, clocks that change: one draft for each scope and month (F25, F27)."""
    dice = random.Random(timezone)  # noqa: S311 - a die, not a secret
    drawing = Drawn()
    here = replace(kit(database, keys, tmp_path, drawing), area=make_area(timezone=timezone))
    await said(database, keys, NOW.date())
    now = NOW
    while now < NOW + timedelta(days=3650):
        await report_drafts(here, now)
        now += timedelta(hours=dice.uniform(1, 60) if dice.random() < 0.97 else dice.uniform(24, 480))
    await report_drafts(here, NOW + timedelta(days=3650))
    assert len(drawing.made) == SCOPES * 120
    assert set(drawing.made.values()) == {1}
