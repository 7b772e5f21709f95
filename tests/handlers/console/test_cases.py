"""The lead keeps a case in the console: taken, read, decided, closed; nobody else learns that there is one."""

import pytest
from sqlalchemy import update

from bot.domain.worker import Role, Worker
from bot.storage import tables, workers
from tests.factories_staff import LEA, MO, SAM
from tests.handlers.console.desk import Desk
from tests.handlers.console.test_fence import in_danger

DAN = Worker("dan", "Dan", (Role.DEPUTY,))


async def test_a_case_is_taken_read_decided_and_closed(desk: Desk) -> None:
    number = await in_danger(desk)
    lea = await desk.signed_in(LEA)
    assert "Cases open: 1" in lea.page
    assert "Cases open" not in (await desk.signed_in(MO)).page
    assert number in await lea.looks("/console/cases")
    assert "he hits me" not in lea.page
    assert "he hits me" not in await lea.looks(f"/console/cases/{number}")
    await lea.sends(f"/console/cases/{number}", does="take")
    assert "Lea has it" in lea.page
    assert "he hits me" in await lea.sends(f"/console/cases/{number}/words")
    await lea.sends(f"/console/cases/{number}", does="close", words="done")
    assert lea.status == 422
    assert "decide first" in lea.page
    await lea.sends(f"/console/cases/{number}", does="decide", decision="mash", words="Rang them at ten.")
    await lea.sends(f"/console/cases/{number}", does="close", words="They have it.")
    assert "closed" in lea.page
    assert "No case is open." in await lea.looks("/console/cases")
    assert number in await lea.looks("/console/cases?all=1")
    assert ("lead", f"case {number} viewed") in await desk.staff.on_record()


@pytest.mark.parametrize("form", [{}, {"does": "forget"}, {"does": "decide", "decision": "nothing there is"}])
async def test_what_there_is_not_cannot_be_done(desk: Desk, form: dict[str, str]) -> None:
    number = await in_danger(desk)
    lea = await desk.signed_in(LEA)
    await lea.looks(f"/console/cases/{number}")
    await lea.sends(f"/console/cases/{number}", **form)
    assert lea.status == 422


async def test_nothing_is_recorded_as_done_unless_it_was_chosen(desk: Desk) -> None:
    number = await in_danger(desk)
    lea = await desk.signed_in(LEA)
    assert '<option value="">choose</option>' in await lea.looks(f"/console/cases/{number}")
    await lea.sends(f"/console/cases/{number}", does="decide", decision="", words="I rang them.")
    assert lea.status == 422
    assert "choose what is done first" in lea.page
    assert "I rang them." in lea.page
    assert "undecided" in await lea.looks(f"/console/cases/{number}")
    await lea.sends(f"/console/cases/{number}", does="decide", decision="police", words="I rang them.")
    assert '<option value="">' not in await lea.looks(f"/console/cases/{number}")


async def test_whom_it_may_be_about_finds_nothing_and_the_deputy_does(desk: Desk) -> None:
    number = await in_danger(desk)
    town = desk.staff.town
    async with town.database.write() as conn:
        await conn.execute(update(tables.safeguarding_case).values(about=("lead",)))
        await workers.let_in(conn, town.keys, DAN, town.now)
    lea, dan = await desk.signed_in(LEA), await desk.signed_in(DAN)
    assert number not in await lea.looks("/console/cases?all=1")
    for path in (f"/console/cases/{number}",):
        await lea.looks(path)
        assert lea.status == 404
    await lea.looks("/console/cases")
    await lea.sends(f"/console/cases/{number}/words")
    assert lea.status == 404
    assert number in await dan.looks("/console/cases")


async def test_neither_mobiliser_nor_manager_learns_that_there_is_one(desk: Desk) -> None:
    number = await in_danger(desk)
    for worker in (SAM, MO):
        browser = await desk.signed_in(worker)
        assert "Cases" not in browser.page
        await browser.looks(f"/console/cases/{number}")
        assert browser.status == 404
