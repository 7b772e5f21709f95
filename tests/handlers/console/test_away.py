"""Going on holiday in the console: said in one form, shown to whoever covers, taken back by a tap."""

from datetime import timedelta

from tests.factories_app import NOON
from tests.factories_staff import ASH, MO, SAM
from tests.handlers.console.desk import Desk

TODAY = NOON.date()


async def test_a_worker_says_so_and_whoever_covers_has_their_items_from_the_first_day(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "could the park have a hoop")
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    assert reference not in await ash.looks("/console/inbox")
    await sam.looks("/console/away")
    await sam.sends("/console/away", first=f"{TODAY}", last=f"{TODAY + timedelta(days=6)}", cover="ash")
    assert "Ash covers" in sam.page
    assert "away now" in sam.page
    assert reference in await ash.looks("/console/inbox")
    assert "You cover Quayside as well for now." in await ash.looks("/console")
    await ash.looks("/console/away")
    assert "Take back" not in ash.page, "only Sam and the manager call it off"
    await sam.looks("/console/away")
    [away] = (await desk.staff.aways.rota()).aways
    await sam.sends("/console/away/back", id=away.id)
    assert "Nobody is away." in sam.page
    assert reference not in await ash.looks("/console/inbox")


async def test_what_is_refused_is_said_and_what_was_chosen_stays(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/away")
    page = await sam.sends("/console/away", first=f"{TODAY}", last=f"{TODAY - timedelta(days=6)}", cover="ash")
    assert sam.status == 422
    assert "the last day must be today or later" in page
    assert f'value="{TODAY}"' in page
    assert (await desk.staff.aways.rota()).aways == ()


async def test_a_manager_says_it_of_whoever_is_ill_and_nobody_else_does(desk: Desk) -> None:
    given = {"who": "sam", "first": f"{TODAY}", "last": f"{TODAY}", "cover": "mo"}
    ash, mo = await desk.signed_in(ASH), await desk.signed_in(MO)
    await ash.looks("/console/away")
    await ash.sends("/console/away", **given)
    assert ash.status == 404
    await mo.looks("/console/away")
    assert "Mo covers" in await mo.sends("/console/away", **given)


async def test_the_digest_is_had_weekly_where_that_is_preferred(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/away")
    page = await sam.sends("/console/away/digest", day="5")
    assert '<option value="5" selected>' in page
    page = await sam.sends("/console/away/digest", day="")
    assert "selected" not in page
