"""The places of the gazetteer that a text names, however they are spelt; never a street, a surname or a common word.

A misspelt name is found by its pieces: a name with at most e wrong letters, cut in e + 1 pieces, keeps one of them
whole (the pigeonhole filter of approximate matching), so only names with a piece in the text are compared in full.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import OSA

from bot.domain.area import Place
from bot.domain.reading import PlaceSpan
from bot.reading.lexicons import PrivateWords
from bot.reading.normalise import SENTENCE_ENDS, Plain, words

_MOST_WORDS = 5  # words a name is looked for in, spelt apart as it may be
_ONE_ERROR, _TWO_ERRORS = 5, 8  # letters from which a name may have one wrong, and two
_PIECE, _LONGEST_PIECE = 3, 5  # letters of the pieces looked for
_MOST_COMPARED = 400  # names compared letter by letter in one text: what a hostile text may cost


class Name(Struct, frozen=True):
    """One spelling of a place's name: its letters run together, and whether it is made of everyday words."""

    letters: str
    place: Place
    ordinary: bool
    count: int  # of words
    errors: int  # how many letters may be wrong


class Match(Struct, frozen=True):
    """A name found in the words `first` to `last` (not included) of a text."""

    name: Name
    first: int
    last: int
    errors: int


class PlaceReader(Struct, frozen=True):
    """Finds names whole by `exact`, and by `pieces`: for each, the names it is part of and where in them it stands."""

    exact: Mapping[str, Name]
    pieces: Mapping[str, tuple[tuple[Name, int], ...]]
    lengths: tuple[int, ...]
    private: PrivateWords
    known: frozenset[str]  # everyday words, which are no misspelt name
    small: frozenset[str]  # words that a misspelt name neither begins nor ends with

    def read(self, text: Plain) -> tuple[PlaceSpan, ...]:
        """The places named, in the order of the text, none overlapping; the longest and best spelt name wins."""
        matches = [*self._whole(text), *self._misspelt(text)]
        matches.sort(key=lambda one: (2 * one.errors - len(one.name.letters), one.errors, one.first))
        taken: set[int] = set()
        kept = []
        for match in matches:
            at = range(match.first, match.last)
            if taken.isdisjoint(at) and self._is_meant(text, match):
                taken.update(at)
                kept.append(match)
        return tuple(_span(text, match) for match in sorted(kept, key=lambda one: one.first))

    def _whole(self, text: Plain) -> Iterator[Match]:
        exact, told = self.exact, text.words
        for first in range(len(told)):
            letters = ""
            for last in range(first, min(first + _MOST_WORDS, len(told))):
                letters += told[last]
                name = exact.get(letters) or (exact.get(letters[:-1]) if _owns(text, last) else None)
                if name is not None:
                    yield Match(name, first, last + 1, 0)

    def _misspelt(self, text: Plain) -> Iterator[Match]:
        starts, run = _run_together(text)
        compared: set[tuple[str, int]] = set()
        for name, start in self._likely(run):
            for off in range(-name.errors, name.errors + 1):
                first = starts.get(start + off)
                if first is None or (name.letters, first) in compared or len(compared) > _MOST_COMPARED:
                    continue
                compared.add((name.letters, first))
                yield from self._compared(text, name, first)

    def _likely(self, run: str) -> Iterator[tuple[Name, int]]:
        """The names with a piece in a run of letters, and where each would begin."""
        pieces = self.pieces
        for length in self.lengths:
            for at in range(len(run) - length + 1):
                found = pieces.get(run[at : at + length])
                if found is not None:
                    yield from ((name, at - within) for name, within in found)

    def _compared(self, text: Plain, name: Name, first: int) -> Iterator[Match]:
        letters = ""
        for last in range(first, min(first + name.count + 1, len(text.words))):
            letters += text.words[last]
            if len(letters) > len(name.letters) + name.errors:
                return
            if len(letters) < len(name.letters) - name.errors or letters in self.known:
                continue
            # Letters wrong, missing, too many or swapped with their neighbour.
            errors = OSA.distance(letters, name.letters, score_cutoff=name.errors)
            if 0 < errors <= name.errors and self._could_be(name, text.words[first : last + 1], errors):
                yield Match(name, first, last + 1, errors)

    def _could_be(self, name: Name, told: Sequence[str], errors: int) -> bool:
        """Whether these words can be the name misspelt, and are not just a run of everyday words like it."""
        if told[0] in self.small or told[-1] in self.small:
            return False
        return not self.known.issuperset(told) or (errors == 1 and len(told) == name.count)

    def _is_meant(self, text: Plain, match: Match) -> bool:
        before = text.word(match.first - 1)
        if self._is_street(text, match) or self._is_surname(text, match, before):
            return False
        told = text.words[match.first : match.last]
        if len(told) > match.name.count and self.known.issuperset(told):  # "white house" for Whitehouse
            return before in self.private.place_cues
        return not match.name.ordinary or self._is_place_like(text, match, before)

    def _is_street(self, text: Plain, match: Match) -> bool:
        if text.word(match.last) not in self.private.streets or not text.follows(match.last):
            return False
        return text.as_given(match.last)[:1].isupper() or text.word(match.last + 1) not in self.private.place_cues

    def _is_surname(self, text: Plain, match: Match, before: str) -> bool:
        if match.last - match.first > 1:
            return before in self.private.titles
        if before in self.private.relations:
            return text.as_given(match.first)[:1].isupper()
        return before in self.private.titles or before in self.private.first_names

    def _is_place_like(self, text: Plain, match: Match, before: str) -> bool:
        """Whether a name made of everyday words is written, or led up to, as a place's name is."""
        if (match.errors and match.name.count == 1) or before in self.private.articles:
            return False
        if before in self.private.place_cues:
            return True
        if match.last - match.first > 1:
            return text.words[match.first] not in _DEFINITE or _ends_in_capital(text, match)
        return before not in {"", *SENTENCE_ENDS} and _ends_in_capital(text, match)


_DEFINITE = frozenset(("the",))


def place_reader(places: Collection[Place], private: PrivateWords, known: frozenset[str]) -> PlaceReader:
    """A reader of these places. A word of `known` (everyday ones) is never taken for a misspelt name."""
    exact = _by_letters(places, private)
    pieces = _by_piece(exact.values())
    edges = {word for place in places for word in (words(place.name)[:1] + words(place.name)[-1:])}
    return PlaceReader(
        exact=exact,
        pieces={piece: tuple(found) for piece, found in pieces.items()},
        lengths=tuple(sorted({len(piece) for piece in pieces})),
        private=private,
        known=known - exact.keys(),
        small=(private.stops | private.articles | private.place_cues) - edges,
    )


def _by_letters(places: Iterable[Place], private: PrivateWords) -> dict[str, Name]:
    """Every spelling of every place; where two are alike, the first place has it, in as many words as either."""
    names = (_name(one, place, private.ordinary) for place in places for one in (place.name, *place.aliases))
    exact: dict[str, Name] = {}
    for name in names:
        same = exact.setdefault(name.letters, name)
        exact[name.letters] = replace(same, count=max(same.count, name.count))
    return exact


def _by_piece(names: Iterable[Name]) -> dict[str, list[tuple[Name, int]]]:
    """By each piece of a name, the names it is in and where in them."""
    pieces: dict[str, list[tuple[Name, int]]] = {}
    for name in names:
        for piece, at in _pieces(name):
            pieces.setdefault(piece, []).append((name, at))
    return pieces


def _name(spelling: str, place: Place, ordinary: frozenset[str]) -> Name:
    told = tuple(word for word in words(spelling) if word not in SENTENCE_ENDS)
    letters = "".join(told)
    errors = (len(letters) >= _ONE_ERROR) + (len(letters) >= _TWO_ERRORS)
    return Name(letters, place, all(word in ordinary for word in told), len(told), errors)


def _pieces(name: Name) -> Iterator[tuple[str, int]]:
    if not name.errors:
        return
    count = name.errors + 1
    cuts = [len(name.letters) * cut // count for cut in range(count + 1)]
    length = len(name.letters)
    # Two letters swapped may break two pieces at once; short names have none to spare.
    ends = ((0, _PIECE), (length - _PIECE, length)) if length <= _TWO_ERRORS else ()
    for first, last in {*pairwise(cuts), *ends}:
        if last - first >= _PIECE:
            yield name.letters[first : min(last, first + _LONGEST_PIECE)], first


def _run_together(text: Plain) -> tuple[dict[int, int], str]:
    """Where in the letters run together each word begins, and those letters."""
    starts = {}
    length = 0
    for number, word in enumerate(text.words):
        starts[length] = number
        length += len(word)
    return starts, "".join(text.words)


def _ends_in_capital(text: Plain, match: Match) -> bool:
    """Whether the name's last word begins with a capital; in a text all in capitals that says nothing against it."""
    return text.given.isupper() or text.as_given(match.last - 1)[:1].isupper()


def _owns(text: Plain, word: int) -> bool:
    """Whether a word is written with 's at its end."""
    return text.text.endswith("'s", text.starts[word], text.ends[word])


def _span(text: Plain, match: Match) -> PlaceSpan:
    last = match.last - 1
    owner = not match.name.letters.endswith(text.words[last]) and _owns(text, last)
    start, end = text.span(text.starts[match.first], text.ends[last] - 2 * owner)
    return PlaceSpan(match.name.place.id, match.name.place.name, start, end)
