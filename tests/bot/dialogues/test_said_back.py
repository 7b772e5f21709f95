"""What is said back of someone's words: their beginning, on one line, without what is private."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.on_record import SAID_BACK, said_back
from bot.domain.reading import PrivateSpan, PrivateType

WORDS = "abcde " * 13 + "fg"
"""Exactly as many signs as are said back."""


def private(*spans: tuple[int, int]) -> tuple[PrivateSpan, ...]:
    return tuple(PrivateSpan(PrivateType.NAME, start, end) for start, end in spans)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("a hoop", "a hoop"),
        ("a hoop\n\n  for\tthe park \u2028 please", "a hoop for the park please"),
        (WORDS, WORDS),
        (WORDS + "h" * 20, WORDS + "h" * 20),  # a word or two more are shown
        (WORDS + "h" * 21, ("abcde " * 13).strip() + "…"),
        ("x" * 200, "x" * SAID_BACK + "…"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_long_words_are_cut_after_a_word_and_stand_on_one_line(words: str, said: str) -> None:
    assert said_back(words, ()) == said


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([(0, 3)], "… and Bob want a hoop"),
        ([(8, 11)], "Ann and … want a hoop"),
        ([(0, 3), (8, 11)], "… and … want a hoop"),
        ([(8, 11), (0, 3)], "… and … want a hoop"),
        ([(0, 23)], "…"),
    ],
)
def test_private_details_are_left_out_wherever_they_stand(spans: list[tuple[int, int]], said: str) -> None:
    assert said_back("Ann and Bob want a hoop", private(*spans)) == said


def test_what_is_private_is_left_out_before_it_is_cut() -> None:
    words = "my name is " + "Bartholomew " * 10 + "and i want a hoop"
    assert said_back(words, private((11, 131))) == "my name is …and i want a hoop"


@given(st.text(max_size=300), st.data())
def test_it_is_short_and_holds_nothing_private(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    secret = "\u2603" * (end - start)
    said = said_back(words[:start] + secret + words[end:], private((start, end)) if end > start else ())
    assert len(said) <= SAID_BACK + 1
    assert "\u2603" not in said or "\u2603" in words[:start] + words[end:]
