"""Two things told in one message: one contribution under both themes, where the reader is sure of both."""

import pytest

from bot.conversation.effects import AmendContribution
from tests.chat import Chat, known

BOTH = "a hoop for the park and also rubbish everywhere"


def confirmed(chat: Chat) -> list[tuple[str, ...] | None]:
    return [one.themes for one in chat.effects if isinstance(one, AmendContribution)]


def test_both_are_on_the_card_and_kept_with_one_tap() -> None:
    chat = Chat(participant=known()).says(BOTH)
    assert chat.hears("under Play and things to do, and Environment and litter")
    assert confirmed(chat.presses("That's right")) == [("play_things_to_do", "environment_litter")]


@pytest.mark.parametrize("words", ["a hoop and swings for the park", "rubbish, and more of it", "a hoop", "and"])
def test_what_tells_one_thing_has_one_theme(words: str) -> None:
    chat = Chat(participant=known()).says(words)
    chat.presses(chat.buttons[0])
    assert all(one is None or len(one) == 1 for one in confirmed(chat))


def test_a_theme_that_was_tapped_stands_alone() -> None:
    chat = Chat(participant=known()).says(BOTH).presses("Change").presses("What it's about").presses("Housing")
    assert confirmed(chat.presses("That's right")) == [("housing",)]
    assert not chat.hears("Environment")


def test_what_is_added_at_the_card_is_read_with_it() -> None:
    chat = Chat(participant=known()).says("a hoop for the park").says("and rubbish everywhere")
    assert chat.hears("and Environment and litter")
