"""A small linear model of labelled examples. It keeps weights by hash and no word of anyone's.

Ridge regression on hashed words, word beginnings and word pairs: solved in a few milliseconds and the same each time,
where logistic regression would take more rounds to get as far.
"""

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

_BUCKETS = 1 << 14
_LONGEST = 400  # words looked at
_FIRM = 2.0  # the ridge: larger trusts the examples less
_BEGINNINGS = (4, 6)
_ROUNDS = 60
_NEAR_ENOUGH = 1e-8  # of the squared size of what is left to explain: scores are then right to three decimals


class Learned(Struct, frozen=True):
    """Weights by hash and label."""

    labels: tuple[str, ...]
    weights: NDArray[np.float32]

    def scores(self, words: Sequence[str]) -> dict[str, float]:
        """How much a text of these words is like the examples of each label: about 1 where very, about 0 where not."""
        buckets = _buckets(words)
        if not buckets:
            return dict.fromkeys(self.labels, 0.0)
        summed = self.weights[np.array(buckets)].sum(axis=0) / len(buckets) ** 0.5
        return dict(zip(self.labels, summed.tolist(), strict=True))


def learn(examples: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Learned:
    """Learn from examples, each the words of a text and the labels it carries."""
    labels = tuple(sorted({label for _, given in examples for label in given}))
    wanted = _wanted(labels, [given for _, given in examples])
    features = _features([_buckets(text) for text, _ in examples])
    weights = np.zeros((_BUCKETS, len(labels)), dtype=np.float32)
    for number in range(len(labels)):
        weights[:, number] = features.spread(_solved(features, wanted[:, number]))
    return Learned(labels, weights)


def _wanted(labels: Sequence[str], carried: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """1 where an example (down) carries a label (across), else 0."""
    wanted = np.zeros((len(carried), len(labels)))
    for row, given in enumerate(carried):
        wanted[row, [labels.index(label) for label in given]] = 1
    return wanted


class _Features(Struct, frozen=True):
    """How much each bucket is worth in each example, most being worth nothing: three lists of one length."""

    rows: NDArray[np.intp]
    buckets: NDArray[np.intp]
    worth: NDArray[np.float64]
    count: int

    def spread(self, by_example: NDArray[np.float64]) -> NDArray[np.float64]:
        """What comes to each bucket."""
        return np.asarray(np.bincount(self.buckets, self.worth * by_example[self.rows], _BUCKETS), dtype=np.float64)

    def gathered(self, by_bucket: NDArray[np.float64]) -> NDArray[np.float64]:
        """What comes to each example."""
        return np.asarray(np.bincount(self.rows, self.worth * by_bucket[self.buckets], self.count), dtype=np.float64)


def _features(found: Sequence[Sequence[int]]) -> _Features:
    """What each example's buckets are worth: the more there are, the less each of them."""
    return _Features(
        rows=np.repeat(np.arange(len(found)), np.array([len(one) for one in found], dtype=np.intp)),
        buckets=np.array([bucket for one in found for bucket in one], dtype=np.intp),
        worth=np.array([len(one) ** -0.5 for one in found for _ in one]),
        count=len(found),
    )


def _solved(features: _Features, wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve (F F' + firm) x = wanted by conjugate gradients (Hestenes and Stiefel, 1952): F is nearly all noughts."""
    found = np.zeros_like(wanted)
    left = step = wanted
    size = start = float(left @ left)
    for _ in range(_ROUNDS):
        if size <= start * _NEAR_ENOUGH:
            break
        image = features.gathered(features.spread(step)) + _FIRM * step
        far = size / float(step @ image)
        found = found + far * step
        left = left - far * image
        before, size = size, float(left @ left)
        step = left + (size / before) * step
    return found


def _buckets(words: Sequence[str]) -> list[int]:
    found = []
    before = 0
    for word in words[:_LONGEST]:
        spelt = word.encode()
        whole = crc32(spelt)
        found.append(whole % _BUCKETS)
        found.append((whole ^ (before * 31)) % _BUCKETS)
        found.extend([crc32(spelt[:length], length) % _BUCKETS for length in _BEGINNINGS if len(spelt) >= length])
        before = whole
    return found


Scores = Mapping[str, float]
