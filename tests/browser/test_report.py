"""The report's pages in a real browser: axe-core finds nothing, nothing goes sideways, in either direction."""

from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser

from benchmarks.estate import estate
from bot.core import ROOT
from bot.i18n import Wording
from bot.kept import FOLDER
from bot.pack.loading import load
from reports.model import Edition, Request
from reports.pipeline import Making
from tests.factories_pack import make_area
from tests.factories_reports import OCTOBER, make_full, make_month
from tests.reports.conftest import LOCALES

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROWS = [row for month in (*OCTOBER.compared(), OCTOBER) for row in make_month(month, 300, 1)]
SCREENS = {"phone": (390, 844), "desk": (1280, 900)}
STRAYED = """[...document.querySelectorAll('blockquote')].filter(one => {
    const lines = document.createRange();
    lines.selectNodeContents(one);
    const [words, bar] = [lines.getBoundingClientRect(), one.parentElement.getBoundingClientRect()];
    return document.dir === 'rtl' ? bar.right - words.right > 40 : words.left - bar.left > 40;
}).map(one => one.textContent)"""
"""Quotes whose words begin far from the bar that marks them."""
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
        strayed = await page.evaluate(STRAYED)
        assert strayed == [], f"{files.stem}: words of another direction stay beside their bar"
    await context.close()


async def test_on_a_phone_the_square_code_is_large_enough_to_be_read_and_no_name_of_a_theme_is_broken(
    browser: Browser, tmp_path: Path
) -> None:
    """A code that keeps a size of its own stood a quarter as large in its corner; "Environmen-t" was read."""
    area = load(ROOT / "areas" / "milton-keynes")
    making, here = Making(estate(area), area, Wording.load(LOCALES, FOLDER)), area.neighbourhoods[0].id
    context = await browser.new_context(viewport={"width": 390, "height": 844})
    page = await context.new_page()
    for place, edition in ((here, Edition.RESIDENTS), (None, Edition.AGENCY)):
        files = making.files(Request(OCTOBER, place, edition))
        files.write(tmp_path)
        await page.goto((tmp_path / f"{files.stem}.html").as_uri())
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390, edition
        if edition is Edition.RESIDENTS:
            drawn = await page.locator(".code svg .qrline").bounding_box()
            assert drawn is not None
            assert drawn["width"] > 100
    broken = await page.evaluate(BROKEN)
    assert broken == []
    await context.close()


BROKEN = """() => [...document.querySelectorAll("tbody th bdi")].filter((one) => {
    const text = one.firstChild, range = document.createRange();
    return [...text.data.matchAll(/[^ ]+/g)].some((word) => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
    });
}).map((one) => one.textContent)"""
"""Which row headings of a page have a word that stands on two lines."""
