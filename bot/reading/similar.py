"""What is possibly the same as something said before: for a mobiliser to join, never joined by itself.

Both texts are cut down to what they are about: words without endings, and in the place of words that residents use for
one another the name of their group. A word that many of the others share says little (inverse document frequency); a
word misspelt by one letter counts as the word. Nothing is kept: all is counted anew from the texts that are given.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.reading.lexicons import KinWords
from bot.reading.normalise import SENTENCE_ENDS, words

THRESHOLD = 0.52
"""From this score on two texts are shown as possibly the same: on the pairs it was tuned on nine in ten are."""

_WORD = re.compile(r"[a-z0-9']+")
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "er", "s")
_SHORTEST_STEM, _LONGEST_STEM = 3, 7  # letters: "collection" and "collected" are one
_LONG_ENOUGH = 5  # letters of a stem that may have one wrong
_PRIOR = 30  # texts that are thought of beside the few that are given, so that two or three can be compared
_WEAK_WORTH = 0.4  # what a word is worth that says where or when
_WEAK_GROUP_WORTH = 0.7
_GROUP_WORTH = 1.3  # a group says more surely what is spoken of than a word alone
_COSINE = 0.65  # how much the cosine counts; the rest is how much of the shorter text is shared
_OTHER_PLACE, _OTHER_THEME = 0.8, 0.85  # what a score is worth between two places, two themes
_MOST = 60  # stems of one text


class Told(Struct, frozen=True):
    """What one person said, and what it was filed under where that is known."""

    text: str
    theme: str = ""
    place: str = ""


class Similar(Struct, frozen=True):
    """One of the others by its number, and how alike the two are, 0 to 1."""

    index: int
    score: float


class SimilarReader(Struct, frozen=True):
    """Compares by `groups` (of each word those it is in); `weak` stems say little, `small` words nothing."""

    groups: Mapping[str, tuple[str, ...]]
    small: frozenset[str]
    weak: frozenset[str]

    def read(self, told: Told, others: Sequence[Told]) -> tuple[Similar, ...]:
        """Those of `others` that are possibly the same, the most alike first."""
        stems: dict[str, frozenset[str]] = {}
        theirs = [self._about(one.text, stems) for one in others]
        mine = self._mine(told.text, theirs)
        if not mine:
            return ()
        worth = self._worth(mine, theirs)
        scored = (
            Similar(index, round(_alike(mine, about, worth) * _trust(told, other), 3))
            for index, (about, other) in enumerate(zip(theirs, others, strict=True))
            if not mine.isdisjoint(about)
        )
        return tuple(sorted((one for one in scored if one.score >= THRESHOLD), key=lambda one: (-one.score, one.index)))

    def _about(self, text: str, stems: dict[str, frozenset[str]]) -> frozenset[str]:
        """What a text is about. `stems` holds what each word is about, so that none is looked at twice."""
        found: set[str] = set()
        for word in _told(text):
            if word not in stems:
                stems[word] = self._stems(word)
            found |= stems[word]
            if len(found) > _MOST:
                break
        return frozenset(found)

    def _stems(self, word: str) -> frozenset[str]:
        if word in self.small or word in SENTENCE_ENDS or word.isdigit():
            return frozenset()
        stem = _stem(word)
        groups = self.groups.get(word) or self.groups.get(stem)
        return frozenset(f"={one}" for one in groups) if groups else frozenset((stem,))

    def _mine(self, text: str, theirs: Iterable[frozenset[str]]) -> frozenset[str]:
        """What a text is about. A word nobody else says counts as the one that somebody says with a letter changed."""
        known: set[str] = set().union(*theirs)
        choices = [*(one for one in known if one[0] != "="), *self.groups]
        found: set[str] = set()
        for word in _told(text)[:_MOST]:
            about = self._stems(word)
            if len(word) >= _LONG_ENOUGH and not (known & about or word in self.groups or not about):
                near = process.extractOne(word, choices, scorer=OSA.distance, score_cutoff=1)
                about = self._stems(near[0]) if near else about
            found |= about
        return frozenset(found)

    def _worth(self, mine: frozenset[str], theirs: Sequence[frozenset[str]]) -> dict[str, float]:
        """What it says that two texts share a word: more, the fewer of the others have it."""
        count = Counter(one for about in theirs for one in about)
        total = len(theirs) + _PRIOR
        return {one: log(1 + total / (1 + count[one])) * self._weight(one) for one in {*count, *mine}}

    def _weight(self, about: str) -> float:
        if about[0] == "=":
            return _WEAK_GROUP_WORTH if about[1:] in self.weak else _GROUP_WORTH
        return _WEAK_WORTH if about in self.weak else 1.0


def similar_reader(spoken: Iterable[KinWords]) -> SimilarReader:
    """A reader that takes the words of a group for one another, in whatever of some languages they are."""
    by_word: dict[str, tuple[str, ...]] = {}
    small: set[str] = set()
    weak: set[str] = set()
    for words_of in spoken:
        small.update(words_of.small)
        weak.update(words_of.weak, map(_stem, words_of.weak))
        for name, members in words_of.groups.items():
            by_word |= {word: (*by_word.get(word, ()), name) for word in members}
    return SimilarReader(by_word, frozenset(small), frozenset(weak))


def _told(text: str) -> Sequence[str]:
    """The words of a text, folded as all readers have them; most are simple, and there are thousands of texts."""
    return _WORD.findall(text.lower().replace("'", "")) if text.isascii() else words(text)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:_LONGEST_STEM]


def _alike(mine: frozenset[str], theirs: frozenset[str], worth: Mapping[str, float]) -> float:
    """Between what is shared of both (the cosine) and what is shared of the shorter, which may be told in a word."""
    shared = sum(worth[one] ** 2 for one in mine & theirs)
    one, other = (sum(worth[part] ** 2 for part in about) for about in (mine, theirs))
    return _COSINE * shared / sqrt(one * other) + (1 - _COSINE) * shared / min(one, other)


def _trust(told: Told, other: Told) -> float:
    """How far a likeness in words is to be trusted between two themes or two places."""
    place = _OTHER_PLACE if told.place and other.place and told.place != other.place else 1.0
    return place * (_OTHER_THEME if told.theme and other.theme and told.theme != other.theme else 1.0)
