"""A neighbourhood's own themes and languages come first, and none is taken away (product.md 30)."""

from msgspec.structs import replace

from bot.domain.area import Area
from bot.domain.its_own import languages_at, printed_at, prompt_at, themes_at
from tests.bot.dialogues.test_ways import RESIDENT
from tests.chat import Chat
from tests.factories_pack import make_area, make_neighbourhood
from tests.playback import chat_of

QUAY = make_neighbourhood(
    themes=("transport_parking", "health"), languages=("ar", "pl"), prompt=(("en", "What next?"),)
)


def spoken() -> Area:
    area = make_area()
    return replace(area, languages=tuple(replace(one, on=one.code in {"en", "pl"}) for one in area.languages))


def test_its_own_come_first_as_it_lists_them_and_all_others_follow() -> None:
    area = spoken()
    assert [one.code for one in themes_at(area, QUAY)][:3] == ["transport_parking", "health", area.themes[0].code]
    assert sorted(one.code for one in themes_at(area, QUAY)) == sorted(one.code for one in area.themes)
    assert themes_at(area, None) == area.themes == themes_at(area, make_neighbourhood())


def test_a_language_that_is_off_is_spoken_nowhere() -> None:
    area = spoken()
    assert [one.code for one in languages_at(area, QUAY)] == ["pl", "en"]
    assert printed_at(area, QUAY) == ["pl"]
    assert printed_at(area, make_neighbourhood()) == ["en"]


def test_it_asks_its_own_question_where_it_has_it_in_that_language() -> None:
    assert (prompt_at(QUAY, "en"), prompt_at(QUAY, "pl")) == ("What next?", "")
    assert not prompt_at(make_neighbourhood(), "en")


def test_its_own_themes_and_languages_are_the_first_buttons_in_the_chat() -> None:
    area = replace(spoken(), languages=tuple(replace(one, on=True) for one in spoken().languages))
    area = replace(area, neighbourhoods=(QUAY, *area.neighbourhoods[1:]))
    chat = Chat(area=area).opens(QUAY.door)
    assert [one for one in chat.buttons if one in {"Polski", "العربية"}] == ["العربية", "Polski"]
    chat = chat_of(RESIDENT)
    chat.area = area
    chat.says("a hoop").presses("Change").presses("What it's about")
    assert chat.buttons[:2] == ["Transport and parking", "Health"]


def test_a_neighbourhood_with_its_own_is_known_again_in_a_set() -> None:
    assert {QUAY, make_neighbourhood(), QUAY} == {QUAY, make_neighbourhood()}
