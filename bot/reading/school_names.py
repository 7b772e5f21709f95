"""The names of an area's schools, and of the saints schools are called after, made ready to be looked for."""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

from bot.domain.school import School
from bot.reading.lexicons import SAINTS, Lexicon, WordList
from bot.reading.normalise import SENTENCE_ENDS, words
from bot.reading.private_words import PrivateWords


class Sure(IntEnum):
    """How much a name must be helped by what stands around it to be taken for a school's."""

    PLACE = 1
    """It is a place's as well: "Denbigh"."""
    COMMON = 2
    """It is a word or two of every day: "Orchard", "Long Meadow"."""
    OWN = 3
    """It is no other word, or says that it is a school: "Charles Warren", "Olney Middle School"."""


KnownSchools = Mapping[str, tuple[tuple[WordList, Sure], ...]]
"""Names by their first word, the longest first."""

_SHORTEST = 3  # letters of a name that is one by itself


def known_schools(
    schools: Iterable[School], private: PrivateWords, places: frozenset[str], usual: Lexicon | None = None
) -> KnownSchools:
    """Every spelling of every school's name, with and without the words that say it is one.

    `places` are the names of the gazetteer in small letters; `usual` has the words that people use.
    """
    usual = usual or Lexicon()
    names = _by_sureness(schools, private, places, usual)
    for name, sure in tuple(names.items()):
        for slip in _slips(name[0], usual, places):
            names.setdefault((slip, *name[1:]), sure)
    for saint in private.school_saints:
        names.setdefault(tuple(saint.split()), Sure.COMMON)
    by_first: dict[str, list[tuple[WordList, Sure]]] = {}
    for name, sure in sorted(names.items(), key=lambda one: -len(one[0])):
        by_first.setdefault(name[0], []).append((name, sure))
    return {first: tuple(ones) for first, ones in by_first.items()}


def _by_sureness(
    schools: Iterable[School], private: PrivateWords, places: frozenset[str], usual: Lexicon
) -> dict[WordList, Sure]:
    """Each spelling of a name, and how sure it is a school's."""
    names: dict[WordList, Sure] = {}
    for spelling in (spelling for one in schools for spelling in (one.name, *one.aliases)):
        for name in _spellings(spelling, private):
            sure = _sure(name, private, places, usual)
            is_of_thing = spelling.startswith("The ") and len(name) == 1  # "The Redway School": so are paths
            names[name] = max(min(sure, Sure.COMMON) if is_of_thing else sure, names.get(name, Sure.PLACE))
    return names


def _spellings(spelling: str, private: PrivateWords) -> Iterator[WordList]:
    """A name as it is, and bare of "the" and of the words for school: "The Hazeley Academy", "hazeley"."""
    whole = tuple(word for word in words(spelling) if word not in SENTENCE_ENDS)
    whole = whole[1:] if whole[0] == "the" else whole
    yield whole
    kinds, bare = private.schools | private.plain_schools, whole
    while len(bare) > 1 and bare[-1] in kinds:
        bare = bare[:-1]
    if bare != whole and len("".join(bare)) >= _SHORTEST:
        yield bare


def _slips(word: str, usual: Lexicon, places: frozenset[str]) -> Iterator[str]:
    """A long word with one letter left out, where that makes no other: "hazely" for Hazeley."""
    if len(word) >= _LONG_ENOUGH:
        slips = (word[:at] + word[at + 1 :] for at in range(1, len(word)))
        yield from (one for one in slips if one not in usual.vocabulary and one not in places)


_LONG_ENOUGH = 6  # letters


def _is_made_of_words(name: str, vocabulary: frozenset[str]) -> bool:
    """Whether a name is a word that people use, several of it, or two run together: "orchard", "moor land"."""
    parts = ((name[:at], name[at:]) for at in range(_SHORTEST, len(name) - _SHORTEST + 1))
    return name.removesuffix("s") in vocabulary or any(vocabulary.issuperset(two) for two in parts)


def _sure(name: WordList, private: PrivateWords, places: frozenset[str], usual: Lexicon) -> Sure:
    if " ".join(name) in places:
        return Sure.PLACE
    if len(name) == 1:
        return Sure.COMMON if _is_made_of_words(name[0], usual.vocabulary) else Sure.OWN
    people = private.first_names | private.surnames | private.ambiguous_surnames | private.titles
    is_own = name[-1] in private.schools or name[0] in SAINTS or not people.isdisjoint(name)
    return Sure.OWN if is_own or not usual.common.issuperset(name) else Sure.COMMON
