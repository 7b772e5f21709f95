"""The names of a gazetteer's places made ready to be looked for, with the pieces by which a misspelt one is found."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.area import Place
from bot.reading.lexicons import PrivateWords
from bot.reading.normalise import SENTENCE_ENDS, words

ONE_ERROR, _TWO_ERRORS = 5, 8  # letters from which a name may have one wrong, and two
_PIECE, _LONGEST_PIECE = 3, 5  # letters of the pieces looked for


class Name(Struct, frozen=True):
    """One spelling of a place's name: its letters run together, and whether it is made of everyday words."""

    letters: str
    place: Place
    ordinary: bool
    count: int  # of words
    errors: int  # how many letters may be wrong
    owns: bool  # whether one of its words may be somebody's: "Fullers Slade"


def by_letters(places: Iterable[Place], private: PrivateWords) -> dict[str, Name]:
    """Every spelling of every place; where two are alike, the first place has it, in as many words as either."""
    names = (_name(one, place, private.ordinary) for place in places for one in (place.name, *place.aliases))
    exact: dict[str, Name] = {}
    for name in names:
        same = exact.setdefault(name.letters, name)
        exact[name.letters] = replace(same, count=max(same.count, name.count))
    return exact


def by_piece(names: Iterable[Name]) -> dict[str, list[tuple[Name, int]]]:
    """By each piece of a name, the names it is in and where in them."""
    pieces: dict[str, list[tuple[Name, int]]] = {}
    for name in names:
        for piece, at in _pieces(name):
            pieces.setdefault(piece, []).append((name, at))
    return pieces


def _name(spelling: str, place: Place, ordinary: frozenset[str]) -> Name:
    told = tuple(word for word in words(spelling) if word not in SENTENCE_ENDS)
    letters = "".join(told)
    errors = (len(letters) >= ONE_ERROR) + (len(letters) >= _TWO_ERRORS)
    owns = any(word.endswith("s") for word in told[:-1])
    return Name(letters, place, all(word in ordinary for word in told), len(told), errors, owns)


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
