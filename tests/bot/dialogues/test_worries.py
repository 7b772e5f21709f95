"""Whoever sounds low or scared hears where to turn, once a talk, beside the answer: the right line for them."""

import pytest

from tests.bot.dialogues.test_ways import asked, every_question
from tests.chat import WEB, Chat
from tests.playback import chat_of

LINES = {"worry.line", "worry.line_any_age", "worry.line_at_home", "worry.line_for_a_child"}
SAY_IT_THEMSELVES = {"worry.heard", "worry.more", "about_someone.named"}


def chat_as(band: str) -> Chat:
    return chat_of({"channel": "telegram", "person": f"{band} of quayside"})


@pytest.mark.parametrize(
    ("band", "words", "line", "number"),
    [
        ("adult", "I am scared of everything", "worry.line", "116 123"),
        ("adult", "I am scared of my husband", "worry.line_at_home", "0808 2000 247"),
        ("adult", "scared of the nights since my husband died", "worry.line", "116 123"),
        ("adult", "the kids next door are bullied", "worry.line_for_a_child", "999"),
        ("13_15", "a club for whoever is bullied by my boyfriend", "worry.line", "0800 1111"),
        ("skipped", "a club for whoever is bullied", "worry.line_any_age", "85258"),
    ],
)
def test_the_line_fits_who_they_are_and_what_they_fear(band: str, words: str, line: str, number: str) -> None:
    chat = chat_as(band).says(words)
    assert chat.keys[0] == line
    assert number in chat.said[0]
    assert "999" in chat.said[0]
    assert len(chat.keys) > 1, "the talk goes on"


def test_it_is_said_once_a_day() -> None:
    chat = chat_as("adult").says("I am scared of everything").says("I am scared of the stairs")
    assert not LINES.intersection(chat.keys)
    assert "worry.line" in chat.waits(days=1).says("I am scared of everything").keys


@every_question
def test_at_every_question_it_comes_beside_the_answer_which_stands(question: str) -> None:
    chat = asked(question).says("a place for those bullied at school")
    rest = [one for one in chat.keys if one not in LINES]
    assert rest, "the talk goes on"
    assert len(chat.keys) - len(rest) <= 1
    assert LINES.intersection(chat.keys) or SAY_IT_THEMSELVES.intersection([*chat.keys, question])


def test_what_nobody_would_worry_about_draws_nothing() -> None:
    assert not LINES.intersection(chat_as("adult").says("the lamp is broken").keys)


def test_a_child_who_then_asks_for_a_person_hears_it_again_for_that_may_take_days() -> None:
    chat = chat_as("under_13").says("a club for the bullied").says("cancel").says("person")
    assert chat.keys == ["worry.line", "person.words"]
    chat.says("can I talk to you")
    assert "0800 1111" in chat.said[-1]


def test_every_child_who_asks_for_a_person_hears_whom_to_ring_sooner() -> None:
    chat = chat_as("under_13").says("person").says("can we have a hoop")
    assert chat.keys == ["person.kept"]
    assert "0800 1111" in chat.said[0]
    grown_up = chat_as("adult").says("person").says("can we have a hoop")
    assert "0800 1111" not in grown_up.said[0]


def test_person_typed_is_the_button_of_that_name() -> None:
    chat = chat_as("under_13").says("I am scared of the broken gate").says("person")
    assert (chat.keys, chat.frames) == (["person.words"], ["share"])


def test_nobody_low_is_told_that_it_is_good_news_or_asked_to_help() -> None:
    chat = chat_as("adult").says("i like nothing, i am scared of people")
    assert "something that's hard" in chat.said[-1]
    assert "share.help" not in chat.presses("That's right").keys
    assert not any(row.themes for row in chat.ledger.standing), "nothing is taken for confirmed"


def test_before_the_notice_it_comes_with_the_greeting() -> None:
    assert Chat(surface=WEB).says("I am scared of it").keys == ["worry.line_any_age", "welcome.greeting"]


def test_whoever_speaks_of_a_partner_in_danger_hears_the_abuse_line_first() -> None:
    chat = chat_of({"channel": "telegram", "person": "adult"}).says("my husband, he hits me")
    assert chat.said[0].index("0808 2000 247") < chat.said[0].index("116 123")


def test_whoever_sounds_low_is_told_back_that_it_is_hard_until_they_say_what_it_is() -> None:
    chat = chat_as("adult").says("I am scared of the broken lights")
    assert "something that's hard" in chat.said[-1]
    chat.presses("Change").presses("What sort of thing it is").presses("Something that's wrong")
    assert "something that's wrong" in chat.said[-1]
