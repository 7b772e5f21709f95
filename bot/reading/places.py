"""The places of the gazetteer that a text names, however they are spelt; never a street, a surname or a common word.

A word that nobody uses otherwise is compared with every name. A run of words that people use may still be a name spelt
apart or with a slip; it is found by its pieces: a name with at most e wrong letters, cut in e + 1 pieces, keeps one of
them whole (the pigeonhole filter of approximate matching), so only names with a piece in the text are compared in full.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.area import Place
from bot.domain.reading import PlaceSpan
from bot.reading.hints import is_between
from bot.reading.normalise import SENTENCE_ENDS, Plain, words
from bot.reading.place_meant import Meaning, meaning
from bot.reading.place_names import ONE_ERROR, Match, Name, by_letters, by_piece
from bot.reading.private_words import PrivateWords

_MOST_WORDS = 5  # words a name is looked for in, spelt apart as it may be
_TWO_IF_NEW, _TWO_IF_LED_UP_TO = 7, 6  # likewise, where nobody uses the word and where a place is due there too
_MOST_COMPARED = 400  # names compared letter by letter in one text: what a hostile text may cost
_MOST_NEW = 120  # likewise, runs of words compared with all names


class PlaceReader(Struct, frozen=True):
    """Finds names whole by `exact`, and by `pieces`: for each, the names it is part of and where in them it stands."""

    exact: Mapping[str, Name]
    pieces: Mapping[str, tuple[tuple[Name, int], ...]]
    lengths: tuple[int, ...]
    lettered: Mapping[int, tuple[str, ...]]  # the letters of names of about so many letters
    meaning: Meaning

    def read(self, text: Plain) -> tuple[PlaceSpan, ...]:
        """The places named, in the order of the text, none overlapping; the longest and best spelt name wins."""
        matches = [*self._whole(text), *self._misspelt(text), *self._new(text)]
        matches.sort(key=lambda one: (2 * one.errors - len(one.name.letters), one.errors, one.first))
        taken: set[int] = set()
        kept = []
        for match in matches:
            at = range(match.first, match.last)
            if not taken.isdisjoint(at):
                continue
            other, place = self.meaning.is_other(text, match), self.meaning.is_place(text, match)
            if place or (other and not match.errors):
                taken.update(at)
            if place and not other:
                kept.append(match)
        return tuple(_span(text, match) for match in sorted(kept, key=lambda one: one.first))

    def _whole(self, text: Plain) -> Iterator[Match]:
        exact, told = self.exact, text.words
        for first in range(len(told)):
            letters = ""
            for last in range(first, min(first + _MOST_WORDS, len(told))):
                letters += told[last]
                name = exact.get(letters)
                if name is None and letters[-1:] == "s" and _owns(text, last):
                    name = exact.get(letters[:-1])
                if name is not None and _is_run(text, last, first):
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

    def _new(self, text: Plain) -> Iterator[Match]:
        """Names misspelt so that at least one word is none that people use."""
        new = [not (self._knows(word) or word in SENTENCE_ENDS) for word in text.words]
        left = _MOST_NEW
        for first in range(len(new)):
            for last in range(first + 1, min(first + _MOST_WORDS, len(new)) + 1):
                if not any(new[first:last]) or not _is_run(text, last - 1, first):
                    continue
                left -= 1
                if left < 0:
                    return
                yield from self._near(text, first, last)

    def _near(self, text: Plain, first: int, last: int) -> Iterator[Match]:
        """The names near the letters of a few words, one of which is new."""
        told = text.words[first:last]
        letters = "".join(told)[: -1 if _owns(text, last - 1) else None]
        if not self._may_be_near(told, letters):
            return
        most = 1 + (len(letters) >= _TWO_IF_LED_UP_TO - 1)
        enough = _TWO_IF_LED_UP_TO if text.word(first - 1) in self.meaning.private.place_cues else _TWO_IF_NEW
        for spelling, errors in self._near_letters(letters, most):
            name = self.exact[spelling]
            slip = errors <= name.errors or (errors == most and _is_long_slip(letters, spelling, enough))
            if slip and len(told) <= name.count + 1 and _may_own(text, first, last, name):
                yield Match(name, first, last, errors)

    def _near_letters(self, letters: str, most: int) -> Iterator[tuple[str, int]]:
        """The spellings that are so many letters off at most, and how many."""
        there = self.lettered.get(len(letters), ())
        found = process.extract(letters, there, scorer=OSA.distance, score_cutoff=most, limit=_NEAREST)
        return ((spelling, int(errors)) for spelling, errors, _ in found if errors > 0)

    def _may_be_near(self, told: Sequence[str], letters: str) -> bool:
        """Whether these words may be a name misspelt: long enough, within no smaller words, and right for nothing."""
        small = self.meaning.small
        if told[0] in small or told[-1] in small or len(letters) < ONE_ERROR - 1:
            return False
        return len(told) > 1 or not self._is_named_so(letters)

    def _knows(self, word: str) -> bool:
        return word in self.exact or any(word in one for one in self.meaning.vocabularies)

    def _is_named_so(self, letters: str) -> bool:
        """Whether these letters are right as they are, be it a town's elsewhere: "Woughton" is no Loughton misspelt."""
        right = (self.meaning.named, self.meaning.private.elsewhere)
        return self._knows(letters) or any(letters in one for one in right)

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
            if len(letters) < len(name.letters) - name.errors:
                continue
            # Letters wrong, missing, too many or swapped with their neighbour; first, since most are too far off.
            errors = OSA.distance(letters, name.letters, score_cutoff=name.errors)
            if not 0 < errors <= name.errors or self._is_named_so(letters):
                continue
            is_run = _is_run(text, last, first) and _may_own(text, first, last + 1, name)
            if is_run and self._could_be(name, text.words[first : last + 1], errors):
                yield Match(name, first, last + 1, errors)

    def _could_be(self, name: Name, told: Sequence[str], errors: int) -> bool:
        """Whether these words can be the name misspelt, and are not just a run of everyday words like it."""
        if told[0] in self.meaning.small or told[-1] in self.meaning.small:
            return False
        return not all(map(self._knows, told)) or (errors == 1 and len(told) == name.count)


_MOST_ERRORS = 2
_NEAREST = 3  # of the names near some letters


def place_reader(
    places: Collection[Place],
    private: PrivateWords,
    vocabularies: Iterable[frozenset[str]],
    common: Iterable[frozenset[str]] = (),
) -> PlaceReader:
    """A reader of these places. A word of `vocabularies`, which people use, is never taken for a misspelt name.

    `common` are those of them that many use.
    """
    exact = by_letters(places, private, private.everyday | private.stops)
    pieces = by_piece(exact.values())
    edges = frozenset(word for place in places for word in (words(place.name)[:1] + words(place.name)[-1:]))
    return PlaceReader(
        exact=exact,
        pieces={piece: tuple(found) for piece, found in pieces.items()},
        lengths=tuple(sorted({len(piece) for piece in pieces})),
        lettered=_by_length(exact.values()),
        meaning=meaning(exact.values(), private, tuple(vocabularies), tuple(common), edges),
    )


def _run_together(text: Plain) -> tuple[dict[int, int], str]:
    """Where in the letters run together each word begins, and those letters."""
    starts = {}
    length = 0
    for number, word in enumerate(text.words):
        starts[length] = number
        length += len(word)
    return starts, "".join(text.words)


def _by_length(names: Iterable[Name]) -> dict[int, tuple[str, ...]]:
    """By a count of letters, the names that may be misspelt with so many."""
    found = [one.letters for one in names if one.errors]
    longest = max(map(len, found), default=0)
    return {
        length: tuple(one for one in found if abs(len(one) - length) <= _MOST_ERRORS)
        for length in range(longest + _MOST_ERRORS + 1)
    }


def _is_run(text: Plain, last: int, first: int) -> bool:
    """Whether the words stand side by side as those of one name do."""
    return all(is_between(text, number, " -:") for number in range(first + 1, last + 1))


def _may_own(text: Plain, first: int, last: int, name: Name) -> bool:
    """Whether no word owns the next ("Bletchley's park"), unless one of the name's does ("Fuller's Slade")."""
    return name.owns or not any(_owns(text, number) for number in range(first, last - 1))


def _owns(text: Plain, word: int) -> bool:
    """Whether a word is written with 's at its end."""
    return text.text.endswith("'s", text.starts[word], text.ends[word])


def _span(text: Plain, match: Match) -> PlaceSpan:
    last = match.last - 1
    owner = not match.name.letters.endswith(text.words[last]) and _owns(text, last)
    start, end = text.span(text.starts[match.first], text.ends[last] - 2 * owner)
    return PlaceSpan(match.name.place.id, match.name.place.name, start, end)


def _is_long_slip(letters: str, spelling: str, enough: int) -> bool:
    return len(spelling) >= enough and letters[0] == spelling[0]
