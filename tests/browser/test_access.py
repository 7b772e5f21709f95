"""Every page can be used by everybody: axe-core finds nothing serious, whatever the screen and the direction."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from tests.handlers.web.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAGES = {
    "landing": "/",
    "place": "/p/q7ays1",
    "unserved place": "/p/e1sewh",
    "unknown code": "/p/nowhere",
    "chat": "/chat",
    "coming back": "/chat/back",
    "carrying on": "/carry-on/x",
    "no cookie": "/chat?met=1",
    "blank": "/blank",
    "reports": "/report?key=open sesame",
}
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}},
    "dark desktop": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


async def violations(page: Page) -> list[str]:
    found = (await Axe().run(page, options=RULES)).response["violations"]
    return [f"{one['impact']}: {one['id']}: {one['nodes'][0]['html']}" for one in found]


PRESSED = "button, select, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), label.check, .big"


async def too_small(page: Page) -> list[str]:
    """What can be pressed but is smaller than 44 pixels, links within a text apart."""
    found = await page.evaluate(
        "pressed => [...document.querySelectorAll(pressed)].filter(one => { const box = one.getBoundingClientRect();"
        " return box.width && (box.height < 43.5 || box.width < 43.5); }).map(one => one.outerHTML)",
        PRESSED,
    )
    return list(found)


@pytest.mark.parametrize(
    ("name", "screen"), [*((one, "phone") for one in PAGES), ("place", "dark desktop"), ("chat", "dark desktop")]
)
async def test_a_page_has_no_fault_that_axe_can_find(browser: Browser, address: str, name: str, screen: str) -> None:
    page = await browser.new_page(**SCREENS[screen])
    await page.goto(address + PAGES[name])
    assert not await violations(page)
    assert not await too_small(page)


async def test_a_chat_under_way_has_none_either_and_logs_no_error(browser: Browser, address: str) -> None:
    # What is still fading in has too little contrast for a moment: nothing moves here.
    page = await browser.new_page(reduced_motion="reduce", **SCREENS["phone"])
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(f"{address}/chat?door=q7ays1")
    await page.get_by_role("button", name="18+").click()
    await expect(page.get_by_role("button", name="An idea")).to_be_visible()
    await page.get_by_label("Your message").fill("thank you for the new lights")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="That's right")).to_be_visible()
    assert not await violations(page)
    await page.get_by_role("button", name="That's right").click()
    await expect(page.get_by_text("plum fox kite").first).to_be_visible()
    assert not await violations(page)
    assert not await too_small(page)
    assert not errors, "the page's own policy stops none of its own parts"


@pytest.mark.parametrize("width", [320, 1280])
async def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    page = await browser.new_page(viewport={"width": width, "height": 600})
    for path in PAGES.values():
        await page.goto(address + path)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.fixture
def every_language(town: Town) -> None:
    """Every language of the area is on, before the town is served."""
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))


@pytest.mark.usefixtures("every_language")
async def test_right_to_left_is_mirrored_and_has_no_fault(browser: Browser, address: str) -> None:
    context = await browser.new_context(locale="ar-EG", **SCREENS["phone"])
    page = await context.new_page()
    await page.goto(f"{address}/chat")
    assert await page.evaluate("document.dir") == "rtl"
    send, box = page.locator("button[name=send]"), page.locator("#words")
    at, beside = await send.bounding_box(), await box.bounding_box()
    assert at is not None
    assert beside is not None
    assert at["x"] < beside["x"], "the send button is on the left"
    assert not await violations(page)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_a_poster_is_what_a_printer_gets(browser: Browser, address: str) -> None:
    page = await browser.new_page()
    await page.goto(f"{address}/p/q7ays1")
    await expect(page.locator(".poster")).to_be_hidden()
    await page.emulate_media(media="print")
    await expect(page.locator(".poster")).to_be_visible()
    await expect(page.get_by_role("button", name="Chat here")).to_be_hidden()


async def test_nothing_is_fetched_from_anybody_else(browser: Browser, address: str) -> None:
    page = await browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES.values():
        await page.goto(address + path)
    assert [one for one in asked if not one.startswith(address)] == []


async def test_someone_who_wants_no_motion_gets_none(browser: Browser, address: str) -> None:
    context = await browser.new_context(reduced_motion="reduce")
    page = await context.new_page()
    await page.goto(f"{address}/chat")
    assert await page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
