"""How like the labelled examples of each label a text is. Weights are kept by hash: no word of anyone's is in them.

Ridge regression of every label at once on hashed words, pairs of neighbours and parts of words, each worth the more the
fewer examples have it; parts of words forgive misspelling, and stand for a word's ending where a language has many.
Measured against logistic regression, support vectors and naive Bayes on our examples (docs/benchmarks.md, "Readers").
"""

from collections.abc import Collection, Sequence
from itertools import pairwise
from math import sqrt
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.reading.normalise import SENTENCE_ENDS
from bot.reading.ridge import solved, telling

_SPOKEN = 1 << 18  # buckets of words, pairs and parts: with a quarter as many, too many stood in one
BUCKETS = _SPOKEN + (1 << 8)
_LONGEST = 250  # words looked at; more say nothing new
_LONGEST_WORD = 24  # letters
_PART = 4  # letters
_SIGN = 2.0  # how many times a sign is worth what a word is
_FIRM = 0.5  # the ridge: larger trusts the examples less
_FEW, _FIRM_OF_FEW = 1000, 1.0  # of fewer examples than this it cannot be said what tells, and they are trusted less
_ROUNDS = 40
_NEAR_ENOUGH = 1e-3  # of the squared size of what is left to explain: nearer made no reading better

FORM = "5"
"""Changes with whatever makes weights of before unfit: the buckets, the parts, what is worth how much."""

Floats = NDArray[np.float32]


class Likeness(Struct, frozen=True):
    """What was learned: by bucket, what it says for each label, and how much it is worth.

    Weights are kept in half the width: there are a million a language, and three digits of each are enough.
    """

    labels: tuple[str, ...]
    weights: NDArray[np.float16]
    worth: Floats

    def scores(self, words: Sequence[str], signs: Sequence[str] = (), frames: Collection[str] = ()) -> dict[str, float]:
        """By label, how much more a text of these words is like its examples than any text is: mostly from -0.2 to 1.

        `signs` are what else was found in the text, such as a theme that has a word in it; `frames` are how it is put.
        """
        buckets = _buckets(words, signs, frames)
        worth = self.worth[buckets]
        size = sqrt(float(worth @ worth)) or 1.0
        found = worth @ self.weights[buckets].astype(np.float32) / np.float32(size)
        return dict(zip(self.labels, found.tolist(), strict=True))


Example = tuple[Sequence[str], Sequence[str], Collection[str], Sequence[str]]
"""The words of a text, the other signs found in it, its frames, the labels it carries."""


def liken(examples: Sequence[Example], sorts: Sequence[Collection[str]] = ()) -> Likeness:
    """Learn from examples; the same examples give the same weights. Of none at all nothing is learned.

    `sorts` are labels that one is chosen from: of an example without one of a sort nothing is known about that sort.
    """
    labels = tuple(sorted({label for *_, given in examples for label in given}))
    found = [_buckets(words, signs, frames) for words, signs, frames, _ in examples]
    worth = _worth(found)
    weights = np.zeros((BUCKETS, len(labels)), dtype=np.float16)
    if labels:
        wanted = _wanted(labels, [given for *_, given in examples])
        told = _told(labels, wanted, sorts)
        grid = _grid(found, worth)
        firm = np.float32(_FIRM_OF_FEW if len(examples) < _FEW else _FIRM)
        for at in range(len(labels)):
            weights[grid.columns, at] = grid.weights(wanted[:, at].copy(), told[:, at].copy(), firm)
    return Likeness(labels, weights, worth)


def _worth(found: Sequence[NDArray[np.intp]]) -> Floats:
    """What each bucket is worth: nothing where fewer than two examples have it, else the more the rarer it is."""
    having = np.bincount(np.concatenate([*found, np.zeros(0, np.intp)]), minlength=BUCKETS)
    worth = np.where(having > 1, 1 + np.log((1 + len(found)) / (1 + having)), 0)
    worth[_SPOKEN:] *= _SIGN
    return worth.astype(np.float32)


def _wanted(labels: Sequence[str], carried: Sequence[Sequence[str]]) -> Floats:
    """1 where an example (down) carries a label (across), else 0."""
    wanted = np.zeros((len(carried), len(labels)), dtype=np.float32)
    for row, given in enumerate(carried):
        wanted[row, [labels.index(label) for label in given]] = 1
    return wanted


def _told(labels: Sequence[str], wanted: Floats, sorts: Sequence[Collection[str]]) -> Floats:
    """1 where it is known of an example (down) whether it carries a label (across), else 0."""
    told = np.ones_like(wanted)
    for sort in sorts:
        of = np.array([label in sort for label in labels])
        told[:, of] = wanted[:, of].any(axis=1, keepdims=True)
    return told


class _Grid(Struct, frozen=True):
    """A matrix of examples (down) by buckets (across), nearly all noughts: what stands in it, by row and by column.

    Each label is solved by itself: numpy adds up runs of single numbers four times as quickly as runs of rows.
    """

    buckets: NDArray[np.intp]
    worth: Floats
    row_starts: NDArray[np.intp]
    bearers: NDArray[np.intp]
    borne: Floats
    column_starts: NDArray[np.intp]
    columns: NDArray[np.intp]

    def weights(self, wanted: Floats, told: Floats, firm: np.float32) -> Floats:
        """What each bucket of `columns` says for a label, by what is `wanted` of those examples of which it is `told`.

        Solves (G C G' + firm) x = wanted, about its mean, where C is how much each bucket counts; gives C G' x.
        """
        counts = self._telling(wanted, told) if len(told) >= _FEW else np.float32(1)
        about: Floats = (wanted - wanted.sum() / max(float(told.sum()), 1.0)) * told

        def image(step: Floats) -> Floats:
            return np.asarray(told * self._gathered(self._spread(step) * counts) + firm * step)

        return self._spread(solved(image, about, rounds=_ROUNDS, near=_NEAR_ENOUGH)) * counts

    def _telling(self, wanted: Floats, told: Floats) -> Floats:
        """What each bucket counts for by how much oftener one sort of example has it."""
        ours, others = (np.add.reduceat(one.take(self.bearers), self.column_starts) for one in (wanted, told - wanted))
        return telling(ours, others, lambda by: np.add.reduceat(by.take(self.buckets) * self.worth**2, self.row_starts))

    def _spread(self, by_example: Floats) -> Floats:
        """What comes to each bucket of `columns`."""
        return np.asarray(np.add.reduceat(by_example.take(self.bearers) * self.borne, self.column_starts))

    def _gathered(self, by_column: Floats) -> Floats:
        """What comes to each example."""
        return np.asarray(np.add.reduceat(by_column.take(self.buckets) * self.worth, self.row_starts))


def _grid(found: Sequence[NDArray[np.intp]], worth: Floats) -> _Grid:
    """Each example's buckets and their worth, every row of length one. A row always has something in it: bucket 0."""
    kept = [one[(worth[one] > 0) | (one == 0)] for one in found]
    lengths = np.array([len(one) for one in kept], dtype=np.intp)
    flat = np.concatenate(kept)
    rows = np.repeat(np.arange(len(kept)), lengths)
    sizes = np.sqrt(np.bincount(rows, worth[flat] ** 2, len(kept)))
    columns, places = np.unique(flat, return_inverse=True)
    by_column = np.argsort(places, kind="stable")
    worth_here = (worth[flat] / np.maximum(sizes, 1e-9)[rows]).astype(np.float32)
    return _Grid(
        buckets=places,
        worth=worth_here,
        row_starts=np.cumsum(lengths) - lengths,
        bearers=rows[by_column].astype(np.intp),
        borne=worth_here[by_column],
        column_starts=np.searchsorted(places[by_column], np.arange(len(columns))),
        columns=columns,
    )


def _buckets(words: Sequence[str], signs: Sequence[str], frames: Collection[str]) -> NDArray[np.intp]:
    """Where a text's words, pairs and parts of words are kept, each once; bucket 0 is in every text.

    Signs have the upper half to themselves, so that they can be told apart.
    """
    spoken = [word[:_LONGEST_WORD] for word in words[:_LONGEST] if word not in SENTENCE_ENDS]
    features = {f"|{frame}" for frame in frames}
    features.update(spoken)
    features.update([f"{one} {two}" for one, two in pairwise(("", *spoken, ""))])
    for word in set(spoken):
        edged = f"<{word}>"
        features.update([edged[at : at + _PART] for at in range(len(edged) - _PART + 1)])
    kept = {0, *[crc32(one.encode("utf-8", "surrogatepass")) % _SPOKEN for one in features]}
    kept.update([_SPOKEN + crc32(sign.encode("utf-8", "surrogatepass")) % (BUCKETS - _SPOKEN) for sign in signs])
    # In order, so that sums are the same on every run: sets of texts are not.
    return np.array(sorted(kept), dtype=np.intp)
