"""A manager lets somebody in who then comes in; nobody lets in whom they may not, and it is on record."""

import re

from bot.domain.worker import Role
from bot.storage import workers
from tests.factories_staff import ADA, MO
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
