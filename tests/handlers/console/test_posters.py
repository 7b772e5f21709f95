"""Posters and cards: print-ready, tagged, and their square codes lead through the page of the place into the chat."""

from io import BytesIO

import pypdfium2
import pytest
import segno
import zxingcpp
from msgspec.structs import replace
from pypdf import PdfReader

from bot.domain.area import Language
from bot.domain.contribution import Progress
from bot.domain.friday import LONGEST, Step
from bot.errors import NotFound, ReportError
from reports.posters.drawn import code
from reports.posters.sheet import Paper
from tests.factories_staff import ASH, SAM
from tests.handlers.console.desk import Browser, Desk
from tests.handlers.web.town import PUBLIC

MILLIMETRE = 72 / 25.4


def codes(pdf: bytes, page: int = 0) -> list[str]:
    """What a phone reads off a page as it is printed, a little small."""
    drawn = pypdfium2.PdfDocument(pdf)[page].render(scale=1.5).to_pil()
    return [one.text for one in zxingcpp.read_barcodes(drawn)]


def words(pdf: bytes, page: int = 0) -> str:
    return " ".join(PdfReader(BytesIO(pdf)).pages[page].extract_text().split())


async def printed(browser: Browser, path: str) -> bytes:
    answer = await browser.client.get(path)
    assert answer.headers["content-type"] == "application/pdf", answer.text
    return answer.content


async def test_a_poster_s_code_leads_through_its_page_into_the_chat_and_says_which_poster_it_was(desk: Desk) -> None:
    """From paper to the contribution's door (product.md 12)."""
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/posters/quayside")
    await sam.sends("/console/posters/quayside", where="the school gate")
    assert "the school gate" in sam.page
    [_, made] = await desk.staff.posters.hanging(SAM, "quayside")
    [address] = codes(await printed(sam, f"/console/posters/quayside/poster.pdf?code={made.hung.code}"))
    assert address == f"{PUBLIC}/p/{made.hung.code}"
    child = desk.browser()
    assert "What would you like in Quayside?" in await child.looks(address.removeprefix(PUBLIC))
    assert f'name="door" value="{made.hung.code}"' in child.page
    assert desk.staff.town.area.behind_door(made.hung.code) == desk.staff.town.area.neighbourhood("quayside")


async def test_it_is_tagged_pdf_ua_of_the_size_asked_for_in_black_and_one_ink(desk: Desk) -> None:
    for paper, width in ((Paper.A4, 210), (Paper.A5, 148)):
        made = await desk.staff.posters.poster(SAM, "quayside", "q7ays1", ["en"], paper)
        [page] = PdfReader(BytesIO(made.body)).pages
        assert abs(float(page.mediabox.width) - width * MILLIMETRE) < 1
        assert b"<pdfuaid:part>1</pdfuaid:part>" in made.body
        assert b"/DeviceRGB" not in made.body
        assert "What would you like in Quayside?" in words(made.body)
        assert "Danger now? Call 999." in words(made.body)


def test_four_squares_of_white_stand_around_a_code() -> None:
    """What a phone needs to find it (ISO/IEC 18004)."""
    address = f"{PUBLIC}/p/q7ays1"
    drawn = code(address)
    bare, _ = segno.make(address, error="q", micro=False).symbol_size(border=0)
    assert f'viewBox="0 0 {bare + 8} {bare + 8}"' in drawn
    assert f'fill="#fff" d="M0 0h{bare + 8}' in drawn


async def test_each_language_has_a_page_with_the_others_below_its_question(desk: Desk) -> None:
    area = desk.staff.town.area
    on = tuple(Language(code, code, on=True) for code in ("en", "ar", "pl"))
    posters = replace(desk.staff.posters, area=replace(area, languages=on))
    made = await posters.poster(SAM, "quayside", "q7ays1", ["pl", "en", "ar", "zz"])
    assert len(PdfReader(BytesIO(made.body)).pages) == 3
    assert [codes(made.body, page) for page in range(3)] == [[f"{PUBLIC}/p/q7ays1"]] * 3
    assert "Quayside?" in words(made.body, 2)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.body, "every sign has a shape"


async def test_a_language_that_no_font_here_can_write_is_refused_in_words(desk: Desk) -> None:
    """Better no poster than one of empty boxes; emoji in somebody's own words are left out."""
    area = desk.staff.town.area
    on = tuple(Language(code, code, on=True) for code in ("en", "zh"))
    posters = replace(desk.staff.posters, area=replace(area, languages=on))
    with pytest.raises(ReportError, match="no font here has every sign"):
        await posters.poster(SAM, "quayside", "q7ays1", ["zh"])
    friday = await desk.staff.fridays.send(SAM, "quayside", "The ramp is there \U0001f600. Come!")
    assert "The ramp is there . Come!" in words((await posters.friday(friday, ())).body)


async def test_the_longest_answer_still_stands_on_one_page(desk: Desk) -> None:
    told = "\n".join(["The council has ordered the lamps for the path by the pond."] * 24)
    friday = await desk.staff.fridays.send(SAM, "quayside", told[:LONGEST])
    made = await desk.staff.posters.friday(friday, [Step("housing", Progress.DONE, None, "a" * 160, "b " * 120)] * 8)
    assert len(PdfReader(BytesIO(made.body)).pages) == 1
    assert codes(made.body) == [f"{PUBLIC}/p/q7ays1"]


async def test_eight_cards_on_a_sheet_each_lead_to_where_three_words_are_typed(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    sheet = await printed(sam, "/console/posters/quayside/cards.pdf")
    assert codes(sheet) == [f"{PUBLIC}/chat/back"] * 8
    assert words(sheet).count("We wrote down what you said") == 8
    assert "Your three words" in await desk.browser().looks("/chat/back")


async def test_how_many_came_by_a_poster_is_shown_and_few_are_not_told_apart(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    assert "nobody yet" in await sam.looks("/console/posters/quayside")
    for who in ("ada", "bo", "cy", "di"):
        await desk.staff.heard(who, "could the park have a hoop")
    assert "fewer than 5 people" in await sam.looks("/console/posters/quayside")
    await desk.staff.heard("ed", "could the park have a hoop")
    assert "5 people told us something through it" in await sam.looks("/console/posters/quayside")


async def test_nobody_prints_or_hangs_a_poster_of_another_neighbourhood(desk: Desk) -> None:
    ash = await desk.signed_in(ASH)
    assert (await ash.client.get("/console/posters/mill-row/poster.pdf?code=q7ays1")).status_code == 404
    await ash.looks("/console/posters/mill-row")
    await ash.sends("/console/posters/quayside", where="the school gate")
    assert ash.status == 404
    with pytest.raises(NotFound):
        await desk.staff.posters.cards(ASH, "quayside", ["en"])


async def test_where_it_hangs_is_asked_for_and_said_again_where_it_is_refused(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/posters/quayside")
    await sam.sends("/console/posters/quayside", where="x" * 61)
    assert sam.status == 422
    assert "x" * 61 in sam.page
