"""Leaving from the console: promises handed over, a locked kit, an end that is told and can be taken back."""

from datetime import date

import pytest

from bot.domain.deed import Deed, Does
from tests.factories_staff import ADA, LEA, MO, SAM
from tests.handlers.console.desk import Desk

HOOP = "could the park have a hoop"
KEY = "plum fox kite barn"


async def heard(desk: Desk, who: str = "ada") -> str:
    await desk.staff.town.says(who, "status")
    return "\n".join(one.text for one in await desk.staff.town.answers(who))


async def test_what_one_owes_is_another_s_and_residents_hear_nothing(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    await desk.staff.triage.does(SAM, reference, Deed(Does.ASSIGN, other="sam"))
    mo = await desk.signed_in(MO)
    await mo.looks("/console/leaving")
    await mo.sends("/console/leaving", does="worker", giver="sam", taker="ash")
    assert mo.status == 422, "Ash does not read there"
    await mo.sends("/console/leaving", does="worker", giver="sam", taker="mo")
    assert mo.status == 200
    assert (await desk.staff.triage.item(MO, reference)).owner == "mo"
    assert ("mo", f"{reference} handed over from sam to mo") in await desk.staff.on_record()


async def test_whoever_waits_is_told_which_organisation_looks_after_it_once_it_is_meant(desk: Desk) -> None:
    await desk.staff.heard("ada", HOOP)
    mo = await desk.signed_in(MO)
    await mo.looks("/console/leaving")
    form = {"does": "organisation", "place": "quayside", "name": "Harbour Trust"}
    await mo.sends("/console/leaving", **form)
    assert mo.status == 422
    assert "tick that you mean it" in mo.page
    assert "Harbour Trust" in mo.page, "what was typed stays"
    await mo.sends("/console/leaving", **form, sure="yes")
    assert mo.status == 200
    assert "Harbour Trust" in await heard(desk)


async def test_it_closes_on_a_day_and_goes_on_after_all(desk: Desk) -> None:
    await desk.staff.heard("ada", HOOP)
    mo = await desk.signed_in(MO)
    await mo.looks("/console/leaving")
    form = {"does": "close", "where": "the library", "sure": "yes"}
    for on in ("", "soon", "2026-10-01"):
        await mo.sends("/console/leaving", **form, on=on)
        assert mo.status == 422, on
    await mo.sends("/console/leaving", **form, on=str(date(2026, 11, 30)))
    assert "Earshot closes on Monday 30 November" in mo.page
    assert "the library" in await heard(desk)
    await mo.sends("/console/leaving", does="stay")
    assert "Earshot closes on" not in mo.page
    assert ("mo", "closes on 2026-11-30, told 1") in await desk.staff.on_record()


async def test_the_kit_is_locked_and_on_record_and_nobody_else_s(desk: Desk) -> None:
    await desk.staff.heard("ada", HOOP)
    mo = await desk.signed_in(MO)
    await mo.looks("/console/leaving")
    await mo.sends("/console/leaving/kit", place="quayside", password="short")
    assert mo.status == 422
    csrf = mo.csrf
    answer = await mo.client.post("/console/leaving/kit", data={"csrf": csrf, "place": "quayside", "password": KEY})
    assert answer.content.startswith(b"Salted__")
    assert b"hoop" not in answer.content
    assert answer.headers["content-disposition"] == 'attachment; filename="exit-kit-quayside-2026-10-07.zip.enc"'
    assert ("mo", "exported quayside") in await desk.staff.on_record()
    answer = await mo.client.post("/console/leaving/kit", data={"csrf": csrf, "place": "nowhere", "password": KEY})
    assert answer.status_code == 404


@pytest.mark.parametrize("worker", [SAM, LEA, ADA], ids=lambda one: one.id)
async def test_only_who_oversees_finds_the_room(desk: Desk, worker: object) -> None:
    browser = await desk.signed_in(worker)  # type: ignore[arg-type]
    await browser.looks("/console/leaving")
    assert browser.status == 404
