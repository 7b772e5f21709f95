"""What residents are concerned with, as a list of concerns each told in several ways: "stuck seventh floor" is a lift.

A way of telling is some words that must all be said, in any order, each by a word of its own. It is looked up by its
rarest step, so that time grows with the words of a text and not with the ways there are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from bot.reading.concern import stem
from bot.reading.lexicons import KinWords
from bot.reading.normalise import SENTENCE_ENDS

_MOST_WORDS = 120  # of one text
_LONGEST_RUN = 3  # words side by side
_SHORTEST_STEM = 4  # letters: a shorter word is looked for as it is written
_NOT, _ANY, _OR, _BESIDE, _AS_WRITTEN = "not:", "@", "|", "_", "="

Signs = frozenset[str]
"""Words without their ending, and after "=" words and runs of words as they are written."""


class Way(Struct, frozen=True):
    """One way to tell a concern: a sign of each step is said, and none of `unless`."""

    concern: str
    steps: tuple[Signs, ...]
    unless: Signs

    def found(self, said: AbstractSet[str]) -> Signs:
        """The signs by which it is told in these; none where it is not."""
        if not self.unless.isdisjoint(said):
            return frozenset()
        met = [step & said for step in self.steps]
        if not all(met) or not _each_its_own([frozenset(map(_words_of, one)) for one in met]):
            return frozenset()
        return frozenset().union(*met)


class KnownConcerns(Struct, frozen=True):
    """Finds the concerns that a text tells; `ways` are by each sign of their rarest step."""

    ways: Mapping[str, tuple[Way, ...]]
    by_concern: Mapping[str, Signs]

    def read(self, told: Sequence[str]) -> dict[str, frozenset[str]]:
        """By concern, the words, without their endings, by which these words tell it."""
        said = signs_in(told)
        found: dict[str, frozenset[str]] = {}
        for sign in said & self.ways.keys():
            for way in self.ways[sign]:
                if met := way.found(said):
                    found[way.concern] = found.get(way.concern, frozenset()).union(*map(_words_of, met))
        return found

    def begin(self, concerns: Iterable[str], said: AbstractSet[str]) -> frozenset[str]:
        """Which of the words said may be of the rarest step of one of these concerns."""
        wanted = frozenset[str]().union(*(self.by_concern[one] for one in concerns))
        exact = {one[1:].partition(" ")[0] for one in wanted if one[0] == _AS_WRITTEN}
        return frozenset(word for word in said if word in exact or stem(word) in wanted)


def known_concerns(spoken: Iterable[KinWords]) -> KnownConcerns:
    """A reader of these languages' concerns. ValueError names a list of words that is not there."""
    ways: dict[str, list[Way]] = {}
    by_concern: dict[str, set[str]] = {}
    for kin in spoken:
        for way in _ways(kin):
            rarest = min(way.steps, key=len)
            by_concern.setdefault(way.concern, set()).update(rarest)
            for sign in sorted(rarest):
                ways.setdefault(sign, []).append(way)
    return KnownConcerns(
        {sign: tuple(given) for sign, given in ways.items()},
        {concern: frozenset(signs) for concern, signs in by_concern.items()},
    )


def signs_in(told: Sequence[str]) -> Signs:
    """All signs that these words give."""
    plain = [one for one in told[:_MOST_WORDS] if one not in SENTENCE_ENDS]
    runs = (
        " ".join(plain[at : at + many]) for many in range(1, _LONGEST_RUN + 1) for at in range(len(plain) - many + 1)
    )
    return frozenset((*map(stem, plain), *(_AS_WRITTEN + run for run in runs)))


def _ways(kin: KinWords) -> Iterator[Way]:
    small = frozenset(map(stem, kin.small))
    for concern, told in kin.known.items():
        for one in told:
            given = one.split()
            steps = (frozenset(_signs(step, kin, small)) for step in given if not step.startswith(_NOT))
            unless = (_signs(step.removeprefix(_NOT), kin, small) for step in given if step.startswith(_NOT))
            yield Way(concern, tuple(steps), frozenset(sign for signs in unless for sign in signs))


def _signs(step: str, kin: KinWords, small: AbstractSet[str]) -> Iterator[str]:
    for word in step.split(_OR):
        if word.startswith(_ANY):
            yield from _signs(_OR.join(_listed(word.removeprefix(_ANY), kin)), kin, small)
        elif _BESIDE in word or len(stem(word)) < _SHORTEST_STEM or stem(word) in small:
            yield _AS_WRITTEN + word.replace(_BESIDE, " ")
        else:
            yield stem(word)


def _listed(name: str, kin: KinWords) -> Sequence[str]:
    if name not in kin.lists:
        raise ValueError(f"no list of words is named {name}")
    return kin.lists[name]


def _words_of(sign: str) -> frozenset[str]:
    return frozenset(map(stem, sign.removeprefix(_AS_WRITTEN).split()))


def _each_its_own(met: Sequence[AbstractSet[frozenset[str]]], taken: AbstractSet[str] = frozenset()) -> bool:
    """Whether every step can have words for itself."""
    return not met or any(taken.isdisjoint(words) and _each_its_own(met[1:], taken | words) for words in met[0])
