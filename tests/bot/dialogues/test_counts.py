"""The promises of product.md that can be counted: how few questions, how short buttons, what danger never does."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.effects import (
    AmendContribution,
    AskForPerson,
    HandOver,
    KeepContribution,
    KeepOffer,
    KeepReturnWords,
    OpenCase,
    Remember,
)
from bot.conversation.events import Reserved
from bot.conversation.replies import Urgency
from bot.domain.area import Area, CrisisContact, Hours
from bot.domain.contribution import Kind, Standing
from bot.domain.participant import AgeBand, Participant
from bot.reading.readers import Readers
from tests.chat import TELEGRAM, WEB, Chat, known
from tests.factories_pack import CHECKED, make_area
from tests.playback import chat_of

MOST_QUESTIONS = 4
LONGEST_TOKEN = 64


# -- under a minute ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("surface", [WEB, TELEGRAM])
@pytest.mark.parametrize("words", ["a basketball hoop", "damp in my flat", "people dealing", "the new lights"])
def test_a_first_conversation_by_a_poster_has_at_most_four_questions_one_of_them_typed(
    surface: object, words: str
) -> None:
    chat = Chat(surface=surface).opens("q7ays1")  # type: ignore[arg-type]
    asked, typed = 0, 0
    while "share.thanks" not in chat.keys:
        asked += 1
        if chat.keys[-1] == "share.what":
            chat.says(words)
            typed += 1
        else:
            chat.presses("18+" if chat.keys[-1] == "welcome.greeting" else chat.buttons[0])
    assert asked <= MOST_QUESTIONS
    assert typed == 1
    assert chat.keys[-1] == "share.quote"


@pytest.mark.parametrize("kind", ["the new lights are great now", "cars go too fast"])
def test_a_returning_resident_needs_one_message_and_one_tap(kind: str) -> None:
    chat = Chat(participant=known()).says(kind).presses("That's right")
    assert chat.keys[-1] == "share.thanks"
    assert not chat.frames


def test_words_are_kept_with_the_first_message_and_not_with_the_tap() -> None:
    chat = Chat(participant=known()).says("a basketball hoop")
    assert [type(one) for one in chat.effects] == [KeepContribution]


@settings(max_examples=60, deadline=None)
@given(moves=st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_every_button_of_the_real_pack_fits_into_telegram(
    milton_keynes: Area, readers: Readers, moves: list[int]
) -> None:
    chat = Chat(area=milton_keynes, readers=readers, participant=known(neighbourhood=None)).says("a basketball hoop")
    for move in moves:
        assert all(len(one.token.encode()) <= LONGEST_TOKEN for one in chat.shown)
        if not chat.frames:
            return
        chat.presses_token(chat.replies[-1].choices[move % len(chat.replies[-1].choices)].token)


def test_the_real_pack_and_readers_hold_the_sixty_second_conversation(milton_keynes: Area, readers: Readers) -> None:
    lakes = next(one for one in milton_keynes.neighbourhoods if one.name == "Lakes Estate")
    chat = Chat(area=milton_keynes, readers=readers, surface=WEB).opens(lakes.door).presses("18+")
    chat.says("could the park have a basketball hoop, kids round here have nowhere after school")
    assert chat.hears("under Play and things to do, Lakes Estate, as an idea")
    chat.presses("That's right").presses("Yes, a bit")
    assert chat.hears(f"{lakes.mobiliser} or a teammate will read it by Thursday 4 June")


# -- kinds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "asked"), [(Kind.IDEA, True), (Kind.INTEREST, True), (Kind.ISSUE, False), (Kind.GOOD_NEWS, False)]
)
def test_help_is_asked_for_ideas_and_interests_only(kind: Kind, asked: bool) -> None:  # noqa: FBT001
    """After an issue that is somebody's duty it insults (product.md 3)."""
    chat = (
        Chat(participant=known())
        .opens()
        .presses_token_of(f"share.what.{kind}")
        .says("the park")
        .presses("That's right")
    )
    assert ("share.help" in chat.keys) is asked


def test_who_they_rent_from_is_kept_nowhere() -> None:
    chat = chat_of({"person": "adult of quayside"}).says("damp in my flat").presses("That's right")
    before = chat.journal
    chat.presses("A private landlord")
    assert chat.hears("The council, on private renting")
    assert chat.effects == ()
    assert b"private" not in chat.journal
    assert before != chat.journal


@pytest.mark.parametrize("label", ["The council", "A housing association", "A private landlord", "Not sure"])
def test_every_tenure_is_one_the_real_pack_knows_or_none(milton_keynes: Area, readers: Readers, label: str) -> None:
    chat = Chat(area=milton_keynes, readers=readers, participant=known(neighbourhood="lakes-estate"))
    chat.says("damp and mould in my flat, the landlord does nothing").presses("That's right").presses(label)
    assert chat.keys[0] == "share.not_a_report_landlord"
    assert (chat.replies[0].values["agency"] == "") is (label == "Not sure")


# -- people --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("band", [one for one in AgeBand if one is not AgeBand.ADULT])
def test_everyone_under_18_or_unknown_is_sent_to_a_grown_up_with_their_offer(band: AgeBand) -> None:
    chat = Chat(participant=known(band=band)).says("a hoop for the park").presses("That's right").presses("Yes, a bit")
    assert chat.keys[0] == "share.help_with_a_grown_up"


def test_no_place_is_remembered_of_anyone_under_13() -> None:
    chat = Chat(surface=WEB).opens("q7ays1").presses("Under 13").says("a hoop").presses("That's right")
    remembered = [one for one in chat.all_effects if isinstance(one, Remember)]
    assert [one.neighbourhood for one in remembered] == [None]


@pytest.mark.parametrize(
    ("label", "turned_away"), [("Under 13", True), ("13-15", True), ("16-17", False), ("18+", False)]
)
def test_telegram_is_not_for_those_under_its_minimum_age(label: str, turned_away: bool) -> None:  # noqa: FBT001
    chat = Chat(surface=TELEGRAM).says("a hoop for Quayside").presses(label)
    assert ("welcome.too_young" in chat.keys) is turned_away
    assert any(isinstance(one, HandOver) for one in chat.effects) is turned_away
    assert bool(chat.ledger.contributions) is not turned_away


def test_nothing_is_kept_or_read_before_the_notice() -> None:
    chat = Chat(surface=WEB).says("more swings in Quayside")
    assert chat.effects == ()
    assert chat.keys == ["welcome.greeting"]


@pytest.mark.parametrize(("age", "band"), [("6", AgeBand.UNDER_13), ("14", AgeBand.FROM_13), ("17", AgeBand.FROM_16)])
def test_an_age_typed_is_a_band_and_never_kept(age: str, band: AgeBand) -> None:
    chat = Chat(surface=WEB).opens("q7ays1").says(age)
    assert chat.participant.band is band
    assert chat.ledger.all_words == []


# -- danger --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before", [[], ["a hoop for the park"], ["menu"], ["person"], ["delete"], ["language"], ["help"]]
)
@pytest.mark.parametrize("person", [Participant(), known(), known(band=AgeBand.UNDER_13)])
def test_danger_comes_before_everything_in_every_state(before: list[str], person: Participant) -> None:
    """S3: 999 first, no question about what happened, no number, no offer; a case with the words."""
    chat = chat_of({})
    chat.participant = person
    for words in before:
        chat.says(words)
    chat.says("he hits me")
    assert chat.keys == ["danger.first"]
    assert chat.replies[0].urgency is Urgency.DANGER
    assert chat.hears("call 999")
    assert chat.hears("Childline 0800 1111") is person.protected
    assert chat.hears("Samaritans 116 123") is not person.protected
    opened = [one for one in chat.effects if isinstance(one, OpenCase)]
    assert len(opened) == 1
    assert "he hits me" in opened[0].words
    ended = (KeepOffer, KeepReturnWords, AmendContribution, AskForPerson)
    assert not any(isinstance(one, ended) for one in chat.effects)


def test_status_and_menu_show_nothing_of_a_case() -> None:
    chat = Chat(participant=known()).says("he hits me").presses("No").says("status")
    assert chat.keys == ["status.nothing"]
    assert [one.kept.standing for one in chat.ledger.contributions.values()] == [Standing.SAFEGUARDING]


def test_the_first_reply_comes_again_only_after_a_day() -> None:
    chat = Chat(participant=known()).says("he hits me").presses("No")
    assert chat.says("he hits me").keys == ["danger.again"]
    assert chat.waits(days=2).says("he hits me").keys == ["danger.first"]


def test_a_pack_without_the_usual_helplines_names_its_own() -> None:
    own = CrisisContact("harbour-line", "Harbour Line", "01632 960009", "", "adult", CHECKED)
    staff = CrisisContact("duty", "Duty desk", "01632 960010", "", "staff", CHECKED)
    chat = Chat(area=make_area(crisis_contacts=(own, staff)), participant=known()).says("he hits me")
    assert chat.hears("Harbour Line 01632 960009")
    assert not chat.hears("Duty desk")


def test_when_nobody_is_ever_there_the_reply_still_comes() -> None:
    chat = Chat(area=make_area(staffed=())).says("he hits me")
    assert chat.keys == ["danger.first"]


def test_a_worker_is_next_there_when_the_hours_say() -> None:
    chat = Chat(area=make_area(staffed=(Hours((6,), time(9), time(12)),))).says("he hits me")
    assert chat.hears("Saturday 6 June, 09:00")


# -- languages -----------------------------------------------------------------------------------------------------


def test_someone_whose_language_was_switched_off_can_still_change_to_the_one_that_is_on() -> None:
    chat = Chat(participant=known(language="pl")).says("menu")
    assert "menu.what.language" in [one.key for one in chat.replies[-1].choices]
    chat.says("language").presses("English")
    assert chat.participant.language == "en"
    chat.says("cancel").says("menu")
    assert "menu.what.language" not in [one.key for one in chat.replies[-1].choices]


# -- words that always work ----------------------------------------------------------------------------------------

STATES: dict[str, list[str]] = {
    "nothing yet": [],
    "the notice": ["a hoop"],
    "the card": ["a hoop", "18+", "Quayside"],
    "the menu": ["menu"],
    "a person": ["person"],
    "deleting": ["delete"],
    "danger": ["he hits me"],
}


@pytest.mark.parametrize("state", list(STATES))
@pytest.mark.parametrize("word", [one for one in Reserved if one is not Reserved.SAFE])
def test_reserved_words_work_in_every_state_and_keep_what_was_asked(state: str, word: Reserved) -> None:
    chat = chat_of({"channel": "web"})
    for words in STATES[state]:
        chat.says(words)
    frames = chat.frames
    chat.says(word.value)
    assert chat.said, f"{word} is answered"
    cleared = {Reserved.STOP, Reserved.HIDE, Reserved.CANCEL, Reserved.BACK}
    if word not in cleared:
        assert chat.frames[: len(frames)][:1] == frames[:1] or frames == [word.value]


# -- in other scripts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "language"),
    [("أريد ملعبا في فيشرميد", "ar"), ("فشرمیڈ میں پارک چاہیے", "ur")],
)
def test_a_place_written_in_another_script_is_found(readers: Readers, words: str, language: str) -> None:
    assert [one.id for one in readers.read(words, language).places] == ["mk-fishermead"]
