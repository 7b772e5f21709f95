"""A whole conversation in a real browser: by keyboard alone, with and without a script, whatever goes wrong."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, expect

from bot.conversation.events import Pressed, Said
from tests.browser.visits import CATCHING_UP, opened
from tests.handlers.web.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WORDS = "could the park have a basketball hoop"


async def tab_to(page: Page, label: str) -> None:
    """Press Tab until what is called `label` has the focus; what a sighted keyboard user would do."""
    for _ in range(40):
        name = await page.evaluate(
            "() => { const on = document.activeElement;"
            " return (on.labels?.[0]?.textContent || on.textContent || on.value || '').trim(); }"
        )
        if name == label:
            return
        await page.keyboard.press("Tab")
    pytest.fail(f"{label!r} cannot be reached with the Tab key")


async def tap(page: Page, label: str) -> None:
    await tab_to(page, label)
    await page.keyboard.press("Enter")


async def test_a_whole_conversation_by_keyboard_alone(
    browser: Browser, town: Town, address: str, *, script: bool
) -> None:
    page = await opened(browser, f"{address}/p/q7ays1", java_script_enabled=script)
    if not script:
        # Without a script the page cannot tell us what has the focus; the keys pressed are the same.
        await keys_without_script(page)
    else:
        await keys_with_script(page)
    await expect(page.get_by_text("plum fox kite").first).to_be_visible()
    assert Said(WORDS) in [one.event for one in town.taken]


async def keys_with_script(page: Page) -> None:
    await tap(page, "Chat here")
    await expect(page.get_by_text("How old are you?")).to_be_visible()
    await tap(page, "18+")
    await expect(page.get_by_text("What would you like to tell us?")).to_be_visible()
    await tab_to(page, "Your message")
    await page.keyboard.type(WORDS)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="That's right")).to_be_visible()
    await page.keyboard.press("Shift+Tab")
    await tap_back(page, "That's right")
    await expect(page.get_by_role("button", name="No thanks")).to_be_visible()
    # The stream may have brought the buttons; the answer to the tap moves the focus.
    await expect(page.get_by_role("button", name="Yes, a bit")).to_be_focused()
    await tap(page, "No thanks")


async def tap_back(page: Page, label: str) -> None:
    for _ in range(10):
        if await page.evaluate("document.activeElement.textContent.trim()") == label:
            await page.keyboard.press("Enter")
            return
        await page.keyboard.press("Shift+Tab")
    pytest.fail(f"{label!r} cannot be reached backwards")


async def keys_without_script(page: Page) -> None:
    for label in ("Chat here", "18+"):
        await by_keys(page, page.get_by_role("button", name=label, exact=True))
    box = page.get_by_label("Your message")
    await reach(page, box)
    await page.keyboard.type(WORDS)
    for label in ("Send", "That's right", "No thanks"):
        await by_keys(page, page.get_by_role("button", name=label, exact=True))


async def reach(page: Page, wanted: Any) -> None:
    for _ in range(40):
        if await wanted.and_(page.locator(":focus")).count():
            return
        await page.keyboard.press("Tab")
    pytest.fail(f"{wanted} cannot be reached with the Tab key")


async def by_keys(page: Page, wanted: Any) -> None:
    await expect(wanted).to_be_visible()
    await reach(page, wanted)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")


async def test_new_lines_come_by_themselves_and_are_announced(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await expect(page.get_by_text("How old are you?")).to_be_visible()
    town.says_unasked(town.taken[-1].person, "Sam here: the hoop is coming")
    log = page.get_by_role("log")
    await expect(log.get_by_text("the hoop is coming")).to_be_visible()
    assert await log.get_attribute("aria-live") == "polite"


async def test_no_line_is_shown_twice_although_it_comes_both_ways(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.get_by_role("button", name="18+").click()
    await expect(page.get_by_text("What would you like to tell us?")).to_have_count(1)
    await asyncio.sleep(0.8)
    await expect(page.get_by_text("What would you like to tell us?")).to_have_count(1)
    await expect(page.locator(".line")).to_have_count(3)


async def test_words_that_did_not_reach_us_stay_and_go_again_once(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.get_by_role("button", name="18+").click()
    await expect(page.get_by_text("What would you like to tell us?")).to_be_visible()
    await page.context.set_offline(True)
    await page.wait_for_function("!navigator.onLine")  # a busy machine takes a while to cut the line
    await page.get_by_label("Your message").fill(WORDS)
    await page.keyboard.press("Enter")
    again = page.get_by_role("button", name="Try again")
    await expect(again).to_be_visible()
    await expect(page.get_by_text(WORDS)).to_be_visible()
    await expect(page.get_by_role("alert")).to_contain_text("did not reach us")
    await page.context.set_offline(False)
    await again.click()
    await expect(page.get_by_role("button", name="Quayside")).to_be_visible()
    assert [one.event for one in town.taken].count(Said(WORDS)) == 1
    await expect(page.get_by_role("button", name="Try again")).to_have_count(0)


async def test_words_that_came_too_slowly_stay_and_go_again(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.route("**/chat", too_slow, times=1)
    await page.get_by_label("Your message").fill(WORDS)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_role("button", name="Quayside")).to_be_visible()
    assert [one.event for one in town.taken].count(Said(WORDS)) == 1


async def test_what_is_typed_while_a_tap_is_on_its_way_comes_after_it(
    browser: Browser, town: Town, address: str
) -> None:
    """It came first where the line was slow: an adult's words were heard as those of somebody of no known age."""
    page = await opened(browser, f"{address}/chat?door=q7ays1")
    typed = asyncio.Event()

    async def late(route: Route) -> None:
        await typed.wait()
        await route.continue_()

    await page.route("**/chat", late, times=1)
    await page.get_by_role("button", name="18+").click()
    await page.get_by_label("Your message").fill(WORDS)
    await page.keyboard.press("Enter")
    await expect(page.locator(".waiting")).to_have_count(2)
    typed.set()
    await expect(page.get_by_role("button", name="That's right")).to_be_visible()
    events = [one.event for one in town.taken]
    assert isinstance(events[events.index(Said(WORDS)) - 1], Pressed)


async def too_slow(route: Route) -> None:
    await route.fulfill(status=408, json={"problem": "Your connection may be weak just now."})


async def test_an_answer_lost_on_the_way_back_comes_by_the_stream(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat?door=q7ays1")
    await page.get_by_role("button", name="18+").click()
    await expect(page.get_by_text("What would you like to tell us?")).to_be_visible()
    await page.route("**/chat", lost_on_the_way_back, times=1)
    await page.get_by_label("Your message").fill(WORDS)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="That's right")).to_be_visible()
    await expect(page.get_by_role("button", name="Try again")).to_have_count(0)
    assert [one.event for one in town.taken].count(Said(WORDS)) == 1


async def test_an_answer_stays_although_older_news_come_after_it(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    read, let_go = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        read.set()
        await let_go.wait()
        await route.fulfill(response=answer)

    await page.route(CATCHING_UP, late, times=1)
    town.says_unasked(town.taken[-1].person, "Sam here: the hoop is coming")
    await asyncio.wait_for(read.wait(), 20)
    await page.get_by_label("Your message").fill(WORDS)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Quayside")).to_be_visible()
    let_go.set()
    await asyncio.sleep(0.5)
    await expect(page.get_by_role("button", name="Quayside")).to_be_visible()
    await expect(page.locator(".line.them").get_by_text(WORDS)).to_be_visible()


async def test_words_sent_again_after_a_lost_answer_are_said_once(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat?door=q7ays1")
    await page.get_by_role("button", name="18+").click()
    await expect(page.get_by_text("What would you like to tell us?")).to_be_visible()
    await page.route("**/chat/lines*", lambda route: route.abort())
    await page.evaluate("listening.close()")
    await page.route("**/chat", lost_on_the_way_back, times=1)
    await page.get_by_label("Your message").fill(WORDS)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_role("button", name="That's right")).to_be_visible()
    assert [one.event for one in town.taken].count(Said(WORDS)) == 1


async def lost_on_the_way_back(route: Route) -> None:
    """Let the server have what was posted, and the browser never hear of it."""
    await route.fetch()
    await route.abort()


async def test_a_refusal_puts_the_words_back_in_the_box(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    box = page.get_by_label("Your message")
    await box.fill("a" * 4100)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert")).to_contain_text("4 letters too long")
    await expect(box).to_have_value("a" * 4100)
    await expect(box).to_be_focused()


async def test_a_tap_leaves_the_words_in_the_box(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.get_by_label("Your message").fill("half a thought")
    await page.get_by_role("button", name="18+").click()
    await expect(page.get_by_text("What would you like to tell us?")).to_be_visible()
    await expect(page.get_by_label("Your message")).to_have_value("half a thought")


async def test_shift_and_enter_begin_a_new_line(browser: Browser, town: Town, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    await page.get_by_label("Your message").click()
    await page.keyboard.type("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Quayside")).to_be_visible()
    assert Said("one\ntwo") in [one.event for one in town.taken]


async def test_hostile_words_run_nothing_and_stay_inside_their_bubble(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat")
    ran: list[str] = []
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    for words in ("<img src=x onerror=alert(1)>", "\u202eevil \u2066text", "z" + "\u0335\u0321\u035a\u031e" * 300):
        await page.get_by_label("Your message").fill(words)
        await page.keyboard.press("Enter")
        await expect(page.locator(".line.them").last).to_contain_text(words[:5])
        await expect(page.locator(".waiting")).to_have_count(0)
    assert not ran
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
