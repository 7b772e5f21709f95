"""What stands around each word of a text, as marks to learn from: which word, what kind of word, how it is written.

All marks of a text are made at once. Of what stands farther off only the kind counts, wherever it stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.domain.reading import PlaceSpan
from bot.reading.hints import Hints
from bot.reading.learned import Marks
from bot.reading.marks import STEPS, Numbers, spread
from bot.reading.normalise import SENTENCE_ENDS, Plain

MOST_WORDS = 200
"""Words that are looked at; in what comes later the rules look alone."""

Rows = NDArray[np.uint32]
"""What is known of each word of a text: a row for each, a column for each sort of knowledge."""

SAID, KIND, SHAPE, PLACE, END, BEGIN, NOTHING = range(7)
"""The columns: the word, its kind, how it is written and known, whether a place or a school is called so, letters."""

_FAR = 7  # words to either side
_ENDING = 3  # letters

_GROUPS = (
    "titles relations folk months weekdays ordinals sure_streets buildings streets schools class_words plain_schools "
    "school_signs pupils homes doors rooms houses house_parts lives units people_are deeds harms name_does owned "
    "expecting birth_cues turns place_cues estates named_after pets kin feasts near_days tens digits elsewhere"
)
"""Kinds of word, by the lists they stand in: a word is of the first that has it."""
_NEVER_FAMILIAR = "relations folk pupils schools streets sure_streets homes doors houses titles kin birth_cues"
"""Lists whose words say more as one of their kind, however often each is said."""
_NUMBERS, _KNOWN, _WRITTEN, _PLACES = 100, 200, 20, 4


class Kinds(Struct, frozen=True):
    """The kinds of words, and the words so familiar that each is a kind by itself."""

    kinds: Mapping[str, int]
    familiar: frozenset[str]


def kinds(hints: Hints, familiar: Iterable[str]) -> Kinds:
    """The kinds by a language's lists. Names, places and what a name may stand beside are never familiar."""
    found: dict[str, int] = {}
    for number, group in enumerate(_GROUPS.split(), start=1):
        for word in chain.from_iterable(one.split() for one in sorted(getattr(hints.words, group)) if one):
            found.setdefault(word, number)
    own = hints.words.first_names | hints.words.ambiguous_names | hints.places
    telling = chain.from_iterable(getattr(hints.words, group) for group in _NEVER_FAMILIAR.split())
    return Kinds(found, frozenset(familiar) - own - frozenset(telling))


def rows(text: Plain, hints: Hints, known: Kinds, places: Sequence[PlaceSpan]) -> Rows:
    """What is known of the first words of a text."""
    told = text.words[:MOST_WORDS]
    of_word = {word: _of_word(word, hints, known) for word in set(told)}
    found = np.array([of_word[word] for word in told], dtype=np.uint32).reshape(len(told), NOTHING + 1)
    found[:, SHAPE] += np.array(list(_writing(text, told)), dtype=np.uint32)
    _name_places(found, text, hints, places)
    return found


def _of_word(word: str, hints: Hints, known: Kinds) -> tuple[int, int, int, int, int, int, int]:
    said = _number(word)
    if word in SENTENCE_ENDS or word[0].isdigit():
        kind = _NUMBERS + min(len(word), 6) + (20 if word.isdigit() else 40) if word[0].isdigit() else said
        return said, kind, kind, 0, 0, 0, 0
    knowledge = _knowledge(word, hints)
    kind = said if word in known.familiar else known.kinds.get(word, _KNOWN + knowledge)
    shape = 1000 + knowledge * _WRITTEN
    return said, kind, shape, 0, _number(word[-_ENDING:]), _number(word[:_ENDING]), 0


def _knowledge(word: str, hints: Hints) -> int:
    """How well a word is known, and whether as a name."""
    words = hints.words
    lists = (words.first_names, words.ambiguous_names, words.surnames, words.ambiguous_surnames, words.not_names)
    for number, one in enumerate(lists, start=1):
        if word in one:
            return number
    told = 0 if hints.is_common(word) else 1 if hints.knows(word) else 2
    return 6 + told + 3 * (word not in hints.dictionary)


def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _writing(text: Plain, told: Sequence[str]) -> Iterable[int]:
    """How each word is written: small, with a capital, all in capitals; in a text where that says something or not."""
    tells = 1 if text.given.islower() else 2 if text.loud or text.given.istitle() else 0
    begins = True
    for number, word in enumerate(told):
        given = text.as_given(number)
        capital = (2 if len(given) > 1 and given.isupper() else 1) if given[:1].isupper() else 0
        is_word = word not in SENTENCE_ENDS and not word[0].isdigit()
        yield capital * 6 + tells * 2 + begins if is_word else 0
        begins = word in SENTENCE_ENDS


def _name_places(found: Rows, text: Plain, hints: Hints, places: Sequence[PlaceSpan]) -> None:
    """Put down which words are of a place's or a known school's name, and whether they begin it."""
    for place in places:
        within = [at for at in range(len(found)) if place.start <= text.at[text.starts[at]] < place.end]
        found[within, PLACE] = 2
        found[within[:1], PLACE] = 1
    for number, word in enumerate(text.words[: len(found)]):
        for name, sure in hints.known_schools.get(word, ()):
            if text.words[number : number + len(name)] == name:
                found[number : number + len(name), PLACE] = sure * _PLACES + 1
                found[number, PLACE] = sure * _PLACES
                break


def marks(found: Rows) -> Marks:
    """The marks of each word, a row for each."""
    padded = np.zeros((len(found) + 2 * _FAR, NOTHING + 1), dtype=np.uint32)
    padded[_FAR : _FAR + len(found)] = found
    flat, at = padded.ravel(), (np.arange(len(found)) * (NOTHING + 1))[:, None]
    summed: Numbers = np.broadcast_to(_TAGS, (len(found), len(_TAGS))).copy()
    for part, step in zip(_PARTS, STEPS, strict=False):
        summed += flat[at + part] * step
    return spread(summed)


def _at(column: int, apart: int) -> int:
    return (apart + _FAR) * (NOTHING + 1) + column


_Signs = tuple[tuple[int, int], ...]
"""What a mark is made of: columns, and how far from the word they stand."""

_ALONE: tuple[_Signs, ...] = (
    *(((column, apart),) for column in (SAID, KIND, SHAPE) for apart in (-2, -1, 0, 1, 2)),
    *(((column, apart),) for column, apart in ((KIND, -3), (KIND, 3), (END, 0), (END, 1), (END, -1), (BEGIN, 0))),
)
_TOGETHER: tuple[_Signs, ...] = (
    ((KIND, -1), (KIND, 0)),
    ((KIND, 0), (KIND, 1)),
    ((KIND, -1), (KIND, 1)),
    ((KIND, -2), (KIND, -1)),
    ((KIND, 1), (KIND, 2)),
    ((KIND, -2), (KIND, -1), (KIND, 0)),
    ((KIND, -1), (KIND, 0), (KIND, 1)),
    ((KIND, 0), (KIND, 1), (KIND, 2)),
    ((SHAPE, -1), (SHAPE, 0)),
    ((SHAPE, 0), (SHAPE, 1)),
    ((KIND, -1), (SHAPE, 0)),
    ((SHAPE, 0), (KIND, 1)),
    ((KIND, -1), (SHAPE, 0), (KIND, 1)),
    ((KIND, -2), (KIND, -1), (SHAPE, 0)),
    ((SHAPE, 0), (KIND, 1), (KIND, 2)),
    ((SHAPE, -1), (SHAPE, 0), (SHAPE, 1)),
    ((KIND, -2), (SHAPE, -1), (SHAPE, 0)),
    ((SHAPE, 0), (SHAPE, 1), (KIND, 2)),
    ((SAID, -1), (SHAPE, 0)),
    ((SHAPE, 0), (SAID, 1)),
    ((SHAPE, -2), (SHAPE, -1), (SHAPE, 0)),
    ((SHAPE, 0), (SHAPE, 1), (SHAPE, 2)),
)
_PLACED: tuple[_Signs, ...] = (
    ((PLACE, 0),),
    ((PLACE, -1), (PLACE, 0)),
    ((PLACE, 0), (PLACE, 1)),
    ((PLACE, 0), (SAID, -1)),
    ((PLACE, 0), (SAID, 1)),
    ((KIND, -1), (PLACE, 0), (KIND, 1)),
    ((KIND, -2), (KIND, -1), (PLACE, 0)),
    ((PLACE, 0), (KIND, 1), (KIND, 2)),
    ((PLACE, 0), (SHAPE, 0)),
)
_AROUND = tuple(apart for apart in range(-_FAR, _FAR + 1) if apart)
_SOMEWHERE: tuple[tuple[str, _Signs], ...] = tuple(
    (tag, ((KIND, apart), *beside))
    for tag, beside in (("near", ()), ("near place", ((PLACE, 0),)), ("near shape", ((SHAPE, 0),)))
    for apart in _AROUND
)
_EVERY = (*((f"{signs}", signs) for signs in (*_ALONE, *_TOGETHER, *_PLACED)), *_SOMEWHERE)
_TAGS = np.array([_number(tag) for tag, _ in _EVERY], dtype=np.uint32)
_PARTS = np.array(
    [[_at(*((*signs, (NOTHING, 0), (NOTHING, 0))[part])) for _, signs in _EVERY] for part in range(3)], dtype=np.intp
)
