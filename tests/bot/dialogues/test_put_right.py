"""Putting right what was said makes no second thing of it; further words at a question join, and leave it standing."""

import pytest

from bot.conversation.effects import AddWords, AmendContribution, KeepContribution, KeepOffer, ReplaceWords
from bot.domain.contribution import HelpRole, Kind
from tests.bot.dialogues.test_ways import NOBODYS_PLACE, RESIDENT, asked, opened
from tests.chat import Chat, known
from tests.playback import chat_of


def kept(chat: Chat) -> int:
    return sum(isinstance(one, KeepContribution) for one in chat.all_effects)


@pytest.mark.parametrize("which", ["", "_kind", "_theme", "_interest"])
def test_new_words_while_the_card_is_changed_join_what_was_just_said(which: str) -> None:
    chat = asked(f"share.change{which}")
    chat.says("two benches by the water")
    assert any(isinstance(one, AddWords) for one in chat.effects)
    assert chat.keys[-1] == "share.heard"
    assert "two benches by the water" in chat.said[-1]
    assert kept(chat) == 1


def test_new_words_at_change_it_take_the_place_of_the_old() -> None:
    chat = asked("my_words.change").says("two benches by the water")
    assert any(isinstance(one, ReplaceWords) for one in chat.effects)
    assert chat.keys[-1] == "share.heard"
    assert kept(chat) == 1


def test_a_few_words_beside_many_are_added_and_nothing_is_lost() -> None:
    chat = chat_of(RESIDENT).says("a bench by the water where people can sit down").presses("That's right")
    chat.presses("No thanks").says("my_words")
    chat.presses(chat.buttons[0]).presses("Change it").says("and a bin")
    assert [type(one) for one in chat.effects] == [AddWords]
    assert chat.keys == ["share.heard"]


@pytest.mark.parametrize("question", ["share.change", "my_words.change"])
def test_a_place_at_change_moves_it_and_leaves_its_words(question: str) -> None:
    chat = asked(question)
    words = [list(row.words) for row in chat.ledger.standing]
    chat.says("in Mill Row")
    assert [row.words for row in chat.ledger.standing] == words
    assert [row.kept.neighbourhood for row in chat.ledger.standing] == ["mill-row"]


def test_what_is_typed_a_day_after_change_is_something_new() -> None:
    chat = chat_of(RESIDENT).says("a hoop").presses("Change").waits(days=1).says("the lamp is broken by the shop")
    assert kept(chat) == 2


def test_words_typed_at_one_of_their_own_are_new_until_they_change_it() -> None:
    chat = opened(chat_of(RESIDENT))
    before = kept(chat)
    assert kept(chat.presses("Change it").presses("My words").says("a longer bench")) == before


# -- which place ---------------------------------------------------------------------------------------------------


def test_further_words_at_which_place_join_and_it_is_asked_again() -> None:
    chat = chat_of(NOBODYS_PLACE).says("a hoop").says("and a net for it")
    assert chat.keys == ["share.added", "share.where"]
    assert [type(one) for one in chat.effects] == [AddWords]
    chat.says("Mill Row")
    assert chat.keys == ["share.heard"]
    assert [row.kept.neighbourhood for row in chat.ledger.standing] == ["mill-row"]


def test_a_place_among_further_words_answers_and_nothing_is_lost() -> None:
    chat = chat_of(NOBODYS_PLACE).says("a hoop").says("put it up in Mill Row beside the old wall")
    assert chat.keys == ["share.heard"]
    [row] = chat.ledger.standing
    assert (row.kept.neighbourhood, row.words) == ("mill-row", ["a hoop", "put it up in Mill Row beside the old wall"])


def test_nobody_is_held_at_which_place() -> None:
    chat = chat_of(NOBODYS_PLACE).says("a hoop").says("near the shop").says("you know, there").says("by mine")
    assert chat.keys == ["share.added", "share.heard"]
    assert len(chat.ledger.standing) == 1


def test_asked_which_of_two_further_words_join_and_a_place_answers() -> None:
    chat = chat_of(RESIDENT).says("a hoop for Mill Row").says("one that does not break")
    assert chat.keys == ["share.added", "share.which_place"]
    assert chat.says("the one in Mill Row").keys == ["share.heard"]
    assert [row.kept.neighbourhood for row in chat.ledger.standing] == ["mill-row"]


# -- whose home ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("damp in my housing association flat", "share.not_a_report_landlord"),
        ("damp in my council house", "Little Harbour Council"),
        ("my private landlord left the damp", "The council, on private renting"),
    ],
)
def test_who_they_rent_from_is_not_asked_where_the_words_say_it(words: str, body: str) -> None:
    chat = chat_of(RESIDENT).says(words).presses("That's right")
    assert chat.keys[0] == "share.not_a_report_landlord"
    assert body in (*chat.said, *chat.keys) or chat.hears(body)


def test_told_in_words_at_that_question_it_counts() -> None:
    chat = asked("share.rent_from").says("it is a private landlord")
    assert chat.hears("The council, on private renting")


# -- put right at the card, in words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("no its in Mill Row", "mill-row"),
        ("sorry I meant Mill Row", "mill-row"),
        ("not Quayside, Mill Row", "mill-row"),
        ("Mill Row not Quayside", "mill-row"),
    ],
)
def test_a_place_put_right_in_words_moves_it_and_adds_nothing(words: str, place: str) -> None:
    chat = asked("share.heard").says(words)
    assert [row.kept.neighbourhood for row in chat.ledger.standing] == [place]
    assert chat.ledger.standing[0].words == ["a hoop"]


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("wrong place", "share.where"),
        ("not Quayside", "share.where"),
        ("wrong topic", "share.change_theme"),
        ("that's not an idea", "share.change_kind"),
        ("złe miejsce", "share.where"),
        ("الموضوع خطأ", "share.change_theme"),
    ],
)
def test_what_is_said_to_be_wrong_is_asked_for_at_once(words: str, question: str) -> None:
    chat = asked("share.heard").says(words)
    assert (chat.keys, chat.effects) == ([question], ())


def test_what_it_is_about_said_in_words_stands_and_the_words_are_kept() -> None:
    chat = asked("share.heard").says("it's about rubbish really")
    assert chat.hears("Environment")
    assert chat.ledger.standing[0].words == ["a hoop", "it's about rubbish really"]


@pytest.mark.parametrize("words", ["yes i can help", "yes but only on saturdays", "count me in", "tak mogę w soboty"])
@pytest.mark.parametrize("hours", [0, 20])
def test_help_offered_in_a_sentence_is_an_offer_and_its_words_are_kept(words: str, hours: int) -> None:
    chat = asked("share.help").waits(hours=hours).says(words)
    assert [one.role for one in chat.effects if isinstance(one, KeepOffer)] == [HelpRole.A_BIT]
    assert chat.ledger.standing[0].words[-1] == words
    assert "share.thanks" in chat.keys


def test_of_a_word_alone_they_say_themselves_whether_it_is_an_idea_or_what_is_wrong() -> None:
    chat = Chat(participant=known()).says("hoops")
    assert (chat.keys, len(chat.buttons)) == (["share.which_kind"], 5)
    chat.presses("Something's wrong")
    assert [one.kind for one in chat.effects if isinstance(one, AmendContribution)] == [Kind.ISSUE]
    assert chat.keys[-1] == "share.thanks"


def test_once_they_say_more_than_a_word_the_card_is_the_usual_one() -> None:
    assert Chat(participant=known()).says("hoops").says("two of them by the shops").keys == ["share.heard"]


def test_of_a_kind_they_tapped_first_they_are_not_asked_again() -> None:
    assert Chat(participant=known()).opens().presses("An idea").says("hoops").keys == ["share.heard"]
