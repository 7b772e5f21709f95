"""A group that a few grown-ups would let begin is noted in a line and stands in the month's report until its day."""

from datetime import timedelta

import pytest

from bot.errors import NotFound, Refused
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.freeze import freeze
from reports.frozen import Starting
from reports.model import Month
from tests.factories_app import Whole
from tests.factories_staff import ASH, SAM, Staff

LINE = "a bike workshop; the hub; Saturdays at 10; 1 adult short, until in two weeks"


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return staff


async def named(staff: Staff, month: Month) -> tuple[Starting, ...]:
    return (await freeze(staff.town.database, staff.town.keys, staff.town.area, month)).starting


async def test_the_report_names_it_while_it_stands(staff: Staff) -> None:
    noted = await staff.notebook.startings.note(SAM, LINE)
    assert noted.what.until == staff.house.today + timedelta(weeks=2)
    month = Month.on(noted.what.until)
    here = Starting("quayside", "a bike workshop", 1, "the hub", "Saturdays at 10")
    before = month.after(-1)
    assert await named(staff, before) == ((here,) if before == Month.on(staff.house.today) else ())
    assert await named(staff, month.after(1)) == ()
    assert await named(staff, before.after(-1)) == (), "it was not known yet"
    await staff.notebook.startings.take_back(SAM, noted.id)
    assert await staff.notebook.startings.standing(SAM) == []
    assert await named(staff, Month.on(staff.house.today)) == ()


@pytest.mark.parametrize(
    "line",
    [
        "a bike workshop; the hub",
        "; 1 short",
        "Kevin Smith's bike workshop; 1 short",
        "a bike workshop, ring 07700 900123; 1 short",
        "a bike workshop; the hub; Saturdays; bring tea; 1 short",
        "a bike workshop; 0 short",
        "a bike workshop; 1 short, until 2020-01-01",
        "a bike workshop; we will fix it; 1 short",
    ],
)
async def test_no_name_no_number_no_promise_and_no_half_a_line_is_kept(staff: Staff, line: str) -> None:
    with pytest.raises(Refused):
        await staff.notebook.startings.note(SAM, line)


async def test_beyond_the_fence_none_is_noted_listed_or_taken_off(staff: Staff) -> None:
    noted = await staff.notebook.startings.note(SAM, LINE)
    with pytest.raises(Refused):
        await staff.notebook.startings.note(ASH, f"Quayside: {LINE}")
    assert await staff.notebook.startings.standing(ASH) == []
    with pytest.raises(NotFound):
        await staff.notebook.startings.take_back(ASH, noted.id)
