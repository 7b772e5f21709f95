"""The notebook's rooms in a real browser: axe-core finds nothing, nothing goes sideways; paper by keyboard alone."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.conversation.effects import AskToReport, Complain, Introduce, KeepStory
from bot.domain.attachment import Medium
from bot.domain.story import Story, Use
from tests.browser.test_access import SCREENS, too_small, violations
from tests.browser.test_console import come_in, console, desk  # noqa: F401 - fixtures
from tests.factories_staff import MO, SAM, make_on
from tests.factories_storage import TODAY
from tests.handlers.console.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ROOMS = (
    *("", "/activities", "/paper", "/whats-on", "/whats-on/{on}", "/signposts", "/signposts/{signpost}", "/needs"),
    *("/spends", "/stories", "/stories/{story}", "/introductions", "/complaints", "/recordings"),
    *("/recordings/{voice}", "/recordings/{photo}", "/starting", "/meetings", "/meetings/{meeting}"),
)
PICTURES = os.environ.get("NOTEBOOK_PICTURES", "")
"""A folder for pictures of what was tried, where somebody would look at them."""


async def something_in_each(desk: Desk) -> dict[str, str]:  # noqa: F811 - the fixture's value
    """Something in every room, by what stands for it in a page's address."""
    notebook, staff = desk.staff.notebook, desk.staff
    await notebook.directories.put_activity(SAM, "", make_on(cost="free", ages="8 to 12", planned_by_young=True))
    [on] = (await notebook.directories.whole()).activities
    await staff.gatherings.note(SAM, "football in the park - 14 came, 5 new, led by residents")
    for line in (
        "12.50 juice for the hoop day - to the corner shop, receipt",
        "45 a hoop and a net - to the sports shop",
    ):
        await notebook.spends.note(SAM, line)
    await notebook.startings.note(SAM, "a bike workshop; the hub; Saturdays at 10; 1 short")
    met = await notebook.meetings.note(
        SAM, "today - 2 new, 1 vacancy; chair: ask the council for a quote; book the hall"
    )
    await notebook.needs.note(SAM, "health", "quayside", "a dentist who takes new people")
    reference = (await staff.inbox(MO))[0].reference
    said = await staff.id_of(reference)
    story = KeepStory(
        "told", "quayside", Story("the path was dark", "lamps came", "it is bright"), (Use.REPORT, Use.WEB)
    )
    asked = (Introduce("i1", said, "council"), AskToReport("h1", said, "quayside"), story)
    await staff.asked(reference, *asked, Complain("q1", "nobody wrote back", "quayside", TODAY))
    voice = await staff.showed("dot")
    photo = await staff.showed("eve", Medium.PHOTO, b"\xff\xd8 rest")
    signpost = desk.parts.area.signposts[0].id
    return {"on": on.id, "signpost": signpost, "story": "told", "voice": voice, "photo": photo, "meeting": met.id}


@pytest.mark.parametrize("screen", SCREENS)
async def test_no_room_has_a_fault_or_scrolls_sideways(
    browser: Browser,
    desk: Desk,  # noqa: F811
    console: str,  # noqa: F811
    screen: str,
) -> None:
    named = await something_in_each(desk)
    context = await browser.new_context(**SCREENS[screen])
    page = await context.new_page()
    await come_in(page, desk, console, MO)
    for room in ROOMS:
        await page.goto(console + room.format(**named))
        for shut in await page.locator("main details:not([open]) summary").all():
            await shut.click()
        if PICTURES:
            await page.screenshot(path=Path(PICTURES) / f"{screen}{room.replace('/', '-')}.png", full_page=True)
        assert await violations(page) == [], room
        assert await too_small(page) == [], room
        wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, room
    await context.close()


async def test_a_sheet_is_typed_up_by_keyboard_without_the_script(
    browser: Browser,
    desk: Desk,  # noqa: F811
    console: str,  # noqa: F811
) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await come_in(page, desk, console, SAM)
    await page.goto(f"{console}/paper")
    await page.get_by_label("Their words").first.focus()
    await page.keyboard.type("idea: hoop by the shops - dad at gate, would help")
    await page.get_by_label("Their words").nth(1).focus()
    await page.keyboard.type("a youth club")
    for key in ("Tab", "Tab", "Tab"):
        await page.keyboard.press(key)
    await page.keyboard.type("12")
    await page.keyboard.press("Tab")
    await page.keyboard.type("9")
    await page.get_by_label("Yes, they know").focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Saved: 2")).to_be_visible()
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / "cards.png", full_page=True)
    kept = [
        (one.words, one.present, one.said_it) for one in await desk.staff.town.contributions() if one.door == "paper"
    ]
    assert sorted(kept) == [("a youth club", 12, 9), ("hoop by the shops (dad at gate)", 1, 1)]
    await context.close()
