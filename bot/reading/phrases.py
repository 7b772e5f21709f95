"""Phrases looked for all at once: time grows with the words of a text, however many phrases there are.

Bit-parallel search with classes, gaps and optional words: extended Shift-And, Navarro and Raffinot, "Flexible Pattern
Matching in Strings" (2002), chapter 4, over words instead of letters. There is no backtracking to blow up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, product
from typing import Any

from msgspec import Struct

from bot.reading.normalise import SENTENCE_ENDS, words

GAP = "..."
WIDEST_GAP = 3

Groups = Mapping[str, Sequence[str]]
"""Words that may stand for one another in a phrase, by the name it calls them by."""


class Slot(Struct, frozen=True):
    """One step of a phrase: any of these words (none: whatever word), perhaps left out."""

    words: frozenset[str] = frozenset()
    optional: bool = False


class Bits(Struct, frozen=True):
    """Phrases with groups, gaps or optional words, laid side by side in the bits of whole numbers."""

    accepting: Mapping[str, int]
    anything: int
    first: int
    before_optional: int
    optional: int
    last_optional: int
    gaps: int
    last: int
    opening: frozenset[str]
    names: Mapping[int, str]

    def __repr__(self) -> str:
        # Python refuses to write out whole numbers this long.
        return f"<Bits of {len(self.names)} phrases>"

    def found(self, text: Sequence[str]) -> set[str]:
        """The names of the phrases that stand in `text`."""
        state = hits = closed = 0
        accepting, anything, opening = self.accepting, self.anything, self.opening
        for word in text:
            if not state and word not in opening:
                continue
            if word in SENTENCE_ENDS:
                closed = self.gaps
                continue
            state = ((state << 1) | self.first) & accepting.get(word, anything) & ~closed
            closed = 0
            if state:
                reached = state | self.last_optional
                state |= self.optional & (~(reached - self.before_optional) ^ reached)
                hits |= state & self.last
        return {self.names[bit] for bit in _bits(hits)}


Branch = dict[str, Any]
"""By the next word, what may follow it; by "" the names of the phrases that end here."""


class Phrases(Struct, frozen=True):
    """Phrases, each with a name it is found under: plain ones in a tree by their words, the others in bits."""

    tree: Branch
    bits: Bits

    def found(self, text: Sequence[str]) -> set[str]:
        """The names of the phrases in a text of `plain`'s words. A gap takes no word after a sentence's end."""
        found = self.bits.found(text)
        tree, length = self.tree, len(text)
        for at, word in enumerate(text):
            branch = tree.get(word)
            while branch is not None:
                found.update(branch.get("", ()))
                at += 1  # noqa: PLW2901 - how far along this branch we are
                branch = branch.get(text[at]) if at < length else None
        return found


def compiled(phrases: Iterable[tuple[str, str]], groups: Groups) -> Phrases:
    """Lay out (name, phrase) pairs; a phrase reads like "{i} want to? ... {die}".

    "{x}" is any of the group x, "word?" may be left out, "..." is up to three words. ValueError names a phrase that
    cannot be laid out.
    """
    known: dict[str, list[tuple[Slot, ...]]] = {}
    laid = dict.fromkeys((name, slots) for name, phrase in phrases for slots in _spellings(phrase, groups, known))
    are_plain = {one: all(len(slot.words) == 1 and not slot.optional for slot in one[1]) for one in laid}
    return Phrases(
        tree=_grown((name, slots) for (name, slots), is_plain in are_plain.items() if is_plain),
        bits=_lay((name, slots) for (name, slots), is_plain in are_plain.items() if not is_plain),
    )


def _grown(laid: Iterable[tuple[str, tuple[Slot, ...]]]) -> Branch:
    tree: Branch = {}
    for name, slots in laid:
        branch = tree
        for slot in slots:
            for word in slot.words:
                branch = branch.setdefault(word, {})
        branch[""] = (*branch.get("", ()), name)
    return tree


def _lay(laid: Iterable[tuple[str, tuple[Slot, ...]]]) -> Bits:
    named = list(laid)
    edges = list(accumulate((len(phrase) for _, phrase in named), initial=0))
    slots = list(chain.from_iterable(phrase for _, phrase in named))
    names = {edge - 1: name for edge, (name, _) in zip(edges[1:], named, strict=True)}
    wild = _ones(at for at, slot in enumerate(slots) if not slot.words)
    optional = _ones(at for at, slot in enumerate(slots) if slot.optional)
    return Bits(
        accepting=_accepting(slots, wild),
        anything=wild,
        first=_ones(edges[:-1]),
        # A phrase neither begins nor ends with an optional word, so that the bits beside one are of the same phrase.
        before_optional=(optional >> 1) & ~optional,
        optional=optional,
        last_optional=optional & ~(optional >> 1),
        gaps=wild,
        last=_ones(names),
        opening=frozenset(word for edge in edges[:-1] for word in slots[edge].words),
        names=names,
    )


def _accepting(slots: Sequence[Slot], wild: int) -> dict[str, int]:
    """By word, the bits of the slots it fits."""
    by_words: dict[frozenset[str], int] = {}
    for at, slot in enumerate(slots):
        by_words[slot.words] = by_words.get(slot.words, 0) | 1 << at
    accepting: dict[str, int] = {}
    for among, bits in by_words.items():
        for word in among:
            accepting[word] = accepting.get(word, wild) | bits
    return accepting


def _spellings(phrase: str, groups: Groups, known: dict[str, list[tuple[Slot, ...]]]) -> Iterator[tuple[Slot, ...]]:
    """Every way to write a phrase slot by slot: groups of several words, and optional first words, are written out.

    What is made of a piece is kept in `known`.
    """
    for ways in product(*_pieces(phrase, groups, known)):
        slots = tuple(chain.from_iterable(ways))
        if not _is_bounded(slots):
            raise ValueError(f"{phrase!r}: a phrase begins and ends with a word that is not left out")
        yield slots


def _is_bounded(slots: Sequence[Slot]) -> bool:
    return bool(slots and slots[0].words) and not (slots[0].optional or slots[-1].optional)


def _pieces(phrase: str, groups: Groups, known: dict[str, list[tuple[Slot, ...]]]) -> list[list[tuple[Slot, ...]]]:
    """The ways to write each piece of a phrase; those not in `known` are added to it."""
    pieces = phrase.split()
    try:
        for piece in pieces:
            if piece not in known:
                known[piece] = _piece(piece, groups)
    except KeyError as unknown:
        raise ValueError(f"{phrase!r}: there is no group {unknown}") from None
    return [known[piece] for piece in pieces]


def _piece(piece: str, groups: Groups) -> list[tuple[Slot, ...]]:
    if piece == GAP:
        return [(Slot(optional=True),) * WIDEST_GAP]
    optional = piece.endswith("?")
    spelt = [words(one) for one in _given(piece.rstrip("?"), groups)]
    single = frozenset(one[0] for one in spelt if len(one) == 1)
    several = [tuple(Slot(frozenset((word,))) for word in one) for one in spelt if len(one) > 1]
    ways: list[tuple[Slot, ...]] = [(Slot(single, optional),)] if single else []
    # One word is left out by its slot; where several are, that is a spelling of its own.
    return ways + several + ([()] if optional and several else [])


def _given(name: str, groups: Groups) -> Sequence[str]:
    return groups[name[1:-1]] if name.startswith("{") else [name]


def _ones(places: Iterable[int]) -> int:
    return sum(1 << at for at in places)


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
