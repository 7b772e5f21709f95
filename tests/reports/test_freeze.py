"""A month is frozen with what was cleared and noted in it: words a person let out, and nothing else of anybody."""

from datetime import timedelta

import pytest

from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
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
    assert (money.neighbourhood, money.spent, money.left) == ("quayside", 1250, 5000 - 1250)
    assert (gap.theme, gap.count) == ("health", 1)
    assert [(one.about, one.outcome) for one in meeting.decisions] == [("a hoop in the park", Progress.NOT_NOW)]
    assert len(month.signposts) == len(staff.town.area.signposts)
    assert b"dentist" not in dump(month), "what was asked for in words stays in the house"
    later = await frozen(staff, OCTOBER.after(1))
    assert (later.gatherings, later.money, later.meetings) == ((), (), ())
