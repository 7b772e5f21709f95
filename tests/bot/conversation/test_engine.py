"""The engine's own manners: where words go, what a button may do, what stays when something is laid on top."""

import pytest

from bot.conversation import ask
from bot.conversation.effects import AddWords, CorrectWords, HandOver, Remember
from bot.conversation.events import Opened
from bot.conversation.journal import load
from bot.conversation.script import Dialogue, Option, Script, Talk, say
from bot.domain.contribution import Standing
from bot.errors import DialogueError
from tests.chat import TELEGRAM, WEB, Chat, known


def test_words_that_wait_are_deleted_on_stop_and_read_by_nobody() -> None:
    chat = Chat(surface=WEB).says("more swings").says("stop").presses("18+")
    assert chat.keys == ["conversation.old_button"]
    assert b"swings" not in chat.journal
    assert chat.ledger.all_words == []


def test_words_that_wait_survive_a_pile_of_menus() -> None:
    chat = Chat(surface=WEB).says("more swings in Quayside")
    for word in ("menu", "person", "language", "delete", "menu"):
        chat.says(word)
    assert b"swings" in chat.journal
    chat.presses("18+")
    assert len(load(chat.journal).frames) <= 4


def test_words_that_wait_come_along_through_another_door() -> None:
    chat = Chat(surface=WEB).says("more swings").opens("q7ays1").presses("18+")
    assert [one.kept.words for one in chat.ledger.standing] == ["more swings"]
    assert [one.kept.neighbourhood for one in chat.ledger.standing] == ["quayside"]


def test_a_door_is_not_forgotten_when_the_chat_is_opened_again_without_one() -> None:
    chat = Chat(surface=WEB).opens("q7ays1").opens().presses("18+").says("a hoop")
    assert [one.kept.neighbourhood for one in chat.ledger.standing] == ["quayside"]


def test_words_that_wait_are_in_the_case_when_danger_comes() -> None:
    chat = Chat(surface=WEB).says("i walk home alone").says("he hits me")
    assert list(chat.ledger.cases.values()) == [["i walk home alone\nhe hits me"]]


@pytest.mark.parametrize("blank", ["", "   ", "\n", "\u00a0"])
def test_blank_text_is_no_words(blank: str) -> None:
    chat = Chat(participant=known()).says(blank)
    assert chat.keys == ["conversation.showed.other", "share.what"]
    assert chat.ledger.all_words == []


def test_words_that_wait_survive_asking_for_more_again_and_again() -> None:
    """A talk that is too long is ended; before the notice it begins again with the words that waited."""
    chat = Chat(surface=WEB).says("a hoop for Quayside")
    said: list[str] = []
    while "conversation.long" not in said:
        said += chat.presses("Tell me more").keys
    assert chat.keys[-1] == "welcome.greeting"
    chat.presses("18+")
    assert chat.ledger.all_words == ["a hoop for Quayside"]


def test_an_edit_before_the_notice_changes_what_waits() -> None:
    chat = Chat(surface=TELEGRAM).says("a hop for Quayside").edits("a hoop for Quayside").presses("18+")
    assert [one.words for one in chat.ledger.standing] == [["a hoop for Quayside"]]


def test_an_edit_after_it_is_followed_where_the_words_are_kept() -> None:
    chat = Chat(participant=known()).says("a hop").edits("a hoop")
    assert chat.effects == (CorrectWords("1", "a hoop"),)


def test_an_edit_that_turns_dangerous_is_danger() -> None:
    chat = Chat(participant=known()).says("a hoop").edits("he hits me")
    assert chat.keys == ["danger.first"]


def test_an_edit_while_danger_is_being_answered_belongs_to_the_case() -> None:
    chat = Chat(participant=known()).says("he hits me").edits("he shouts at me")
    assert [case[-1] for case in chat.ledger.cases.values()] == ["he shouts at me"]


def test_a_button_of_another_talk_never_fits() -> None:
    chat = Chat(participant=known()).says("a hoop")
    old = chat.replies[-1].choices[0].token
    chat.says("cancel").says("a bench").presses_token(old)
    assert chat.keys == ["conversation.old_button", "share.heard"]


def test_a_double_tap_says_nothing_and_does_nothing() -> None:
    chat = Chat(participant=known()).says("a hoop").presses("That's right")
    chat.presses_token(chat.tapped)
    assert (chat.replies, chat.effects) == ((), ())


@pytest.mark.parametrize(
    ("typed", "key"),
    [("yes", "share.help"), ("That\u2019s right!", "share.help"), ("1", "share.help"), ("CHANGE", "share.change")],
)
def test_a_button_may_be_typed(typed: str, key: str) -> None:
    chat = Chat(participant=known()).says("a hoop").says(typed)
    assert chat.keys == [key]
    assert [one.words for one in chat.ledger.standing] == [["a hoop"]]


def test_words_at_a_question_that_takes_taps_only_join_what_it_is_about() -> None:
    chat = Chat(participant=known()).says("a hoop").presses("Change").presses("What it's about").says("and a bench")
    assert [one.words for one in chat.ledger.standing] == [["a hoop", "and a bench"]]


def test_words_at_the_menu_go_to_the_question_below() -> None:
    chat = Chat(participant=known()).says("a hoop").says("menu").says("and a bench")
    assert [type(one) for one in chat.effects] == [AddWords]


def test_back_takes_back_what_was_kept_since() -> None:
    chat = Chat(participant=known()).opens().says("a hoop").says("back")
    assert chat.keys == ["share.what"]
    assert [one.kept.standing for one in chat.ledger.contributions.values()] == [Standing.WITHDRAWN]
    chat.says("a bench")
    assert [one.words for one in chat.ledger.standing] == [["a bench"]]


def test_back_over_a_place_keeps_the_words() -> None:
    chat = Chat(participant=known(neighbourhood=None)).says("a hoop").presses("Mill Row").says("back")
    assert chat.keys == ["share.where"]
    chat.presses("Quayside")
    assert [(one.words, one.kept.neighbourhood) for one in chat.ledger.standing] == [(["a hoop"], "quayside")]


def test_status_of_someone_who_said_much_is_short() -> None:
    chat = Chat(participant=known())
    for number in range(30):
        chat.says(f"hoop {number}").says("cancel")
    chat.says("status")
    assert len(chat.replies) <= 9
    assert chat.hears("There are 22 older ones too.")


def test_someone_erased_is_a_stranger() -> None:
    chat = Chat(participant=known()).says("a hoop").says("delete").presses("Delete it")
    assert not chat.participant.noticed
    assert chat.participant.band is None
    assert chat.says("hello").keys == ["welcome.greeting"]


def test_the_language_of_the_page_is_that_of_a_stranger_and_changes_nobody_known() -> None:
    assert Chat(surface=WEB).takes(Opened(None, "pl")).effects == (Remember(language="pl"),)
    assert Chat(surface=WEB, participant=known()).takes(Opened(None, "pl")).effects == ()


def test_words_handed_over_are_in_no_other_place() -> None:
    chat = Chat(surface=TELEGRAM).says("a slide").presses("13-15")
    handed = [one for one in chat.effects if isinstance(one, HandOver)]
    assert [one.words for one in handed] == ["a slide"]
    assert b"a slide" not in chat.journal


# -- dialogues that misbehave --------------------------------------------------------------------------------------


def endless(_talk: Talk) -> Script[None]:
    while True:
        yield from say("hide.neutral")


def choosy(_talk: Talk) -> Script[None]:
    yield from ask.choice("menu.what", (Option("person"), Option("my_words")))
    yield from say("hide.neutral")


def test_a_dialogue_caught_in_a_loop_is_a_defect_that_names_it() -> None:
    with pytest.raises(DialogueError, match="share"):
        Chat(participant=known(), dialogues={"share": Dialogue("share", endless)}).says("a hoop")


def test_a_question_for_taps_gives_way_to_words_again_and_again() -> None:
    chat = Chat(participant=known(), dialogues={"share": Dialogue("share", choosy)})
    for words in ("one", "two", "three"):
        assert chat.says(f"{words} of them").keys == ["menu.what"]
    assert len(chat.frames) == 1


@pytest.mark.parametrize("word", ["status", "help", "about", "privacy", "back"])
def test_nothing_asked_for_shows_the_reply_to_danger_again(word: str) -> None:
    chat = Chat(participant=known()).says("he hits me")
    assert chat.keys == ["danger.first"]
    chat.commands(word)
    assert chat.keys
    assert not [key for key in chat.keys if key.startswith("danger")]


def test_neither_a_sticker_nor_an_old_button_shows_the_reply_to_danger_again() -> None:
    chat = Chat(participant=known()).opens().says("he hits me")
    assert chat.shows("sticker").keys == ["conversation.showed.sticker"]
    assert chat.forges("x.0.0000.idea").keys == ["conversation.old_button"]


def test_what_is_written_after_something_else_was_asked_for_still_goes_to_the_case() -> None:
    chat = Chat(participant=known()).says("he hits me").commands("status").says("every night")
    assert list(chat.ledger.cases.values()) == [["he hits me", "every night"]]
    assert chat.says("yes").keys == ["danger.write_back_yes"]
