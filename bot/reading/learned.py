"""A linear model of labelled examples, learned from the marks each of them bears. It keeps weights by mark, no words.

Ridge regression, solved in seconds and the same each time: support vectors and logistic regression, tried on the same
examples, told danger apart no better and took far longer. Where marks that tell by themselves count for more, strangers
are read better, and nothing is read slower.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.reading.ridge import solved, telling

MARKS = 1 << 19
"""Marks are whole numbers below this."""

_FIRM = 0.3  # the ridge: larger trusts the examples less
_ROUNDS = 100  # 40 stopped before the end with 24,000 examples, and a sentence more then moved all of them; 80 do not
_NEAR_ENOUGH = 1e-5  # of the squared size of what is left to explain

Marks = NDArray[np.int32]
Floats = NDArray[np.float32]


class Learned(Struct, frozen=True):
    """A weight for each mark, kept in half the width: that moves no text by a thousandth, and there are millions."""

    weights: NDArray[np.float16]

    def score(self, marks: Marks) -> float:
        """What a text that bears these marks is taken for, on the scale of what was wanted; -1 where it bears none."""
        return float(self.weights[marks].sum(dtype=np.float32)) * float(marks.size) ** -0.5 if marks.size else -1.0

    def scores(self, rows: Marks) -> Floats:
        """What each of several is taken for, the marks of each a row, of which one that stands there twice counts once.

        No row may be empty.
        """
        told = np.sort(rows, axis=1)
        once = np.ones(told.shape, dtype=np.bool_)
        np.not_equal(told[:, 1:], told[:, :-1], out=once[:, 1:])
        found = (self.weights[told] * once).sum(axis=1, dtype=np.float32)
        return np.asarray(found * once.sum(axis=1, dtype=np.float32) ** -0.5, dtype=np.float32)

    def sums(self, rows: Marks) -> Floats:
        """What speaks for each of several, the marks of each a row; two that bear as many marks may be compared."""
        found: Floats = self.weights[rows].sum(axis=1, dtype=np.float32)
        return found


def learn(marked: Sequence[Marks], wanted: Sequence[float]) -> Learned:
    """Learn from examples: the marks each bears, each mark once, and what it is to be taken for, such as 1 or -1."""
    if not marked:
        return Learned(np.zeros(MARKS, np.float16))
    return Learned(_texts(marked).weights(np.array(wanted, dtype=np.float32)).astype(np.float16))


def learn_telling(marked: Sequence[Marks], wanted: Sequence[float]) -> Learned:
    """As `learn`, a mark counting for more the better it tells by itself what is wanted above 0 from the rest."""
    if not marked:
        return Learned(np.zeros(MARKS, np.float16))
    texts, told = _texts(marked), np.array(wanted, dtype=np.float32)
    return Learned(texts.weights(told, texts.telling(told > 0)).astype(np.float16))


class _Texts(Struct, frozen=True):
    """The marks of all texts in a row, where each text begins, and what one of its marks is worth: less where many.

    `bearers` are the texts that bear each of the marks `met`, mark by mark, and `firsts` where each mark's begin.
    Whole numbers are as wide as numpy counts places, which makes learning more than twice as quick.
    """

    marks: NDArray[np.intp]
    starts: NDArray[np.intp]
    bearers: NDArray[np.intp]
    met: NDArray[np.intp]
    firsts: NDArray[np.intp]
    worth: Floats

    def weights(self, wanted: Floats, counts: Floats | float = 1.0) -> Floats:
        """Solve (T T' + firm) x = wanted; gives T' x.

        `counts` is what two texts that share a mark have in common by it.
        """

        def image(step: Floats) -> Floats:
            return self._gathered(self._spread(step) * counts) + np.float32(_FIRM) * step

        found = solved(image, wanted, rounds=_ROUNDS, near=_NEAR_ENOUGH)
        return np.asarray(self._spread(found) * counts, dtype=np.float32)

    def telling(self, sought: NDArray[np.bool_]) -> Floats:
        """What each mark counts for by how much oftener texts that are `sought` bear it than others, or less often."""
        ours, others = (self._counted(sort.astype(np.float32)) for sort in (sought, ~sought))
        return telling(ours, others, lambda told: self._gathered(told) * self.worth)

    def _spread(self, by_text: Floats) -> Floats:
        """What comes to each mark, each text giving each of its marks what one is worth."""
        return self._counted(np.asarray(by_text * self.worth, dtype=np.float32))

    def _counted(self, by_text: Floats) -> Floats:
        """The sum over the texts that bear it, for each mark."""
        found = np.zeros(MARKS, dtype=np.float32)
        found[self.met] = np.add.reduceat(by_text.take(self.bearers), self.firsts, dtype=np.float64)
        return found

    def _gathered(self, by_mark: Floats) -> Floats:
        """What comes to each text."""
        return np.asarray(np.add.reduceat(by_mark.take(self.marks), self.starts) * self.worth, dtype=np.float32)


def _texts(marked: Sequence[Marks]) -> _Texts:
    kept = [one if one.size else np.zeros(1, np.int32) for one in marked]
    lengths = np.array([one.size for one in kept], dtype=np.int64)
    marks = np.concatenate(kept).astype(np.intp)
    bearing = np.sort(marks * len(kept) + np.repeat(np.arange(len(kept), dtype=np.intp), lengths))
    met, firsts = np.unique(bearing // len(kept), return_index=True)
    return _Texts(
        marks=marks,
        starts=np.cumsum(lengths) - lengths,
        bearers=bearing % len(kept),
        met=met,
        firsts=firsts,
        worth=(lengths.astype(np.float32) ** -0.5),
    )
