"""The names of a gazetteer's places made ready to be looked for, with the pieces by which a misspelt one is found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.area import Place
from bot.reading.normalise import SENTENCE_ENDS, words
from bot.reading.private_words import PrivateWords

ONE_ERROR, _TWO_ERRORS = 5, 8  # letters from which a name may have one wrong, and two
_SLIPS = 2  # errors within which another word is near a name
_PIECE, _LONGEST_PIECE = 3, 5  # letters of the pieces looked for


class Name(Struct, frozen=True):
    """One spelling of a place's name: its letters run together, and whether it is made of everyday words."""

    letters: str
    place: Place
    ordinary: bool
    count: int  # of words
    errors: int  # how many letters may be wrong
    owns: bool  # whether one of its words may be somebody's: "Fullers Slade"
    parts: frozenset[str]  # its words
    near: tuple[str, ...] = ()  # words that everybody uses and that are a slip away: "only" for Olney


class Match(Struct, frozen=True):
    """A name found in the words `first` to `last` (not included) of a text."""

    name: Name
    first: int
    last: int
    errors: int


def by_letters(places: Iterable[Place], private: PrivateWords, used: Collection[str]) -> dict[str, Name]:
    """Every spelling of every place; where two are alike, the first place has it, in as many words as either.

    `used` are the words that everybody uses.
    """
    short = [word for word in used if len(word) >= ONE_ERROR - 1]
    names = (_name(one, place, private.ordinary, short) for place in places for one in (place.name, *place.aliases))
    exact: dict[str, Name] = {}
    for name in names:
        same = exact.setdefault(name.letters, name)
        exact[name.letters] = replace(same, count=max(same.count, name.count), parts=same.parts | name.parts)
    return exact


def by_piece(names: Iterable[Name]) -> dict[str, list[tuple[Name, int]]]:
    """By each piece of a name, the names it is in and where in them."""
    pieces: dict[str, list[tuple[Name, int]]] = {}
    for name in names:
        for piece, at in _pieces(name):
            pieces.setdefault(piece, []).append((name, at))
    return pieces


def _name(spelling: str, place: Place, ordinary: frozenset[str], used: Sequence[str]) -> Name:
    told = tuple(word for word in words(spelling) if word not in SENTENCE_ENDS)
    letters = "".join(told)
    errors = (len(letters) >= ONE_ERROR) + (len(letters) >= _TWO_ERRORS)
    owns = any(word.endswith("s") for word in told[:-1])
    return Name(
        letters,
        place,
        all(word in ordinary for word in told),
        len(told),
        errors,
        owns,
        frozenset(told),
        _near(letters, used) if len(told) == 1 else (),
    )


def _near(letters: str, used: Sequence[str]) -> tuple[str, ...]:
    found = process.extract(letters, used, scorer=OSA.distance, score_cutoff=_SLIPS, limit=None)
    return tuple(word for word, errors, _ in found if errors)


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
