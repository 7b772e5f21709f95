"""Screens that others use, and hiding from whoever comes by, in a real browser."""

import asyncio
from contextlib import suppress

import pytest
from playwright.async_api import Browser, Error, Page, Route, expect

from bot.conversation.events import Commanded, Reserved, Said
from tests.browser.visits import CATCHING_UP, opened, until
from tests.handlers.web.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WORDS = "could the park have a basketball hoop"


async def test_hide_is_gone_at_once_and_the_back_button_does_not_bring_it_back(
    browser: Browser, town: Town, address: str, *, script: bool
) -> None:
    page = await opened(browser, f"{address}/chat", java_script_enabled=script)
    await page.get_by_label("Your message").fill("something I regret")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("something I regret").first).to_be_visible()
    await page.get_by_role("button", name="Hide", exact=True).click()
    await page.wait_for_url("**/blank")
    await until(lambda: town.taken[-1].event == Commanded(Reserved.HIDE))
    assert len(town.chats) == 1, "the page that was left made nobody new"
    await page.go_back()
    await expect(page.get_by_text("something I regret")).to_have_count(0)


async def test_going_back_to_a_cleared_chat_begins_anew_and_blames_no_browser(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.get_by_role("button", name="18+").click()
    await page.get_by_role("button", name="Finish and clear this screen").first.click()
    await expect(page.get_by_role("heading", name="This screen has forgotten you")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_text("How old are you?")).to_be_visible()
    await expect(page.get_by_text("one cookie")).to_have_count(0)


async def test_words_still_on_their_way_do_not_come_after_hide(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    underway, gone = asyncio.Event(), asyncio.Event()

    async def held(route: Route) -> None:
        underway.set()
        await gone.wait()
        with suppress(Error):
            await route.continue_()

    await page.route("**/chat", held, times=1)
    await page.route("**/blank", held)
    await page.get_by_label("Your message").fill("something I regret")
    await page.keyboard.press("Enter")
    await underway.wait()
    await page.get_by_role("button", name="Hide", exact=True).click(no_wait_after=True)
    await until(lambda: town.taken[-1].event == Commanded(Reserved.HIDE))
    gone.set()
    await page.wait_for_url("**/blank")
    assert Said("something I regret") not in [one.event for one in town.taken]


async def thanked(browser: Browser, address: str, tabs: int = 1) -> Page:
    """A page on which a child's talk has ended: its screen is soon to be forgotten."""
    page = await opened(browser, f"{address}/chat?door=q7ays1")
    await page.clock.install()
    await page.get_by_role("button", name="13-15").click()
    await expect(page.get_by_role("button", name="Some good news")).to_be_visible()
    for _ in range(1, tabs):
        await (await page.context.new_page()).goto(f"{address}/chat")
    await page.get_by_label("Your message").fill("thank you for the new lights")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="That's right").click()
    await expect(page.get_by_role("button", name="Keep it open")).to_be_visible()
    return page


async def test_the_page_of_a_shared_screen_clears_itself(browser: Browser, town: Town, address: str) -> None:
    page = await thanked(browser, address)
    await page.clock.run_for(180_000)
    await expect(page.get_by_role("heading", name="This screen has forgotten you")).to_be_visible()
    assert not await page.context.cookies()
    assert town.taken


async def test_an_answer_that_comes_late_does_not_keep_a_shared_screen_open(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat?door=q7ays1")
    await page.get_by_role("button", name="13-15").click()
    await expect(page.get_by_role("button", name="Some good news")).to_be_visible()
    let_go = asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        await let_go.wait()
        await route.fulfill(response=answer)

    await page.route("**/chat", late, times=1)
    await page.get_by_label("Your message").fill("thank you for the new lights")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="That's right").click()
    await expect(page.get_by_role("button", name="Keep it open")).to_be_visible()
    async with page.expect_response(CATCHING_UP):
        let_go.set()
    await asyncio.sleep(0.5)
    await expect(page.get_by_role("button", name="Keep it open")).to_be_visible()


async def test_a_talk_that_ends_in_another_tab_ends_here_too(browser: Browser, address: str) -> None:
    page = await thanked(browser, address, tabs=2)
    for tab in page.context.pages:
        await expect(tab.get_by_role("button", name="Keep it open")).to_be_visible()


async def test_a_line_that_nobody_here_asked_for_does_not_keep_a_shared_screen_open(
    browser: Browser, town: Town, address: str
) -> None:
    page = await thanked(browser, address)
    await page.clock.run_for(100_000)
    async with page.expect_response(CATCHING_UP):
        town.says_unasked(town.taken[-1].person, "Sam here: you're welcome")
    await expect(page.get_by_text("you're welcome")).to_be_visible()
    await page.clock.run_for(80_000)
    await expect(page.get_by_role("heading", name="This screen has forgotten you")).to_be_visible()


async def test_hide_this_takes_a_disclosure_off_every_screen(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.get_by_label("Your message").fill("i want to die")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Hide this")).to_be_visible()
    other = await page.context.new_page()
    await other.goto(f"{address}/chat")
    await expect(other.get_by_text("i want to die")).to_be_visible()
    await page.get_by_role("button", name="Hide this").click()
    for screen in (page, other):
        await expect(screen.get_by_text("Write any time.")).to_be_visible()
        await expect(screen.get_by_text("i want to die")).to_have_count(0)


async def test_a_screen_that_was_forgotten_meanwhile_keeps_the_words(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.context.clear_cookies()
    await page.get_by_label("Your message").fill(WORDS)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Please send that again")).to_be_visible()
    await expect(page.get_by_label("Your words")).to_have_value(WORDS)
    await page.get_by_role("button", name="Send again").click()
    await expect(page.locator(".line.them").get_by_text(WORDS)).to_be_visible()


async def test_a_shared_screen_can_be_kept_open_for_longer(browser: Browser, address: str) -> None:
    page = await thanked(browser, address)
    await page.clock.run_for(150_000)
    await page.get_by_role("button", name="Keep it open").click()
    await expect(page.get_by_label("Your message")).to_be_focused()
    await page.clock.run_for(150_000)
    await expect(page.get_by_text("new lights").first).to_be_visible()
    await page.clock.run_for(60_000)
    await expect(page.get_by_role("heading", name="This screen has forgotten you")).to_be_visible()
