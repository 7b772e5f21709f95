"""Takes the pictures of docs/pictures: a phone-sized browser, as a new user would hold it.

    python -m benchmarks.pictures [FOLDER]

An adult in English, an adult in Arabic, a child in English, a worker's page of a talk, and every room of the console on
a phone and on a desk; all on a database of their own.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from playwright.async_api import Page, async_playwright

from benchmarks import friday_pictures
from benchmarks.waiting_work import MO, month_now, work_waits
from bot.app import assembled
from bot.core import ROOT
from bot.domain import talk
from bot.running import Earshot
from bot.settings import load
from bot.staff.talk_links import make_link
from bot.staff_parts import access
from bot.storage import meetings, talks

PICTURES = ROOT / "docs" / "pictures"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
OF_ONE = {
    "meetings": "minutes",
    "cases": "case",
    "campaigns": "campaign",
    "stories": "story",
    "recordings": "recording",
    "signposts": "signpost",
    "whats-on": "on",
    "publish": "publish-month",
}
"""Rooms that have a page for each of something, and what that page's picture is called."""
IDEA = "could the park have a basketball hoop, kids round here have nowhere after school"
WORRY = "my partner says he will hurt me if i go out again"
IDEA_AR = "نحتاج مقاعد في الحديقة لكبار السن في فيشرميد"
CHILD = "can we have swimming and a skate park in the holidays"


async def main() -> None:
    """Take them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    async with _earshot() as earshot, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        address = f"http://127.0.0.1:{earshot.web.bind()}"
        door = next(one.door for one in earshot.core.area.neighbourhoods if one.id == "fishermead")
        chats: dict[str, Page] = {}
        for name, walk in (("adult", _adult), ("arabic", _arabic), ("child", _child)):
            locale = "ar" if name == "arabic" else "en-GB"
            context = await browser.new_context(viewport=PHONE, locale=locale, device_scale_factor=1)
            page = await context.new_page()
            await page.goto(f"{address}/p/{door}")
            if name != "child":  # the same page as the adult is shown
                await page.screenshot(path=folder / f"{name}-1-poster.png")
            await walk(page, folder)
            chats[name] = page
        await friday_pictures.take(earshot, address, {name: chats[name] for name in ("adult", "arabic")}, folder)
        page = await browser.new_page(viewport=PHONE)
        await page.goto(f"{address}/p/{door}")
        await _worried(page)
        page = await browser.new_page(viewport=DESK)
        await _worker(earshot, page, address, folder)
        await work_waits(earshot)
        for name, screen in (("phone", PHONE), ("desk", DESK)):
            context = await browser.new_context(viewport=screen, locale="en-GB")
            await _console(earshot, await context.new_page(), address, folder / f"console-{name}")
            await context.close()
        await browser.close()


async def _adult(page: Page, folder: Path) -> None:
    await _start(page)
    await page.screenshot(path=folder / "adult-2-notice.png")
    await _tap(page, "18+")
    await _say(page, IDEA)
    await page.screenshot(path=folder / "adult-3-card.png")
    await _tap(page, "That's right")
    await _tap(page, "Yes, a bit")
    await page.screenshot(path=folder / "adult-4-thanks.png")
    await page.locator("nav.tools button[value=menu]").click()
    await _settled(page)
    await page.screenshot(path=folder / "adult-5-menu.png")
    await page.locator("#files summary").last.click()
    await page.locator("#files").scroll_into_view_if_needed()
    await page.screenshot(path=folder / "adult-6-photo.png")


async def _arabic(page: Page, folder: Path) -> None:
    await _start(page)
    await page.screenshot(path=folder / "arabic-2-notice.png")
    await page.locator(".choices button").nth(-3).click()
    await _settled(page)
    await _say(page, IDEA_AR)
    await page.screenshot(path=folder / "arabic-3-card.png")
    await page.locator(".choices button").first.click()
    await _settled(page)
    await page.screenshot(path=folder / "arabic-4-next.png")


async def _child(page: Page, folder: Path) -> None:
    await _start(page)
    await _tap(page, "Under 13")
    await page.screenshot(path=folder / "child-2-hello.png")
    await _say(page, CHILD)
    await page.screenshot(path=folder / "child-3-card.png")
    await _tap(page, "That's right")
    await _tap(page, "Yes")
    await page.screenshot(path=folder / "child-4-thanks.png")
    await page.locator("nav.tools button[value=menu]").click()
    await _settled(page)
    await _tap(page, "Talk to a person")
    await _say(page, "i want to tell you about the park")
    await page.screenshot(path=folder / "child-5-person.png")


async def _worried(page: Page) -> None:
    """Somebody in danger, so that the lead's room has a case."""
    await _start(page)
    await _tap(page, "18+")
    await _say(page, WORRY)


async def _worker(earshot: Earshot, page: Page, address: str, folder: Path) -> None:
    core = earshot.core
    async with core.database.write() as conn:
        [wish] = await talks.asked(conn, core.keys)
        await talks.open_talk(conn, core.keys, wish, ("Sam", "Ada"), core.clock())
    for role in (talk.Role.SECOND, talk.Role.WORKER):
        await page.goto(f"{address}/talk/{make_link(core.keys, wish.id, role, core.clock())}")
        await page.screenshot(path=folder / f"talk-{role}.png")


async def _console(earshot: Earshot, page: Page, address: str, stem: Path) -> None:
    """Every room of the console, as somebody who is manager and lead sees it."""
    core = earshot.core
    door = access(core)
    await page.goto(f"{address}/console/enter/{await door.make_link(MO.id)}")
    await page.screenshot(path=f"{stem}-enter.png")
    await page.get_by_role("button", name="Come in").click()
    await page.goto(f"{address}/console/inbox")
    found = page.locator(".items .what a")
    first, last = await found.first.inner_text(), await found.last.inner_text()
    await page.goto(f"{address}/console")
    rooms = await _rooms(page)
    await page.locator("nav.rooms summary").focus()
    await page.keyboard.press("Enter")
    await page.screenshot(path=f"{stem}-rooms.png")
    more = (
        "/console/friday/fishermead",
        "/console/posters/fishermead",
        f"/console/item/{last}",
        *await _group(earshot),
        "/console/campaigns/new",
        *[path for room in OF_ONE for path in await _first(page, f"{address}/console/{room}")],
    )
    for path in dict.fromkeys((*rooms, *more)):
        await page.goto(f"{address}{path}")
        await page.screenshot(path=f"{stem}-{_called(path)}.png", full_page=True)
    for path, shown in (("inbox", "inbox-words"), (f"item/{last}", "item-words"), (f"item/{first}", "item-child")):
        await page.goto(f"{address}/console/{path}")
        if shown != "item-child":
            await page.get_by_role("button", name="Show the words").click()
        await page.screenshot(path=f"{stem}-{shown}.png", full_page=True)
    await page.locator(".me button").click()
    await page.screenshot(path=f"{stem}-out.png")


def _called(path: str) -> str:
    """A page's name in docs/pictures: what stands in its address for one of many is left out."""
    name = path.removeprefix("/console").strip("/").replace("/", "-") or "today"
    if name == "campaigns-new":
        return name
    for one, called in OF_ONE.items():
        name = called if name.startswith(f"{one}-") else name
    name = "item" if name.startswith("item-") else name
    return "review" if name.endswith("-review") else name


async def _group(earshot: Earshot) -> list[str]:
    """The minutes of a meeting, and the review of a month."""
    core = earshot.core
    async with core.database.read() as conn:
        *_, met = await meetings.between(conn, core.keys, ["fishermead"], date.min, date.max)
    return [f"/console/meetings/{met.id}", f"/console/reports/fishermead/{month_now(core)}/review"]


async def _first(page: Page, room: str) -> list[str]:
    """Where the first of a room's list leads."""
    await page.goto(room)
    links = await page.eval_on_selector_all(".items .what a", "all => all.map(one => one.pathname)")
    return list(links)[:1]


async def _rooms(page: Page) -> list[str]:
    """Where the menu of rooms leads."""
    return list(await page.eval_on_selector_all("nav.rooms a", "all => all.map(one => one.pathname)"))


async def _start(page: Page) -> None:
    await page.locator("form button.big").first.click()
    await page.wait_for_selector(".choices button")


async def _tap(page: Page, label: str) -> None:
    await page.locator(".choices button", has_text=label).last.click()
    await _settled(page)


async def _say(page: Page, words: str) -> None:
    await page.fill("#words", words)
    await page.keyboard.press("Enter")
    await _settled(page)


async def _settled(page: Page) -> None:
    await page.wait_for_timeout(1500)


@asynccontextmanager
async def _earshot() -> AsyncIterator[Earshot]:
    """The program on a database of its own, with Arabic turned on."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "pack"
        shutil.copytree(ROOT / "areas" / "milton-keynes", pack)
        _turn_on(pack / "languages.toml", "ar")
        os.environ["WEB_PORT"] = "0"
        settings = load(
            _env_file=None,
            telegram_bot_token="",
            data_dir=Path(folder) / "var",
            master_key_file=Path(folder) / "keys" / "master.key",
            area_pack=pack,
            web_port=0,
        )
        async with assembled(settings) as earshot:
            stop, on = asyncio.Event(), asyncio.Event()
            running = asyncio.create_task(earshot.run(stop, on.set))
            await on.wait()
            yield earshot
            stop.set()
            await running


def _turn_on(file: Path, code: str) -> None:
    head, mark, rest = file.read_text("utf-8").partition(f"[{code}]")
    on = rest.replace("on = false", 'on = true\nreader = "somebody"\nturnaround_days = 3', 1)
    file.write_text(head + mark + on, "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
