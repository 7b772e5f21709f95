"""How much is hidden of sentences written to find what the readers miss (tuned/private-*.txt): they were tuned on."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.domain.reading import PrivateType
from bot.prepared import prepared
from tests.bot.reading.blind_sets import Marked, marked, sections
from tests.bot.reading.test_milton_keynes import area
from tests.factories_reading import LOCALES

FOLDER = Path(__file__).parent / "tuned"
FREELY_WRITTEN = {PrivateType.NAME: 0.95, PrivateType.ADDRESS: 0.95, PrivateType.SCHOOL: 0.95}
"""The least share found of the kinds that have no form of their own; of the others it is 99 in 100."""


@cache
def corpus() -> tuple[tuple[Marked, frozenset[int]], ...]:
    """Every sentence, and which of its signs are hidden where all languages of the pack are read."""
    readers = prepared(area(), LOCALES).readers
    read = []
    for path in sorted(FOLDER.glob("private-*.txt")):
        for lines in sections(path).values():
            for one in map(marked, lines):
                spans = readers.read(one.text).private
                read.append((one, frozenset(at for span in spans for at in range(span.start, span.end))))
    return tuple(read)


@pytest.mark.parametrize("kind", list(PrivateType))
def test_a_detail_is_hidden_whole(kind: PrivateType) -> None:
    found: Counter[bool] = Counter()
    missed = []
    for one, hidden in corpus():
        for mark in one.marks:
            if mark.label == kind.value:
                whole = all(at in hidden for at in range(mark.start, mark.end) if one.text[at].isalnum())
                found[whole] += 1
                missed += [] if whole else [one.text]
    assert found[True] >= FREELY_WRITTEN.get(kind, 0.99) * found.total(), missed


def test_little_is_hidden_beside_them() -> None:
    """At most 2.5 of 100 signs that belong to no detail, over all these sentences, most of which are to mislead."""
    free = needless = 0
    for one, hidden in corpus():
        due = {at for mark in one.marks for at in range(mark.start, mark.end)}
        free += len(one.text) - len(due)
        needless += len(hidden - due)
    assert needless <= 0.025 * free
