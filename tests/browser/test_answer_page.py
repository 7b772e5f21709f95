"""The page on which an agency answers, in a real browser without a script; axe-core finds nothing."""

import os
from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from bot.domain.contribution import Progress
from tests.browser.test_access import SCREENS, too_small, violations
from tests.handlers.web.serving import serving
from tests.handlers.web.test_answer_pages import Replies
from tests.handlers.web.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PICTURES = os.environ.get("PICTURES", "")
"""A folder to leave pictures of the page in, for whoever wants to look at them."""


@pytest.fixture
def replies() -> Replies:
    return Replies()


@pytest_asyncio.fixture(loop_scope="session")
async def address(replies: Replies) -> AsyncIterator[str]:
    """Where the page is served."""
    town = Town()
    town.settings = replace(town.settings, port=0, public_url="http://127.0.0.1")
    async with serving(town.parts(replies=replies), town.take) as at:
        yield f"{at}/answer/good"


async def faults(page: Page, name: str) -> list[str]:
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/{name.replace(' ', '-')}.png", full_page=True)
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*await violations(page), *await too_small(page), *([f"{wide} too wide"] if wide else [])]


@pytest.mark.parametrize("screen", SCREENS)
async def test_an_agency_says_words_what_they_mean_and_by_when_on_any_screen(
    browser: Browser, replies: Replies, address: str, screen: str
) -> None:
    page = await browser.new_page(**SCREENS[screen])
    await page.goto(address)
    assert await faults(page, f"answer {screen}") == []
    await page.get_by_role("textbox", name="Your answer").first.fill("The path is lit in spring.")
    await page.get_by_role("combobox", name="What it means").first.select_option("planned")
    await page.locator("#d1").fill("2027-03-01")
    await page.locator("#w2").fill("The bench is asked for.")
    await page.get_by_role("button", name="Send the answer").first.click()
    await expect(page.get_by_text("has not been sent yet")).to_be_visible()
    await expect(page.locator("#w2")).to_have_value("The bench is asked for.")
    assert await faults(page, f"answer kept {screen}") == []
    assert replies.answered == [("q1", "The path is lit in spring.")]
    assert replies.means == [(Progress.PLANNED, date(2027, 3, 1))]


async def test_the_key_enter_in_a_box_sends_no_answer(browser: Browser, replies: Replies, address: str) -> None:
    page = await browser.new_page(java_script_enabled=False, **SCREENS["phone"])
    await page.goto(address)
    await page.locator("#w1").fill("The path is lit in spring.")
    await page.locator("#d1").press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("press the button")
    await expect(page.locator("#w1")).to_have_value("The path is lit in spring.")
    assert replies.answered == []


async def test_without_a_script_what_was_refused_stays_in_its_boxes(browser: Browser, address: str) -> None:
    page = await browser.new_page(java_script_enabled=False, **SCREENS["phone"])
    await page.goto(address)
    await page.get_by_role("textbox", name="Your answer").first.fill(" ")
    await page.get_by_role("combobox", name="What it means").first.select_option("done")
    await page.locator("#d1").fill("2027-03-01")
    await page.get_by_role("button", name="Send the answer").first.click()
    await expect(page.get_by_role("alert")).to_have_text("there are no words")
    await expect(page.get_by_role("combobox", name="What it means").first).to_have_value("done")
    await expect(page.locator("#d1")).to_have_value("2027-03-01")
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/answer-refused.png", full_page=True)
