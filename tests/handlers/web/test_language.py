"""Which language a page is in: the chat's, else the page's, else the browser's, else the area's first."""

import re

import pytest
from msgspec.structs import replace

from tests.handlers.web.town import Town, Visitor


@pytest.fixture
def many(town: Town) -> Town:
    """The town with all its languages on: English, Polish and Arabic."""
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))
    return town


def language(visitor: Visitor) -> str:
    """The language the page says it is in."""
    found = re.search(r'<html lang="([^"]+)"', visitor.answer.text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("wished", "shown"),
    [
        ("", "en"),
        ("pl", "pl"),
        ("pl-PL", "pl"),
        ("PL-pl", "pl"),
        ("fr-FR, fr;q=0.9", "en"),
        ("fr, ar-EG;q=0.8, en;q=0.5", "ar"),
        ("en;q=0.1, pl;q=0.9", "pl"),
        ("de, *;q=0.5", "en"),
        ("pl;q=0, ar;q=0.1", "ar"),
        ("pl;q=0", "en"),
        ("pl;q=much, ar;q=0.1", "ar"),
        ("ar ; q=0.2 , pl ; q=0.8", "pl"),
        (", ,;q=1,-", "en"),
        ("x" * 5000, "en"),
        ("fr," * 19 + "pl", "pl"),
        ("fr," * 40 + "pl", "en"),
    ],
)
async def test_a_stranger_is_shown_the_first_language_their_browser_wishes_for(
    many: Town, wished: str, shown: str
) -> None:
    visitor = many.visitor(**{"accept-language": wished})
    assert language(await visitor.opens("/")) == shown


async def test_the_one_chosen_on_a_page_comes_before_the_browsers(many: Town) -> None:
    visitor = many.visitor(**{"accept-language": "pl"})
    assert language(await visitor.opens("/?language=ar")) == "ar"
    assert language(await visitor.opens("/?language=")) == "pl"
    assert language(await visitor.opens("/?language=<script>")) == "pl"


async def test_a_talk_begins_in_the_language_of_the_page_it_was_begun_on(many: Town) -> None:
    visitor = many.visitor()
    await visitor.opens("/?language=pl")
    await visitor.posts("/chat/start?language=pl")
    assert many.chats[visitor.person].participant.language == "pl"
    assert language(await visitor.opens("/chat")) == "pl"


async def test_who_changes_the_language_in_the_chat_has_the_pages_in_it_from_then_on(many: Town) -> None:
    visitor = many.visitor(**{"accept-language": "pl"})
    await visitor.opens("/chat")
    await visitor.presses("English")
    assert language(await visitor.opens("/chat")) == "en"
    assert language(await visitor.opens("/")) == "en"


async def test_a_language_that_was_switched_off_gives_way_to_one_that_is_on(many: Town) -> None:
    visitor = many.visitor(**{"accept-language": "ar"})
    await visitor.opens("/chat")
    assert language(visitor) == "ar"
    off = tuple(replace(one, on=one.code == "en") for one in many.area.languages)
    many.area = replace(many.area, languages=off)
    someone = many.visitor(**{"accept-language": "ar"})
    assert language(await someone.opens("/chat")) == "en"
