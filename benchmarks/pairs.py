"""What weights the signs of a pair are to have, learned from the opened pairs: `bot.reading.same_concern` keeps them.

    python -m benchmarks.pairs

Prints the weights, and how well those learned from all writers but one read that one. Logistic regression in which no
sign may speak against what it is for; solved by projected gradients with momentum (Beck and Teboulle, 2009).
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.readers import taken_up
from bot.reading.alike import alike, worth_of
from bot.reading.concern import told_words
from bot.reading.same_concern import AGAINST, FOR, signs_of, telling
from bot.reading.similar import SimilarReader
from tests.bot.reading.blind_sets import pair, sections

HERE = Path(__file__).parent.parent / "tests" / "bot" / "reading"
FILES = (HERE / "similar_pairs.txt", *sorted((HERE / "opened").glob("similar*.txt")))
_FIRM = 30.0  # the ridge
_ROUNDS = 1500
_LEAST = (0.65, 0.7, 0.75, 0.8, 0.85, 0.9)

Floats = NDArray[np.float64]


def main() -> None:
    """Measure and print."""
    reader = taken_up().alike
    read = {path.stem: _read(path, reader) for path in FILES}
    for name, (signs, same) in read.items():
        rest = [one for other, one in read.items() if other != name]
        weights, base = _learned(np.vstack([one for one, _ in rest]), np.concatenate([one for _, one in rest]))
        print(f"{name:16}", _told(signs @ weights + base, same))
    signs, same = (np.concatenate(one) for one in zip(*read.values(), strict=True))
    weights, base = _learned(signs, same)
    for name, weight in zip((*FOR, *AGAINST), weights, strict=True):
        print(f"{name:24} {weight:.2f}")
    print(f"{'base':24} {base:.2f}")
    for name, (given, right) in read.items():
        print(f"{name:16}", _told(given @ weights + base, right))


def _read(path: Path, reader: SimilarReader) -> tuple[Floats, Floats]:
    """The signs of each pair of a file, those against it below nought, and whether it is the same."""
    told = sections(path)
    pairs = [(section == "same", *pair(line)) for section, lines in told.items() for line in lines]
    tellings = [[telling(told_words(text), reader.concerns, reader.known) for text in texts] for _, *texts in pairs]
    worth = worth_of([one.concern for both in tellings for one in both], len(pairs))
    found = [signs_of(one, other, alike(one.concern, other.concern, worth)) for one, other in tellings]
    rows = [[*(one[name] for name in FOR), *(-one[name] for name in AGAINST)] for one in found]
    return np.array(rows, dtype=np.float64), np.array([same for same, *_ in pairs], dtype=np.float64)


def _learned(signs: Floats, same: Floats) -> tuple[Floats, float]:
    """The weights, none below nought, and the base."""
    size = np.maximum(signs.std(axis=0), 1e-6)
    told = np.hstack([signs / size, np.ones((len(signs), 1))])
    firm = np.append(np.full(len(size), _FIRM), 0.0)
    step = 1 / (np.linalg.norm(told, 2) ** 2 / 4 + _FIRM)
    found = ahead = np.zeros(len(firm))
    pace = 1.0
    for _ in range(_ROUNDS):
        wrong = 1 / (1 + np.exp(-told @ ahead)) - same
        new = ahead - step * (told.T @ wrong + firm * ahead)
        new[:-1] = np.maximum(new[:-1], 0)
        quicker = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / quicker * (new - found)
        found, pace = new, quicker
    return found[:-1] / size, float(found[-1])


def _told(scores: Floats, same: Floats) -> str:
    """How many are shown from some sureness on, and how many of them are the same."""
    shown = [(least, same[scores >= np.log(least / (1 - least))]) for least in _LEAST]
    told = "  ".join(f"{least:.2f}: {int(one.sum())} of {one.size}" for least, one in shown)
    return f"{told}  of {int(same.sum())}"


if __name__ == "__main__":
    main()
