"""How a text turns, by kinds of word: which stand in it, which two, which comes soon after which, and in what row.

"Rats gone from the bin store" and "bench gone from the park" are the same but for the kind of thing that is gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations, pairwise

from msgspec import Struct

from bot.reading.lexicons import WordGroups, WordList
from bot.reading.normalise import SENTENCE_ENDS

_SOON = 5  # words
_SHORTEST = 2  # letters before an ending
_OPEN, _NUMBER = "-", "#"


class Turns(Struct, frozen=True):
    """The kinds of each word, and the endings by which words of no kind are known. Of no kinds it finds nothing."""

    kinds: Mapping[str, tuple[str, ...]]
    endings: WordList

    def of(self, words: Sequence[str]) -> frozenset[str]:
        """The turns of a text of these words."""
        if not self.kinds:
            return frozenset()
        told = [word for word in words if word not in SENTENCE_ENDS]
        kinds = [self.kinds.get(word, ()) for word in told]
        row = ["^", *map(self._sort, told), "$"]
        return frozenset((*_beside(kinds), *_in_a_row(row)))

    def _sort(self, word: str) -> str:
        """The first kind of a word, or its ending."""
        if kinds := self.kinds.get(word):
            return f"{{{kinds[0]}}}"
        if word.isdigit():
            return _NUMBER
        long = (one for one in self.endings if word.endswith(one) and len(word) > len(one) + _SHORTEST)
        return _OPEN + next(long, "")


def turns(groups: WordGroups, endings: WordList) -> Turns:
    """The turns by these kinds of word, the earlier of two coming first."""
    kinds: dict[str, tuple[str, ...]] = {}
    for name, group in groups.items():
        for word in dict.fromkeys(group):
            kinds[word] = (*kinds.get(word, ()), name)
    return Turns(kinds, endings)


def _beside(kinds: Sequence[Sequence[str]]) -> Iterator[str]:
    """The kinds in a text, each two of them, and which comes soon after which."""
    held = sorted(set(chain.from_iterable(kinds)))
    yield from (f"={one}" for one in held)
    yield from map("&".join, combinations(held, 2))
    for at, before in enumerate(kinds):
        after = set(chain.from_iterable(kinds[at + 1 : at + 1 + _SOON])) if before else ()
        yield from (f"{one}>{two}" for one in before for two in after)


def _in_a_row(row: Sequence[str]) -> Iterator[str]:
    """Two and three of a row, and two with one between."""
    yield from map(" ".join, pairwise(row))
    yield from map("  ".join, zip(row, row[2:], strict=False))
    yield from map(" ".join, zip(row, row[1:], row[2:], strict=False))
