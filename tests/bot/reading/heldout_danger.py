"""Sentences no rule, example or threshold of the danger screen was tuned on, parted by lot into two halves.

The tuning half may be looked at, kind by kind, to see which ways of saying danger are not heard yet. The test half is
only ever counted.
"""

import random
from collections.abc import Mapping
from pathlib import Path

SORTS = ("red", "amber", "civic", "teen")
DANGEROUS, CALM = SORTS[:2], SORTS[2:]

_SEED = 20261122
_FILE = Path(__file__).with_suffix(".txt")
LATER = _FILE.with_name("heldout_danger_later.txt")
"""Sentences written after the rules were finished: the nearest we have to a stranger's."""

Sentences = Mapping[str, tuple[str, ...]]
"""The sentences of each of SORTS."""


def everything(file: Path = _FILE) -> Sentences:
    """All sentences of a file of this form, by sort, in its order."""
    found: dict[str, list[str]] = {sort: [] for sort in SORTS}
    sort = ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            sort = line.strip("[]")
        elif line and not line.startswith("#"):
            found[sort].append(line)
    return {sort: tuple(texts) for sort, texts in found.items()}


def halves() -> tuple[Sentences, Sentences]:
    """The tuning half and the test half; always the same ones."""
    lot = random.Random(_SEED)  # noqa: S311 - a draw that everyone can repeat, not a secret
    tuning: dict[str, tuple[str, ...]] = {}
    test: dict[str, tuple[str, ...]] = {}
    for sort, texts in everything().items():
        drawn = lot.sample(texts, len(texts))
        tuning[sort], test[sort] = tuple(drawn[: len(drawn) // 2]), tuple(drawn[len(drawn) // 2 :])
    return tuning, test
