"""How many private details are found in the sentences the readers were tuned on, and how much is marked beside them."""

from collections import Counter
from collections.abc import Iterable

import pytest

from bot.domain.reading import PrivateSpan
from tests.bot.reading.private_cases import cases
from tests.bot.reading.private_told import nothing, told
from tests.bot.reading.test_milton_keynes import readers

PATTERNED = ("phone", "email", "postcode", "handle", "vehicle", "date_of_birth", "nhs", "ni")
MOST_OF_IT = 0.75
"""How much of a detail's letters and digits has to be masked: "the" of "the 3rd of May" may stay."""


def is_found(text: str, spans: Iterable[PrivateSpan], start: int, end: int) -> bool:
    masked = {at for one in spans for at in range(one.start, one.end)}
    signs = [at for at in range(start, end) if text[at].isalnum()]
    return len(masked.intersection(signs)) >= MOST_OF_IT * len(signs)


def test_details_made_at_random_are_found_in_every_frame() -> None:
    """Patterned kinds in at least 99 of 100, the others in at least 95."""
    total: Counter[str] = Counter()
    missed: dict[str, list[str]] = {}
    for kind, text, start, end in cases(seed=11, each=100):
        total[kind] += 1
        if not is_found(text, readers().read(text, "en").private, start, end):
            missed.setdefault(kind, []).append(text)
    poor = {
        kind: texts
        for kind, texts in missed.items()
        if len(texts) > total[kind] * (0.01 if kind in PATTERNED else 0.05)
    }
    assert poor == {}


@pytest.mark.parametrize("kind", sorted({kind for kind, _, _, _ in told()}))
def test_details_in_sentences_written_by_hand_are_found(kind: str) -> None:
    missed, count = [], 0
    for of, _, text, spans in told():
        if of == kind:
            found = readers().read(text, "en").private
            count += len(spans)
            missed += [text for start, end in spans if not is_found(text, found, start, end)]
    assert len(missed) <= 0.05 * count, missed


def test_nearly_nothing_is_marked_where_nothing_is_private() -> None:
    """Grid roads, buses, shops, dates of events, names that are words: at most 1 in 100 signs is masked."""
    marked = sum(one.end - one.start for text in nothing() for one in readers().read(text, "en").private)
    assert marked <= 0.01 * sum(map(len, nothing()))
