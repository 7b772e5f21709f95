"""Chair and secretary put down what their group decided; no word of a neighbour's comes before them (product.md 38)."""

import re
from datetime import timedelta

import pytest

from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.worker import Role, Worker
from bot.storage import workers
from tests.factories_staff import CHRIS, SAM
from tests.handlers.console.desk import Browser, Desk
from tests.stores import ONE_STORE

SOL = Worker("sol", "Sol", (Role.SECRETARY,), ("quayside",))
NEAR = Worker("near", "Near", (Role.SECRETARY,), ("mill-row",))
HOOP = "could the park have a hoop"
WHY = "The group asks for a quote first."


async def let_in(desk: Desk, worker: Worker) -> Browser:
    async with desk.staff.town.database.write() as conn:
        await workers.let_in(conn, desk.staff.town.keys, worker, desk.staff.town.now)
    return await desk.signed_in(worker)


async def on_agenda(desk: Desk, summary: str = "Somewhere to play.", band: str = "adult") -> str:
    reference = await desk.staff.heard("cy", HOOP, band=band)
    await desk.staff.triage.does(SAM, reference, Deed(Does.AGENDA, words=summary))
    return reference


def handle(page: str) -> str:
    found = re.search(r'name="reference" value="([^"]+)"', page)
    assert found
    return found[1]


async def decides(desk: Desk, browser: Browser, **changes: str) -> str:
    until = (desk.staff.town.now + timedelta(days=30)).date().isoformat()
    form = {"outcome": "find_out", "words": WHY, "owner": "secretary", "until": until}
    point = handle(await browser.looks("/console/agenda"))
    return await browser.sends("/console/agenda", **({"reference": point, **form} | changes))


async def test_the_secretary_puts_down_what_was_decided_why_by_whom_and_until_when(desk: Desk) -> None:
    reference = await on_agenda(desk)
    sol = await let_in(desk, SOL)
    page = await decides(desk, sol)
    assert sol.status == 200
    assert "hoop" not in page, "never a neighbour's words"
    last = page.split("On the agenda")[0]
    assert WHY in last
    assert "(secretary, by" in last
    item = await desk.staff.triage.item(SAM, reference)
    assert (item.on_agenda, item.became) == (False, Progress.WAITING)
    await desk.staff.town.says("cy", "status")
    assert WHY in "\n".join(one.text for one in await desk.staff.town.answers("cy"))
    assert any(who == "sol" and "decided find_out secretary" in what for who, what in await desk.staff.on_record())


@ONE_STORE
async def test_the_first_page_of_a_secretary_says_what_is_to_be_decided_and_what_is_overdue(desk: Desk) -> None:
    sol = await let_in(desk, SOL)
    assert "Nothing waits for you." in await sol.looks("/console")
    await on_agenda(desk)
    await desk.staff.notebook.meetings.note(SAM, f"today; chair: ask for a quote, by {desk.staff.house.today}")
    desk.staff.town.now += timedelta(days=1)
    sol = await desk.signed_in(SOL)
    page = await sol.looks("/console")
    assert "On the agenda, to be decided: 1" in page
    assert "the day has passed: 1" in page
    assert "Nothing waits for you." not in page
    await decides(desk, sol, words="x" * 401)
    assert sol.status == 422
    assert "400 signs" in sol.page


@ONE_STORE
async def test_chair_and_secretary_tick_off_what_was_to_be_done_and_nobody_s_from_another_place(desk: Desk) -> None:
    line = f"today; chair: ask for a quote, by {desk.staff.house.today}; member: book the hall"
    noted = await desk.staff.notebook.meetings.note(SAM, line)
    desk.staff.town.now += timedelta(days=1)
    sol = await let_in(desk, SOL)
    page = await sol.looks("/console/meetings")
    assert page.index("overdue") < page.index("book the hall")
    await sol.sends(f"/console/meetings/{noted.id}", number="0", does="done")
    assert "ask for a quote" not in sol.page.split("Meetings</h2>")[0]
    assert "book the hall" in sol.page
    minutes = await sol.looks(f"/console/meetings/{noted.id}")
    assert "done on 8 October" in minutes
    page = await sol.sends(f"/console/meetings/{noted.id}", number="0", does="undone", **{"from": "minutes"})
    assert "done on" not in page
    near = await let_in(desk, NEAR)
    for number in ("0", "9", "x", ""):
        await near.sends(f"/console/meetings/{noted.id}", number=number, does="done")
        assert near.status == 404
    assert len(await desk.staff.notebook.meetings.to_do(SAM)) == 2


@ONE_STORE
async def test_by_what_they_know_a_point_nothing_is_opened_anywhere(desk: Desk) -> None:
    reference = await on_agenda(desk)
    chris = await desk.signed_in(CHRIS)
    known = handle(await chris.looks("/console/agenda"))
    assert reference not in chris.page
    for wrong in (reference, "0" * 16, ""):
        await decides(desk, chris, reference=wrong)
        assert chris.status == 404, wrong
    sam = await desk.signed_in(SAM)
    await sam.looks(f"/console/item/{known}")
    assert sam.status == 404
    assert (await desk.staff.triage.item(SAM, reference)).on_agenda


@ONE_STORE
async def test_no_group_decides_for_another_place(desk: Desk) -> None:
    reference = await on_agenda(desk)
    known = handle(await (await desk.signed_in(CHRIS)).looks("/console/agenda"))
    near = await let_in(desk, NEAR)
    assert "Somewhere to play" not in await near.looks("/console/agenda")
    await near.sends("/console/agenda", reference=known, outcome="not_now", words=WHY)
    assert near.status == 404
    assert (await desk.staff.triage.item(SAM, reference)).on_agenda


@ONE_STORE
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"owner": ""}, "say who does it"),
        ({"owner": "Kevin"}, "say who does it"),
        ({"until": ""}, "say by when"),
        ({"words": "we will fix the park", "anyway": "yes"}, "promises"),
        ({"until": "2001-01-01"}, "must be in the future"),
    ],
)
async def test_they_decide_nothing_by_halves_and_wave_no_doubt_away(
    desk: Desk, changes: dict[str, str], problem: str
) -> None:
    reference = await on_agenda(desk)
    sol = await let_in(desk, SOL)
    page = await decides(desk, sol, **changes)
    assert sol.status == 422
    assert problem in page
    assert reference not in page
    assert (await desk.staff.triage.item(SAM, reference)).on_agenda


@ONE_STORE
async def test_what_a_child_would_read_goes_past_a_second_worker_and_the_group_is_told_no_age(desk: Desk) -> None:
    reference = await on_agenda(desk, band="under_13")
    sol = await let_in(desk, SOL)
    page = await decides(desk, sol)
    assert sol.status == 200
    assert (await desk.staff.triage.item(SAM, reference)).waits
    await desk.staff.triage.does(SAM, reference, Deed(Does.AGENDA, words="Somewhere to play."))
    page = await decides(desk, sol)
    assert "this point: an answer to it waits" in page
    assert reference not in page


@ONE_STORE
async def test_a_point_that_nobody_has_summed_up_or_that_is_held_out_is_not_theirs_to_decide(desk: Desk) -> None:
    reference = await on_agenda(desk, summary="")
    sol = await let_in(desk, SOL)
    assert "a worker sums it up first" in await decides(desk, sol)
    known = handle(sol.page)
    await desk.staff.triage.does(SAM, reference, Deed(Does.AGENDA, words="Somewhere to play."))
    await desk.staff.town.says("cy", "i want to kill myself")
    await sol.looks("/console/agenda")
    await sol.sends("/console/agenda", reference=known, outcome="not_now", words=WHY)
    assert sol.status == 404
