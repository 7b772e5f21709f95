"""A manager lets somebody in who then comes in; nobody lets in whom they may not, and it is on record."""

import re

import pytest

from bot.domain.worker import Role
from bot.storage import audit, workers
from tests.factories_staff import ADA, MO, SAM
from tests.handlers.console.desk import Desk


async def everyone(desk: Desk) -> dict[str, tuple[Role, ...]]:
    async with desk.access.database.read() as conn:
        return {one.id: one.roles for one in await workers.everyone(conn, desk.access.keys)}


async def test_who_is_let_in_comes_in_by_the_link_that_is_shown_once(desk: Desk) -> None:
    mo = await desk.signed_in(MO)
    await mo.looks("/console/people")
    await mo.sends("/console/people", name="Kit", role=["mobiliser"], place=["mill-row"])
    found = re.search(r"/console/enter/(\S+?)</code>", mo.page)
    assert found
    kit = desk.browser()
    assert "Hello Kit" in await kit.comes_in(found[1])
    assert found[1] not in await mo.looks("/console/people")
    assert ("mo", "let in kit as mobiliser") in await desk.staff.on_record()


async def test_what_is_missing_is_said(desk: Desk) -> None:
    mo = await desk.signed_in(MO)
    for form, why in (
        ({"name": "", "role": ["mobiliser"], "place": ["mill-row"]}, "what others call them"),
        ({"name": "x" * 61, "role": ["chair"], "place": ["mill-row"]}, "60 signs at most"),
        ({"name": "Kit\nand all", "role": ["chair"], "place": ["mill-row"]}, "one line"),
        ({"name": "Kit"}, "what they are here"),
        ({"name": "Kit", "role": ["mobiliser"]}, "is let in for neighbourhoods"),
    ):
        await mo.looks("/console/people")
        await mo.sends("/console/people", **form)
        assert mo.status == 422
        assert why in mo.page


async def test_a_manager_makes_no_admin_lead_or_manager_and_an_admin_does(desk: Desk) -> None:
    mo, ada = await desk.signed_in(MO), await desk.signed_in(ADA)
    for role in ("admin", "manager", "lead", "deputy"):
        await mo.looks("/console/people")
        await mo.sends("/console/people", name=f"New {role}", role=[role])
        assert mo.status == 422
    await ada.looks("/console/people")
    await ada.sends("/console/people", name="Lin", role=["manager"])
    assert (await everyone(desk))["lin"] == (Role.MANAGER,)


async def test_two_of_one_name_have_two_ids(desk: Desk) -> None:
    ada = await desk.signed_in(ADA)
    for _ in range(2):
        await ada.looks("/console/people")
        await ada.sends("/console/people", name="Lin", role=["manager"])
    assert {"lin", "lin-2"} <= set(await everyone(desk))


async def test_somebody_is_something_else_from_now_on_and_it_is_on_record(desk: Desk) -> None:
    mo, sam = await desk.signed_in(MO), await desk.signed_in(SAM)
    await mo.looks("/console/people")
    await mo.sends("/console/people/change", who="sam", does="change", role=["chair"], place=["mill-row"])
    assert (await everyone(desk))["sam"] == (Role.CHAIR,)
    assert ("mo", "changed sam to chair mill-row") in await desk.staff.on_record()
    await sam.looks("/console/inbox")
    assert sam.status == 404, "rights are read anew at each page"


async def test_new_links_are_shown_once_and_let_in(desk: Desk) -> None:
    mo = await desk.signed_in(MO)
    await mo.looks("/console/people")
    await mo.sends("/console/people/change", who="sam", does="links")
    found = re.search(r"/console/enter/(\S+?)</code>", mo.page)
    assert found
    assert "Hello Sam" in await desk.browser().comes_in(found[1])
    assert ("mo", "made links for sam") in await desk.staff.on_record()


@pytest.mark.parametrize("does", ["change", "links", "gone"])
async def test_a_manager_becomes_nobody_who_may_more(desk: Desk, does: str) -> None:
    """A link for an admin, or the role itself, would be one."""
    mo = await desk.signed_in(MO)
    await mo.looks("/console/people")
    await mo.sends("/console/people/change", who="ada", does=does, role=["mobiliser"], place=["mill-row"])
    assert mo.status == 422
    assert "may more than you" in mo.page
    await mo.sends("/console/people/change", who="sam", does="change", role=["admin"], place=["mill-row"])
    assert mo.status == 422
    assert "/console/enter/" not in mo.page
    assert (await everyone(desk))["ada"] == (Role.ADMIN,)
    assert (await everyone(desk))["sam"] == (Role.MOBILISER,)


@pytest.mark.parametrize("path", ["/console/people/out", "/console/people/change"])
async def test_whoever_does_not_work_here_is_not_signed_out_nor_put_on_record(desk: Desk, path: str) -> None:
    mo = await desk.signed_in(MO)
    await mo.looks("/console/people")
    await mo.sends(path, who="ended sessions of everyone", does="gone")
    assert mo.status == 422
    assert not any("everyone" in what for _, what in await desk.staff.on_record())


async def test_who_has_gone_is_outside_at_once_and_nobody_puts_themselves_out(desk: Desk) -> None:
    mo, ada, sam = await desk.signed_in(MO), await desk.signed_in(ADA), await desk.signed_in(SAM)
    await mo.looks("/console/people")
    await mo.sends("/console/people/change", who="sam", does="gone")
    assert "You are not signed in" in await sam.looks("/console")
    await ada.looks("/console/people")
    await ada.sends("/console/people/change", who="ada", does="gone")
    assert ada.status == 422


async def test_an_agency_contact_comes_in_and_finds_nothing_of_anybody_s(desk: Desk) -> None:
    """Their reply slot is issue 5; until then they are let in and see no word, list or record."""
    ada = await desk.signed_in(ADA)
    await ada.looks("/console/people")
    await ada.sends("/console/people", name="Kay", role=["agency_contact"])
    assert (await everyone(desk))["kay"] == (Role.AGENCY_CONTACT,)
    kay = desk.browser()
    found = re.search(r"/console/enter/(\S+?)</code>", ada.page)
    assert found
    await kay.comes_in(found[1])
    assert "What residents say is not shown to you here" in kay.page
    for path in ("/console/inbox", "/console/talks", "/console/agenda", "/console/people", "/console/record"):
        await kay.looks(path)
        assert kay.status == 404


async def test_a_request_by_the_police_or_a_court_is_on_the_sealed_record_without_a_name(desk: Desk) -> None:
    """product.md 9: requests by police or courts are logged, also where nothing was given."""
    reference = await desk.staff.heard("ada", "could the park have a hoop")
    mo = await desk.signed_in(MO)
    await mo.looks("/console/record")
    await mo.sends("/console/record", by="police", about=reference.lower(), given="nothing")
    await mo.sends("/console/record", by="court", about="", given="some")
    for wrong in ({"about": "Kevin Walsh"}, {"by": "a neighbour"}, {"given": "x"}):
        await mo.sends("/console/record", **{"by": "police", "about": "", "given": "all"} | wrong)
        assert mo.status == 422, wrong
    assert [one for one in await desk.staff.on_record() if one[1].startswith("request by")] == [
        ("mo", f"request by police: {reference}, given nothing"),
        ("mo", "request by court: nobody in particular, given some"),
    ]
    async with desk.staff.town.database.read() as conn:
        assert await audit.broken(conn, desk.staff.town.keys) is None
