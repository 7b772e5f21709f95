"""What follows soon belongs to what was just said; what comes later is something new, whatever was being asked."""

import pytest

from bot.conversation.effects import AddWords, AmendContribution, KeepContribution
from tests.bot.dialogues.test_ways import asked
from tests.chat import WEB, Chat

ABOUT_WHAT_WAS_SAID = ["share.where", "share.heard", "share.change", "share.help", "share.rent_from"]
MORE, MORE_OF_IT = "and rubbish all over Mill Row", "with a net as well"

every_question_about_it = pytest.mark.parametrize("question", ABOUT_WHAT_WAS_SAID)


@every_question_about_it
@pytest.mark.parametrize("minutes", [0, 29, 30])
def test_words_within_half_an_hour_are_joined_to_what_was_said(question: str, minutes: int) -> None:
    chat = asked(question).waits(minutes=minutes).says(MORE_OF_IT)
    assert [one.words for one in chat.effects if isinstance(one, AddWords)] == [MORE_OF_IT]
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


# -- what is clearly something else ----------------------------------------------------------------------------------

ANOTHER = "a cafe for Mill Row please"


@pytest.mark.parametrize("question", ["share.heard", "share.change", "share.help", "share.rent_from"])
def test_what_names_another_place_is_kept_and_asked_about_once(question: str) -> None:
    chat = asked(question).says(ANOTHER)
    assert chat.keys[-1] == "share.something_new"
    assert [row.words for row in chat.ledger.standing][1:] == [[ANOTHER]]
    chat.presses("More about the same")
    assert chat.ledger.standing[1].joined_to == chat.ledger.standing[0].kept.id
    if chat.frames:
        chat.says(ANOTHER)
        assert "share.something_new" not in chat.keys
        assert len(chat.ledger.standing) == 2


@pytest.mark.parametrize("question", ["share.heard", "share.change", "share.help", "share.rent_from"])
def test_what_is_new_is_seen_through_after_the_first(question: str) -> None:
    chat = asked(question).says(ANOTHER).presses("Something new")
    thanked = chat.keys.count("share.thanks")
    while chat.frames:
        chat.presses(chat.buttons[0])
        thanked += chat.keys.count("share.thanks")
    assert thanked == 2
    assert [row.words for row in chat.ledger.standing][1:] == [[ANOTHER]]


def test_words_typed_instead_of_an_answer_are_kept_as_well() -> None:
    chat = asked("share.heard").says(ANOTHER).says("it could sell bread")
    assert chat.ledger.all_words[1:] == [ANOTHER, "it could sell bread"]


def test_what_sounds_low_is_never_asked_about() -> None:
    chat = asked("share.heard").says("I get bullied all the time in Mill Row")
    assert "share.something_new" not in chat.keys


@pytest.mark.parametrize(
    "words",
    [
        "by the shops",
        "for teenagers mainly",
        "and near the pond",
        "it should be free",
        "since may",
        "about 3 weeks",
        "most nights",
    ],
)
def test_a_detail_at_the_quote_question_goes_with_what_was_said(words: str) -> None:
    chat = asked("share.quote").says(words)
    assert (chat.keys, len(chat.ledger.standing)) == (["share.quote_again"], 1)
    assert chat.ledger.standing[0].words[-1] == words
    assert chat.presses("Yes, you may").keys[0] == "share.quoted_yes"


@pytest.mark.parametrize("words", ["more buses please", "a cafe for Mill Row please", "we need a youth club here now"])
def test_something_else_at_the_quote_question_is_heard_as_new(words: str) -> None:
    chat = asked("share.quote").says(words)
    assert [row.words for row in chat.ledger.standing][1:] == [[words]]


def test_a_detail_that_comes_hours_later_is_new() -> None:
    assert len(asked("share.quote").waits(hours=2).says("by the shops").ledger.standing) == 2


def test_what_was_joined_at_the_place_is_read_with_it_on_the_card() -> None:
    chat = asked("share.where").says("the old one is broken").presses("Mill Row")
    assert chat.hears("'a hoop the old one is broken'")
    assert chat.hears("something that's wrong")


def test_after_the_first_thanks_nothing_more_is_asked_of_what_was_said_meanwhile() -> None:
    chat = Chat(surface=WEB).opens("q7ays1").presses("18+").says("rubbish is dumped").says(ANOTHER)
    chat.presses("Something new")
    keys: list[str] = []
    while chat.frames:
        chat.presses(chat.buttons[0])
        keys += chat.keys
    assert keys.count("share.thanks") == 2
    assert keys.count("share.come_back") == 1
    assert "share.quote" not in keys
