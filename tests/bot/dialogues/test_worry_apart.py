"""A worry typed while something else is asked about is no part of that: a child is heard at once, a grown-up next."""

import pytest

from bot.conversation.effects import AddWords, KeepContribution, SetAside
from tests.chat import Chat
from tests.playback import chat_of

SCARED = "i am bullied all the time"
QUESTIONS = {
    "share.where": lambda chat: chat,
    "share.heard": lambda chat: chat.presses("Mill Row"),
    "share.help": lambda chat: chat.presses("Mill Row").presses("That's right"),
}
GOES_ON = {"share.where": "share.where", "share.heard": "share.heard", "share.help": "share.thanks"}
"""What comes after it: nobody is asked twice who would help."""
every_question = pytest.mark.parametrize("question", list(QUESTIONS))


def asked(question: str, band: str = "under_13") -> Chat:
    chat = QUESTIONS[question](chat_of({"channel": "web", "person": band}).says("a pool to swim in"))
    assert chat.keys[-1] == question
    return chat


@every_question
def test_a_childs_worry_is_heard_there_and_then_and_the_question_goes_on(question: str) -> None:
    chat = asked(question).says(SCARED)
    assert chat.keys == ["worry.heard"]
    chat.says("at lunch").presses("Not now")
    assert chat.keys == ["worry.left", GOES_ON[question]]
    idea, worry = chat.ledger.standing
    assert (idea.words, worry.words) == (["a pool to swim in"], [SCARED, "at lunch"])


def test_a_worry_is_where_the_idea_turns_out_to_be() -> None:
    """Else nobody who works there would ever read it."""
    chat = asked("share.where").says(SCARED).presses("Not now").presses("Mill Row")
    assert [row.kept.neighbourhood for row in chat.ledger.standing] == ["mill-row", "mill-row"]


@every_question
def test_a_grown_ups_worry_comes_next_and_they_are_told_where_to_turn(question: str) -> None:
    chat = asked(question, "adult").says("i am bullied in my own home")
    assert chat.keys[:3] == ["worry.line", "share.comes_next", GOES_ON[question]]
    assert [row.words for row in chat.ledger.standing] == [["a pool to swim in"], ["i am bullied in my own home"]]


def test_a_worry_that_names_somebody_is_for_a_person_to_look_at() -> None:
    chat = asked("share.where").says("i am bullied by Kevin")
    assert (chat.keys, [type(one) for one in chat.effects if isinstance(one, SetAside)]) == (
        ["worry.heard"],
        [SetAside],
    )


@pytest.mark.parametrize("words", ["a place for whoever is bullied", "i want a club for the bullied"])
def test_an_idea_is_no_worry_however_scared_it_sounds(words: str) -> None:
    assert "worry.heard" not in asked("share.where").says(words).keys


def test_what_goes_on_with_a_worry_stays_with_it() -> None:
    chat = chat_of({"channel": "web", "person": "adult"}).says("i am scared of the broken lights").presses("Mill Row")
    chat.says("and i am scared of the dogs")
    assert [type(one) for one in chat.effects if isinstance(one, AddWords | KeepContribution)] == [AddWords]


def test_a_child_whose_words_are_of_themselves_is_not_told_that_it_is_an_idea() -> None:
    chat = chat_of({"channel": "web", "person": "under_13"}).says(SCARED)
    assert chat.keys == ["worry.heard"]
