"""Pictures of the Friday answer and of posters: on the page of its place, on top of a chat, and as they are printed."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pypdfium2
from msgspec.structs import replace
from PIL import Image
from playwright.async_api import Page

from bot.channel import Document
from bot.domain.area import Language
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.friday import Voice
from bot.domain.worker import Role, Worker
from bot.running import Earshot
from bot.staff.friday_taps import FridayTaps
from bot.storage import workers
from bot.storage.inbox import Wanted
from reports.posters.sheet import Paper

PLACE = "fishermead"
ROBIN = Worker("robin", "Robin", (Role.MOBILISER,), (PLACE,))
LINES = (
    ("a basketball hoop in the park", "The council is looking for the spot.", Progress.UNDER_WAY),
    ("seats in the park for older people", "Two are on order.", Progress.DONE),
)
WIDE = 420
"""Pixels a printed page is wide in a picture of several."""


async def take(earshot: Earshot, address: str, chats: Mapping[str, Page], folder: Path) -> None:
    """Send a Friday answer; take it on the page of its place, on top of these chats, and on paper."""
    desk = earshot.kit.friday
    assert desk is not None
    await _sent(earshot, desk)
    door = next(one.door for one in earshot.core.area.neighbourhoods if one.id == PLACE)
    for name, page in chats.items():
        await page.goto(f"{address}/chat")
        await page.screenshot(path=folder / f"friday-{name}-closed.png")
        await page.locator("#friday summary").click()
        await page.screenshot(path=folder / f"friday-{name}-open.png")
        await page.goto(f"{address}/p/{door}?language={'ar' if name == 'arabic' else 'en'}")
        await page.screenshot(path=folder / f"friday-{name}-page.png", full_page=True)
    await _printed(desk, folder)


async def _sent(earshot: Earshot, desk: FridayTaps) -> None:
    core = earshot.core
    async with core.database.write() as conn:
        await workers.let_in(conn, core.keys, ROBIN, core.clock())
    items = await desk.triage.listed(ROBIN, Wanted((PLACE,)))
    adults = [one for one in items if not one.protected]
    for item, (asked, told, became) in zip(adults, LINES, strict=False):
        await desk.triage.words(ROBIN, item.reference)
        await desk.triage.does(ROBIN, item.reference, Deed(Does.BECAME, became, words=told, until=item.next_date))
        await desk.triage.does(ROBIN, item.reference, Deed(Does.CLEAR, words=asked, told=told))
    await desk.fridays.record(ROBIN, PLACE, Voice("web", "voice", 52, ""), b"OggS")
    draft = await desk.fridays.draft(ROBIN, PLACE)
    await desk.fridays.send(ROBIN, PLACE, draft.words)


async def _printed(desk: FridayTaps, folder: Path) -> None:
    on = tuple(Language(code, code, on=True) for code in ("en", "ar", "pl"))
    posters = replace(desk.posters, area=replace(desk.posters.area, languages=on), public_url="https://voices.example")
    hung = await posters.hang(ROBIN, PLACE, "the school gate")
    friday = await desk.fridays.newest(PLACE)
    assert friday is not None
    every = [
        await posters.poster(ROBIN, PLACE, hung.code, ["en", "ar", "pl"]),
        await posters.poster(ROBIN, PLACE, hung.code, ["en"], Paper.A5),
        await posters.friday(friday, await desk.fridays.became(PLACE), ["en", "ar"]),
        await posters.cards(ROBIN, PLACE, ["en"]),
    ]
    _side_by_side(every).save(folder / "posters-printed.png")


def _side_by_side(every: list[Document]) -> Image.Image:
    pages = [page for one in every for page in pypdfium2.PdfDocument(BytesIO(one.body))]
    drawn = [page.render(scale=WIDE / page.get_width()).to_pil() for page in pages]
    tall = max(one.height for one in drawn)
    whole = Image.new("RGB", ((WIDE + 16) * len(drawn) + 16, tall + 32), "#8a8f8d")
    for at, one in enumerate(drawn):
        whole.paste(one, (16 + at * (WIDE + 16), 16))
    return whole
