"""The console in a real browser: usable on a phone, without a mouse, without the script; axe-core finds nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.worker import Worker
from bot.storage.database import Database
from bot.storage.keys import MasterKey
from bot.storage.migrate import migrate
from handlers.console.app import console_routes
from tests.browser.test_access import SCREENS, too_small, violations
from tests.factories_app import Whole
from tests.factories_staff import MO, SAM, Staff
from tests.factories_storage import unlocked
from tests.handlers.console.desk import Desk
from tests.handlers.console.test_fence import NEEDS, all_there_is
from tests.handlers.web.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

FILES = (".pdf", ".csv")
ROOMS = {
    path.removeprefix("/console"): right
    for (method, path), right in NEEDS.items()
    if method == "GET" and "{" not in path and not path.endswith(FILES)
}
"""Every page that is one by itself; those of one thing are named below."""


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk on a store of its own, with a few things said."""
    url = f"sqlite:///{tmp_path / 'earshot.db'}"
    await migrate(url)
    database = await Database.open(url)
    keys = await unlocked(database, MasterKey.load_or_make(tmp_path / "keys" / "master.key", may_make=True))
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    for who, words in (("ada", "could the park have a hoop"), ("bo", "damp in my flat"), ("cy", "the bus never comes")):
        await staff.heard(who, words)
    yield Desk(staff)
    await database.close()


@pytest_asyncio.fixture(loop_scope="session")
async def console(desk: Desk) -> AsyncIterator[str]:
    """Where it is served."""
    settings = replace(desk.web.settings, port=0, public_url="http://127.0.0.1")
    desk.web.settings = settings
    desk.parts = replace(desk.parts, settings=settings)
    async with serving(desk.web.parts(routes=console_routes(desk.parts)), desk.web.take) as at:
        yield f"{at}/console"


async def come_in(page: Page, desk: Desk, console: str, worker: Worker) -> None:
    await page.goto(f"{console}/enter/{await desk.access.make_link(worker.id)}")
    await page.get_by_role("button", name="Come in").click()
    await expect(page.get_by_role("heading", name=f"Hello {worker.name}")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
async def test_no_page_has_a_fault_or_scrolls_sideways(browser: Browser, desk: Desk, console: str, screen: str) -> None:
    context = await browser.new_context(**SCREENS[screen])
    page = await context.new_page()
    await page.goto(f"{console}/out")
    assert not await violations(page)
    await come_in(page, desk, console, MO)
    there = await all_there_is(desk)
    answer = Deed(Does.BECAME, Progress.UNDER_WAY, words="The park team looks at it next month.")
    await desk.staff.triage.does(SAM, await desk.staff.heard("kid", "can we have swimming", band="under_13"), answer)
    await desk.staff.triage.does(SAM, there["reference"], Deed(Does.AGENDA, words="A hoop for the park."))
    rooms = [room for room, right in ROOMS.items() if right is None or MO.may(right)]
    faults = {}
    for room in (*rooms, "/item/{reference}", "/friday/quayside", "/posters/quayside"):
        await page.goto(console + room.format(**there))
        wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found = [*await violations(page), *await too_small(page), *([f"{wide} too wide"] if wide else [])]
        faults |= {room: found} if found else {}
    assert faults == {}
    await context.close()


async def test_everything_is_triaged_without_a_mouse(browser: Browser, desk: Desk, console: str) -> None:
    context = await browser.new_context(**SCREENS["phone"])
    page = await context.new_page()
    await come_in(page, desk, console, SAM)
    await page.goto(f"{console}/inbox")
    await page.keyboard.press("w")
    await expect(page.locator(".words").first).to_be_visible()
    await page.keyboard.press("j")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("x")
    await page.keyboard.press("r")
    await expect(page.locator(".item")).to_have_count(3)
    await expect(page.locator(".words")).to_have_count(0)
    assert sorted(str(one.became) for one in await desk.staff.inbox()) == ["None", "None", "read"]
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Show the words")).to_be_visible()
    await context.close()


async def test_the_essentials_work_without_the_script(browser: Browser, desk: Desk, console: str) -> None:
    context = await browser.new_context(java_script_enabled=False, **SCREENS["phone"])
    page = await context.new_page()
    await come_in(page, desk, console, SAM)
    await page.get_by_text("All rooms").click()
    await page.get_by_role("link", name="Inbox").click()
    await page.get_by_role("button", name="Show the words").click()
    await page.get_by_role("button", name="new ones shown").click()
    assert {one.became for one in await desk.staff.inbox()} == {"read"}
    await page.locator(".item a").first.click()
    await page.get_by_role("button", name="Show the words").click()
    await expect(page.locator(".words")).to_be_visible()
    await context.close()
