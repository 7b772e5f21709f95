"""Coming back and carrying on in a real browser, with and without a script."""

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.conversation.events import Said
from handlers.web.parts import HandedOver
from tests.browser.visits import opened
from tests.handlers.web.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WORDS = "could the park have a basketball hoop"
ELSEWHERE = "http://elsewhere.test/"


async def test_three_words_bring_a_chat_to_another_screen(
    browser: Browser, town: Town, address: str, *, script: bool
) -> None:
    page = await opened(browser, f"{address}/chat", java_script_enabled=script)
    await page.get_by_role("button", name="18+").click()
    await page.get_by_label("Your message").fill(WORDS)
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".line.them").get_by_text(WORDS)).to_be_visible()
    town.return_words["plum fox kite"] = town.taken[-1].person
    other = await opened(browser, f"{address}/chat/back", java_script_enabled=script)
    await other.get_by_role("textbox").fill("Plum fox kite")
    await other.keyboard.press("Enter")
    await expect(other.locator(".line.them").get_by_text(WORDS)).to_be_visible()


async def test_a_link_brings_the_words_along(browser: Browser, town: Town, address: str, *, script: bool) -> None:
    town.handed_over["t0ken"] = HandedOver(WORDS, None)
    page = await opened(browser, f"{address}/carry-on/t0ken", java_script_enabled=script)
    await page.locator("main").get_by_role("button").click()
    await expect(page.locator(".line.them").get_by_text(WORDS)).to_be_visible()
    assert [one.event for one in town.taken].count(Said(WORDS)) == 1


async def test_a_page_of_somebody_else_s_brings_nobody_into_their_chat(
    browser: Browser, town: Town, address: str, *, script: bool
) -> None:
    town.return_words["plum fox kite"] = "somebody with a page of their own"
    page = await opened(browser, f"{address}/chat/back", java_script_enabled=script)
    await page.route(ELSEWHERE, lambda route: trap(route, f"{address}/chat/back"))
    await page.goto(ELSEWHERE)
    await page.get_by_role("button").click()
    await expect(page.get_by_role("heading", name="Please send that again")).to_be_visible()
    assert "earshot" not in await cookies(page)


async def trap(route: Route, to: str) -> None:
    form = f'<form method="post" action="{to}"><input name="three" value="plum fox kite"><button>Win</button></form>'
    await route.fulfill(content_type="text/html", body=form)


async def cookies(page: Page) -> list[str]:
    return [one["name"] for one in await page.context.cookies()]
