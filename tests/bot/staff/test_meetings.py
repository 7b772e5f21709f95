"""That a group met is noted in a line, by role and not by name; its minutes and the report take it from there."""

from datetime import timedelta

import pytest

from bot.conversation.events import Pressed, Said
from bot.domain.agenda import Outcome
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.meeting import State
from bot.errors import NotFound, Refused
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.freeze import freeze
from reports.model import Month
from tests.bot.staff.test_door import Chat, invited
from tests.factories_app import Whole
from tests.factories_staff import ASH, CHRIS, SAM, Staff
from tests.stores import ONE_STORE

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


async def test_what_was_to_be_done_is_open_then_overdue_then_done_and_the_report_says_which(staff: Staff) -> None:
    desk, town, today = staff.notebook.meetings, staff.town, staff.house.today
    noted = await desk.note(
        SAM, f"today; chair: ask for a quote, by {today + timedelta(days=5)}; member: book the hall"
    )
    assert [(one.task.what, one.state) for one in await desk.to_do(SAM)] == [
        ("ask for a quote", State.OPEN),
        ("book the hall", State.OPEN),
    ]
    done = await desk.mark(CHRIS, noted.id, 1, done=True)
    assert (done.state, done.task.done_on) == (State.DONE, today)
    town.now += timedelta(days=40)
    assert [(one.task.what, one.state) for one in await desk.to_do(SAM)] == [("ask for a quote", State.OVERDUE)]
    this, then = Month.on(today), Month.on(staff.house.today)
    assert then == this.after(1)

    async def stand(month: Month) -> list[tuple[str, bool, bool]]:
        found = await freeze(town.database, town.keys, town.area, month)
        actions = [each for one in (*found.meetings, *found.earlier) for each in one.actions]
        return [(one.what, one.done, one.overdue) for one in actions]

    assert await stand(this) == [("ask for a quote", False, True), ("book the hall", True, False)]
    assert await stand(then) == [("ask for a quote", False, True)], "what was done before is told no more"
    await desk.mark(SAM, noted.id, 0, done=True)
    assert await desk.to_do(SAM) == []
    assert await stand(this) == [("ask for a quote", False, True), ("book the hall", True, False)], "a past month stays"
    assert await stand(then) == [("ask for a quote", True, False)]
    await desk.mark(SAM, noted.id, 0, done=False)
    assert [one.state for one in await desk.to_do(SAM)] == [State.OVERDUE]
    assert [what.split(" ", 2)[2] for who, what in await staff.on_record() if " action " in what] == [
        "action 2 done",
        "action 1 done",
        "action 1 not done after all",
    ]


async def test_nobody_marks_what_another_place_has_to_do_or_what_is_not_there(staff: Staff) -> None:
    noted = await staff.notebook.meetings.note(SAM, LINE)
    for who, id_, number in ((ASH, noted.id, 0), (SAM, noted.id, 2), (SAM, noted.id, -1), (SAM, "never", 0)):
        with pytest.raises(NotFound):
            await staff.notebook.meetings.mark(who, id_, number, done=True)
    assert await staff.notebook.meetings.to_do(ASH) == []


@ONE_STORE
async def test_in_the_chat_it_is_done_by_one_tap_and_undone_by_another(staff: Staff) -> None:
    chat = Chat(staff)
    await chat.does(await invited(chat))
    await chat.does(Said(f"/meeting {LINE}"))
    await chat.does(Said("/meeting"))
    assert "2. book the hall: open" in chat.last()
    await chat.taps("2 is done")
    assert chat.last().startswith("Done: book the hall.")
    assert "1. ask the council for a quote, chair, 12 December: open" in chat.last()
    assert "2. " not in chat.last()
    await chat.taps("Not done after all: book the hall")
    assert "2. book the hall: open" in chat.last()
    before = len(chat.box.sent)
    for made_up in ("never.0", "never", "", f"{(await staff.notebook.meetings.to_do(SAM))[0].meeting}.9"):
        await chat.does(Pressed(f"work.tick.{made_up}"))
    assert len(chat.box.sent) == before


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
