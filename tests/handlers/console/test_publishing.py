"""In the console one person approves the report, holds it back, and sees to whom it went."""

import pytest

from bot.domain.release import Sent
from bot.staff.mailing import addressed
from bot.storage import deliveries, drafts, tables
from reports import dataset
from tests.factories_reports import make_frozen
from tests.factories_staff import ADA, MO, SAM
from tests.handlers.console.desk import Desk

MONTH = "/console/publish/2026-10"


@pytest.fixture
async def frozen(desk: Desk) -> Desk:
    town = desk.staff.town
    async with town.database.write() as conn:
        await drafts.keep(conn, town.keys, "all", "2026-10", dataset=dataset.dump(make_frozen()), now=town.now)
    return desk


async def test_a_month_waits_is_approved_and_says_by_whom(frozen: Desk) -> None:
    browser = await frozen.signed_in(MO)
    assert "Waits to be approved" in await browser.looks("/console/publish")
    page = await browser.looks(MONTH)
    assert "checked by Mo" in page
    page = await browser.sends(MONTH, does="approve")
    assert "Approved by Mo" in page
    assert 'value="approve"' not in page
    page = await browser.sends(MONTH, does="approve")
    assert (browser.status, "Mo approved it already" in page) == (422, True)
    assert ("mo", "report 2026-10 1 approved") in await frozen.staff.on_record()


async def test_a_month_is_held_back_with_a_reason_that_others_read_and_let_go(frozen: Desk) -> None:
    browser = await frozen.signed_in(MO)
    await browser.looks(MONTH)
    await browser.sends(MONTH, does="hold", reason="")
    assert browser.status == 422
    await browser.sends(MONTH, does="hold", reason="<b>a figure</b> looks wrong")
    other = await frozen.signed_in(ADA)
    page = await other.looks(MONTH)
    assert "Held back by Mo" in page
    assert "If nobody approves it" not in page, "it goes out only once somebody lets it go"
    assert "goes out by itself on" not in await other.looks("/console/publish")
    assert "&lt;b&gt;a figure&lt;/b&gt; looks wrong" in page
    assert 'value="approve"' not in page
    page = await other.sends(MONTH, does="let_go")
    assert 'value="approve"' in page


async def test_a_mobiliser_finds_no_such_room(frozen: Desk) -> None:
    browser = await frozen.signed_in(SAM)
    assert "/console/publish" not in await browser.looks("/console")
    await browser.sends(MONTH, does="approve")
    assert browser.status == 404


async def test_contacts_are_put_down_and_taken_off(frozen: Desk) -> None:
    browser = await frozen.signed_in(ADA)
    await browser.looks("/console/contacts")
    page = await browser.sends("/console/contacts", agency="council", name="Cath", mail="cath@council.example")
    assert "cath@council.example" in page
    for wrong in ({"agency": "nobody"}, {"mail": "cath"}, {"name": ""}):
        given = {"agency": "council", "name": "Hal", "mail": "hal@council.example"} | wrong
        await browser.sends("/console/contacts", **given)
        assert browser.status == 422
    [cath] = await frozen.staff.sendings.contacts()
    page = await browser.sends(f"/console/contacts/{cath.id}")
    assert "cath@council.example" not in page
    async with frozen.staff.town.database.read() as conn:
        [row] = await conn.execute(tables.agency_contact.select())
    assert row.sealed is None, "who they were is forgotten"


async def test_a_refused_mail_is_shown_and_tried_again(frozen: Desk) -> None:
    town = frozen.staff.town
    cath = await frozen.staff.sendings.put(MO, "council", "Cath", "cath@council.example")
    one = addressed(town.keys, cath, "2026-10", 1, Sent.EDITION, domain="x.example", now=town.now)
    async with town.database.write() as conn:
        await deliveries.put(conn, town.keys.organisation, [one])
        refused = {"state": "refused", "fault": "SMTP 550", "tries": 1}
        await conn.execute(tables.report_delivery.update().values(refused))
    browser = await frozen.signed_in(MO)
    page = await browser.looks(MONTH)
    assert "Refused by their mail server" in page
    assert "SMTP 550" in page
    assert "Mails that did not arrive (yet): 1." in page
    page = await browser.sends(MONTH, does="again", revision="1", what="edition", contact=cath.id)
    assert "Refused" not in page
    await browser.sends(MONTH, does="again", revision="9" * 40, what="edition", contact=cath.id)
    assert browser.status == 404
