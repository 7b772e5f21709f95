"""A month is frozen with what was cleared and noted in it: words a person let out, and nothing else of anybody."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.domain.contribution import Interest, Progress
from bot.domain.deed import Deed, Does
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.dataset import dump
from reports.freeze import freeze
from reports.frozen import Frozen
from reports.model import Month
from tests.factories_app import Whole
from tests.factories_reports import OCTOBER
from tests.factories_staff import MO, SAM, Staff

HOOP = "could the park have a basketball hoop by the pond"
pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return staff


async def frozen(staff: Staff, month: Month = OCTOBER) -> Frozen:
    town = staff.town
    return await freeze(town.database, town.keys, town.area, month, "https://earshot.example")


async def answered(staff: Staff, who: str, **said: str) -> str:
    """Somebody's idea, answered and let out in a worker's words; its reference."""
    reference = await staff.heard(who, HOOP, **said)
    await staff.reads(SAM, reference)
    until = staff.house.today + timedelta(days=20)
    await staff.triage.does(SAM, reference, Deed(Does.BECAME, became=Progress.PLANNED, until=until))
    await staff.triage.does(SAM, reference, Deed(Does.CLEAR, words="a hoop in the park", told="It goes up in May."))
    return reference


async def test_what_was_cleared_stands_as_you_said_and_what_happened_without_a_word_of_theirs(staff: Staff) -> None:
    await answered(staff, "ada")
    await staff.heard("bob", "nobody cleared this one")
    month = await frozen(staff)
    assert [(one.asked, one.told, one.status, one.child) for one in month.told] == [
        ("a hoop in the park", "It goes up in May.", Progress.PLANNED, False)
    ]
    assert b"basketball" not in dump(month)
    assert b"nobody cleared" not in dump(month)
    assert (month.pace.answered, month.pace.median_days) == (1, 0)
    assert (await frozen(staff, OCTOBER.after(1))).told == ()


async def test_what_came_of_a_childs_words_is_told_as_childrens(staff: Staff) -> None:
    await answered(staff, "kim", band="13_15")
    [told] = (await frozen(staff)).told
    assert told.child


async def test_what_workers_noted_in_the_month_stands_in_it(staff: Staff) -> None:
    notebook = staff.notebook
    await staff.gatherings.note(SAM, "Quayside: football in the park - 14 came, 5 new, led by young people")
    await notebook.spends.note(SAM, "Quayside: 12.50 juice for the hoop day")
    await notebook.needs.note(MO, "health", "quayside", "a dentist that takes new people")
    reference = await staff.heard("ada", HOOP)
    await staff.reads(SAM, reference)
    await staff.triage.does(SAM, reference, Deed(Does.AGENDA, words="a hoop in the park"))
    await staff.triage.does(SAM, reference, Deed(Does.BECAME, became=Progress.NOT_NOW, words="the money is spent"))
    await staff.triage.does(SAM, reference, Deed(Does.OFF_AGENDA))
    month = await frozen(staff)
    [gathering], [money], [gap], [meeting] = month.gatherings, month.money, month.gaps, month.meetings
    assert (gathering.attended, gathering.first_timers, gathering.by_young_people) == (14, 5, True)
    assert (money.neighbourhood, money.spent, money.left) == ("quayside", 1250, None), "it has no budget of its own"
    assert (gap.theme, gap.count) == ("health", 1)
    assert [(one.about, one.outcome) for one in meeting.decisions] == [("a hoop in the park", Progress.NOT_NOW)]
    assert len(month.signposts) == len(staff.town.area.signposts)
    assert b"dentist" not in dump(month), "what was asked for in words stays in the house"
    later = await frozen(staff, OCTOBER.after(1))
    assert (later.gatherings, later.money, later.meetings) == ((), (), ())


async def test_what_is_left_of_a_groups_own_budget_is_what_its_year_has_not_spent(staff: Staff) -> None:
    town, spends = staff.town, staff.notebook.spends
    await spends.note(SAM, "Quayside: 12.50 juice for the hoop day")
    await spends.note(SAM, f"Quayside: 3.00 biscuits, {OCTOBER.first.replace(month=9)}")
    places = tuple(replace(one, group_budget=20 if one.id == "quayside" else None) for one in town.area.neighbourhoods)
    area = replace(town.area, neighbourhoods=places)
    [october] = (await freeze(town.database, town.keys, area, OCTOBER)).money
    assert (october.spent, october.left) == (1250, 2000 - 1250 - 300)
    [later] = (await freeze(town.database, town.keys, area, OCTOBER.after(1))).money
    assert (later.spent, later.left) == (0, 2000 - 1250 - 300)
    [new_year] = (await freeze(town.database, town.keys, area, OCTOBER.after(3))).money
    assert new_year.left == 2000, "a budget is for a calendar year"


async def test_what_sort_of_interest_it_is_counts_where_a_person_confirmed_it(staff: Staff) -> None:
    town = staff.town
    for who, confirmed in (("ada", True), ("bob", False)):
        id_ = await staff.id_of(await staff.heard(who, "i could teach people to mend bikes"))
        rows = tables.contribution.update().where(tables.contribution.c.id == id_)
        async with town.database.write() as conn:
            await conn.execute(rows.values(kind="interest", interest="offer", confirmed=confirmed))
    found = [one.interest for one in (await frozen(staff)).heard]
    assert sorted(found, key=str) == [None, Interest.OFFER]
