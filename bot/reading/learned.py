"""A linear model of labelled examples, learned from the marks each of them bears. It keeps weights by mark, no words.

Ridge regression, solved in some hundred milliseconds and the same each time: support vectors and logistic regression,
tried on the same examples, told danger apart no better and took far longer.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

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


class _Texts(Struct, frozen=True):
    """The marks of all texts in a row, where each text begins, and what one of its marks is worth: less where many.

    Whole numbers are as wide as numpy counts places, which makes learning more than twice as quick.
    """

    marks: NDArray[np.intp]
    starts: NDArray[np.intp]
    rows: NDArray[np.intp]
    worth: Floats

    def weights(self, wanted: Floats) -> Floats:
        """Solve (T T' + firm) x = wanted by conjugate gradients (Hestenes and Stiefel, 1952); gives T' x."""
        found: Floats = np.zeros_like(wanted)
        left: Floats = wanted
        step: Floats = wanted
        size = start = float(left @ left)
        for _ in range(_ROUNDS):
            if size <= start * _NEAR_ENOUGH:
                break
            image = self._gathered(self._spread(step)) + np.float32(_FIRM) * step
            far = np.float32(size / float(step @ image))
            found = np.asarray(found + far * step, dtype=np.float32)
            left = np.asarray(left - far * image, dtype=np.float32)
            before, size = size, float(left @ left)
            step = np.asarray(left + np.float32(size / before) * step, dtype=np.float32)
        return self._spread(found)

    def _spread(self, by_text: Floats) -> Floats:
        """What comes to each mark."""
        return np.bincount(self.marks, (by_text * self.worth).take(self.rows), MARKS).astype(np.float32)

    def _gathered(self, by_mark: Floats) -> Floats:
        """What comes to each text."""
        return np.asarray(np.add.reduceat(by_mark.take(self.marks), self.starts) * self.worth, dtype=np.float32)


def _texts(marked: Sequence[Marks]) -> _Texts:
    kept = [one if one.size else np.zeros(1, np.int32) for one in marked]
    lengths = np.array([one.size for one in kept], dtype=np.int64)
    return _Texts(
        marks=np.concatenate(kept).astype(np.intp),
        starts=np.cumsum(lengths) - lengths,
        rows=np.repeat(np.arange(len(kept), dtype=np.intp), lengths),
        worth=(lengths.astype(np.float32) ** -0.5),
    )
