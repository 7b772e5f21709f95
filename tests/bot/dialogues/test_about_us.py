"""A question to us is answered at every step, and kept nowhere; a number shows what became of it to its own writer."""

import pytest

from bot.conversation.effects import KeepContribution
from bot.conversation.unclear import is_gibberish
from tests.bot.dialogues.test_ways import asked, every_question
from tests.chat import Chat, known
from tests.playback import chat_of

ABOUT_US = {
    "are you a real person?": "computer.text",
    "who runs this chat": "about.text",
    "who will see this": "privacy.text",
    "why do you need my age": "why_age.text",
    "how do i delete it?": "how_to_delete.text",
}


def told(words: str = "a hoop for the park") -> tuple[Chat, str]:
    """A chat where something was told, and its number."""
    chat = Chat(participant=known()).says(words).presses("That's right").presses("No thanks")
    return chat, chat.ledger.standing[0].kept.reference


@every_question
@pytest.mark.parametrize("text", list(ABOUT_US))
def test_a_question_about_us_is_answered_and_what_was_asked_stands(question: str, text: str) -> None:
    chat = asked(question).says(text)
    assert (chat.keys, chat.effects) == ([ABOUT_US[text], question], ())


@every_question
def test_what_became_of_mine_is_told_at_every_step(question: str) -> None:
    chat = asked(question).says("what happened to my message?")
    assert chat.keys[0] in {"my_words.items", "status.nothing"}
    assert (chat.keys[-1], chat.effects) == (question, ())


def test_asked_before_the_notice_it_is_answered_after_it_and_not_kept() -> None:
    chat = Chat().says("are you a robot").presses("18+")
    assert chat.keys == ["computer.text", "share.what"]
    assert chat.ledger.contributions == {}


@pytest.mark.parametrize(
    "form", ["{0}", "{1}", "{1}?", "what happened to {1}?", "has {0} been read", "my number is {0}"]
)
def test_a_number_of_theirs_shows_what_became_of_it_however_it_is_typed(form: str) -> None:
    chat, reference = told()
    chat.says(form.format(reference, reference.replace("-", "").lower()))
    assert chat.keys == ["number.found"]
    assert reference in chat.said[0]
    assert "a hoop for the park" in chat.said[0]
    assert chat.effects == ()


def test_what_was_said_of_a_number_is_kept_as_told() -> None:
    chat, reference = told()
    chat.says(f"{reference} is still broken")
    assert any(isinstance(one, KeepContribution) for one in chat.effects)


def test_the_number_of_another_or_of_a_case_is_not_known_here() -> None:
    """Whether it exists says nothing: the answer is the same."""
    _, reference = told()
    stranger = Chat(participant=known())
    assert stranger.says(reference).keys == ["number.not_known"]
    assert stranger.says("LK-22222").keys == ["number.not_known"]
    in_danger = Chat(participant=known()).says("he hits me").presses("No").waits(hours=1)
    [case] = in_danger.ledger.contributions.values()
    assert in_danger.says(case.kept.reference).keys == ["number.not_known"]


def test_the_list_shows_how_each_begins_but_nothing_that_sounds_like_danger_or_is_held() -> None:
    chat = chat_of({"channel": "telegram", "person": "adult of quayside"})
    chat.says("a hoop for the park, and a bench, and a place to put your coat and bag").presses("That's right")
    chat.says("cancel").says("scared of the gate").says("cancel").says("Kevin plays music all night").says("cancel")
    chat.says("status")
    assert chat.hears("'a hoop for the park, and a bench, and a…'")
    assert not chat.hears("scared")
    assert not chat.hears("music")
    assert len(chat.keys) == 3


@pytest.mark.parametrize("text", ["asdfgh", "jkljkl", "qwerty", "sdfkjh", "asdf", "asdfgh hjkl"])
def test_keys_hit_at_random_are_told_from_words(text: str) -> None:
    assert is_gibberish(text)


@pytest.mark.parametrize(
    "text",
    ["were", "tree", "bmx", "rhythm", "szczyt", "BMX track", "power", "quiet", "wifi", "nhs", "مرحبا", "好"],
)
def test_words_are_no_gibberish(text: str) -> None:
    assert not is_gibberish(text)


@every_question
def test_gibberish_is_answered_once_and_the_next_is_kept_or_heard(question: str) -> None:
    chat = asked(question).says("asdfgh")
    assert (chat.keys, chat.effects) == (["conversation.unclear", question], ())
    chat.says("asdfgh")
    assert not {"conversation.unclear", "conversation.wordless"}.intersection(chat.keys)


@pytest.mark.parametrize("text", ["asdfgh", "...", "??"])
def test_what_is_no_clearer_the_second_time_is_kept_for_a_person_to_read(text: str) -> None:
    chat = Chat(participant=known()).says(text)
    assert (chat.keys, chat.effects) == (["conversation.unclear"], ())
    assert [row.words for row in chat.says(text).ledger.standing] == [[text]]


def test_an_emoji_is_never_an_idea_and_nobody_hears_twice_running_that_it_was_not_read() -> None:
    chat = Chat(participant=known()).says("\U0001f620")
    assert chat.keys == ["conversation.wordless"]
    assert chat.says("\U0001f620").keys == ["conversation.small_talk"]
    assert chat.ledger.standing == []


def test_a_digit_alone_that_picks_nothing_is_no_idea_however_often_it_comes() -> None:
    chat = Chat(participant=known()).says("7")
    assert (chat.keys, chat.effects) == (["conversation.unclear"], ())
    assert chat.says("7").keys == ["conversation.small_talk"]
    assert chat.ledger.standing == []


# -- where somebody is, and several questions at once -----------------------------------------------------------------


@every_question
def test_whoever_looks_for_a_worker_by_name_hears_when_somebody_works_there(question: str) -> None:
    chat = asked(question).says("hi, where can i find ash?")
    assert (chat.keys, chat.effects) == (["where_is.text", question], ())


def test_the_day_is_the_next_on_which_somebody_works_there() -> None:
    assert Chat(participant=known()).says("when is Sam in").hears("Sam or a teammate works on Tuesday 2 June.")
    assert Chat(participant=known()).waits(days=4).says("when is Sam in").hears("works on Monday 8 June.")


def test_no_child_is_told_on_which_day_a_worker_is_there() -> None:
    chat = chat_of({"channel": "web", "person": "under_13 of quayside"}).says("where is Sam")
    assert chat.hears("A grown-up you trust")
    assert not chat.hears("June")


@every_question
def test_several_questions_in_one_message_are_all_answered_and_the_question_stands(question: str) -> None:
    chat = asked(question).says("are you a robot? and is it free")
    assert (chat.keys, chat.effects) == (["computer.text", "about.text", question], ())


def test_of_several_questions_the_one_that_asks_back_comes_last() -> None:
    assert Chat(participant=known()).says("who decides about bins and is it free").keys[0] == "about.text"


@pytest.mark.parametrize("words", ["is it free and could we have a hoop", "rubbish everywhere and who are you"])
def test_what_tells_something_beside_a_question_is_heard(words: str) -> None:
    chat = Chat(participant=known()).says(words)
    assert [one.words for one in chat.effects if isinstance(one, KeepContribution)] == [words]


def test_a_number_somebody_has_on_paper_stays_theirs_wherever_it_is_moved() -> None:
    chat, reference = told()
    chat.commands("my_words").presses(reference).presses("Change it").says("it's in Mill Row").presses("That's right")
    assert chat.ledger.standing[0].kept.neighbourhood == "mill-row"
    assert chat.says(f"{reference} what happened").keys == ["number.found"]
