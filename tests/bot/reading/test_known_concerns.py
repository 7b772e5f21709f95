"""Known concerns: a way of telling one is some words that must all be said, each by a word of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.concern import stem, told_words
from bot.reading.known_concerns import KnownConcerns, known_concerns
from bot.reading.lexicons import KinWords
from tests.factories_reading import english


def concerns(*ways: str) -> KnownConcerns:
    kin = KinWords(small=("our", "can"), lists={"broken": ("broken", "stuck", "out_of_order")}, known={"lift": ways})
    return known_concerns([kin])


def told(text: str, *ways: str) -> dict[str, frozenset[str]]:
    return concerns(*ways).read(told_words(text))


def test_all_steps_must_be_said_in_whatever_order() -> None:
    assert told("stuck in the lift", "lift|lifts @broken")
    assert told("the lifts are stuck", "lift|lifts @broken")
    assert not told("i was stuck", "lift|lifts @broken")


def test_it_says_by_which_words_it_was_told() -> None:
    assert told("our lift is out of order", "lift @broken")["lift"] == {
        stem(one) for one in ("lift", "out", "of", "order")
    }


def test_each_step_needs_a_word_of_its_own() -> None:
    assert not told("a lift", "lift|stairs lift|floor")
    assert told("a lift on my floor", "lift|stairs lift|floor")


def test_a_word_that_may_not_be_said_ends_it() -> None:
    assert not told("the train lift is broken", "lift @broken not:train")


def test_endings_make_no_difference_but_to_short_and_small_words() -> None:
    assert told("floods", "flooding")
    assert not told("cans", "can")
    assert not told("busy", "bus")


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="dear"):
        concerns("lift @dear")


def test_only_words_of_a_rarest_step_can_begin_a_concern() -> None:
    said = frozenset(("lifts", "broken", "bench"))
    assert concerns("lift @broken").begin(["lift"], said) == {"lifts"}


def test_every_concern_of_the_word_list_can_be_told() -> None:
    """A way in which a word is both due and forbidden would never be met."""
    known = english().alike.known
    assert all(step - way.unless for ways in known.ways.values() for way in ways for step in way.steps)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    english().alike.known.read(told_words(text))
