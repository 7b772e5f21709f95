"""What a text turns on: the kinds of word in it, whatever they are about."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.normalise import words
from bot.reading.turns import turns
from tests.factories_reading import english

GROUPS = {"nuisance": ("rats", "damp"), "asset": ("bench",), "gone": ("gone",), "again": ("gone",)}


def of(text: str) -> frozenset[str]:
    return turns(GROUPS, ("ing", "s")).of(words(text))


def test_two_of_one_kind_make_the_same_turn_and_one_of_another_does_not() -> None:
    assert "nuisance>gone" in of("rats gone") & of("the damp is gone")
    assert "nuisance>gone" not in of("bench gone")


def test_which_comes_first_is_a_turn_of_its_own() -> None:
    assert "gone>nuisance" in of("gone are the rats")
    assert "gone>nuisance" not in of("rats gone")


def test_a_word_may_be_of_two_kinds() -> None:
    assert {"=gone", "=again", "again&gone"} <= of("gone")


def test_words_of_no_kind_are_known_by_their_endings_and_numbers_as_numbers() -> None:
    assert of("walking 7 dogs") == of("baking 9 scones")
    assert of("walking") != of("walked")


def test_a_language_without_kinds_of_word_has_no_turns() -> None:
    assert turns({}, ("s",)).of(words("rats gone")) == frozenset()


@given(st.text(max_size=200))
def test_any_text_has_a_kind(text: str) -> None:
    assert english().read(text).kind
