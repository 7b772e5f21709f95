"""A linear model of examples: what it was taught it takes for what it was told, most by the marks that tell."""

import numpy as np
import pytest

from bot.reading.learned import Marks, learn, learn_telling

OURS, OTHERS, EVERYWHERE = 1, 2, 3


def marks(*given: int) -> Marks:
    return np.array(given, dtype=np.int32)


def examples() -> tuple[list[Marks], list[float]]:
    """Twenty texts of either sort: each bears a mark all bear, nearly every one its sort's, and one of its own."""
    marked, wanted = [], []
    for at in range(40):
        sort, rest = (OURS, 1.0) if at % 2 else (OTHERS, -1.0)
        marked.append(marks(*([EVERYWHERE] if at < 2 else [sort, EVERYWHERE]), 100 + at))
        wanted.append(rest)
    return marked, wanted


@pytest.mark.parametrize("way", [learn, learn_telling])
def test_each_example_is_taken_for_what_it_was_told(way: object) -> None:
    marked, wanted = examples()
    learned = way(marked, wanted)  # type: ignore[operator]
    assert all(learned.score(one) * told > 0 for one, told in zip(marked, wanted, strict=True))


def test_a_mark_that_tells_by_itself_says_more_beside_what_a_text_alone_bears() -> None:
    (even, telling) = (way(*examples()).weights for way in (learn, learn_telling))
    assert telling[OURS] / telling[103] > even[OURS] / even[103] > 1.0


def test_a_mark_met_everywhere_tells_nothing() -> None:
    assert abs(learn_telling(*examples()).score(marks(EVERYWHERE))) < 0.05


@pytest.mark.parametrize("way", [learn, learn_telling])
def test_who_has_no_example_takes_everything_for_neither(way: object) -> None:
    assert way([], []).score(marks(OURS)) == 0.0  # type: ignore[operator]


def test_a_text_without_a_mark_may_be_learned_from() -> None:
    assert learn_telling([marks(), marks(OURS)], [-1.0, 1.0]).score(marks(OURS)) > 0.0


def test_two_who_learn_the_same_weigh_the_same() -> None:
    assert np.array_equal(learn_telling(*examples()).weights, learn_telling(*examples()).weights)
