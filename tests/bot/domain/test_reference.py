"""References: short, random, with a sign that finds a slip of the finger."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain import reference

PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4)
DRAWN = st.lists(st.integers(0, 28), min_size=reference.DRAWN, max_size=reference.DRAWN)
REFERENCES = st.builds(lambda prefix, drawn: reference.make(prefix, lambda _: drawn.pop()), PREFIXES, DRAWN)


@given(made=REFERENCES)
def test_a_reference_is_its_own_tidy_form(made: str) -> None:
    assert reference.tidy(made) == made


@given(made=REFERENCES)
def test_a_reference_is_known_however_it_is_typed(made: str) -> None:
    assert reference.tidy(f"  {made.lower().replace('-', ' - ')} ") == made


@given(made=REFERENCES, at=st.integers(0, 4), sign=st.sampled_from(reference.SIGNS))
def test_every_single_wrong_sign_is_found(made: str, at: int, sign: str) -> None:
    prefix, _, body = made.partition("-")
    wrong = f"{prefix}-{body[:at]}{sign}{body[at + 1 :]}"
    assume(wrong != made)
    assert reference.tidy(wrong) is None


@given(made=REFERENCES, at=st.integers(0, 2))
def test_every_swap_of_two_neighbours_is_found(made: str, at: int) -> None:
    prefix, _, body = made.partition("-")
    swapped = f"{prefix}-{body[:at]}{body[at + 1]}{body[at]}{body[at + 2 :]}"
    assume(swapped != made)
    assert reference.tidy(swapped) is None


@pytest.mark.parametrize("text", ["", "-", "LK", "LK-", "LK-7Q4M", "LK-7Q4MXX", "12-7Q4MX", "LK-AEIOU", "LK-7Q4M\x00"])
def test_what_cannot_be_one_is_none(text: str) -> None:
    assert reference.tidy(text) is None


@given(text=st.text())
def test_any_text_may_be_asked_about(text: str) -> None:
    tidy = reference.tidy(text)
    assert tidy is None or reference.tidy(tidy) == tidy


def test_no_sign_is_taken_for_another_and_no_word_can_appear() -> None:
    assert not set("AEIOU01") & set(reference.SIGNS)
    assert len(set(reference.SIGNS)) == len(reference.SIGNS) == 29
