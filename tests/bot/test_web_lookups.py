"""What the web pages may look up: one's own lines and no one else's, return words, what was brought along, once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from bot.channel import Outgoing
from bot.core import Core
from bot.errors import ReportError
from bot.settings import load
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.web_lookups import LOOK_AGAIN, News, WebLookups
from handlers.web.lines import Side
from reports.model import Request
from tests.chat import wording
from tests.factories_app import PULL, PUSH, Whole

BENCH = "a bench by the pond"


@dataclass
class Page:
    """The lookups of a town, and the town."""

    town: Whole
    lookups: WebLookups
    news: News


@pytest.fixture
async def page(database: Database, keys: Keys) -> Page:
    town = Whole(database, keys)
    core = Core(load(), town.area, wording(), database, keys, town.clock)
    unused: Any = None
    news = News()
    town.dispatcher.changed = news.tell
    return Page(town, WebLookups(core, news, unused), news)


async def test_both_sides_of_a_chat_are_there_in_order(page: Page) -> None:
    await page.town.meets("ann", on=PULL)
    await page.town.says("ann", BENCH, on=PULL)
    lines = await page.lookups.lines("ann")
    sides = [one.side for one in lines]
    assert Side.THEM in sides
    assert Side.US in sides
    said = next(number for number, one in enumerate(lines) if one.text == BENCH)
    assert lines[said].side is Side.THEM
    assert BENCH in lines[said + 1].text
    assert [one.id for one in lines] == sorted(one.id for one in lines)
    assert await page.lookups.lines("ann", after=lines[said].id) == lines[said + 1 :]
    assert await page.lookups.lines("ann", after=lines[-1].id) == []


async def test_nobody_sees_somebody_elses_lines(page: Page) -> None:
    await page.town.says("ann", BENCH, on=PULL)
    await page.town.says("bob", "swings", on=PULL)
    assert not [one for one in await page.lookups.lines("bob") if BENCH in one.text]
    assert await page.lookups.lines("a stranger") == ()


async def test_a_page_knows_the_language_and_whether_it_is_a_childs(page: Page) -> None:
    assert await page.lookups.know("ann") is None
    await page.town.meets("ann", on=PULL)
    await page.town.meets("kim", on=PULL, band="under_13")
    adult, child = await page.lookups.know("ann"), await page.lookups.know("kim")
    assert (adult.language, adult.child) == ("en", False) if adult else False
    assert child.child if child else False


async def test_three_words_find_their_person_and_no_others_do(page: Page) -> None:
    await page.town.meets("ann", on=PULL)
    await page.town.says("ann", BENCH, on=PULL)
    for choice in ("right", "keep_posted"):
        await page.town.taps("ann", choice, PULL)
    shown = await page.town.answers("ann", PULL)
    [words] = [one.copy for one in shown if one.copy.count(" ") == 2]
    assert await page.lookups.find_by_return_words(words) == "ann"
    assert await page.lookups.find_by_return_words(f"  {words.upper()} ") == "ann"
    assert await page.lookups.find_by_return_words("no such words") is None
    assert await page.lookups.find_by_return_words("") is None


async def test_words_that_were_brought_along_are_handed_over_until_used_up(page: Page) -> None:
    await page.town.says("kim", BENCH)
    await page.town.taps("kim", "13_15")
    token = _token(await page.town.answers("kim"))
    brought = await page.lookups.look_at_hand_over(token)
    assert brought is not None
    assert brought.words == BENCH
    assert await page.lookups.look_at_hand_over("made up \ud800") is None
    await page.lookups.use_up_hand_over(token)
    assert await page.lookups.look_at_hand_over(token) is None


async def test_a_page_that_waits_is_woken_by_its_own_news(page: Page) -> None:
    waiting = asyncio.create_task(_seconds(lambda: page.lookups.wait("ann", 30)))
    other = asyncio.create_task(_seconds(lambda: page.lookups.wait("bob", 30)))
    await asyncio.sleep(0)
    await page.town.says("ann", BENCH, on=PULL)
    assert await other >= LOOK_AGAIN * 0.9
    assert await waiting < await other
    await page.town.says("ann", "hello", on=PUSH)
    assert not page.news._events, "nobody waits any more"


async def test_a_page_is_woken_although_another_of_the_same_person_s_has_waited_long_enough() -> None:
    news = News()
    waiting = asyncio.create_task(news.wait("ann", 600))
    await news.wait("ann", 0.01)
    news.tell(["ann"])
    await asyncio.wait_for(waiting, 30)


class Asked:
    """Makes nothing, and says what was asked of the process that makes reports."""

    async def preview(self, asked: Request) -> dict[str, bytes]:
        return {asked.stem: str(asked.edition).encode()}


def _asking(page: Page) -> WebLookups:
    apart: Any = Asked()
    return replace(page.lookups, apart=apart)


async def test_a_report_is_asked_for_by_month_place_edition_and_language(page: Page) -> None:
    lookups = _asking(page)
    assert await lookups.make_report("2026-10", None, "agency", "en") == {"2026-10_all_agency_en": b"agency"}
    made = await lookups.make_report("2026-10", "mill-row", "internal", "pl")
    assert made == {"2026-10_mill-row_internal_pl": b"internal"}


async def test_a_report_that_there_cannot_be_is_refused(page: Page) -> None:
    for asked in (("2026-13", None, "agency", "en"), ("", None, "agency", "en")):
        with pytest.raises(ReportError):
            await _asking(page).make_report(*asked)


def _token(answers: list[Outgoing]) -> str:
    return next(one.text.rpartition("/carry-on/")[2].split()[0] for one in answers if "/carry-on/" in one.text)


async def _seconds(work: Callable[[], Any]) -> float:
    began = asyncio.get_running_loop().time()
    await work()
    return asyncio.get_running_loop().time() - began


async def test_where_somebody_told_us_something_is_known_of_the_youngest_too(page: Page) -> None:
    """Nothing is remembered of them but what they told: what is on top of their chat goes by that."""
    await page.town.meets("ivy", on=PULL, band="under_13")
    await page.town.says("ivy", BENCH, on=PULL)
    known = await page.lookups.know("ivy")
    assert known
    assert known.neighbourhood == "quayside"
