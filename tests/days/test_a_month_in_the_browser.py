"""The same month in a real browser: the resident in the web chat, the mobiliser in the console, on a phone each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import browser, chromium
from tests.browser.test_access import SCREENS
from tests.days.estate import DOOR, Estate, estate
from tests.fakes.telegram.person import Person

__all__ = ["browser", "chromium"]
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOOP = "could the park in Fishermead have a basketball hoop, kids have nowhere after school"
LONG_ENOUGH = 120_000
"""Milliseconds for one step: at the start of all tests together, readers are still built beside this one."""
ANSWER = "Thank you. The parks team meets us on the 12th and we ask them."


@pytest_asyncio.fixture(loop_scope="session")
async def here(tmp_path: Path) -> AsyncIterator[Estate]:
    async with estate(tmp_path, "") as estate_:
        yield estate_


async def phone(browser: Browser) -> Page:
    page = await (await browser.new_context(**SCREENS["phone"])).new_page()
    page.set_default_timeout(LONG_ENOUGH)
    return page


async def taps(page: Page, label: str) -> None:
    await page.get_by_role("button", name=label, exact=True).last.click()


async def test_from_the_poster_to_has_anything_changed(browser: Browser, here: Estate) -> None:
    robin, ada, desk = await here.let_in("Robin"), await phone(browser), await phone(browser)
    await monday_ada_writes_in_the_web_chat(here, ada)
    await monday_at_four_robin_reads_and_answers_in_the_console(here, robin, desk)
    await ada_sees_it_when_she_looks_again(here, ada)
    await friday_the_answer_stands_where_everybody_sees_it(here, robin, desk, ada)
    await in_december_she_is_asked(here, ada)
    for context in browser.contexts:
        await context.close()


async def monday_ada_writes_in_the_web_chat(here: Estate, ada: Page) -> None:
    """The poster's page, [Chat here], 18+, the words, two taps."""
    await ada.goto(f"{here.address}/p/{DOOR}")
    await ada.get_by_role("button", name="Chat here").click()
    await taps(ada, "18+")
    await expect(ada.get_by_text("What would you like to tell us?")).to_be_visible()
    await ada.get_by_role("textbox").fill(HOOP)
    await taps(ada, "Send")
    await taps(ada, "That's right")
    await taps(ada, "Keep me posted")
    await expect(ada.get_by_text("Robin or a teammate will read it by Wednesday 4 November")).to_be_visible()


async def monday_at_four_robin_reads_and_answers_in_the_console(here: Estate, robin: Person, desk: Page) -> None:
    """The digest on the phone, the console by a link that works once, the words on record, the answer."""
    await here.at(0, "16:00")
    await robin.hears("Fishermead: 1 new, 0 late.")
    await come_in(here, robin, desk)
    await desk.locator(".item a").first.click()
    await taps(desk, "Show the words")
    await expect(desk.locator(".words")).to_have_text(HOOP)
    answer = desk.locator("form", has=desk.get_by_label("Why, or your answer"))
    await answer.get_by_label("How far it is").select_option("under_way")
    await answer.get_by_label("Next date we owe them").fill("2026-11-09")
    await answer.get_by_label("Why, or your answer").fill(ANSWER)
    await answer.get_by_role("button", name="Tell them").click()
    await expect(desk.get_by_text("under way", exact=True).first).to_be_visible()


async def ada_sees_it_when_she_looks_again(here: Estate, ada: Page) -> None:
    """Her chat has Robin's words and the day; nobody had to know where to send them."""
    await here.at(0, "16:20")
    await ada.reload()
    await expect(ada.get_by_text(ANSWER)).to_be_visible()
    await expect(ada.get_by_text("Monday 9 November")).to_be_visible()


async def friday_the_answer_stands_where_everybody_sees_it(here: Estate, robin: Person, desk: Page, ada: Page) -> None:
    """On the page of the place, and on top of the chats there."""
    await here.at(4, "15:00")
    await come_in(here, robin, desk)
    await desk.goto(f"{here.address}/console/friday/fishermead")
    await expect(desk.get_by_label("Your words")).to_contain_text("Play and things to do")
    await taps(desk, "Send")
    await expect(desk.get_by_text("It stands on the page of this place")).to_be_visible()
    assert "Play and things to do" in await here.page(f"/p/{DOOR}")
    await ada.reload()
    await ada.locator("#friday summary").click()
    await expect(ada.get_by_text("Robin here").first).to_be_visible()


async def in_december_she_is_asked(here: Estate, ada: Page) -> None:
    """Four weeks on, in her chat; the answer is kept with what it is about."""
    await here.at(29, "10:20")
    await ada.reload()
    await expect(ada.get_by_text("Has anything changed?")).to_be_visible()
    await taps(ada, "A bit")
    await expect(ada.get_by_text("Thanks for telling us.").last).to_be_visible()
    assert await here.answers_kept() == ["a_bit"]


async def come_in(here: Estate, robin: Person, desk: Page) -> None:
    """By a link that the bot gives, once; twenty minutes without a tap have ended what was before."""
    await desk.goto(here.address + await here.way_in(robin))
    await desk.get_by_role("button", name="Come in").click()
    await expect(desk.get_by_role("heading", name="Hello Robin")).to_be_visible()
