"""A day of the report played whole: frozen, reviewed, approved, received by a mail server, read, and put right."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import Withdraw
from bot.domain.area import Area
from bot.staff.reviewed import reviewed
from bot.staff.reviewing import Reviewing, Wished
from bot.staff.shelf import Shelf
from bot.storage.database import Database
from bot.storage.keys import Keys
from handlers.web.app import build
from reports.frozen import Frozen
from tests.factories_app import Whole
from tests.factories_releasing import DRAFTED, Going
from tests.factories_staff import MO, SAM, Staff
from tests.fakes.mail import letterbox, text_of
from tests.handlers.console.desk import Desk
from tests.handlers.web.town import PUBLIC, Town

DAY = timedelta(days=1)
LINE = "Somebody would like a hoop by the pond."
PAGE, MONTH = "/reports/2026-10/quayside/agency.html", "/console/publish/2026-10"


async def let_out(keys: Keys, area: Area, conn: AsyncConnection, frozen: Frozen) -> Frozen:
    return await reviewed(conn, keys, area, frozen)


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_from_a_draft_to_what_is_put_right(database: Database, keys: Keys, tmp_path: Path) -> None:
    async with letterbox() as box:
        going = Going(database, keys, tmp_path, port=box.port)
        staff = Staff(Whole(database, keys, area=going.area))
        reviewing = Reviewing(staff.triage)
        going.desk = replace(going.desk, reviewed=partial(let_out, keys, going.area))
        going.kit = replace(going.kit, releasing=going.desk)
        staff.releasing, staff.sendings = going.desk, going.sendings
        await staff.let_in()
        desk = Desk(staff)
        town = Town(area=replace(going.area, report_days=replace(going.area.report_days, public_archive=True)))
        app = build(town.parts(archive=Shelf(database, keys, town.area)), town.take)
        reader = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC)

        # In October somebody says something; on the 1st it is frozen, on the 2nd reviewed.
        reference = await staff.heard("ada", "could the park have a hoop")
        await going.looks(DRAFTED)
        staff.town.now = going.now = DRAFTED + DAY
        await reviewing.let_out(SAM, "quayside", "2026-10", Wished(reference, LINE))
        assert (await reader.get(PAGE)).status_code == 404
        assert box.mails == []

        # A contact is put down and the month approved, both in the console.
        mo = await desk.signed_in(MO)
        await mo.looks("/console/contacts")
        await mo.sends("/console/contacts", agency="council", name="Cath", mail="cath@council.example")
        assert "Waits to be approved" in await mo.looks("/console/publish")
        assert "Approved by Mo" in await mo.sends(MONTH, does="approve")
        await going.looks(DRAFTED + DAY)

        # It is received, read, and listed.
        [mail] = box.to("cath@council.example")
        assert "A person has checked it" in text_of(mail)
        assert LINE in (await reader.get(PAGE)).text
        assert "A person has checked it" in (await reader.get("/reports/2026-10")).text
        assert "#revision-1" in (await reader.get("/reports/feed.xml")).text
        assert "Taken by their mail server" in await mo.looks(MONTH)

        # Taken back: revision 2 stands in its place, and whoever has the first is sent it.
        await staff.asked(reference, Withdraw(await staff.id_of(reference)))
        await going.looks(DRAFTED + 2 * DAY, times=2)
        assert LINE not in (await reader.get(PAGE)).text
        assert "Something was taken back" in (await reader.get("/reports/2026-10")).text
        assert (await reader.get("/reports/feed.xml")).text.count("<entry>") == 2
        assert [str(one["Subject"]).endswith("(revision 2)") for one in box.to("cath@council.example")] == [False, True]
        assert "Words were taken back" in await mo.looks(MONTH)
        assert len({one["Message-ID"] for one in box.mails}) == 2
