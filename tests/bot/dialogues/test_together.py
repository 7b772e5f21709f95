"""What follows soon belongs to what was just said; what comes later is something new, whatever was being asked."""

import pytest

from bot.conversation.effects import AddWords, AmendContribution, KeepContribution
from tests.bot.dialogues.test_ways import asked
from tests.chat import Chat

ABOUT_WHAT_WAS_SAID = ["share.where", "share.heard", "share.change", "share.help", "share.rent_from"]
MORE = "and rubbish all over Mill Row"

every_question_about_it = pytest.mark.parametrize("question", ABOUT_WHAT_WAS_SAID)


@every_question_about_it
@pytest.mark.parametrize("minutes", [0, 29, 30])
def test_words_within_half_an_hour_are_joined_to_what_was_said(question: str, minutes: int) -> None:
    chat = asked(question).waits(minutes=minutes).says(MORE)
    assert [one.words for one in chat.effects if isinstance(one, AddWords)] == [MORE]
    assert not any(isinstance(one, KeepContribution) for one in chat.effects)
    assert len(chat.ledger.standing) == 1


def settled(chat: Chat) -> Chat:
    """Whoever is known to be elsewhere has said which of the two places they mean."""
    return chat.presses("Mill Row") if chat.keys[-1] == "share.which_place" else chat


@every_question_about_it
@pytest.mark.parametrize("wait", [{"minutes": 31}, {"days": 1}, {"days": 40}])
def test_words_that_come_later_are_a_contribution_of_their_own(question: str, wait: dict[str, int]) -> None:
    chat = asked(question)
    before = chat.ledger.standing[0]
    words, kept = list(before.words), before.kept
    chat.waits(**wait).says(MORE)
    first, second = chat.ledger.standing
    assert (first.words, first.kept) == (words, kept), "what was said before stays as it was"
    assert (second.words, second.kept.neighbourhood, second.kept.reading.kind) == ([MORE], "mill-row", "issue")
    assert chat.keys == ["share.which_place" if chat.participant.neighbourhood else "share.heard"]


@every_question_about_it
def test_what_is_new_is_seen_through_to_thanks_of_its_own(question: str) -> None:
    chat = asked(question).waits(days=7).says(MORE)
    settled(chat).presses("That's right")
    assert "share.thanks" in chat.keys
    assert chat.hears(f"Your number is {chat.ledger.standing[1].kept.reference}")
    assert chat.frames == []


def test_a_place_named_a_week_later_still_answers_where_it_is() -> None:
    chat = asked("share.where").waits(days=7).says("in Mill Row")
    assert [one.neighbourhood for one in chat.effects if isinstance(one, AmendContribution)] == ["mill-row"]
    assert len(chat.ledger.standing) == 1


def test_a_place_said_with_a_story_soon_is_both_the_answer_and_part_of_it() -> None:
    chat = asked("share.where").says(MORE)
    assert [one.neighbourhood for one in chat.effects if isinstance(one, AmendContribution)] == ["mill-row"]
    assert chat.ledger.standing[0].words == ["a hoop", MORE]


def test_week_after_week_each_message_stands_for_itself() -> None:
    """Nobody has to answer what we asked: a returning resident needs one message (product.md, the conversation)."""
    chat = asked("share.help")
    for week in range(5):
        chat.waits(days=7).says(f"week {week}: a bench for Mill Row")
        settled(chat).presses("That's right")
    assert len(chat.ledger.standing) == 6
    assert all(len(row.words) == 1 for row in chat.ledger.standing)
    assert len({row.kept.reference for row in chat.ledger.standing}) == 6


# -- what they told themselves stands ------------------------------------------------------------------------------


def test_a_kind_that_was_tapped_is_changed_by_no_later_words() -> None:
    chat = asked("share.words.idea").says("a hoop for the park").says("the old one is broken")
    assert chat.hears("as an idea")
    chat.presses("That's right")
    assert [one.kind for one in chat.effects if isinstance(one, AmendContribution)] == ["idea"]


def test_a_kind_that_was_only_read_follows_the_words() -> None:
    chat = asked("share.heard")
    assert chat.hears("as an idea")
    assert chat.says("the old one is broken").hears("as something that's wrong")


@pytest.mark.parametrize(
    ("change", "to", "hears"),
    [
        ("What sort of thing it is", "share.change_kind.interest", "as something you like"),
        ("What it's about", "share.change_theme.health", "under Health"),
    ],
)
def test_what_was_corrected_by_a_tap_is_changed_by_no_later_words(change: str, to: str, hears: str) -> None:
    chat = asked("share.heard").presses("Change").presses(change).presses_token_of(to)
    if chat.keys[-1] != "share.heard":  # an interest is something they like, offer or want to learn
        chat.presses(chat.buttons[0])
    assert chat.hears(hears)
    assert chat.says("and rubbish in the road, it is broken").hears(hears)


def test_a_place_named_later_at_the_card_does_not_move_what_was_said() -> None:
    chat = asked("share.heard").says("like the one in Mill Row")
    assert chat.hears("Quayside")
    assert chat.ledger.standing[0].kept.neighbourhood == "quayside"
