"""Danger told bit by bit over several messages is heard once, and forgotten when the talk is hidden."""

from datetime import timedelta

import pytest

from bot.conversation.journal import Journal, load
from bot.conversation.limits import LATELY, LATELY_LONG
from bot.domain.reading import DangerLevel
from bot.reading.normalise import plain
from tests.chat import Chat, known
from tests.factories_reading import english


def journal_after(*texts: str) -> Journal:
    chat = Chat(participant=known())
    for text in texts:
        chat.says(text)
    return load(chat.journal)


def test_of_what_was_written_lately_a_few_ends_are_remembered() -> None:
    long = "a hoop " * LATELY_LONG
    lately = journal_after("one thing", "two things", "three things", "four things", "five things", long).lately
    assert len(lately) == LATELY
    assert lately[0].text == "three things"
    assert len(lately[-1].text) == LATELY_LONG


@pytest.mark.parametrize(("waited", "kept"), [(timedelta(hours=23), 2), (timedelta(hours=24), 1)])
def test_what_was_written_a_day_ago_is_forgotten_when_they_next_write(waited: timedelta, kept: int) -> None:
    chat = Chat(participant=known())
    chat.says("a bench")
    chat.draws.now += waited
    chat.says("a hoop")
    assert len(load(chat.journal).lately) == kept


@pytest.mark.parametrize("word", ["hide", "stop"])
def test_what_was_written_lately_is_forgotten_when_the_talk_is_hidden(word: str) -> None:
    assert journal_after("a hoop", word).lately == ()


def test_nothing_is_remembered_of_a_talk_about_danger() -> None:
    assert journal_after("a hoop", "he hits me", "he does it a lot").lately == ()


def test_danger_told_over_several_messages_is_red() -> None:
    told = [plain(text) for text in ("my dad", "hits", "me")]
    assert [english().danger.read(one).level for one in told] == [DangerLevel.NONE] * 3
    assert english().danger.read_together(told).level is DangerLevel.RED


@pytest.mark.parametrize(
    "texts",
    [
        ("hiya", "its my dad", "he wants", "somewhere to play chess", "at night"),
        ("my stepdad", "would like", "a basketball hoop"),
        ("my bike", "got nicked", "from the park"),
    ],
)
def test_a_run_of_harmless_messages_stays_harmless(texts: tuple[str, ...]) -> None:
    assert english().danger.read_together([plain(text) for text in texts]).level is DangerLevel.NONE


def test_a_long_message_has_been_heard_by_itself_and_nothing_before_it_counts() -> None:
    long = plain("the bins are full and the park is a mess again this week")
    assert english().danger.read_together([plain("my stepdad hits"), plain("me"), long]).level is DangerLevel.NONE
