"""The pages before the chat."""

from datetime import date

import pytest
from msgspec.structs import replace

from bot.domain.closing import Closing
from tests.handlers.web.town import PUBLIC, Town, Visitor


async def test_the_front_page_says_what_this_is_who_reads_and_who_is_told(visitor: Visitor) -> None:
    await visitor.opens("/")
    assert "an idea, something that's wrong" in visitor.text
    assert "Harbour Voices reads what you write" in visitor.text
    assert "not who said it" in visitor.text
    assert "Start" in visitor.text


async def test_looking_at_a_landing_page_sets_no_cookie(visitor: Visitor) -> None:
    for path in ("/", "/p/q7ays1", "/health"):
        await visitor.opens(path)
        assert "set-cookie" not in visitor.answer.headers


async def test_a_place_s_page_names_the_place_and_who_reads(visitor: Visitor) -> None:
    await visitor.opens("/p/q7ays1")
    assert "What would you like in Quayside?" in visitor.text
    assert "Sam or a teammate at Harbour Voices" in visitor.text


async def test_a_place_asks_its_own_question_in_the_languages_it_has_it_in_and_leads_with_its_own_language(
    town: Town,
) -> None:
    quay, *others = town.area.neighbourhoods
    quay = replace(quay, prompt=(("en", "What would make the harbour better?"),), languages=("pl",))
    spoken = tuple(replace(one, on=True) for one in town.area.languages)
    town.area = replace(town.area, neighbourhoods=(quay, *others), languages=spoken)
    visitor = town.visitor()
    await visitor.opens("/p/q7ays1")
    assert "What would make the harbour better?" in visitor.text
    assert "What would you like in Quayside?" not in visitor.text
    page = visitor.answer.text
    assert page.index('lang="pl"') < page.index('lang="en"', page.index("<body"))
    await visitor.opens("/p/q7ays1?language=pl")
    assert "What would make the harbour better?" not in visitor.text
    await visitor.opens("/p/m1llrw")
    assert "What would you like in Mill Row?" in visitor.text


async def test_an_unserved_place_is_told_the_truth(visitor: Visitor) -> None:
    await visitor.opens("/p/e1sewh")
    assert "no worker here yet" in visitor.text


@pytest.mark.parametrize("door", ["nowhere", "Q7AYS1", "%3Cscript%3E", "a" * 500])
async def test_an_unknown_code_gets_a_kind_page(visitor: Visitor, door: str) -> None:
    await visitor.opens(f"/p/{door}")
    assert visitor.answer.status_code == 404
    assert "You can still tell us" in visitor.text
    assert "<script>" not in visitor.answer.text


async def test_telegram_is_offered_only_where_it_is_on(town: Town, visitor: Visitor) -> None:
    await visitor.opens("/p/q7ays1")
    assert "t.me" not in visitor.answer.text
    town.settings = replace(town.settings, telegram="harbour_bot")
    with_telegram = town.visitor()
    await with_telegram.opens("/p/q7ays1")
    assert 'href="https://t.me/harbour_bot?start=q7ays1"' in with_telegram.answer.text
    assert "16 and over" in with_telegram.text


async def test_the_poster_s_code_leads_to_the_page_it_is_on(visitor: Visitor) -> None:
    await visitor.opens("/p/q7ays1")
    assert visitor.answer.text.count("<svg") == 2, "the mark and the code"
    assert f"{PUBLIC}/p/q7ays1" in visitor.text


async def test_someone_who_has_a_chat_is_shown_the_way_back_to_it(visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.opens("/")
    assert "Go back to your chat" in visitor.text


async def test_a_known_person_coming_through_a_poster_is_greeted_for_that_place(town: Town, visitor: Visitor) -> None:
    await visitor.opens()
    await visitor.opens("/p/m1llrw")
    await visitor.posts("/chat/start")
    assert [getattr(one.event, "door", "-") for one in town.taken] == [None, "m1llrw"]
    assert visitor.answer.url.path == "/chat"


async def test_every_language_that_is_on_can_be_chosen_in_its_own_name(town: Town) -> None:
    town.area = replace(town.area, languages=tuple(replace(one, on=True) for one in town.area.languages))
    someone = town.visitor()
    await someone.opens("/?language=ar")
    assert '<html lang="ar" dir="rtl">' in someone.answer.text
    assert "Polski" in someone.text
    await someone.opens("/?language=xx")
    assert '<html lang="en" dir="ltr">' in someone.answer.text


async def test_a_language_that_is_off_is_not_offered(visitor: Visitor) -> None:
    await visitor.opens("/?language=pl")
    assert '<html lang="en"' in visitor.answer.text
    assert "Polski" not in visitor.text


async def test_health_is_for_whoever_watches(visitor: Visitor) -> None:
    await visitor.opens("/health")
    assert visitor.answer.text == "ok"


async def test_search_engines_may_read_the_front_page_only(visitor: Visitor) -> None:
    await visitor.opens("/robots.txt")
    assert visitor.answer.text.splitlines()[1:] == ["Allow: /$", "Disallow: /"]


@pytest.mark.parametrize("page", ["/", "/p/q7ays1"])
async def test_every_way_in_says_that_it_closes_and_offers_no_chat_once_it_has(town: Town, page: str) -> None:
    town.closing = Closing(date(2027, 3, 31), "the council, 01632 960300")
    visitor = town.visitor()
    await visitor.opens(page)
    assert "This closes on Wednesday 31 March. After that, please turn to the council, 01632 960300." in visitor.text
    assert "<form" in visitor.answer.text
    town.closing = replace(town.closing, begun=True)
    await visitor.opens(page)
    assert "This has closed. Nobody reads here now. Please turn to the council" in visitor.text
    assert "What would you like" not in visitor.text
    assert "A person reads it" not in visitor.text
    assert "<form" not in visitor.answer.text
    assert "/chat/back" in visitor.answer.text, "whoever has three words may still see and delete"
