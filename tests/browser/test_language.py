"""The page follows the chat into another language at once, in a real browser."""

import pytest
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from tests.browser.visits import opened
from tests.handlers.web.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(autouse=True)
def every_language(town: Town) -> None:
    """Every language of the area is on, before the town is served."""
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))


async def in_arabic(browser: Browser, address: str) -> Page:
    """A chat begun in English and switched to Arabic in the middle, with words begun in its box."""
    page = await opened(browser, f"{address}/chat?door=q7ays1")
    await page.get_by_role("button", name="18+").click()
    await page.get_by_role("button", name="Language", exact=True).click()
    await page.get_by_role("button", name="العربية").wait_for()
    await page.get_by_label("Your message").fill("half a wish")
    await page.get_by_role("button", name="العربية").click()
    await expect(page.locator("html")).to_have_attribute("lang", "ar")
    return page


async def test_the_page_turns_with_the_chat_without_being_loaded_anew(browser: Browser, address: str) -> None:
    page = await in_arabic(browser, address)
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(page.get_by_role("button", name="القائمة")).to_be_visible()
    await expect(page.locator("#words")).to_have_value("half a wish")
    assert await written(page) == await written(await page.context.new_page(), address)


async def written(page: Page, address: str = "") -> list[str]:
    """All the page's own words: of what is on it, of what only a screen reader says, of what is still to come."""
    if address:
        await page.goto(f"{address}/chat")
    return list(
        await page.evaluate(
            "() => [document.title, ...Array.from(document.querySelectorAll('body :not(noscript, #status)'), (one) => ["
            "  ...Array.from(one.content?.querySelectorAll('*') || [one]).flatMap((each) => ["
            "    each.getAttribute('aria-label'), each.getAttribute('placeholder'),"
            "    each.closest('bdi') ? '' : Array.from(each.childNodes).filter((c) => c.nodeType === 3)"
            "      .map((c) => c.data.trim()).join('')]),"
            "  ...['them', 'us', 'sending', 'sent', 'copy', 'copied', 'offline'].map((k) => one.dataset[k])"
            "]).flat().filter((one) => one && one.trim())].filter((one) => !/^[0-9a-f]{32}$/.test(one))"
        )
    )


async def test_what_is_said_next_is_labelled_in_the_new_language(browser: Browser, address: str) -> None:
    page = await in_arabic(browser, address)
    sides = set(await page.locator(".line .unseen").all_text_contents())
    await page.locator(".box .send").click()
    await expect(page.locator(".line.them p", has_text="half a wish")).to_be_visible()
    assert set(await page.locator(".line .unseen").all_text_contents()) == sides


async def test_another_tab_turns_too(browser: Browser, address: str) -> None:
    page = await opened(browser, f"{address}/chat?door=q7ays1")
    await page.get_by_role("button", name="18+").click()
    other = await page.context.new_page()
    await other.goto(f"{address}/chat")
    await page.get_by_role("button", name="Language", exact=True).click()
    await page.get_by_role("button", name="العربية").click()
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(other.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
@pytest.mark.parametrize("width", [320, 360])
async def test_all_there_is_at_the_top_fits_one_row_of_a_phone(
    browser: Browser, address: str, width: int, language: str
) -> None:
    page = await opened(browser, f"{address}/chat", viewport={"width": width, "height": 600}, locale=language)
    tops = await page.locator(".tools button").evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert len(tops) == 4
    assert len(set(tops)) == 1
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
