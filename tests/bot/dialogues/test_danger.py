"""Danger, as a chat: heard at every question and in whatever way it is told, answered once, and never lost."""

import tomllib
from collections.abc import Callable

import pytest

from bot.conversation.effects import (
    AddToCase,
    AnswerCase,
    AskForPerson,
    DoubtCase,
    ErasePerson,
    HideChat,
    KeepOffer,
    OpenCase,
)
from bot.conversation.events import Pressed, Reserved
from bot.conversation.replies import Urgency
from bot.domain.contribution import Standing
from bot.reading.readers import Readers
from tests.bot.dialogues.test_ways import asked, every_question
from tests.chat import LOCALES, TELEGRAM, WEB, Chat, known

RED = "he hits me"
WAYS_TO_TELL: dict[str, Callable[[Chat], Chat]] = {
    "in words": lambda chat: chat.says(RED),
    "in an edit": lambda chat: chat.edits(RED),
    "under a photo": lambda chat: chat.shows("photo", RED),
    "under a sticker": lambda chat: chat.shows("sticker", RED),
}


def in_danger(**chat: object) -> Chat:
    """Somebody known who has just told us, and was answered."""
    told = Chat(participant=known(), **chat).says(RED)  # type: ignore[arg-type]
    assert told.keys == ["danger.first"]
    return told


def cases(chat: Chat) -> list[list[str]]:
    """The words of every case that has some: a photo that nobody has looked at has none."""
    return [words for words in chat.ledger.cases.values() if any(words)]


# -- wherever and however it is told -------------------------------------------------------------------------------


@every_question
@pytest.mark.parametrize("way", list(WAYS_TO_TELL))
def test_danger_is_answered_before_anything_else_at_every_question(question: str, way: str) -> None:
    chat = asked(question)
    told = len(chat.ledger.standing)
    WAYS_TO_TELL[way](chat)
    assert chat.keys[-1] == "danger.first"
    assert set(chat.keys) <= {"danger.first", "conversation.showed.caption"}
    assert chat.replies[-1].urgency is Urgency.DANGER
    assert [RED in "".join(words) for words in cases(chat)][-1:] == [True]  # A worry may have had one of its own.
    assert len(chat.ledger.standing) == told, "what was told before still counts"
    assert not any(isinstance(one, KeepOffer | AskForPerson) for one in chat.effects)


PLACELESS = known(neighbourhood=None)


@pytest.mark.parametrize("words", ["no", "yes", "nope"])
def test_a_bare_yes_or_no_to_something_told_later_changes_nothing(words: str) -> None:
    """Their "no" to where it is about keeps no worker from writing, and puts no danger back on the screen."""
    chat = Chat(participant=PLACELESS).says(RED).presses("Yes").says("menu").presses("More").presses("The holidays")
    chat.says("a slime club")
    assert chat.keys == ["share.where"]
    chat.says(words)
    assert not any(isinstance(one, AnswerCase) for one in chat.effects)
    assert chat.keys[-1] == "share.where"


def test_what_waited_for_the_notice_is_in_the_case_and_nowhere_else() -> None:
    chat = Chat(surface=TELEGRAM).says("a hoop for Quayside").says(RED)
    assert cases(chat) == [[f"a hoop for Quayside\n{RED}"]]
    assert chat.ledger.contributions == {}


# -- the one question ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "may_write_back"), [("Yes", True), ("No", False), ("yes please", True), ("nope", False)]
)
def test_whether_a_worker_may_write_back_is_theirs_to_say(answer: str, may_write_back: bool) -> None:  # noqa: FBT001
    chat = in_danger()
    chat.presses(answer) if answer in chat.buttons else chat.says(answer)
    [answered] = [one for one in chat.effects if isinstance(one, AnswerCase)]
    assert answered.may_write_back is may_write_back
    assert chat.frames == []


def test_hide_this_takes_the_chat_away_and_leaves_the_case_unanswered() -> None:
    chat = in_danger().presses("Hide this")
    assert [type(one) for one in chat.effects] == [HideChat]
    assert chat.keys == ["hide.neutral"]
    assert cases(chat) == [[RED]]
    assert chat.says("status").keys == ["status.nothing"]


def test_who_writes_on_instead_is_heard_in_the_case_and_asked_in_fewer_words() -> None:
    chat = in_danger().says("and my sister too")
    assert chat.effects == (AddToCase(next(iter(chat.ledger.cases)), "and my sister too"),)
    assert chat.keys == ["danger.more"]
    assert not chat.hears("I'm really glad you told me")
    chat.says(RED)
    assert cases(chat) == [[RED, "and my sister too", RED]]


def test_a_worry_told_while_a_menu_lies_over_the_question_is_in_the_case_once() -> None:
    chat = in_danger().commands("menu").says("my friend is bullied")
    assert cases(chat) == [[RED, "my friend is bullied"]]


def test_an_edit_while_the_question_waits_goes_to_the_case_as_well() -> None:
    assert cases(in_danger().edits("he hits me and mum")) == [[RED, "he hits me and mum"]]


def test_a_week_later_the_answer_still_counts() -> None:
    chat = in_danger().waits(days=7).presses("Yes")
    assert [one.may_write_back for one in chat.effects if isinstance(one, AnswerCase)] == [True]


def test_a_double_tap_answers_once() -> None:
    chat = in_danger()
    yes = chat.replies[-1].choices[0].token
    chat.presses_token(yes)
    assert chat.takes(Pressed(yes)).effects == ()


@pytest.mark.parametrize("word", ["stop", "cancel"])
def test_leaving_off_keeps_the_case(word: str) -> None:
    chat = in_danger().says(word)
    assert chat.frames == []
    assert cases(chat) == [[RED]]


def test_deleting_everything_keeps_the_case() -> None:
    chat = in_danger().presses("No").says("delete").presses("Delete it")
    assert any(isinstance(one, ErasePerson) for one in chat.effects)
    assert cases(chat) == [[RED]]


# -- what comes after ----------------------------------------------------------------------------------------------


def test_once_it_is_answered_other_things_can_be_told_as_ever() -> None:
    chat = in_danger().presses("No").waits(hours=1).says("a hoop for the park")
    assert chat.keys == ["share.heard"]
    assert [row.words for row in chat.ledger.standing] == [["a hoop for the park"]]


def test_more_of_it_within_the_day_belongs_to_the_same_case_and_later_to_a_new_one() -> None:
    chat = in_danger().presses("No").says(RED)
    assert [type(one) for one in chat.effects] == [AddToCase]
    chat.waits(days=2).says(RED)
    assert [one.level for one in chat.effects if isinstance(one, OpenCase)] == ["red"]
    assert [len(words) for words in cases(chat)] == [2, 1]


def test_a_case_is_counted_as_one_held_and_shown_to_nobody() -> None:
    chat = in_danger()
    assert [row.kept.standing for row in chat.ledger.contributions.values()] == [Standing.SAFEGUARDING]
    assert chat.ledger.standing == []


@pytest.mark.parametrize("surface", [WEB, TELEGRAM])
def test_the_safe_word_says_it_without_a_word_of_it(surface: object) -> None:
    chat = Chat(participant=known(), surface=surface).says("a hoop").says("blue umbrella")  # type: ignore[arg-type]
    assert chat.keys == ["danger.first"]
    assert [one.rules for one in chat.effects if isinstance(one, OpenCase)] == [("safe_word",)]


# -- and when it was not meant so --------------------------------------------------------------------------------------


def test_that_it_was_not_meant_so_can_be_said_and_closes_nothing() -> None:
    chat = in_danger().presses("That's not what I meant")
    assert chat.effects == (DoubtCase(next(iter(chat.ledger.cases))),)
    assert chat.keys == ["not_meant.kept"]
    assert chat.hears("A worker still reads it")
    assert cases(chat) == [[RED]]
    assert chat.says("a hoop for the park").keys == ["share.heard"]


def test_it_can_be_said_after_more_was_written_too() -> None:
    chat = in_danger().says("sorry, only joking").presses("That's not what I meant")
    assert chat.keys == ["not_meant.kept"]


@pytest.mark.parametrize("hours", [25, 24 * 9])
def test_who_never_answered_is_not_stuck_with_the_question_the_next_day(hours: int) -> None:
    chat = in_danger().waits(hours=hours).says("a hoop for the park")
    assert chat.keys == ["share.heard"]
    assert cases(chat) == [[RED]]
    assert [row.words for row in chat.ledger.standing] == [["a hoop for the park"]]


def test_new_danger_the_next_day_is_answered_in_full_and_is_a_new_case() -> None:
    chat = in_danger().waits(hours=25).says(RED)
    assert chat.keys == ["danger.first"]
    assert cases(chat) == [[RED], [RED]]


def test_who_had_no_notice_yet_is_welcomed_after_danger() -> None:
    chat = Chat(surface=TELEGRAM).says(RED).presses("No").waits(hours=1)
    assert chat.says("hello again").keys == ["welcome.greeting"]


def test_a_worker_sees_where_it_comes_from() -> None:
    chat = Chat().opens("q7ays1").says(RED)
    assert [one.neighbourhood for one in chat.effects if isinstance(one, OpenCase)] == ["quayside"]


# -- help is always there (S1, S2) -------------------------------------------------------------------------------------


@every_question
def test_the_safe_word_is_heard_at_every_question(question: str) -> None:
    chat = asked(question).says("blue umbrella")
    assert chat.keys == ["danger.first"]
    assert chat.replies[-1].urgency is Urgency.DANGER


@every_question
def test_help_is_there_at_every_question_with_the_number_to_call(question: str) -> None:
    chat = asked(question).says("help")
    assert chat.keys[0] == "help.text"
    assert chat.hears("999")


def test_the_safe_word_while_danger_is_answered_is_heard_too() -> None:
    chat = in_danger().says("blue umbrella")
    assert chat.keys == ["danger.again"]
    assert len(cases(chat)) == 1


@pytest.mark.parametrize("language", sorted(path.parent.name for path in LOCALES.glob("*/reserved.toml")))
def test_the_safe_word_and_help_are_known_in_every_language(language: str, readers: Readers) -> None:
    words = tomllib.loads((LOCALES / language / "reserved.toml").read_text("utf-8"))["words"]
    assert {readers.reserved(one) for one in words["safe"]} == {"safe"}
    assert {readers.reserved(one) for one in words["help"]} == {"help"}


@pytest.mark.parametrize("language", sorted(path.parent.name for path in LOCALES.glob("*/reserved.toml")))
def test_no_word_of_ours_alone_is_taken_for_danger(language: str, readers: Readers) -> None:
    """What is learned from stories hears one in HELP, HIDE or "delete everything": they must do what they say."""
    words = tomllib.loads((LOCALES / language / "reserved.toml").read_text("utf-8"))["words"]
    for key in ("help", "hide", "delete", "stop", "menu", "privacy"):
        chat = Chat(participant=known(), readers=readers).says(words[key][0])
        assert not any(isinstance(one, OpenCase) for one in chat.effects), words[key][0]
        assert "danger.first" not in chat.keys


# -- the answer counts when the question has gone off the screen -------------------------------------------------------


def answers(chat: Chat) -> list[bool]:
    return [one.may_write_back for one in chat.effects if isinstance(one, AnswerCase)]


@pytest.mark.parametrize("word", sorted(set(Reserved) - {"hide", "delete", "safe", "back"}))
@pytest.mark.parametrize(
    ("said", "may"), [("yes", True), ("ok then", True), ("yes write back to me", True), ("no", False)]
)
def test_whatever_they_turned_to_the_answer_still_counts(word: str, said: str, may: bool) -> None:  # noqa: FBT001
    chat = in_danger().says(word).says(said)
    assert answers(chat) == [may]
    assert chat.keys[-1] == f"danger.write_back_{'yes' if may else 'no'}"
    assert chat.ledger.standing == []


def test_the_buttons_count_too_and_hide_hides() -> None:
    chat = in_danger().says("cancel").presses_old("Yes")
    assert answers(chat) == [True]
    assert chat.presses_old("Yes").effects == ()
    assert [type(one) for one in chat.presses_old("Hide this").effects] == [HideChat]
    assert chat.presses_old("Yes").keys == ["conversation.old_button"]


def test_they_may_change_their_mind_but_small_talk_changes_nothing() -> None:
    chat = in_danger().presses("No").says("yes please")
    assert answers(chat) == [True]
    assert answers(chat.says("please don't write back to me")) == [False]
    assert chat.says("thanks").effects == ()


@pytest.mark.parametrize(
    "over", [lambda chat: chat.presses("Hide this"), lambda chat: chat.says("cancel").waits(minutes=31)]
)
def test_later_or_once_it_was_hidden_yes_says_nothing_of_it(over: Callable[[Chat], Chat]) -> None:
    chat = over(in_danger()).says("yes")
    assert answers(chat) == []
    assert not any(one.urgency is Urgency.DANGER for one in chat.replies)


def test_a_question_that_waits_and_takes_yes_has_it() -> None:
    chat = in_danger().says("cancel").says("a hoop").says("yes")
    assert answers(chat) == []
    assert chat.keys == ["share.help"]


# -- what follows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_what_follows_in_the_same_exchange_goes_to_the_case_with_a_short_line(answer: str) -> None:
    chat = in_danger().presses(answer).says("it started last summer").waits(minutes=20).says("at the caravan")
    assert cases(chat) == [[RED, "it started last summer", "at the caravan"]]
    assert chat.keys == ["danger.again"]
    assert chat.frames == []
    assert chat.ledger.standing == []


@pytest.mark.parametrize(
    "turn",
    [
        lambda chat: chat.waits(minutes=31),
        lambda chat: chat.says("menu").says("cancel"),
        lambda chat: chat.opens("q7ays1"),
    ],
)
def test_what_comes_later_or_after_they_turned_away_is_told_to_us(turn: Callable[[Chat], Chat]) -> None:
    chat = turn(in_danger().presses("Yes")).says("a hoop for the park")
    assert cases(chat) == [[RED]]
    assert "share.heard" in chat.keys


@pytest.mark.parametrize("way_out", ["Hide this", "That's not what I meant"])
def test_what_was_hidden_or_not_meant_so_draws_nothing_after_it(way_out: str) -> None:
    chat = in_danger().presses(way_out).says("a hoop for the park")
    assert cases(chat) == [[RED]]
    assert "share.heard" in chat.keys


def test_thanks_are_answered_and_the_help_word_keeps_the_exchange_open() -> None:
    chat = in_danger().presses("Yes").says("thanks").says("help").says("it's my uncle")
    assert cases(chat) == [[RED, "it's my uncle"]]


def test_an_edit_in_the_same_exchange_goes_to_the_case() -> None:
    assert cases(in_danger().presses("Yes").edits("it is my uncle")) == [[RED, "it is my uncle"]]
