"""Whoever did not say 18 or over is protected: asked for nothing by which they are known, and never echoed."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.effects import AskForPerson, HandOver, KeepContribution, KeepOffer, Remember
from bot.conversation.events import Event
from bot.conversation.replies import Reply
from bot.domain.area import Area
from bot.domain.participant import AgeBand, Participant
from bot.reading.readers import Readers
from tests.bot.conversation.test_any_events import events, happens
from tests.chat import TELEGRAM, WEB, Chat, known
from tests.playback import chat_of

PROTECTED = [one for one in AgeBand if one.protected]
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]?")
OPENS = r"what|which|where|when|who|how|can|could|please|tell (me|us)|send|give|write|type|share|add|show"
PLACED = r"school|class|address|street|house|postcode"
DETAIL = rf"name|surname|phone|mobile|number|e-?mail|photo|picture|birthday|snap|{PLACED}"
THEIRS = (
    rf"your (\w+ )?({DETAIL})|(which|what) school|where (do )?you live|(send|share|show) .*(photo|picture|location)"
)
ASKS = re.compile(rf"(?=({OPENS})\b).*?\b({THEIRS})\b", re.IGNORECASE)


def asks_who_they_are(text: str) -> bool:
    """Whether a sentence of ours asks for something by which someone could be known or reached."""
    sentences = (one.strip() for one in SENTENCE.findall(text))
    return any(ASKS.match(one) and "don't" not in one for one in sentences)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Great! What's your name?", True),
        ("Which school do you go to?", True),
        ("Where do you live?", True),
        ("Thanks.\nSend us a photo.", True),
        ("Please give me your mobile number.", True),
        ("Please don't tell me your name or school.", False),
        ("Can you write the name of the place?", False),
        ("Thanks. Your number is LK-7Q4MX.", False),
        ("Tell Sam at school or the children's group, with a grown-up you trust.", False),
    ],
)
def test_what_counts_as_asking_who_somebody_is(text: str, asks: bool) -> None:  # noqa: FBT001 - a row of the table
    assert asks_who_they_are(text) is asks


def children() -> st.SearchStrategy[Participant]:
    met = st.builds(
        Participant,
        band=st.sampled_from(PROTECTED),
        neighbourhood=st.none(),
        noticed=st.just(value=True),
        returning=st.booleans(),
    )
    return st.just(Participant()) | met


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(person=children(), surface=st.sampled_from([WEB, TELEGRAM]), sequence=st.lists(events(), max_size=20))
def test_no_child_is_ever_asked_who_they_are(person: Participant, surface: object, sequence: list[Event | int]) -> None:
    chat = Chat(participant=person, surface=surface)  # type: ignore[arg-type]
    for event in sequence:
        happens(chat, event)
        to_a_child = [one for one in chat.replies if one.protected]
        assert [text for text in map(chat.wording.reply, to_a_child) if asks_who_they_are(text)] == []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sequence=st.lists(events(), max_size=20))
def test_of_somebody_under_13_no_place_is_ever_remembered(sequence: list[Event | int]) -> None:
    chat = Chat(surface=WEB).opens("q7ays1").presses("Under 13")
    for event in sequence:
        assert not any(isinstance(one, Remember) and one.neighbourhood for one in chat.all_effects)
        happens(chat, event)
        if chat.participant.band is not AgeBand.UNDER_13:
            return  # they were erased, and are somebody new


@pytest.mark.parametrize("age", ["Under 13", "13-15", "12", "15"])
@pytest.mark.parametrize("before", ["", "a hoop for Quayside"])
def test_who_is_too_young_for_telegram_leaves_nothing_there_and_takes_their_words_along(age: str, before: str) -> None:
    chat = Chat(surface=TELEGRAM)
    chat.says(before) if before else chat.opens("q7ays1")
    chat.presses(age) if not age.isdecimal() else chat.says(age)
    kept = (KeepContribution, KeepOffer, AskForPerson, Remember)
    assert not any(isinstance(one, kept) for one in chat.all_effects)
    assert [one.words for one in chat.effects if isinstance(one, HandOver)] == [before]
    assert chat.hears("https://voices.example/carry-on/")


# -- what they tell of themselves ----------------------------------------------------------------------------------

TOLD = [
    ("my name is Tom Baker and the park needs swings", "Tom"),
    ("I go to Water Hall Primary, can we have a club", "Water Hall"),
    ("text me on 07700 900123 about the skate park", "900123"),
    ("my snap is skaterboi99, we want a skate park", "skaterboi99"),
    ("I live at 12 Serpentine Court and want a bench", "Serpentine"),
    ("email me at tom.b@example.org about football", "example.org"),
    ("we live in MK6 4AD and need a bus", "4AD"),
    ("i was born on 12/03/2015 and want a club", "12/03/2015"),
]
STATES = {
    "the notice": [],
    "what they would like": ["age"],
    "the card": ["age", "more swings please"],
    "what to change": ["age", "more swings please", "change"],
    "helping": ["age", "more swings please", "Lakes Estate", "yes"],
    "a person": ["age", "person"],
    "the menu": ["age", "menu"],
}


def goes_on(chat: Chat) -> Iterator[Reply]:
    """All that is said from here on: the first button of each question, then what they told and the menu."""
    yield from chat.replies
    for _ in range(6):
        if chat.replies and chat.replies[-1].choices:
            yield from chat.presses_token(chat.replies[-1].choices[0].token).replies
    for word in ("status", "menu", "back", "help"):
        yield from chat.says(word).replies


@pytest.mark.parametrize("state", list(STATES))
@pytest.mark.parametrize(("words", "secret"), TOLD)
def test_what_a_child_tells_of_themselves_is_never_said_back(
    milton_keynes: Area, readers: Readers, state: str, words: str, secret: str
) -> None:
    chat = Chat(area=milton_keynes, readers=readers, surface=WEB).opens()
    for step in STATES[state]:
        chat.presses("13-15") if step == "age" else chat.says(step)
    chat.says(words)
    said = [chat.wording.reply(one) for one in goes_on(chat)]
    assert said
    assert [text for text in said if secret in text] == []


@pytest.mark.parametrize("words", ["my name is Priya", "hi my name is Priya and im 8 and i go to Dockside Primary"])
@pytest.mark.parametrize("band", [AgeBand.UNDER_13, AgeBand.FROM_13, AgeBand.SKIPPED])
def test_who_only_says_who_they_are_is_told_it_is_left_out_and_nothing_is_kept(words: str, band: AgeBand) -> None:
    chat = Chat(participant=known(band=band)).says(words)
    assert chat.keys == ["share.introduced", "share.what"]
    assert chat.ledger.contributions == {}
    assert chat.says(words).keys == ["share.introduced", "share.what"]
    assert chat.says("a hoop").keys == ["share.heard"]


def test_who_says_more_than_who_they_are_is_heard() -> None:
    chat = Chat(participant=known(band=AgeBand.FROM_13)).says("my name is Priya and I want a hoop")
    assert chat.keys == ["share.heard"]


@pytest.mark.parametrize("words", ["do you speak polish", "po polsku proszę", "hi i don't speak english"])
def test_another_language_is_asked_for_in_words(words: str) -> None:
    chat = chat_of({"channel": "web", "person": "adult of quayside", "languages": "English, Polski"})
    assert chat.says(words).keys == ["language.which"]
