"""Coming back by three words, and carrying on from another channel."""

import time
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.conversation.events import Opened, Said
from bot.domain.contribution import Progress
from bot.domain.told import Became
from bot.errors import DatabaseBusy
from handlers.web.coming_back import TRIES, three_words
from handlers.web.parts import HandedOver
from tests.handlers.web.town import Town, Visitor


@pytest.mark.parametrize(
    "typed", ["plum fox kite", "  Plum, FOX kite. ", "plum-fox-kite", "plum\nfox\tkite", "plum\u00a0fox\u00a0kite"]
)
def test_three_words_are_read_as_people_type_them(typed: str) -> None:
    assert three_words(typed) == "plum fox kite"


@pytest.mark.parametrize("typed", ["", "plum", "plum fox", "plum fox kite moon", "plumfoxkite"])
def test_anything_but_three_words_is_none(typed: str) -> None:
    assert three_words(typed) is None


def test_words_with_vowel_signs_stay_whole() -> None:
    assert three_words("बेर लोमड़ी पतंग") == "बेर लोमड़ी पतंग".casefold()


async def test_three_words_open_the_chat_on_another_device(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.says("more benches")
    town.return_words["plum fox kite"] = visitor.person
    other = town.visitor()
    await other.fills_in("/chat/back", three="Plum Fox KITE")
    assert "more benches" in other.text


async def test_wrong_words_say_so_kindly_and_stay_in_the_box(town: Town, visitor: Visitor) -> None:
    town.return_words["plum fox kite"] = "someone"
    await visitor.fills_in("/chat/back", three="kite fox plum")
    assert visitor.answer.status_code == 422
    assert "don't open a chat" in visitor.text
    assert 'value="kite fox plum"' in visitor.answer.text
    assert "set-cookie" not in visitor.answer.headers


async def test_a_wrong_try_takes_as_long_as_a_right_one(town: Town) -> None:
    town.settings = replace(town.settings, back_pause=0.2)
    town.return_words["plum fox kite"] = "someone"
    visitor = town.visitor()
    for words in ("plum fox kite", "kite fox plum", "one"):
        await visitor.opens("/chat/back")
        began = time.monotonic()
        await visitor.posts("/chat/back", three=words)
        assert time.monotonic() - began >= 0.2


async def test_only_so_many_tries_a_minute_are_let_through(town: Town, visitor: Visitor) -> None:
    for _ in range(TRIES):
        await visitor.fills_in("/chat/back", three="kite fox plum")
        assert visitor.answer.status_code == 422
    await visitor.posts("/chat/back", three="kite fox plum")
    assert visitor.answer.status_code == 429
    assert "wait a minute" in visitor.text
    town.now += timedelta(seconds=61)
    await visitor.posts("/chat/back", three="kite fox plum")
    assert visitor.answer.status_code == 422


async def test_words_handed_over_come_along_once(town: Town, visitor: Visitor) -> None:
    town.handed_over["t0ken"] = HandedOver("a hoop in the park", "q7ays1")
    await visitor.opens("/carry-on/t0ken")
    assert "t0ken" in town.handed_over, "looking at the link does not use it up"
    await visitor.posts("/carry-on/t0ken")
    assert [one.event for one in town.taken] == [Opened("q7ays1", "en"), Said("a hoop in the park")]
    assert town.taken[0].order < town.taken[1].order
    assert "a hoop in the park" in visitor.heard


async def test_who_opened_a_link_that_somebody_else_then_used_up_is_told_so(town: Town, visitor: Visitor) -> None:
    town.handed_over["t0ken"] = HandedOver("a hoop in the park", None)
    await visitor.opens("/carry-on/t0ken")
    await town.visitor().fills_in("/carry-on/t0ken")
    await visitor.posts("/carry-on/t0ken")
    assert visitor.answer.status_code == 410
    assert "does not work any more" in visitor.text


@pytest.mark.parametrize("token", ["made-up", "t0ken"])
async def test_a_link_that_is_no_more_says_so_at_once_and_shows_a_way_on(
    town: Town, visitor: Visitor, token: str
) -> None:
    town.handed_over["t0ken"] = HandedOver("a hoop in the park", None)
    await town.visitor().fills_in("/carry-on/t0ken")
    await visitor.opens(f"/carry-on/{token}")
    assert visitor.answer.status_code == 410
    assert "does not work any more" in visitor.text
    assert '<a href="/">' in visitor.answer.text
    assert "Carry on here" not in visitor.text


async def test_a_hand_over_without_words_opens_the_chat(town: Town, visitor: Visitor) -> None:
    town.handed_over["t0ken"] = HandedOver("", None)
    await visitor.fills_in("/carry-on/t0ken")
    assert [one.event for one in town.taken] == [Opened(None, "en")]


async def test_words_handed_over_into_a_full_store_are_given_back(town: Town, visitor: Visitor) -> None:
    town.handed_over["t0ken"] = HandedOver("a hoop in the park", None)
    town.fault = DatabaseBusy("locked")
    await visitor.fills_in("/carry-on/t0ken")
    assert visitor.box == "a hoop in the park"
    await visitor.says(visitor.box)
    assert "a hoop in the park" in visitor.heard


async def test_a_link_is_used_up_only_once_its_words_are_kept(town: Town, visitor: Visitor) -> None:
    town.handed_over["t0ken"] = HandedOver("a hoop in the park", None)
    town.fault = DatabaseBusy("the process died here")
    await visitor.fills_in("/carry-on/t0ken")
    assert "t0ken" in town.handed_over
    await town.visitor().fills_in("/carry-on/t0ken")
    assert [one.event for one in town.taken] == [Opened(None, "en"), Said("a hoop in the park")]
    assert not town.handed_over


async def test_a_link_that_could_not_be_used_up_says_its_words_once_whoever_tries_it(
    town: Town, visitor: Visitor
) -> None:
    town.handed_over["t0ken"] = HandedOver("a hoop in the park", None)
    town.stuck = DatabaseBusy("locked")
    await visitor.fills_in("/carry-on/t0ken")
    assert "a hoop in the park" in visitor.heard
    for again in (visitor, town.visitor()):
        await again.fills_in("/carry-on/t0ken")
        assert again.answer.status_code == 200
    assert "a hoop in the park" not in again.text
    assert [one.event for one in town.taken].count(Said("a hoop in the park")) == 1


@pytest.mark.parametrize("path", ["/chat/back", "/carry-on/t0ken", "/chat/start"])
async def test_none_of_these_can_be_posted_from_another_site(town: Town, visitor: Visitor, path: str) -> None:
    town.handed_over["t0ken"] = HandedOver("a hoop", None)
    await visitor.opens(path)
    await visitor.posts(path, headers={"sec-fetch-site": "cross-site"}, three="plum fox kite")
    assert visitor.answer.status_code == 403
    assert not town.taken


WAYS_IN = pytest.mark.parametrize("path", ["/chat/back", "/carry-on/t0ken"])


@pytest.fixture
def awaited(town: Town) -> Town:
    """A town that somebody can come back to by three words, and by a link."""
    town.return_words["plum fox kite"] = "someone"
    town.handed_over["t0ken"] = HandedOver("a hoop", None)
    return town


@WAYS_IN
@pytest.mark.parametrize("been_here", [True, False])
async def test_a_form_of_somebody_else_s_page_is_refused(awaited: Town, path: str, *, been_here: bool) -> None:
    """They have a token of their own, and would bring whoever opens their page into a chat of theirs."""
    theirs, caught = awaited.visitor(), awaited.visitor()
    await theirs.opens(path)
    if been_here:
        await caught.opens(path)
    for token in (theirs.hidden["csrf"], "", "é"):
        await caught.posts(path, csrf=token, three="plum fox kite")
        assert caught.answer.status_code == 403
        assert "earshot" not in caught.client.cookies
    assert not awaited.taken


@WAYS_IN
async def test_an_own_page_s_form_works_although_the_browser_does_not_say_where_it_is_from(
    awaited: Town, path: str
) -> None:
    visitor = awaited.visitor(origin="null")
    await visitor.fills_in(path, three="plum fox kite")
    assert visitor.answer.status_code == 200
    assert "earshot" in visitor.client.cookies


@WAYS_IN
async def test_a_form_still_fits_when_its_page_was_opened_twice(awaited: Town, path: str) -> None:
    visitor = awaited.visitor()
    first = (await visitor.opens(path)).hidden
    await visitor.opens(path)
    await visitor.posts(path, **first, three="plum fox kite")
    assert visitor.answer.status_code == 200


async def test_what_a_page_is_known_by_ends_with_the_browser_and_is_no_script_s(visitor: Visitor) -> None:
    cookie = (await visitor.opens("/chat/back")).answer.headers["set-cookie"]
    assert cookie.startswith("earshot_page=")
    assert "Max-Age" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert visitor.hidden["csrf"] not in cookie


async def test_finish_forgets_what_a_page_is_known_by(visitor: Visitor) -> None:
    await visitor.opens("/chat/back")
    await visitor.posts("/chat/finish")
    assert not list(visitor.client.cookies)


async def told(town: Town, visitor: Visitor, age: str) -> None:
    """They told us something, and something became of it."""
    await visitor.opens()
    await visitor.presses(age)
    await visitor.says("rather a secret place, and a hoop for the park")
    await visitor.says("cancel")
    [row] = town.chats[visitor.person].ledger.standing
    row.became.append(Became(1, Progress.PLANNED, town.now, why="The council said yes."))
    town.return_words["plum fox kite"] = visitor.person


async def test_a_child_who_comes_back_on_another_screen_sees_the_news_and_their_own_things_only(
    town: Town, visitor: Visitor
) -> None:
    await told(town, visitor, "Under 13")
    other = town.visitor()
    await other.fills_in("/chat/back", three="plum fox kite")
    assert "The council said yes." in other.text
    assert "rather a secret place" in other.text  # how it begins, beside its number
    assert "How old are you" not in other.text
    assert "please don't tell me your name" not in other.text.casefold()
    await other.opens()
    assert "How old are you" not in other.text, "nor when the page is loaded again"


async def test_a_grown_up_who_comes_back_finds_the_chat_as_it_was(town: Town, visitor: Visitor) -> None:
    await told(town, visitor, "18+")
    other = town.visitor()
    await other.fills_in("/chat/back", three="plum fox kite")
    assert "How old are you" in other.text
    assert "The council said yes." in other.text


async def test_news_stands_on_top_once_when_the_page_is_opened_again(town: Town, visitor: Visitor) -> None:
    await told(town, visitor, "18+")
    await visitor.opens()
    assert visitor.text.index("News for you") < visitor.text.index("How old are you")
    assert visitor.text.count("The council said yes.") == 2  # on top, and where it stays
    await visitor.opens()
    assert "News for you" not in visitor.text
    assert visitor.text.count("The council said yes.") == 1
