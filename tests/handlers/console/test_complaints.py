"""A complaint is answered in its maker's chat: a grown-up's at once, a child's past a second worker who may see it."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.conversation.effects import Complain
from bot.domain.complaint import name_of
from bot.domain.second_look import Verdict
from bot.errors import NotFound, Refused
from bot.jobs.answers import answers
from bot.jobs.kit import Kit
from bot.staff.deciding import Deciding
from bot.storage import tables
from tests.factories_app import PULL, PUSH
from tests.factories_staff import ADA, ASH, BEA, LEA, MO, SAM
from tests.handlers.console.desk import Browser, Desk

UNHAPPY, SORRY = "Sam never wrote back", "I am sorry. I have read it, and Sam has, too."
QUESTION = "could the park have a hoop"


async def complained(desk: Desk, band: str = "adult", id_: str = "0" * 31 + "1") -> str:
    reference = await desk.staff.heard("cy", QUESTION, band=band)
    await desk.staff.asked(reference, Complain(id_, UNHAPPY, "quayside", date(2026, 11, 6)))
    return id_


async def nothing(*_: Any) -> Any:
    """No report is drawn here."""


async def comes_round(desk: Desk) -> None:
    """The clock looks whether anybody was answered."""
    town = desk.staff.town
    kit = Kit(town.database, town.keys, town.area, nothing, Path(), "here", take=town.dispatcher.take)
    await answers(kit, town.now)


async def heard(desk: Desk, on: str = PUSH) -> str:
    return "\n".join(one.text for one in await desk.staff.town.answers("cy", on))


async def answers_it(desk: Desk, id_: str, words: str = SORRY, **form: str) -> Browser:
    mo = await desk.signed_in(MO)
    await mo.looks("/console/complaints")
    await mo.sends(f"/console/complaints/{id_}", does="answer", words=words, **form)
    return mo


async def test_a_grown_up_reads_the_answer_in_their_chat_once_after_stop_too(desk: Desk) -> None:
    """They asked for it: no week has to pass, and STOP was said of what they did not ask for."""
    id_ = await complained(desk)
    await desk.staff.town.says("cy", "stop")
    mo = await answers_it(desk, id_)
    assert "not in their chat yet" in mo.page
    assert SORRY not in mo.page, "each look is on record"
    for _ in range(2):
        await comes_round(desk)
        desk.staff.town.now += timedelta(hours=2)
    told = await heard(desk)
    assert told.count(SORRY) == 1
    assert "ico.org.uk" in told
    mo = await desk.signed_in(MO)
    assert "in their chat since Wednesday 7 October" in await mo.looks("/console/complaints")
    assert SORRY in await mo.sends(f"/console/complaints/{id_}/words")
    assert ("mo", f"complaint {id_} answered in their chat") in await desk.staff.on_record()
    [row] = await desk.staff.town.rows(tables.complaint)
    assert SORRY.encode() not in row.sealed_answer


async def test_at_night_it_waits_and_whoever_comes_first_reads_it_first(desk: Desk) -> None:
    id_ = await complained(desk)
    await answers_it(desk, id_)
    desk.staff.town.now += timedelta(hours=12)
    await comes_round(desk)
    assert SORRY not in await heard(desk)
    await desk.staff.town.says("cy", "menu")
    assert SORRY in await heard(desk)
    desk.staff.town.now += timedelta(hours=12)
    await comes_round(desk)
    assert (await heard(desk)).count(SORRY) == 1


@pytest.mark.parametrize("band", ["under_13", "16_17", "skipped"])
async def test_to_whoever_may_be_a_child_it_goes_past_a_second_worker(desk: Desk, band: str) -> None:
    """A complaint may be about those who work beside a mobiliser: the second look is the lead's or a manager's."""
    on = PULL if band == "under_13" else PUSH
    id_ = await complained(desk, band)
    mo = await answers_it(desk, id_)
    assert "your answer waits for a second worker" in mo.page
    await comes_round(desk)
    assert SORRY not in await heard(desk, on)
    deciding = Deciding(desk.staff.triage)
    [one] = await deciding.waiting(LEA)
    assert await deciding.waiting(BEA) == await deciding.waiting(MO) == []
    for worker, why in ((BEA, NotFound), (SAM, NotFound), (ASH, NotFound), (ADA, NotFound), (MO, Refused)):
        with pytest.raises(why):
            await deciding.let_go(worker, one.id)
    lea = await desk.signed_in(LEA)
    await lea.looks("/console/talks")
    assert SORRY in lea.page
    assert UNHAPPY in await lea.sends("/console/talks", id=one.id, does="words")
    await lea.sends("/console/talks", id=one.id, does="go")
    await comes_round(desk)
    assert (await heard(desk, on)).count(SORRY) == 1
    [row] = await desk.staff.town.rows(tables.complaint)
    assert (row.answered_by, row.told_at is not None) == ("mo", True)
    assert ("lea", f"complaint {id_[-6:]} second look {one.id}: let_go") in await desk.staff.on_record()


async def test_it_is_stopped_with_a_reason_and_written_anew(desk: Desk) -> None:
    id_ = await complained(desk, "16_17")
    await answers_it(desk, id_)
    deciding = Deciding(desk.staff.triage)
    [one] = await deciding.waiting(LEA)
    await deciding.stop(LEA, one.id, "Say who read it.")
    mo = await answers_it(desk, id_, "I am sorry. We all have read it.")
    assert "your answer waits for a second worker" in mo.page
    mo = await answers_it(desk, id_)
    assert "waits for a second worker already" in mo.page
    assert SORRY not in await heard(desk)


async def test_what_is_answered_meanwhile_or_gone_is_not_let_go(desk: Desk) -> None:
    id_ = await complained(desk, "16_17")
    mo = await answers_it(desk, id_)
    await mo.sends(f"/console/complaints/{id_}", does="answered")
    assert "answered another way" in mo.page
    deciding = Deciding(desk.staff.triage)
    [one] = await deciding.waiting(LEA)
    assert await deciding.let_go(LEA, one.id) is Verdict.OVER
    await comes_round(desk)
    assert SORRY not in await heard(desk)


async def test_what_may_not_go_to_a_child_or_promises_is_refused_and_stays_on_the_screen(desk: Desk) -> None:
    child = await complained(desk, "16_17")
    for words, why in (("tell me your name please", "a child may read this"), ("We will fix it", "promises"), ("", "")):
        mo = await answers_it(desk, child, words, anyway="" if why == "promises" else "yes")
        assert mo.status == 422
        assert why in mo.page
        assert re.escape(words) in re.escape(mo.page)
    assert await desk.staff.town.rows(tables.second_look) == []


async def test_a_deed_of_an_item_s_page_answers_no_complaint(desk: Desk) -> None:
    await complained(desk)
    [item] = await desk.staff.inbox()
    mo = await desk.signed_in(MO)
    await mo.looks(f"/console/item/{item.reference}")
    await mo.sends(f"/console/item/{item.reference}", does="complaint", words=SORRY, other="0" * 31 + "1")
    assert mo.status == 422
    [row] = await desk.staff.town.rows(tables.complaint)
    assert row.answered_at is None


async def test_whoever_is_in_danger_is_told_nothing_by_the_clock(desk: Desk) -> None:
    id_ = await complained(desk)
    await desk.staff.town.says("cy", "i want to kill myself")
    await answers_it(desk, id_)
    await comes_round(desk)
    assert SORRY not in await heard(desk)


async def test_whoever_told_of_danger_since_is_told_only_once_the_lead_says_so(desk: Desk) -> None:
    """Danger ends what the bot says by itself; the answer is not forgotten, and only the lead knows why it waits."""
    id_ = await complained(desk)
    await answers_it(desk, id_)
    await desk.staff.town.says("cy", "i want to kill myself")
    await comes_round(desk)
    assert SORRY not in await heard(desk)
    mo, lea = await desk.signed_in(MO), await desk.signed_in(LEA)
    page = mo.page + await mo.looks("/console/complaints")
    assert "not in their chat yet" in page
    assert "case" not in page.casefold(), "who complains and is in danger is nobody's but the lead's"
    assert "Answered complaints that cannot be told: 1" in lea.page
    page = await lea.looks("/console/cases")
    assert name_of(id_) in page
    assert SORRY not in page
    await mo.sends("/console/cases", complaint=id_)
    assert mo.status == 404
    await lea.sends("/console/cases", complaint=id_)
    assert "cannot be told" not in lea.page
    for _ in range(2):
        await comes_round(desk)
        desk.staff.town.now += timedelta(hours=2)
    assert (await heard(desk)).count(SORRY) == 1
    assert ("lead", f"complaint {id_} let through") in await desk.staff.on_record()


async def test_a_case_that_is_closed_holds_it_back_too_and_whom_one_may_be_about_learns_of_none(desk: Desk) -> None:
    id_ = await complained(desk)
    await answers_it(desk, id_)
    await desk.staff.town.says("cy", "i want to kill myself")
    async with desk.staff.town.database.write() as conn:
        closed = {"state": "closed", "closed_at": desk.staff.town.now, "about": ("lead",)}
        await conn.execute(update(tables.safeguarding_case).values(closed))
    lea = await desk.signed_in(LEA)
    assert "cannot be told" not in lea.page + await lea.looks("/console/cases")
    await lea.sends("/console/cases", complaint=id_)
    await comes_round(desk)
    assert SORRY not in await heard(desk)
    assert await desk.case_file("deputy").kept_back() == [id_]
