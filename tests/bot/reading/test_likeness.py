"""Learning by example: what is like the examples of a label scores high on it, and no word is kept."""

import numpy as np
import pytest

from bot.reading.likeness import Likeness, liken
from bot.reading.normalise import words

EXAMPLES = [
    ("the bus was late again", "transport"),
    ("no bus on sunday", "transport"),
    ("buses never turn up", "transport"),
    ("more buses at night", "transport"),
    ("damp on the bedroom wall", "housing"),
    ("the landlord ignores the damp", "housing"),
    ("landlords put the rent up", "housing"),
    ("our landlord never mends a thing", "housing"),
]


def learned(signs: tuple[str, ...] = ()) -> Likeness:
    return liken([(words(text), signs, (), (label,)) for text, label in EXAMPLES])


def best(likeness: Likeness, text: str, signs: tuple[str, ...] = ()) -> str:
    scores = likeness.scores(words(text), signs)
    return max(scores, key=scores.__getitem__)


@pytest.mark.parametrize(
    ("text", "label"), [("my bus is late", "transport"), ("damp all over", "housing"), ("landlrod", "housing")]
)
def test_a_text_is_like_what_shares_its_words_or_parts_of_them(text: str, label: str) -> None:
    assert best(learned(), text) == label


def test_a_sign_found_in_a_text_tells_of_its_label() -> None:
    examples = [(words(text), (f"theme {label}",), (), (label,)) for text, label in EXAMPLES]
    assert best(liken(examples), "qwxz", ("theme housing",)) == "housing"


def test_an_example_that_tells_nothing_of_a_sort_of_label_leaves_that_sort_as_it_was() -> None:
    sorts = (("transport", "housing"), ("idea", "issue"))
    told = [(words(text), (), (), (label,)) for text, label in EXAMPLES]
    further = [(words(text), (), (), ("idea",)) for text in ("the bus could be late", "the bus might be late")]
    sorted_, other = liken([*told, *further], sorts), liken([*told, *further])
    text = words("the bus could be late")
    assert sorted_.scores(text)["transport"] > other.scores(text)["transport"]


def test_an_unknown_text_is_like_nothing() -> None:
    assert max(map(abs, learned().scores(()).values())) < 0.05


def test_of_no_examples_nothing_is_learned() -> None:
    assert liken([]).scores(words("the bus was late")) == {}


def test_the_same_examples_give_the_same_weights_to_the_last_bit() -> None:
    assert np.array_equal(learned().weights, learned().weights)


def test_nothing_is_learned_from_what_one_text_alone_says() -> None:
    """So that no weight is one person's word."""
    alone = [
        *((words(text), (), (), (label,)) for text, label in EXAMPLES),
        (words("zephyrine"), (), (), ("transport",)),
    ]
    without = [*((words(text), (), (), (label,)) for text, label in EXAMPLES), ((), (), (), ("transport",))]
    assert np.array_equal(liken(alone).weights, liken(without).weights)


@pytest.mark.parametrize("text", ["", "\ud800", "a" * 4096, "a " * 2048, "\U0001f600" * 500])
def test_any_text_can_be_scored(text: str) -> None:
    assert set(learned().scores(words(text))) == {"housing", "transport"}
