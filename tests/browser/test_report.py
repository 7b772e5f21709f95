"""The report's pages in a real browser: axe-core finds nothing, nothing goes sideways, in either direction."""

from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from bot.i18n import Wording
from bot.kept import FOLDER
from reports.model import Edition, Request
from reports.pipeline import Making
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_full, make_month
from tests.reports.conftest import LOCALES

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROWS = [row for month in (*OCTOBER.compared(), OCTOBER) for row in make_month(month, 300, 1)]
SCREENS = {"phone": (390, 844), "desk": (1280, 900)}
PAGES = [
    (None, Edition.AGENCY, "en"),
    ("quayside", Edition.AGENCY, "en"),
    ("quayside", Edition.SCHOOL, "en"),
    ("quayside", Edition.RESIDENTS, "ar"),
    (None, Edition.CHILDREN, "pl"),
]


@pytest.mark.parametrize("screen", list(SCREENS))
async def test_no_fault_that_axe_can_find_and_nothing_goes_sideways(
    browser: Browser, screen: str, tmp_path: Path
) -> None:
    wide, high = SCREENS[screen]
    making = Making(make_full(heard=ROWS), make_area(), Wording.load(LOCALES, FOLDER))
    # The page's own policy lets no script in, axe's neither.
    context = await browser.new_context(bypass_csp=True, viewport={"width": wide, "height": high})
    page = await context.new_page()
    for asked in PAGES:
        files = making.files(Request(OCTOBER, *asked))
        files.write(tmp_path)
        await page.goto((tmp_path / f"{files.stem}.html").as_uri())
        found = await Axe().run(page)
        serious = [one for one in found.response["violations"] if one["impact"] in {"serious", "critical"}]
        assert serious == [], files.stem
        assert await page.evaluate("document.documentElement.scrollWidth") <= wide, files.stem
    await context.close()
