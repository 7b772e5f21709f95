"""The report's way out in a real browser: approved on a phone, read from the archive; axe-core finds nothing."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from bot.staff.shelf import Shelf
from bot.storage.database import Database
from bot.storage.keys import MasterKey
from bot.storage.migrate import migrate
from handlers.console.app import console_routes
from tests.browser.test_access import SCREENS, too_small, violations
from tests.factories_app import Whole
from tests.factories_releasing import DRAFTED, Going
from tests.factories_staff import MO, Staff
from tests.factories_storage import unlocked
from tests.fakes.mail import letterbox
from tests.handlers.console.desk import Desk
from tests.handlers.web.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PICTURES = os.environ.get("PICTURES", "")
"""A folder to leave pictures of the pages in, for whoever wants to look at them."""

BEFORE = {"waits": "/console/publish", "month": "/console/publish/2026-10", "to": "/console/contacts"} | {
    "drafts": "/console/reports",
    "review": "/console/reports/quayside/2026-10/review",
}
AFTER = {"out": "/console/publish/2026-10", "archive": "/reports", "archive-month": "/reports/2026-10"}


@dataclass
class Served:
    going: Going
    desk: Desk
    address: str


@pytest_asyncio.fixture(loop_scope="session")
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    """A month with a contact whose server refuses its mail and one whose takes it, on a port of its own."""
    url = f"sqlite:///{tmp_path / 'earshot.db'}"
    await migrate(url)
    database = await Database.open(url)
    keys = await unlocked(database, MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=True))
    async with letterbox(refuses={"hal@homes.example": ["550 no"]}) as box:
        going = Going(database, keys, tmp_path, port=box.port)
        going.area = replace(going.area, report_days=replace(going.area.report_days, public_archive=True))
        going.__post_init__()
        staff = Staff(Whole(database, keys, area=going.area))
        staff.releasing, staff.sendings = going.desk, going.sendings
        await staff.let_in()
        desk = Desk(staff)
        desk.web.settings = replace(desk.web.settings, port=0, public_url="http://127.0.0.1")
        desk.parts = replace(desk.parts, settings=desk.web.settings)
        parts = desk.web.parts(routes=console_routes(desk.parts), archive=Shelf(database, keys, going.area))
        async with serving(parts, desk.web.take) as at:
            yield Served(going, desk, at)
    await database.close()


async def faults(page: Page, name: str, screen: str) -> list[str]:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name}-{screen.replace(' ', '-')}.png", full_page=True)
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*await violations(page), *await too_small(page), *([f"{wide} too wide"] if wide else [])]


@pytest.mark.parametrize("screen", SCREENS)
async def test_its_way_out_has_no_fault_on_any_screen(browser: Browser, served: Served, screen: str) -> None:
    going, desk, page = served.going, served.desk, await browser.new_page(**SCREENS[screen])
    ann = await going.said("c1", "c2")
    await going.sendings.put(MO, "council", "Cath", "cath@council.example")
    await going.sendings.put(MO, "homes", "Hal", "hal@homes.example")
    await going.looks()
    going.now = DRAFTED.replace(day=2)
    await page.goto(f"{served.address}/console/enter/{await desk.access.make_link(MO.id)}")
    await page.get_by_role("button", name="Come in").click()
    found = {}
    for name, path in BEFORE.items():
        await page.goto(served.address + path)
        found[path] = await faults(page, name, screen)
    await page.goto(f"{served.address}/console/publish/2026-10")
    await page.get_by_role("button", name="Approve", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Approved by Mo")).to_be_visible()
    await going.looks()
    await going.withdrawn(ann, "c1")
    await going.looks(DRAFTED.replace(day=3))
    for name, path in AFTER.items():
        await page.goto(served.address + path)
        found[path] = await faults(page, name, screen)
    await going.desk.hold(MO, "2026-10", "A figure for Quayside looks wrong")
    await page.goto(f"{served.address}/console/publish/2026-10")
    found["held"] = await faults(page, "held", screen)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
