"""The search for many phrases at once, held against a slow and obvious search for one."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.reading.phrases import compiled

GROUPS = {"i": ("i", "im"), "die": ("die", "be dead"), "x": ("a", "b")}
WORDS = ("a", "b", "c", "i", "want", "to", "die", ".")
PATTERN = st.lists(st.sampled_from(("a", "b", "c", "{x}", "b?", "{x}?", "...")), min_size=1, max_size=6)


def found(phrase: str, text: str) -> bool:
    return compiled([("it", phrase)], GROUPS).found(tuple(text.split())) == {"it"}


@pytest.mark.parametrize("text", ["i want to die", "i want die", "im want to really just die", "so i want be dead ok"])
def test_groups_gaps_and_words_left_out_are_found(text: str) -> None:
    assert found("{i} want to? ... {die}", text)


@pytest.mark.parametrize("text", ["want to die", "i want", "i want a b c d die", "i want to . really die", ""])
def test_what_is_not_the_phrase_is_not_found(text: str) -> None:
    assert not found("{i} want to? ... {die}", text)


def test_plain_phrases_and_patterns_are_found_side_by_side() -> None:
    both = compiled([("one", "a b"), ("two", "a {x} c"), ("three", "b c"), ("one", "c c")], GROUPS)
    assert both.found(("a", "b", "c")) == {"one", "two", "three"}
    assert both.found(("c", "c")) == {"one"}


@pytest.mark.parametrize("phrase", ["...", "a ...", "... a", "a?", "a b?", "", "{nothing} a"])
def test_a_phrase_that_cannot_be_used_is_named(phrase: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(phrase))):
        compiled([("it", phrase)], GROUPS)


def slow(pieces: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Whether the text begins with the pieces."""
    if not pieces:
        return True
    first, rest = pieces[0], pieces[1:]
    if first == "...":
        return any(slow(rest, text[count:]) for count in range(4) if len(text) >= count)
    allowed = GROUPS[first.rstrip("?")[1:-1]] if first.startswith("{") else (first.rstrip("?"),)
    taken = bool(text) and text[0] in allowed and slow(rest, text[1:])
    return taken or (first.endswith("?") and slow(rest, text))


@given(PATTERN, st.lists(st.sampled_from(("a", "b", "c", "d")), max_size=12))
@example(["a", "b?", "{x}?", "..."], ["a", "c", "c"])
def test_bits_find_what_the_slow_search_finds(middle: list[str], text: list[str]) -> None:
    pieces = ("a", *middle, "c")
    expected = any(slow(pieces, tuple(text[at:])) for at in range(len(text)))
    assert found(" ".join(pieces), " ".join(text)) is expected
