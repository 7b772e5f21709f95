"""Short answers in anybody's language: yes and no, not knowing what to say, wanting a person, taking it back."""

import pytest

from bot.conversation.effects import (
    AgreeToQuote,
    AskForPerson,
    Complain,
    KeepContribution,
    KeepFollowUp,
    KeepOffer,
    ShowNoMore,
    Withdraw,
)
from bot.conversation.events import Prompted
from bot.domain.contribution import HelpRole, Progress
from bot.domain.participant import AgeBand
from bot.domain.told import Became, Changed
from bot.reading.readers import Readers
from bot.ways_to_say import WaysToSay
from tests.bot.dialogues.test_ways import asked
from tests.chat import Chat, known, ways

YES = ["yes", "Yeah please!", "yep i would", "tak", "da", "haa", "جی ہاں", "نعم", "হ্যাঁ", "是的", "haan", "aywa", "hae"]
NO = ["no", "nah", "no thanks", "nie", "nu mulțumesc", "maya", "نہیں", "لا شكرا", "না", "不用了", "nahi"]
QUESTIONS = {
    "worry.heard": ("person.words", "worry.left"),
    "share.heard": ("share.help", "share.change"),
    "share.help": ("share.thanks", "share.thanks"),
    "delete.sure": ("delete.done", "delete.kept"),
    "my_words.sure": ("my_words.withdrawn", "my_words.kept"),
    "take_back.sure": ("my_words.withdrawn", "my_words.kept"),
    "share.quote": ("share.quoted_yes", "share.quoted_no"),
}


@pytest.fixture(scope="module")
def known_ways() -> WaysToSay:
    return ways()


@pytest.mark.parametrize(("words", "meant"), [*((one, "yes") for one in YES), *((one, "no") for one in NO)])
def test_yes_and_no_are_understood_in_every_language(known_ways: WaysToSay, words: str, meant: str) -> None:
    assert known_ways.yes_or_no(words) == meant


@pytest.mark.parametrize(
    "words", ["", "?", "yes and the lights are broken", "no lights on the path", "maybe", "nie ma lamp"]
)
def test_what_says_more_is_neither_yes_nor_no(known_ways: WaysToSay, words: str) -> None:
    assert known_ways.yes_or_no(words) == ""


@pytest.mark.parametrize("question", list(QUESTIONS))
@pytest.mark.parametrize(("words", "at"), [("haa", 0), ("نعم", 0), ("nie", 1), ("না", 1)])
def test_wherever_yes_or_no_is_asked_it_answers(question: str, words: str, at: int) -> None:
    assert QUESTIONS[question][at] in asked(question).says(words).keys


def test_the_foreign_yes_at_the_help_question_is_an_offer() -> None:
    chat = asked("share.help").says("tak")
    assert [one.role for one in chat.effects if isinstance(one, KeepOffer)] == [HelpRole.A_BIT]


@pytest.mark.parametrize("words", ["what?", "um", "idk", "i dont know what to say", "nie rozumiem", "ما فهمت"])
@pytest.mark.parametrize(
    "question", ["welcome.greeting", "share.what", "share.words.idea", "share.heard", "my_words.one"]
)
def test_who_does_not_know_what_to_say_is_not_put_on_record(question: str, words: str) -> None:
    chat = asked(question).says(words)
    assert chat.keys[-1] == question
    assert chat.keys[0].startswith("conversation.puzzled")
    assert chat.effects == ()


def test_who_says_so_out_of_the_blue_is_asked_what_they_would_like_to_tell() -> None:
    chat = Chat(participant=known()).says("what do i do")
    assert (chat.keys, chat.effects) == (["conversation.puzzled_tap", "share.what"], ())


def test_a_child_who_sounds_low_and_does_not_know_is_not_told_to_tap() -> None:
    assert asked("worry.heard").says("idk").keys == ["worry.more"]


@pytest.mark.parametrize("question", ["share.heard", "share.words.idea", "share.help", "menu.what", "share.what"])
def test_a_person_asked_for_in_a_sentence_is_asked_for_and_hears_all_of_it(question: str) -> None:
    chat = asked(question).says("can i speak to someone about my rent")
    assert chat.keys[-1] == "person.words"
    chat.says("it went up")
    [request] = [one for one in chat.effects if isinstance(one, AskForPerson)]
    assert request.words == "can i speak to someone about my rent\nit went up"


def test_at_the_question_what_about_the_same_words_are_the_answer() -> None:
    chat = asked("person.words").says("can someone call me")
    assert [one.words for one in chat.effects if isinstance(one, AskForPerson)] == ["can someone call me"]


def test_who_opens_with_it_is_led_to_a_person_after_the_notice() -> None:
    chat = Chat().says("i want to talk to a real person please").presses("18+")
    assert chat.keys == ["person.words"]
    assert not any(isinstance(one, KeepContribution) for one in chat.effects)


def test_what_is_taken_back_in_words_is_gone_and_asked_about_no_more() -> None:
    chat = asked("share.help").says("actually delete that")
    assert chat.keys == ["take_back.sure"]
    chat.presses("Yes, take it back")
    assert {type(one) for one in chat.effects} == {Withdraw, ShowNoMore}
    assert (chat.keys, chat.frames) == (["my_words.withdrawn"], [])


def test_what_is_taken_back_under_my_words_is_asked_about_no_more_either() -> None:
    chat = Chat(participant=known()).says("a hoop").commands("my_words")
    chat.presses(chat.buttons[0]).presses("Take it back").presses("Yes, take it back")
    assert (chat.keys[-1], chat.frames) == ("my_words.withdrawn", [])


def test_kept_after_all_the_question_stands() -> None:
    assert asked("share.help").says("take it back").presses("Keep it").keys == ["my_words.kept", "share.help"]


def test_nothing_is_taken_back_of_what_was_said_in_danger() -> None:
    chat = Chat(participant=known()).says("he hits me").says("menu").says("take it back")
    assert not any(isinstance(one, Withdraw) for one in chat.all_effects)


def test_thanks_at_the_help_question_skips_it_and_gives_the_number() -> None:
    chat = asked("share.help").says("thanks")
    assert chat.keys == ["share.thanks"]
    assert not any(isinstance(one, KeepOffer) for one in chat.effects)


def test_a_child_s_sentence_for_a_person_goes_without_who_they_are() -> None:
    chat = Chat(participant=known(band=AgeBand.FROM_13)).says("can i talk to someone my name is Priya").says("at home")
    [request] = [one for one in chat.effects if isinstance(one, AskForPerson)]
    assert "Priya" not in request.words


@pytest.mark.parametrize("words", ["fuck off", "you're useless", "spadaj", "أنت غبي"])
@pytest.mark.parametrize("question", ["share.what", "share.words.idea", "share.heard", "menu.what"])
def test_temper_at_us_is_met_calmly_and_kept_nowhere(question: str, words: str) -> None:
    chat = asked(question).says(words)
    assert (chat.keys, chat.effects) == (["conversation.sworn_at", question], ())


def test_temper_with_a_reason_is_heard() -> None:
    assert Chat(participant=known()).says("the lift is shit, it is broken").keys == ["share.heard"]


@pytest.mark.parametrize("words", ["hi can you tell me whats on", "actually do you know what's on", "please whats on"])
def test_a_question_with_a_lead_in_is_answered(known_ways: WaysToSay, words: str) -> None:
    assert known_ways.seeks(words) == "whats_on"


@pytest.mark.parametrize("words", ["hi", "actually", "please", "can you tell me"])
def test_a_lead_in_alone_asks_nothing(known_ways: WaysToSay, words: str) -> None:
    assert known_ways.seeks(words) == ""


@pytest.mark.parametrize("words", ["i want to complain about Sam", "I'd like to complain about sam please"])
def test_a_complaint_of_a_worker_by_name_goes_past_that_worker(words: str) -> None:
    chat = Chat(participant=known()).says(words)
    assert chat.keys == ["complain.words"]
    chat.says("never there")
    [complaint] = [one for one in chat.effects if isinstance(one, Complain)]
    assert complaint.words == f"{words}\nnever there"


def test_a_complaint_of_something_else_is_told_like_any_other() -> None:
    assert Chat(participant=known()).says("i want to complain about the bins").keys == ["share.heard"]


FOLLOW_UP = [("a bit", Changed.A_BIT), ("No", Changed.NO), ("yeah", Changed.YES), ("tak", Changed.YES)]


@pytest.mark.parametrize(("words", "changed"), FOLLOW_UP)
def test_has_anything_changed_is_answered_in_words(words: str, changed: Changed) -> None:
    chat = asked_whether_it_changed().says(words)
    assert [one.answer for one in chat.effects if isinstance(one, KeepFollowUp)] == [changed]
    assert not any(isinstance(one, KeepFollowUp) for one in chat.says(words).effects), "it counts once"


def test_what_more_they_tell_then_is_heard_and_a_bare_yes_answers_nothing_after_it() -> None:
    chat = asked_whether_it_changed().says("still dumped by the pond").says("cancel").says("a bit")
    assert not any(isinstance(one, KeepFollowUp) for one in chat.all_effects)


def asked_whether_it_changed() -> Chat:
    chat = Chat(participant=known()).says("rubbish is dumped").presses("That's right")
    row = chat.ledger.standing[0]
    row.became.append(Became(1, Progress.UNDER_WAY, chat.draws.now, told=True))
    chat.waits(days=38).takes(Prompted())
    assert chat.keys == ["follow_up.changed"]
    return chat


@pytest.mark.parametrize(
    "words",
    [
        "can i talk to ash",
        "i want to speak to Ash please",
        "can ash come to the meeting with me",
        "how do i contact ash",
    ],
)
def test_whoever_asks_for_a_worker_by_name_asks_for_a_person(words: str) -> None:
    chat = Chat(participant=known()).says(words)
    assert (chat.keys, [one for one in chat.effects if isinstance(one, KeepContribution)]) == (["person.words"], [])


@pytest.mark.parametrize("words", ["can i talk to kevin", "ash was lovely at the fair", "talk to the council"])
def test_who_speaks_of_somebody_else_is_not_taken_to_ask_for_a_worker(words: str) -> None:
    assert "person.words" not in Chat(participant=known()).says(words).keys


@pytest.mark.parametrize("words", ["delete everything about me", "delete all my data", "usuń wszystko o mnie"])
def test_who_wants_all_of_it_gone_sends_a_word_that_works(readers: Readers, words: str) -> None:
    assert readers.reserved(words) == "delete"


def test_a_bare_yes_takes_the_help_to_report_that_was_offered_and_a_no_lets_it_go() -> None:
    def told() -> Chat:
        return Chat(participant=known()).says("rubbish is dumped by the shops").presses("That's right")

    assert told().says("yes please").keys == ["report.how"]
    assert told().says("no thanks").says("yes please").keys == ["conversation.small_talk"]
    assert "report.how" not in told().says("a hoop").presses("That's right").presses("No thanks").says("yes").keys


def test_a_bare_yes_to_nothing_is_never_kept() -> None:
    chat = Chat(participant=known()).says("yes please")
    assert (chat.keys, chat.effects) == (["conversation.small_talk"], ())


def test_how_they_would_help_is_put_with_what_they_offered() -> None:
    chat = asked("share.quote").says("i'd do saturdays")
    assert (chat.keys, [type(one).__name__ for one in chat.effects]) == (["share.quote_again"], ["AddWords"])


def test_whoever_asks_how_long_it_takes_hears_the_day() -> None:
    chat = Chat(participant=known()).says("rubbish is dumped by the shops").presses("That's right")
    assert "someone will by" in chat.says("how long does it take").said[0]


def test_who_does_not_know_twice_running_does_not_read_the_same_lines_again() -> None:
    chat = asked("share.heard").says("what?").says("idk")
    assert chat.keys == ["conversation.puzzled_again", "share.heard"]
    assert chat.says("by the pond").says("um").keys == ["conversation.puzzled_tap", "share.heard"]


@pytest.mark.parametrize(
    "words",
    [
        "please dont quote me after all",
        "don't quote me",
        "Actually, don't use my words please!",
        "i changed my mind dont quote me",
        "nie cytujcie mnie",
        "nu mă citați",
        "ha i soo xigan",
        "میرے الفاظ نہ دہرائیں",
        "لا تقتبسوا كلامي",
        "আমার কথা হুবহু বলবেন না",
        "不要引用我的话",
    ],
)
def test_who_will_not_be_quoted_after_all_is_not_and_that_is_no_new_idea(words: str) -> None:
    chat = asked("share.quote").presses("Yes, you may").says(words)
    assert chat.keys[0] == "dont_quote.done"
    assert [one.may_quote for one in chat.effects if isinstance(one, AgreeToQuote)] == [False]
    assert len(chat.ledger.contributions) == 1


def test_who_will_not_be_quoted_has_it_taken_of_all_that_they_told() -> None:
    chat = Chat(participant=known())
    for words in ("a hoop", "a slide"):
        chat.says(words).presses("That's right").presses("No thanks").commands("my_words")
        chat.presses(chat.buttons[0]).presses("You may quote it")
    assert [one.may_quote for one in chat.says("dont quote me").effects if isinstance(one, AgreeToQuote)] == [False] * 2


def test_it_takes_the_consent_at_whatever_is_being_asked_which_stands() -> None:
    chat = asked("share.quote").presses("Yes, you may").says("a slide").says("dont quote me")
    assert chat.keys == ["dont_quote.done", "share.heard"]


def test_the_same_words_at_the_question_itself_are_a_no() -> None:
    chat = asked("share.quote").says("please don't quote me")
    assert chat.keys[0] == "share.quoted_no"
    assert [one.may_quote for one in chat.effects if isinstance(one, AgreeToQuote)] == [False]


def test_who_never_said_yes_is_not_quoted_either_and_who_has_a_story_hears_how_to_take_it_back() -> None:
    assert Chat(participant=known()).says("dont quote me").keys == ["share.quoted_no"]
    assert asked("story.change").commands("cancel").says("dont quote me").keys == [
        "share.quoted_no",
        "dont_quote.story",
    ]


@pytest.mark.parametrize("words", ["dont quote me but the bins are late", "dont quote me on this, the lift is broken"])
def test_what_is_only_led_up_to_by_it_is_heard(words: str) -> None:
    assert Chat(participant=known()).says(words).keys == ["share.heard"]


def test_what_they_want_taken_off_is_theirs_to_take_back() -> None:
    chat = asked("share.quote").presses("Yes, you may").says("can you take that off please")
    assert chat.keys == ["take_back.sure"]
