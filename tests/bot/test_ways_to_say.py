"""An age, and a short question to us, are known in whatever language they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.events import Reserved
from bot.domain.participant import AgeBand
from bot.ways import Way, Ways
from tests.chat import ways

ADULT, FROM_16, FROM_13, UNDER_13 = AgeBand.ADULT, AgeBand.FROM_16, AgeBand.FROM_13, AgeBand.UNDER_13


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("I'm 34", ADULT),
        ("im 16", FROM_16),
        ("I'm 34 by the way", ADULT),
        ("btw im 15", FROM_13),
        ("I\u2019m 15!", FROM_13),
        ("9 years old", UNDER_13),
        ("34", ADULT),
        ("عمري ٣٤ سنة", ADULT),
        ("আমার বয়স ১৬", FROM_16),
        ("mam 15 lat", FROM_13),
        ("am 40 de ani", ADULT),
        ("waxaan ahay 12 jir", UNDER_13),
        ("میری عمر ۳۴ سال ہے", ADULT),
        ("meri umar 17 saal hai", FROM_16),
        ("我今年16岁", FROM_16),
    ],
)
def test_an_age_told_in_the_usual_form_is_a_band(text: str, band: AgeBand) -> None:
    assert ways().ages.alone(text) is band


@pytest.mark.parametrize(
    "text", ["im 16 stone", "I'm 34 and fed up", "the 34 is late", "im 16. the bus never comes", "im 1634", "hello", ""]
)
def test_what_says_more_than_an_age_is_no_age(text: str) -> None:
    assert ways().ages.alone(text) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("who decides about parking?", Reserved.WHO_DECIDES),
        ("Who's in charge of the bins", Reserved.WHO_DECIDES),
        ("who can help with debt?", Reserved.SIGNPOSTS),
        ("where can i get help with my rent", Reserved.SIGNPOSTS),
        ("what's on this weekend?", Reserved.WHATS_ON),
        ("is there anything on for kids", Reserved.WHATS_ON),
        ("kto decyduje o parkowaniu?", Reserved.WHO_DECIDES),
        ("من يقرر بشأن المواقف؟", Reserved.WHO_DECIDES),
        ("قرض میں کون مدد کر سکتا ہے؟", Reserved.SIGNPOSTS),
        ("周末有什么活动", Reserved.WHATS_ON),
        ("are you a real person?", "computer"),
        ("czy jesteś robotem?", "computer"),
        ("who are you", "about"),
        ("Who sees this?", "privacy"),
        ("is this private", "privacy"),
        ("هل هذا سري؟", "privacy"),
        ("what happens to my data", "privacy"),
        ("will you tell my mum", "privacy"),
        ("where is my idea?", "status"),
        ("what happened to my message", "status"),
        ("ce s-a întâmplat cu ideea mea?", "status"),
        ("is that all i need to do?", "status"),
        ("has anything happened with my idea", "status"),
        ("so are we done", "status"),
        ("send me everything you have on me", "copy"),
        ("what data do you hold about me?", "copy"),
        ("co o mnie wiecie?", "copy"),
        ("is this a scam", "about"),
        ("is it free?", "about"),
        ("why do you need to know my age", "why_age"),
        ("po co wam mój wiek?", "why_age"),
        ("how do i delete it", "how_to_delete"),
        ("我怎么删除", ""),
        ("怎么删除我的话", "how_to_delete"),
    ],
)
def test_a_short_question_is_known_for_what_it_asks(text: str, word: str) -> None:
    assert ways().seeks(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "a hoop for the park",
        "the lights are out. who decides about that?",
        "what can we do about the dealers",
        "what's happening with the pavilion",
        "what is this smell by the canal",
        "what are you doing about the bins",
        "who made this mess",
        "will you tell my landlord to fix it",
        "how do i get rid of my old sofa",
        "is this private land or can kids play there",
        "what happened to my bin",
        "has anything happened about the damp in our block",
        "will anyone do anything about the dealers on our stairs",
        "is that it for the play bus then",
        "这是什么味道",
        "i need help with the damp in my flat",
        "who decides about the parking on our road because it has been like this for years and nobody comes",
        "",
        "?",
    ],
)
def test_whoever_tells_something_is_not_taken_to_ask(text: str) -> None:
    assert ways().seeks(text) == ""


WORDS = st.lists(st.sampled_from("abc"), max_size=4).map(tuple)


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), st.builds(Way, WORDS, WORDS, st.booleans())), max_size=8),
    WORDS.map(" ".join),
)
def test_it_is_the_first_of_all_ways_that_fits(every: list[tuple[str, Way]], text: str) -> None:
    """However they are looked up; one that no word opens is of no use within a text."""
    ways, told = Ways.of(every), text.split()
    assert ways.meant(text) == next((meant for meant, way in every if way.fits(told)), "")
    within = [(meant, way) for meant, way in every if way.opens]
    assert Ways.of(within).spoken_of(text) == next((meant for meant, way in within if way.stands_in(told)), "")


@pytest.mark.parametrize("text", ["im 12 and i want a pool", "I'm 12, can we have a slide", "mam 12 lat i chcę basen"])
def test_an_age_told_beside_a_wish_is_a_band_in_the_listed_forms(text: str) -> None:
    told = ways().ages.beside(text)
    assert told is not None
    assert told[0] is AgeBand.UNDER_13
    assert "12" not in told[1]
