"""What waits for somebody who works here is told to them: a second look, a spend beyond the limit, an old signpost."""

import asyncio
from datetime import timedelta

from bot.conversation.effects import Complain
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.spend import Spend, State
from bot.jobs.digest import digest
from bot.storage import erasure, people, workers
from tests.bot.jobs.test_digest import FOUR, HOOP, Day, day
from tests.bot.jobs.test_silence import rings
from tests.factories_app import NOON, PULL, PUSH
from tests.factories_staff import MO, SAM

__all__ = ["day"]
ANSWER = Deed(Does.BECAME, Progress.UNDER_WAY, words="Thank you, the park team looks at it next month.")
HOOPS = Spend("a hoop", "quayside", NOON.date(), 4_000)
AGAIN = "A child waits for this"


async def answers_a_child(day: Day) -> str:
    """Bea and Mo may look at it; Sam, who wrote it, may not."""
    async with day.town.database.write() as conn:
        chat = {"account": PUSH, "who": "bea", "address": "chat of bea"}
        await workers.bind(conn, day.town.keys, "bea", **chat, now=NOON)
    reference = await day.staff.heard("cy", HOOP, band="under_13")
    await day.staff.triage.does(SAM, reference, ANSWER)
    return reference


def texts(day: Day, who: str, part: str) -> list[str]:
    return [one.text for one in day.told(who) if part in one.text]


async def test_an_answer_that_nobody_has_looked_at_for_a_working_day_is_told_of_once_more(day: Day) -> None:
    await answers_a_child(day)
    await rings(day, 0)
    assert texts(day, "mo", AGAIN) == [], "not before a working day has passed"
    for days in (1, 2, 5):
        await rings(day, days)
    for who in ("mo", "bea"):
        [told] = [one for one in day.told(who) if AGAIN in one.text]
        assert [one.label for one in told.buttons] == ["Let it go", "Not like this"]
        assert ANSWER.words in told.text
    assert texts(day, "sam", AGAIN) == []
    await day.taps.pressed(MO, told.buttons[0].token)
    await rings(day, 6)
    assert len(texts(day, "bea", AGAIN)) == 1


async def test_an_answer_to_a_complaint_that_nobody_has_looked_at_is_told_of_once_more(day: Day) -> None:
    reference = await day.staff.heard("cy", HOOP, band="16_17")
    await day.staff.asked(reference, Complain("c1", "nobody wrote back", "quayside", NOON.date() + timedelta(days=28)))
    async with day.town.database.write() as conn:
        await workers.bind(conn, day.town.keys, "lea", account=PUSH, who="lea", address="chat of lea", now=NOON)
    await day.staff.notebook.complaints.answer(MO, "c1", "I am sorry.")
    for days in (0, 1, 2, 5):
        await rings(day, days)
    assert (len(texts(day, "lea", AGAIN)), texts(day, "mo", AGAIN)) == (1, [])


async def test_it_stands_in_the_manager_s_digest_until_somebody_has_looked(day: Day) -> None:
    reference = await answers_a_child(day)
    for days in (0, 1):
        await day.comes(FOUR + timedelta(days=days))
    [told] = texts(day, "mo", "nobody else has looked at")
    assert reference in told
    assert "hoop" not in told
    asked = next(one for one in day.told("mo") if one.buttons and one.buttons[0].label == "Let it go")
    day.town.now = FOUR + timedelta(days=2) - timedelta(hours=3)
    await day.taps.pressed(MO, asked.buttons[0].token)
    await day.comes(FOUR + timedelta(days=2))
    assert len(texts(day, "mo", "nobody else has looked at")) == 1


async def test_nobody_is_told_again_of_an_answer_to_a_child_who_has_deleted_everything(day: Day) -> None:
    await answers_a_child(day)
    async with day.town.database.write() as conn:
        who = day.town.keys.participant_hash(PULL, "cy")
        person = await people.look(conn, day.town.keys, who)
        assert person is not None
        await erasure.erase_people(conn, day.town.keys, [person], NOON)
    await rings(day, 2)
    assert texts(day, "mo", AGAIN) == []


async def test_a_spend_beyond_the_limit_is_decided_by_a_tap_of_the_manager_and_its_noter_is_told(day: Day) -> None:
    for pence, label, told in ((6_000, "OK", "is all right"), (7_000, "No", "is not all right")):
        noted = await day.staff.notebook.spends.keep(SAM, Spend("a hoop", "quayside", NOON.date(), pence))
        await day.post.look()
        asked = day.told("mo")[-1]
        assert "Sam noted a spend beyond the month's limit: a hoop" in asked.text
        assert "£0.00 of £50.00" in asked.text or "£60.00 of £50.00" in asked.text
        token = next(one.token for one in asked.buttons if one.label == label)
        assert await day.taps.pressed(SAM, token) is None, "it is not theirs to say"
        assert await day.taps.pressed(MO, token) is not None
        again = await day.taps.pressed(MO, token)
        assert again is not None
        assert "does not wait" in again.text
        await day.post.look()
        assert told in day.told("sam")[-1].text
        assert (await day.staff.notebook.spends.find(MO, noted.id)).state is not State.WAITS
    await day.staff.notebook.spends.keep(SAM, Spend("tea", "quayside", NOON.date() - timedelta(days=30), 300))
    await day.post.look()
    assert len(texts(day, "mo", "beyond the month's limit")) == 2


async def test_the_manager_is_asked_about_a_spend_in_staffed_hours(day: Day) -> None:
    day.town.now = NOON.replace(hour=22)
    await day.staff.notebook.spends.keep(SAM, Spend("a hoop", "quayside", NOON.date(), 6_000))
    await day.post.look()
    assert day.told("mo") == []
    day.town.now = NOON + timedelta(days=1)
    await day.post.look()
    assert len(texts(day, "mo", "beyond the month's limit")) == 1


async def test_of_spends_that_are_noted_at_once_no_two_fit_under_one_limit(day: Day) -> None:
    """£40 each, and £50 a month: one of them is kept, the others wait."""
    keep = day.staff.notebook.spends.keep
    noted = await asyncio.gather(*(keep(SAM, HOOPS) for _ in range(6)))
    assert sorted(one.state for one in noted) == [State.KEPT, *[State.WAITS] * 5]


async def test_old_signposts_stand_in_the_foot_of_the_first_digest_of_a_week(day: Day) -> None:
    """Monday 4 January 2027 and the two days after it: the pack's signposts were checked in September."""
    monday = FOUR + timedelta(days=89, hours=1)
    assert monday.isoweekday() == 1
    for days in range(3):
        day.town.now = monday + timedelta(days=days) - timedelta(hours=2)
        await day.staff.heard(f"somebody {days}", HOOP)
        day.town.now = monday + timedelta(days=days)
        await digest(day.kit, day.town.now)
        await day.post.look()
    told = [one.text for one in day.told("sam")]
    assert ["Signposts that nobody has checked for 90 days" in one for one in told] == [True, False, False]


async def test_what_a_group_has_overdue_stands_there_too_until_it_is_done(day: Day) -> None:
    """Monday 12 October and the days after it, and the next Monday."""
    desk, monday = day.staff.notebook.meetings, FOUR + timedelta(days=5)
    assert monday.isoweekday() == 1
    line = f"today; chair: ask for a quote, by {day.staff.house.today + timedelta(days=1)}; member: book the hall"
    noted = await desk.note(SAM, line)
    told = "Overdue after the group's meetings: 1. /meeting shows them"
    for days in (0, 1, 2, 7):
        if days == 7:
            await desk.mark(SAM, noted.id, 0, done=True)
        day.town.now = monday + timedelta(days=days) - timedelta(hours=2)
        await day.staff.heard(f"somebody {days}", HOOP)
        day.town.now = monday + timedelta(days=days)
        await digest(day.kit, day.town.now)
        await day.post.look()
        assert (told in day.told("sam")[-1].text) == (days == 0), days
