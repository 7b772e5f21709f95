"""The holiday that is near comes up once a chat, after the thanks, and what is said to it says so."""

from datetime import date

import pytest

from bot.conversation.effects import KeepContribution
from bot.domain.area import Holiday
from tests.chat import Chat, known
from tests.playback import answers, chat_of, moves_on

LIGHTS = "the new lights are great now"


def thanked(chat: Chat, words: str = LIGHTS) -> Chat:
    return chat.says(words).presses("That's right")


@pytest.mark.parametrize(("days", "offered"), [(28, False), (29, True), (49, True), (50, False), (60, False)])
def test_it_is_offered_in_the_three_weeks_before_it_begins(days: int, offered: bool) -> None:  # noqa: FBT001
    """It begins on 22 July; the clock of the tests stands on 2 June."""
    assert ("holiday.offer" in thanked(Chat(participant=known()).waits(days=days)).keys) is offered


def test_it_is_offered_once_a_holiday_and_a_chat() -> None:
    chat = thanked(Chat(participant=known()).waits(days=35)).presses("Not now")
    assert chat.keys == ["holiday.not_now"]
    assert thanked(chat).keys[-1] == "share.thanks"


def test_what_is_said_to_it_is_recorded_as_prompted_and_nothing_else_is() -> None:
    chat = thanked(Chat(participant=known()).waits(days=35)).presses("Yes, I'll say").says("a film night")
    kept = [one.prompted_by for one in chat.all_effects if isinstance(one, KeepContribution)]
    assert kept == [None, "holiday:summer-holidays-2026"]


def test_words_written_instead_are_heard_as_ever() -> None:
    chat = thanked(Chat(participant=known()).waits(days=35)).says("a bench by the water")
    assert chat.keys == ["share.heard"]
    assert chat.ledger.all_words == [LIGHTS, "a bench by the water"]


def test_nobody_who_sounds_scared_is_asked_about_holidays() -> None:
    chat = Chat(participant=known()).waits(days=35).says("I am scared of the broken lights").presses("That's right")
    assert chat.keys[-1] == "share.thanks"


def test_holidays_of_one_name_are_told_apart_by_their_year() -> None:
    near, far = (Holiday("May half-term", day, day, school=True) for day in (date(2026, 5, 25), date(2027, 5, 31)))
    assert (near.id, far.id) == ("may-half-term-2026", "may-half-term-2027")


def test_news_says_whose_it_is_that_there_is_news_of() -> None:
    """What somebody else suggested, and they only liked, is never said to be theirs."""
    chat = chat_of({"channel": "telegram", "person": "adult of quayside"})
    chat.says("holiday").presses("A basketball day").presses("I'd like this")
    moves_on(chat, "hoops", "run_by")
    assert chat.says("status").said[0].startswith("News of something you liked.")
    chat.says("a bench").presses("That's right").presses("No thanks")
    answers(chat, f"{chat.ledger.standing[0].kept.reference}, planned")
    assert chat.says("status").said[0].startswith("News of what you told us.")
    answers(chat, f"{chat.ledger.standing[0].kept.reference}, under_way")
    moves_on(chat, "hoops", "on")
    assert chat.says("status").said[0].startswith("News of what you told us, and of something you liked.")
