"""At every question there is, every way out and round works: back, cancel, stop, hide, pictures, edits, silence."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation.effects import ErasePerson, HideChat, KeepContribution, StopMessages, Withdraw
from bot.conversation.events import Pressed, Showed
from bot.conversation.lists import FEW, LONG
from bot.domain.attachment import Medium
from tests.chat import Chat
from tests.playback import chat_of

DIALOGUES = Path(__file__).parents[3] / "bot" / "dialogues"
RESIDENT = {"channel": "telegram", "person": "adult of quayside", "languages": "English, Polski"}
CHILD = {"channel": "telegram", "person": "16_17 of quayside", "languages": "English, Polski"}
NEWCOMER = {"channel": "telegram", "person": "new", "languages": "English, Polski"}
NOBODYS_PLACE = {"channel": "telegram", "person": "adult", "languages": "English, Polski"}


def tells_of_rubbish(chat: Chat) -> Chat:
    return chat.says("rubbish is dumped").presses("That's right")


def told(chat: Chat) -> Chat:
    """They have told us something before."""
    return chat.says("a hoop").presses("That's right").presses("No thanks")


def story_kept(chat: Chat) -> Chat:
    """They have told a story that may be in the report."""
    return story_told(chat).presses("That's right").presses("Yes").presses("No").presses("No")


def opened(chat: Chat) -> Chat:
    """They look at what they told us."""
    told(chat).commands("my_words")
    return chat.presses(chat.buttons[0])


def before_and_after(chat: Chat) -> Chat:
    return chat.says("story").says("a dark path").says("lamps were put up")


def story_told(chat: Chat) -> Chat:
    return before_and_after(chat).says("a bright path")


QUESTIONS: dict[str, tuple[dict[str, str], Callable[[Chat], object]]] = {
    "welcome.greeting": (NEWCOMER, lambda chat: chat.says("a hoop for the Quay")),
    "share.what": (RESIDENT, lambda chat: chat.opens()),
    "asked.words": (
        RESIDENT | {"question": "The square: What would make it better?"},
        lambda chat: chat.opens().presses("The square"),
    ),
    "share.words.idea": (RESIDENT, lambda chat: chat.opens().presses("An idea")),
    "share.where": (NOBODYS_PLACE, lambda chat: chat.says("a hoop")),
    "share.which_place": (RESIDENT, lambda chat: chat.says("a hoop for Mill Row")),
    "share.heard": (RESIDENT, lambda chat: chat.says("a hoop")),
    "share.which_kind": (RESIDENT, lambda chat: chat.says("hoops")),
    "share.change": (RESIDENT, lambda chat: chat.says("a hoop").presses("Change")),
    "share.change_kind": (
        RESIDENT,
        lambda chat: chat.says("a hoop").presses("Change").presses("What sort of thing it is"),
    ),
    "share.change_interest": (
        RESIDENT,
        lambda chat: (
            chat.says("a hoop")
            .presses("Change")
            .presses("What sort of thing it is")
            .presses("Something you like or can do")
        ),
    ),
    "share.change_theme": (RESIDENT, lambda chat: chat.says("a hoop").presses("Change").presses("What it's about")),
    "share.something_new": (RESIDENT, lambda chat: chat.says("rubbish is dumped").says("a cafe for Mill Row please")),
    "take_back.sure": (RESIDENT, lambda chat: told(chat).says("take that back")),
    "share.help": (RESIDENT, lambda chat: chat.says("a hoop").presses("That's right")),
    "share.rent_from": (RESIDENT, lambda chat: chat.says("damp in my flat").presses("That's right")),
    "showed.photo_words": (RESIDENT, lambda chat: chat.shows("photo")),
    "person.words": (RESIDENT, lambda chat: chat.says("person")),
    "menu.what": (RESIDENT, lambda chat: chat.says("menu")),
    "report.which": (RESIDENT, lambda chat: tells_of_rubbish(tells_of_rubbish(chat)).says("report")),
    "report.how": (RESIDENT, lambda chat: tells_of_rubbish(chat).says("report")),
    "report.whom": (RESIDENT, lambda chat: tells_of_rubbish(chat).says("report").presses("Put me in touch")),
    "report.agree": (
        RESIDENT,
        lambda chat: tells_of_rubbish(chat).says("report").presses("Put me in touch").presses("Little Harbour Council"),
    ),
    "menu.rest": (RESIDENT, lambda chat: chat.says("menu").presses("More")),
    "holiday.what": (RESIDENT, lambda chat: chat.says("holiday")),
    "holiday.about": (RESIDENT, lambda chat: chat.says("holiday").presses("A basketball day")),
    "holiday.words": (RESIDENT, lambda chat: chat.says("holiday").presses("My own idea")),
    "holiday.worked": (
        RESIDENT,
        lambda chat: chat.waits(days=95).says("holiday"),
    ),
    "holiday.offer": (RESIDENT, lambda chat: told(chat.waits(days=35))),
    "signposts.what": (RESIDENT, lambda chat: chat.says("signposts")),
    "who_decides.what": (RESIDENT, lambda chat: chat.says("who_decides")),
    "pass_on.words": (RESIDENT, lambda chat: chat.says("signposts").says("the damp in my flat makes my boy cough")),
    "pass_on.asked": (RESIDENT, lambda chat: chat.says("who can help with the rent?")),
    "complain.words": (RESIDENT, lambda chat: chat.says("complain")),
    "worry.heard": (CHILD, lambda chat: chat.says("I am scared of the broken lights")),
    "about_someone.named": (RESIDENT, lambda chat: chat.says("Kevin plays music all night")),
    "story.before": (RESIDENT, lambda chat: story_kept(chat).says("story")),
    "story.happened": (RESIDENT, lambda chat: chat.says("story").says("a dark path")),
    "story.now": (RESIDENT, before_and_after),
    "story.read_back": (RESIDENT, story_told),
    "story.report": (RESIDENT, lambda chat: story_told(chat).presses("That's right")),
    "story.poster": (RESIDENT, lambda chat: story_told(chat).presses("That's right").presses("Yes")),
    "story.web": (RESIDENT, lambda chat: story_told(chat).presses("That's right").presses("Yes").presses("No")),
    "story.change": (RESIDENT, lambda chat: story_kept(chat).says("story").presses("Take one back")),
    "language.which": (RESIDENT, lambda chat: chat.says("language")),
    "delete.sure": (RESIDENT, lambda chat: chat.says("delete")),
    "share.quote": (
        NEWCOMER,
        lambda chat: chat.opens("q7ays1").presses("18+").says("damp").presses("That's right").presses("Not sure"),
    ),
    "my_words.nothing": (RESIDENT, lambda chat: chat.commands("my_words")),
    "my_words.list": (RESIDENT, lambda chat: told(chat).commands("my_words")),
    "my_words.one": (RESIDENT, opened),
    "my_words.add": (RESIDENT, lambda chat: opened(chat).presses("Add to it")),
    "my_words.change": (RESIDENT, lambda chat: opened(chat).presses("Change it")),
    "my_words.anew": (RESIDENT, lambda chat: opened(chat).presses("Change it").presses("My words")),
    "my_words.sure": (RESIDENT, lambda chat: opened(chat).presses("Take it back")),
}
WORDED_SEVERAL_WAYS = {"share.quote", "about_someone.named", "worry.heard"}
FOR_WORDS = {
    "asked.words",
    "holiday.words",
    "holiday.worked",
    "share.words.idea",
    "person.words",
    "showed.photo_words",
    "complain.words",
    "my_words.add",
    "my_words.anew",
    "story.happened",
    "story.now",
}
WITH_BUTTONS = [one for one in QUESTIONS if one not in FOR_WORDS]


def asked(question: str) -> Chat:
    """A chat that waits at this question."""
    setting, steps = QUESTIONS[question]
    chat = chat_of(setting)
    steps(chat)
    assert chat.keys[-1] == question
    return chat


def numbers(chat: Chat, question: str) -> list[str]:
    """What is said of each thing that was kept and not thanked for when they turn away at a question."""
    unthanked = question.startswith("share.") and not question.startswith("share.quote")
    return ["conversation.kept_so_far"] * len(chat.ledger.standing) if unthanked else []


every_question = pytest.mark.parametrize("question", list(QUESTIONS))
with_buttons = pytest.mark.parametrize("question", WITH_BUTTONS)


def test_every_question_that_a_dialogue_asks_is_tried_here() -> None:
    """Danger's alone has ways of its own, in test_danger."""
    source = "\n".join(path.read_text("utf-8") for path in DIALOGUES.glob("*.py"))
    asked_for = re.findall(r'(?:ask\.\w+\(|which_theme\(talk, )\s*f?"([^"]+)"', source)
    assert len(asked_for) == len(set(asked_for)) > 10
    assert {one.replace("{told}", "idea") for one in asked_for} == set(QUESTIONS) - WORDED_SEVERAL_WAYS


@every_question
@pytest.mark.parametrize("over", [[], ["menu"], ["menu", "delete"]])
def test_cancel_leaves_off_whatever_lies_over_it_and_takes_nothing_back(question: str, over: list[str]) -> None:
    chat = asked(question)
    for word in [*over, "cancel"]:
        chat.says(word)
    assert (chat.keys, chat.frames, chat.effects) == (["conversation.cancelled", *numbers(chat, question)], [], ())


@every_question
def test_stop_ends_the_asking_and_keeps_what_was_told(question: str) -> None:
    chat = asked(question)
    told = len(chat.ledger.standing)
    chat.says("stop")
    assert [type(one) for one in chat.effects] == [StopMessages]
    assert (chat.keys, chat.frames, len(chat.ledger.standing)) == (["stop.done", *numbers(chat, question)], [], told)


@every_question
def test_hide_takes_the_chat_away_and_leaves_one_neutral_line(question: str) -> None:
    chat = asked(question).says("hide")
    assert [type(one) for one in chat.effects] == [HideChat]
    assert (chat.keys, chat.buttons, chat.frames) == (["hide.neutral"], [], [])


@every_question
def test_back_asks_what_was_asked_before_or_says_that_there_is_nothing(question: str) -> None:
    chat = asked(question)
    kept = any(isinstance(one, KeepContribution) for one in chat.effects)
    chat.says("back")
    assert chat.keys[-1] != "conversation.moved_on"
    assert chat.frames
    assert all(isinstance(one, Withdraw) for one in chat.effects)
    if kept and question != "share.something_new":  # it was kept as the talk's opening: there is no question before it
        assert chat.keys == ["conversation.at_start", question]


@every_question
def test_what_is_beside_the_point_is_answered_and_the_question_asked_again(question: str) -> None:
    chat = asked(question)
    buttons = [] if question in LONG and len(chat.buttons) > FEW else chat.buttons  # those above still count
    for aside in ("help", "about", "privacy", "status"):
        chat.says(aside)
        assert (chat.keys[-1], chat.buttons) == (question, buttons), aside


@every_question
@pytest.mark.parametrize("medium", [Medium.STICKER, Medium.VOICE, Medium.PHOTO, Medium.CONTACT, Medium.LOCATION])
def test_what_is_not_in_words_is_answered_kindly_kept_nowhere_and_asked_again(question: str, medium: Medium) -> None:
    chat = asked(question)
    chat.takes(Showed(medium))  # of which its channel gives no file
    assert chat.keys == [f"conversation.showed.{medium}", question]
    assert chat.effects == ()


@every_question
@pytest.mark.parametrize("signs", ["\U0001f600", "\U0001f620\U0001f620\U0001f620", "??", "..."])
def test_an_emoji_alone_is_kept_nowhere_and_the_question_stands(question: str, signs: str) -> None:
    chat = asked(question).says(signs)
    said = "conversation.unclear" if signs.isascii() else "conversation.wordless"
    assert chat.keys == [said, question]
    assert chat.effects == ()


@with_buttons
def test_a_week_of_silence_changes_no_question_and_no_button(question: str) -> None:
    patient, quick = asked(question), asked(question)
    token = quick.replies[-1].choices[0].token
    quick.presses_token(token)
    patient.waits(days=7).presses_token(token)
    assert patient.keys == quick.keys
    assert [type(one) for one in patient.effects] == [type(one) for one in quick.effects]


@with_buttons
def test_a_button_tapped_twice_counts_once(question: str) -> None:
    chat = asked(question)
    token = chat.replies[-1].choices[0].token
    chat.presses_token(token)
    chat.takes(Pressed(token))
    assert chat.effects == ()
    assert chat.keys == ([] if chat.frames else ["conversation.old_button"])


@with_buttons
def test_another_language_in_the_middle_asks_the_same_in_it(question: str) -> None:
    chat = asked(question)
    chat.says("language").presses("Polski")
    again = chat.replies[-1]
    assert (chat.participant.language, again.language) == ("pl", "pl")
    assert again.key == ("language.changed" if question == "language.which" else question)


def corrected(question: str) -> str:
    """What answers an edit: what was written before the notice is not read, and so not said back."""
    return "conversation.corrected" if question == "welcome.greeting" else "conversation.corrected_to"


@every_question
def test_an_edit_leaves_the_question_and_its_buttons_as_they_were(question: str) -> None:
    chat = asked(question)
    frames = chat.frames
    chat.edits("two hoops for the Quay")
    assert (chat.frames, chat.keys) == (frames, [corrected(question)])
    assert not any(isinstance(one, KeepContribution | ErasePerson) for one in chat.effects)
    if question in WITH_BUTTONS:
        chat.presses_token(chat.shown[-1].token)
        assert "conversation.old_button" not in chat.keys


@every_question
def test_who_leaves_is_told_nothing_and_finds_the_question_there_again(question: str) -> None:
    chat = asked(question).leaves()
    assert chat.replies == ()
    chat.shows("sticker")
    assert chat.keys[-1] == question
