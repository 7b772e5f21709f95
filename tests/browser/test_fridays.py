"""The Friday answer in a real browser: opened by keyboard, put away without a script, no fault that axe can find."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from msgspec.structs import replace
from playwright.async_api import Browser, expect

from tests.browser.test_access import SCREENS, too_small, violations
from tests.handlers.web.serving import serving
from tests.handlers.web.test_fridays import Answers, Quayside

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def quayside() -> AsyncIterator[str]:
    """Where the chat of a place is served that has an answer."""
    town = Quayside(answers=Answers())
    town.settings = replace(town.settings, port=0)
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))
    async with serving(town.parts(fridays=town.answers), town.take) as at:
        yield at


@pytest.mark.parametrize(
    ("screen", "locale", "script"),
    [("phone", "en-GB", True), ("phone", "ar-EG", True), ("dark desktop", "en-GB", False)],
)
async def test_it_is_opened_by_keyboard_and_put_away(
    browser: Browser,
    quayside: str,
    screen: str,
    locale: str,
    script: bool,  # noqa: FBT001
) -> None:
    context = await browser.new_context(
        locale=locale, java_script_enabled=True, reduced_motion="reduce", **SCREENS[screen]
    )
    page = await context.new_page()
    if not script:
        await page.route("**/*.js", lambda route: route.abort())
    await page.goto(f"{quayside}/chat")
    await page.goto(f"{quayside}/chat")
    box, words = page.locator("#friday"), page.get_by_text("The ramp is planned.")
    await expect(words).to_be_hidden()
    assert not await violations(page)
    await box.locator("summary").focus()
    await page.keyboard.press("Enter")
    await expect(words).to_be_visible()
    assert not await violations(page)
    assert not await too_small(page)
    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    await box.locator("button").press("Enter")
    await expect(box).to_have_count(0)
    await page.goto(f"{quayside}/chat")
    await expect(box).to_have_count(0)
    await page.goto(f"{quayside}/p/q7ays1")
    await expect(words).to_be_visible()
    assert not await violations(page)
    await context.close()
