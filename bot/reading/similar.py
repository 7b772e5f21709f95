"""What is possibly the same as something said before: for a mobiliser to join, never joined by itself.

Two texts may be the same concern when they tell one of the concerns that are known (`known_concerns`) or speak of the
same thing with the same matter (`alike`); how sure that is, a few signs of the pair say (`same_concern`). Texts of a
language without such words are the same where they are alike. A word misspelt by one letter counts as the word.
Nothing is kept: all is counted anew from the texts that are given.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.reading.alike import alike, worth_of
from bot.reading.concern import ConcernReader, concern_reader, stem, told_words
from bot.reading.known_concerns import KnownConcerns, known_concerns
from bot.reading.lexicons import KinWords
from bot.reading.same_concern import Telling, sureness, telling

THRESHOLD = 0.82
"""From this score on two texts are shown as possibly the same: nine in ten shown are, of a stranger's pairs too."""

_LONG_ENOUGH = 5  # letters of a word that may have one wrong
_OTHER_THEME = 0.85


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
    """Compares what texts are concerned with.

    `begin` are the words by which each thing is told, `spellings` those that a misspelt one may have been.
    """

    concerns: ConcernReader
    known: KnownConcerns
    begin: Mapping[str, frozenset[str]]
    spellings: tuple[str, ...]

    def read(self, told: Told, others: Sequence[Told]) -> tuple[Similar, ...]:
        """Those of `others` that are possibly the same, the most alike first."""
        texts = [told_words(one.text) for one in others]
        said = frozenset[str]().union(*texts)
        mine = self._telling(self._as_said(told_words(told.text), said))
        signs = self._signs(mine, said)
        near = {index: self._telling(text) for index, text in enumerate(texts) if not signs.isdisjoint(text)}
        worth = worth_of([mine.concern, *(one.concern for one in near.values())], len(others))
        scored = (
            Similar(index, round(_score(mine, theirs, worth) * _trust(told, others[index]), 3))
            for index, theirs in near.items()
            if not mine.concern.things.isdisjoint(theirs.concern.things) or mine.known.keys() & theirs.known.keys()
        )
        return tuple(
            sorted(
                (one for one in scored if one.score >= THRESHOLD),
                key=lambda one: (-one.score, told.text != others[one.index].text, one.index),
            )
        )

    def _telling(self, told: Sequence[str]) -> Telling:
        return telling(told, self.concerns, self.known)

    def _signs(self, mine: Telling, said: AbstractSet[str]) -> frozenset[str]:
        """The words without one of which a text speaks of nothing of mine: of thousands only those need be read."""
        things = mine.concern.things
        signs = self.known.begin(mine.known, said).union(word for word in said if stem(word) in things)
        return signs.union(*(self.begin.get(thing, ()) for thing in things))

    def _as_said(self, told: Sequence[str], said: AbstractSet[str]) -> Sequence[str]:
        """The words, misspelt ones as they are spelt: those that the others say, and streets' names, are no slips."""
        beside = pairwise((*told, ""))
        return [one if one in said or after in self.concerns.streets else self._near(one) for one, after in beside]

    def _near(self, word: str) -> str:
        if len(word) < _LONG_ENOUGH or self.concerns.knows(word):
            return word
        near = process.extractOne(word, self.spellings, scorer=OSA.distance, score_cutoff=1)
        return near[0] if near else word


def similar_reader(
    spoken: Iterable[KinWords], places: Mapping[str, str], streets: frozenset[str] = frozenset()
) -> SimilarReader:
    """A reader that takes the words of a group for one another, in whatever of some languages they are.

    `places` are the area's places by their names in small letters; `streets` end a street's name.
    """
    spoken = tuple(spoken)
    concerns = concern_reader(spoken, places, streets)
    spellings = tuple(sorted(word for word in concerns.single if len(word) >= _LONG_ENOUGH - 1))
    begin = {thing: frozenset(told) for thing, told in concerns.begin().items()}
    return SimilarReader(concerns, known_concerns(spoken), begin, spellings)


def _score(mine: Telling, theirs: Telling, worth: Mapping[str, float]) -> float:
    likeness = alike(mine.concern, theirs.concern, worth)
    if mine.said == theirs.said or not (mine.familiar and theirs.familiar):
        return likeness
    return sureness(mine, theirs, likeness)


def _trust(told: Told, other: Told) -> float:
    """How far a likeness is to be trusted between two themes; two places are never the same concern."""
    if told.place and other.place and told.place != other.place:
        return 0.0
    return _OTHER_THEME if told.theme and other.theme and told.theme != other.theme else 1.0
