"""A message becomes calls that Telegram accepts, and shows what it says."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channel import Button, Outgoing
from handlers.telegram.outgoing import calls, split
from tests.fakes.telegram.bot import Chat, FakeBot
from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.methods import METHODS
from tests.fakes.telegram.rules import utf16_length

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇬🇧"
THUMB = "👍🏽"


def test_text_goes_plain_so_that_markup_is_shown_as_typed() -> None:
    (call,) = calls("5", Outgoing("<b>1 < 2</b> *_[x](y)"))
    assert call.method == "sendMessage"
    assert call.parameters["text"] == "<b>1 < 2</b> *_[x](y)"
    assert "parse_mode" not in call.parameters
    assert call.parameters["link_preview_options"] == {"is_disabled": True}


def labels(*buttons: str) -> list[list[str]]:
    shown = Outgoing("x", tuple(Button(label, label[:8]) for label in buttons))
    rows = calls("5", shown)[0].parameters["reply_markup"]["inline_keyboard"]
    return [[button["text"] for button in row] for row in rows]


def test_buttons_of_one_question_are_equally_wide() -> None:
    assert labels("Yes", "No") == [["Yes", "No"]]
    assert labels("Under 13", "13-15", "16-17", "18+") == [["Under 13", "13-15", "16-17"], ["18+"]]
    assert labels("That's right", "Change") == [["That's right", "Change"]]
    assert labels("Something I like or can do", "An idea") == [["Something I like or can do"], ["An idea"]]


def test_numbers_stand_among_themselves_beside_a_wider_button() -> None:
    """A digest of twenty took eleven rows of a phone."""
    numbers = [f"{number}" for number in range(1, 8)]
    assert labels("Read them here", *numbers) == [["Read them here"], numbers[:5], numbers[5:]]


def test_the_reference_can_be_copied_by_a_tap() -> None:
    (call,) = calls("5", Outgoing("Thanks", copy="LK-7Q4MX"))
    assert call.parameters["reply_markup"]["inline_keyboard"] == [
        [{"text": "LK-7Q4MX", "copy_text": {"text": "LK-7Q4MX"}}]
    ]


def test_in_place_of_a_message_edits_it() -> None:
    (call,) = calls("5", Outgoing("Changed", replaces="17"))
    assert (call.method, call.parameters["message_id"]) == ("editMessageText", 17)


def test_a_long_replacement_edits_first_and_sends_the_rest_with_the_buttons_last() -> None:
    first, second = calls("5", Outgoing("x" * 5000, (Button("Yes", "y"),), replaces="17"))
    assert (first.method, second.method) == ("editMessageText", "sendMessage")
    assert "reply_markup" not in first.parameters
    assert "reply_markup" in second.parameters


def test_deleting_goes_by_the_hundred_and_says_nothing() -> None:
    ids = (*(str(number) for number in range(149)), "200,201")
    hundred, rest = calls("5", Outgoing("", deletes=ids))
    assert {hundred.method, rest.method} == {"deleteMessages"}
    assert len(hundred.parameters["message_ids"]) == 100
    assert rest.parameters["message_ids"][-2:] == [200, 201]


def test_a_voice_note_goes_after_its_words_by_the_name_telegram_has_for_it() -> None:
    text, voice = calls("5", Outgoing("Hello Quayside", voice="voice-1"))
    assert text.method == "sendMessage"
    assert (voice.method, voice.parameters) == ("sendVoice", {"chat_id": 5, "voice": "voice-1"})


def test_cuts_come_after_a_line_else_a_word_else_between_signs() -> None:
    assert list(split("one two\nthree four", 12)) == ["one two", "three four"]
    assert list(split("one two three", 9)) == ["one two", "three"]
    assert list(split("x" * 25, 10)) == ["x" * 10, "x" * 10, "x" * 5]
    assert list(split(" \n ")) == []


def test_what_people_see_as_one_sign_is_not_torn() -> None:
    for sign in (FAMILY, FLAG, THUMB, "é́"):
        size = utf16_length(sign)
        for longest in range(4 * size, 5 * size):
            for part in split(sign * 9, longest):
                assert part == sign * (len(part) // len(sign)), (sign, longest, part)


def test_a_sign_longer_than_a_message_is_torn_all_the_same() -> None:
    zalgo = "e" + "\u0301" * 9000
    assert "".join(split(zalgo)) == zalgo


TEXT = st.lists(st.text(st.characters(codec=None)) | st.sampled_from([FAMILY, FLAG, " ", "\n", "\0", "\ud800"])).map(
    "".join
)


@given(TEXT, st.integers(2, 40))
def test_nothing_but_white_space_is_lost_and_every_part_fits(text: str, longest: int) -> None:
    parts = list(split(text, longest))
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part and utf16_length(part) <= longest for part in parts)


@given(TEXT.map(lambda text: text * 50), st.lists(TEXT.filter(str.strip), max_size=5), st.sampled_from(["", "LK-1"]))
def test_telegram_refuses_none_of_it(text: str, buttons: list[str], copy: str) -> None:
    bot = FakeBot("1:x", Clock())
    bot.chats[5] = Chat(5)
    shown = Outgoing(text, tuple(Button(f"{label}.", "t") for label in buttons), copy=copy)
    for call in calls("5", shown):
        METHODS[call.method.lower()](bot, call.parameters)
    said = "".join(message.text for message in bot.said_to(5))
    assert len("".join(said.split())) == len("".join(text.split()))
