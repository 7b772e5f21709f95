"""The promise ledger: every open thing is somebody's and has a date; that it passed is told, once, then higher up."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.conversation.events import Said
from bot.domain.attachment import Medium
from bot.domain.contribution import Kind, Progress
from bot.domain.deed import Deed, Does
from bot.errors import NotFound, Refused
from bot.jobs.digest import digest
from bot.jobs.silence import silence
from bot.storage import absences, progress, tables, workers
from bot.storage.inbox import Wanted
from tests.bot.jobs.test_digest import FOUR, HOOP, Day, day
from tests.factories_app import NOON
from tests.factories_staff import ASH, MO, SAM

__all__ = ["day"]
TEN = NOON.replace(hour=9)
"""Ten by the clocks of Little Harbour (UTC + 1), on a Wednesday."""


async def rings(day: Day, days: int) -> None:
    """The clock looks on the morning so many days after Wednesday, several times."""
    for minutes in (0, 15, 300):
        day.town.now = TEN + timedelta(days=days, minutes=minutes)
        await silence(day.kit, day.town.now)
    await day.post.look()


def alarms(day: Day, who: str) -> list[str]:
    return [one.text for one in day.told(who) if "the day has passed" in one.text or "nobody has been told" in one.text]


async def promised(day: Day, who: str = "ada", *, days: int = 1) -> str:
    reference = await day.staff.heard(who, HOOP)
    until = NOON.date() + timedelta(days=days)
    await day.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.PLANNED, until=until))
    return reference


async def test_when_the_day_passes_whoever_owes_it_is_told_once_without_a_word_of_anybody_s(day: Day) -> None:
    reference = await promised(day)
    await rings(day, 1)
    assert alarms(day, "sam") == [], "on the day itself nothing is late"
    for days in (2, 5, 6):
        await rings(day, days)
    [told] = alarms(day, "sam")
    assert reference in told
    assert "hoop" not in told


async def test_after_three_working_days_of_silence_the_manager_is_told_once_too(day: Day) -> None:
    """Promised for Thursday: Friday, Monday and Tuesday pass."""
    reference = await promised(day)
    for days in (2, 3, 4, 5):
        await rings(day, days)
        assert alarms(day, "mo") == []
    for days in (6, 7, 8):
        await rings(day, days)
    [told] = alarms(day, "mo")
    assert reference in told


@pytest.mark.parametrize("medium", [Medium.VOICE, Medium.PHOTO])
async def test_what_nobody_has_looked_at_is_owed_by_its_day_and_rings_as_any_promise(day: Day, medium: Medium) -> None:
    """Else a voice note that nobody hears is nobody's, and no day of it ever passes."""
    recording = await day.staff.showed("dot", medium)
    owed = await day.staff.triage.listed(SAM, Wanted((), open_only=True, unlooked=True))
    [one] = owed
    assert one.next_date is not None
    assert await day.staff.inbox() == [], "its words are nobody's before that"
    for days in range(1, 14):
        await rings(day, days)
    for who in ("sam", "mo"):
        [told] = alarms(day, who)
        assert one.reference in told
        assert "Recordings" in told
    async with day.town.database.read() as conn:
        found = await progress.late(conn, day.town.keys.organisation, one.next_date + timedelta(days=1))
    assert [late.reference for late in found] == [one.reference]
    if medium is Medium.PHOTO:
        await day.staff.notebook.recordings.looked(SAM, recording)
        assert [item.unlooked for item in await day.staff.inbox()] == [False]


async def test_what_may_be_danger_is_in_no_ledger_and_rings_for_no_mobiliser(day: Day) -> None:
    """The lead's alone, unlooked at or not (S9)."""
    await day.staff.showed("dot")
    await day.town.takes(day.town.update("dot", Said("i want to kill myself")))
    assert await day.staff.triage.listed(SAM, Wanted((), open_only=True, unlooked=True)) == []
    for days in range(1, 14):
        await rings(day, days)
    assert alarms(day, "sam") == alarms(day, "mo") == []


async def test_a_new_date_that_passes_rings_anew_and_a_step_in_time_rings_never(day: Day) -> None:
    reference = await promised(day)
    await rings(day, 2)
    day.town.now = TEN + timedelta(days=2)
    until = day.town.now.date() + timedelta(days=3)
    await day.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.UNDER_WAY, until=until))
    await rings(day, 5)
    assert len(alarms(day, "sam")) == 1
    await rings(day, 6)
    assert len(alarms(day, "sam")) == 2
    day.town.now = TEN + timedelta(days=6)
    await day.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.DONE))
    for days in (7, 8, 9, 12, 13, 50):
        await rings(day, days)
    assert len(alarms(day, "sam")) == 2
    assert alarms(day, "mo") == []


async def test_while_the_owner_is_away_their_cover_is_told(day: Day) -> None:
    async with day.town.database.write() as conn:
        chat = {"account": "telegram:1", "who": "ash", "address": "chat of ash"}
        await workers.bind(conn, day.town.keys, "ash", **chat, now=NOON)
    reference = await promised(day)
    await day.staff.triage.does(SAM, reference, Deed(Does.ASSIGN, other="sam"))
    await day.staff.aways.put_down(SAM, "sam", NOON.date(), NOON.date() + timedelta(days=7), "ash")
    await rings(day, 2)
    assert alarms(day, "sam") == []
    assert reference in alarms(day, "ash")[0]


async def test_nothing_rings_at_night_or_at_the_weekend_and_two_processes_ring_once(day: Day) -> None:
    await promised(day, days=2)
    for at in (TEN + timedelta(days=3), TEN + timedelta(days=4), TEN + timedelta(days=5, hours=-4)):
        day.town.now = at
        await silence(day.kit, at)
    assert await day.town.rows(tables.silence_alarm) == []
    await rings(day, 5)
    async with day.town.database.write() as conn:
        # As if the process that claimed it had died at once.
        await conn.execute(update(tables.job_run).values(state="failed"))
    await rings(day, 5)
    assert len(alarms(day, "sam")) == 1


async def test_the_manager_s_digest_says_what_is_late_what_is_silent_and_what_to_talk_over(day: Day) -> None:
    reference = await promised(day)
    await day.staff.triage.does(SAM, reference, Deed(Does.TALK_OVER))
    day.town.now = FOUR + timedelta(days=7)
    await digest(day.kit, day.town.now)
    await day.post.look()
    [told] = day.told("mo")
    assert "Quayside: 0 new, 1 late." in told.text
    assert "1 of these silent for 3 working days or more." in told.text
    assert "Nothing heard for two weeks: Mill Row." in told.text
    assert told.text.index("To be talked over with you:") < told.text.index(reference)
    shown = await day.taps.pressed(MO, next(one.token for one in told.buttons if one.label == "1"))
    assert shown is not None
    talked = next(one.token for one in shown.buttons if one.label == "Talked over")
    await day.taps.pressed(MO, talked)
    assert not (await day.staff.triage.item(SAM, reference)).talked_over


async def test_good_news_that_was_read_is_owed_nothing(day: Day) -> None:
    reference = await day.staff.heard("ada", HOOP)
    async with day.town.database.write() as conn:
        await conn.execute(update(tables.contribution).values(kind=Kind.GOOD_NEWS))
    assert [one.reference for one in await day.staff.inbox(open_only=True)] == [reference]
    await day.staff.triage.words(SAM, reference)
    await day.staff.triage.does(SAM, reference, Deed(Does.READ))
    assert await day.staff.inbox(open_only=True) == []
    assert not (await day.staff.triage.item(SAM, reference)).open


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_is_done_no_open_thing_is_without_an_owner_or_a_date(day: Day, seed: int) -> None:
    """Deeds of every sort in any order, workers who come, go and are away: somebody owes each open thing by a day."""
    chance = random.Random(seed)  # noqa: S311 - the same deeds for the same seed
    for one in ("ada", "bo", "cy", "di"):
        await day.staff.heard(one, HOOP)
    references = [one.reference for one in await day.staff.inbox(MO)]
    for one in references[:2]:
        await day.staff.triage.words(MO, one)
    for _ in range(25):
        await _something(day, chance, references)
        async with day.town.database.read() as conn:
            rota = await absences.rota(conn, day.town.keys, day.town.area, day.town.now)
        for one in await day.staff.inbox(MO):
            if one.open:
                assert rota.owes(one, day.town.now.date()) is not None, one
                assert one.next_date is not None, one


async def _something(day: Day, chance: random.Random, references: list[str]) -> None:
    day.town.now += timedelta(hours=chance.randrange(60))
    today, organisation = day.town.now.date(), day.town.keys.organisation
    soon = today + timedelta(days=chance.randrange(1, 9))
    other, who = chance.choice(references), chance.choice(("sam", "ash"))
    match chance.randrange(6):
        case 0:
            async with day.town.database.write() as conn:
                if not await workers.go(conn, organisation, who, day.town.now):
                    await workers.let_in(conn, day.town.keys, SAM if who == "sam" else ASH, day.town.now)
        case 1:
            try:
                await day.staff.aways.put_down(MO, who, today, soon, chance.choice(("sam", "ash", "mo")))
            except (Refused, NotFound):
                return
        case _:
            became, words = chance.choice(list(Progress)), chance.choice(("", "Thank you."))
            until = chance.choice((None, soon))
            deed = Deed(chance.choice(list(Does)), became, until, words, chance.choice((other, who, "mo", "x")))
            try:
                await day.staff.triage.does(MO, chance.choice(references), deed)
            except (Refused, NotFound):
                return
