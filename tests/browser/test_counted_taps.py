"""What a mobiliser does in the console on a phone, without its script, tap by tap: the docs tell what is counted."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.test_access import SCREENS
from tests.browser.test_console import come_in, console, desk  # noqa: F401 - fixtures
from tests.counted import Count, stands_in_the_docs
from tests.factories_staff import SAM
from tests.handlers.console.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@dataclass
class Hand:
    """Somebody's thumb on a page; whatever it does is counted."""

    page: Page
    count: Count = field(default_factory=Count)

    async def taps(self, name: str) -> None:
        """Tap the first button, link, or fold of this name."""
        self.count.taps += 1
        named = self.page.locator("main button, main a, main summary")
        await named.filter(has_text=name, visible=True).first.click()

    async def ticks(self, name: str) -> None:
        self.count.taps += 1
        await self.page.get_by_label(name).check()

    async def chooses(self, name: str, option: str) -> None:
        """Open a list and tap an entry of it."""
        self.count.taps += 2
        await self.page.get_by_label(name).first.select_option(option)

    async def types(self, name: str, words: str) -> None:
        """Tap a field and type."""
        self.count.taps, self.count.typed = self.count.taps + 1, self.count.typed + len(words)
        await self.page.get_by_label(name).first.fill(words)

    async def goes(self, room: str) -> None:
        """By the menu, as from any page."""
        self.count.taps += 2
        await self.page.locator("nav.rooms summary").click()
        await self.page.locator("nav.rooms details").get_by_role("link", name=room, exact=True).click()


async def signs_in(hand: Hand) -> None:
    # `come_in` tapped the link and the button; before that /console was written.
    hand.count = Count(taps=2, messages=1, typed=len("/console"))
    await expect(hand.page.get_by_role("heading", name="Hello Sam")).to_be_visible()


async def need(hand: Hand) -> None:
    await hand.goes("Needs")
    await hand.types("What they asked for", "a night bus")
    await hand.chooses("About", "transport_parking")
    await hand.taps("Save")
    await expect(hand.page.get_by_text("a night bus").first).to_be_visible()


async def on(hand: Hand) -> None:
    await hand.goes("What's on")
    await hand.taps("Add something that is on")
    await hand.types("What it is", "Football")
    await hand.types("Where, such as", "the park")
    await hand.types("Day (of a weekly one", "2026-10-10")
    await hand.types("Who runs it", "Sam")
    await hand.page.locator("form.deed button").first.click()
    hand.count.taps += 1
    await expect(hand.page.get_by_text("Saturday 10 October")).to_be_visible()


async def story(hand: Hand) -> None:
    await hand.goes("Stories")
    await hand.taps("Write a story")
    await hand.types("How it was before", "The path by the flats was dark, and nobody used it.")
    await hand.types("What happened", "The group asked, and the council put two lamps there.")
    await hand.types("How it is now", "People walk home that way again.")
    await hand.ticks("its teller is 18 or over")
    await hand.ticks("the report")
    await hand.taps("Save, to be checked")
    await expect(hand.page.get_by_text("Saved. Nobody uses it")).to_be_visible()


async def question(hand: Hand) -> None:
    await hand.goes("Questions")
    await hand.taps("Ask a question")
    await hand.types("Title, as it stands", "The square")
    await hand.types("The question", "What would make the square better?")
    await hand.taps("Look at it first")
    await hand.taps("Send it now")
    await expect(hand.page.get_by_text("Open until")).to_be_visible()


async def poster(hand: Hand) -> None:
    await hand.goes("Posters")
    await hand.taps("Quayside")
    await hand.types("Where it will hang", "the school gate")
    await hand.taps("Make its code")
    await expect(hand.page.get_by_text("the school gate").first).to_be_visible()
    async with hand.page.expect_download():
        await hand.taps("Get the PDF")


async def recording(hand: Hand) -> None:
    await hand.goes("Recordings")
    await hand.taps("Voice note")
    hand.count.taps, hand.count.spoken = hand.count.taps + 1, 20  # it is played
    await hand.types("What they say", "the lift in our block has been broken for a week")
    await hand.taps("Save")
    await expect(hand.page.get_by_text("Nothing waits.")).to_be_visible()


async def talk(hand: Hand) -> None:
    await hand.goes("Talks")
    await hand.chooses("The second worker, who sees every message", "bea")
    await hand.taps("Take it up")
    await expect(hand.page.get_by_text("Bea sees every message")).to_be_visible()


DEEDS: Mapping[str, Callable[[Hand], Awaitable[None]]] = {
    "come into the console": signs_in,
    "a need that nobody meets": need,
    "something that is on": on,
    "a story of change, with its teller": story,
    "ask a question of many": question,
    "a poster for one place": poster,
    "type up a voice note of 20 seconds": recording,
    "take up a talk with a child": talk,
}


@pytest.mark.parametrize("what", DEEDS)
async def test_each_deed_in_the_console_takes_the_taps_and_the_time_that_the_docs_tell(
    browser: Browser,
    desk: Desk,  # noqa: F811
    console: str,  # noqa: F811
    what: str,
) -> None:
    await desk.staff.showed("dot")
    await desk.staff.town.meets("kim", band="16_17")
    await desk.staff.town.says("kim", "person", "can Sam talk to me about the park")
    context = await browser.new_context(**SCREENS["phone"], java_script_enabled=False)
    hand = Hand(await context.new_page())
    await come_in(hand.page, desk, console, SAM)
    await DEEDS[what](hand)
    await context.close()
    name = test_each_deed_in_the_console_takes_the_taps_and_the_time_that_the_docs_tell.__name__
    stands_in_the_docs(what, hand.count, f"tests/browser/test_counted_taps.py::{name}")
