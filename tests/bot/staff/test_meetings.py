"""That a group met is noted in a line, by role and not by name; its minutes and the report take it from there."""

import pytest

from bot.domain.agenda import Outcome
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.errors import NotFound, Refused
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.freeze import freeze
from reports.model import Month
from tests.factories_app import Whole
from tests.factories_staff import ASH, SAM, Staff

LINE = "today - 2 new, 1 vacancy; chair: ask the council for a quote, by 12 Dec; book the hall"


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return staff


async def test_a_meeting_with_its_decisions_and_actions_stands_in_minutes_and_month(staff: Staff) -> None:
    reference = await staff.heard("ada", "could the park have a hoop")
    await staff.reads(SAM, reference)
    await staff.triage.does(SAM, reference, Deed(Does.AGENDA, words="a hoop in the park"))
    noted = await staff.notebook.meetings.note(SAM, LINE)
    decided = Deed(Does.DECIDED, words="the money is spent this year", other=Outcome.NOT_NOW, anyway=True)
    await staff.triage.does(SAM, reference, decided)
    minutes = await staff.notebook.meetings.minutes(SAM, noted.id)
    assert [(one.summary, one.why) for one in minutes.decided] == [
        ("a hoop in the park", "the money is spent this year")
    ]
    town = staff.town
    month = await freeze(town.database, town.keys, town.area, Month.on(staff.house.today))
    [meeting] = month.meetings
    assert (meeting.on, meeting.new_faces, meeting.vacancies) == (staff.house.today, 2, 1)
    assert [(one.what, one.owner, str(one.due)[5:]) for one in meeting.actions] == [
        ("ask the council for a quote", "chair", "12-12"),
        ("book the hall", "", ""),
    ]
    assert [(one.outcome, one.why) for one in meeting.decisions] == [(Progress.NOT_NOW, "the money is spent this year")]
    await staff.notebook.meetings.take_back(SAM, noted.id)
    assert await staff.notebook.meetings.lately(SAM) == []


async def test_words_after_by_that_name_no_day_are_of_what_is_done(staff: Staff) -> None:
    noted = await staff.notebook.meetings.note(SAM, "today; secretary: go there by bus")
    assert [(one.what, one.due) for one in noted.what.tasks] == [("go there by bus", None)]


@pytest.mark.parametrize(
    "line", ["today; Kevin: book the hall", "today; chair: we will fix it", "2031-01-01 - 2 new", "today; chair:"]
)
async def test_no_name_no_promise_and_no_day_to_come_is_kept(staff: Staff, line: str) -> None:
    with pytest.raises(Refused):
        await staff.notebook.meetings.note(SAM, line)


async def test_beyond_the_fence_nothing_is_noted_read_or_taken_back(staff: Staff) -> None:
    noted = await staff.notebook.meetings.note(SAM, LINE)
    with pytest.raises(Refused):
        await staff.notebook.meetings.note(ASH, "Quayside: today")
    for step in (staff.notebook.meetings.minutes(ASH, noted.id), staff.notebook.meetings.take_back(ASH, noted.id)):
        with pytest.raises(NotFound):
            await step
