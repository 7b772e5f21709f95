"""How sure it is that two texts tell one concern: a weighed sum of a few signs of the pair (logistic regression).

The weights were learned from some 3,300 pairs of five writers (`python -m benchmarks.pairs`), each sign bound to speak
for or against: left free, the model learned how near misses were made up, such as that they share rare words.
"""

from collections.abc import Mapping, Sequence
from math import exp

from msgspec import Struct

from bot.reading.alike import can_mean_the_same, parted
from bot.reading.concern import Concern, ConcernReader, stem
from bot.reading.known_concerns import KnownConcerns
from bot.reading.normalise import SENTENCE_ENDS

_FAMILIAR = 1 / 3  # of a text's words; English texts have hardly ever fewer that are in a group or say nothing

FOR: Mapping[str, float] = {
    "known": 0.55,
    "known twice": 1.4,
    "no other known": 0.6,
    "known and explained": 1.56,
    "alike and explained": 1.71,
}
"""What each sign adds that speaks for one concern."""

AGAINST: Mapping[str, float] = {
    "other known": 0.76,
    "each known its own": 0.84,
    "other matter": 0.48,
    "meant otherwise": 0.48,
    "alike, meant otherwise": 2.87,
    "other folk": 0.63,
}
"""What each sign takes away that speaks against it."""

BASE = -1.9
"""What is added for any pair, so that of the pairs from the threshold on nine in ten are the same."""


class Telling(Struct, frozen=True):
    """A text as it is compared: its concern, the known concerns in it, its words without endings, and which weigh."""

    concern: Concern
    known: Mapping[str, frozenset[str]]
    said: frozenset[str]
    weighing: Mapping[str, frozenset[tuple[str, str]]]
    groups: frozenset[tuple[str, str]]
    familiar: bool


def telling(told: Sequence[str], concerns: ConcernReader, known: KnownConcerns) -> Telling:
    """What is compared of the words of a text."""
    plain = [one for one in told if one not in SENTENCE_ENDS]
    groups = concerns.groups(plain)
    weighing: dict[str, frozenset[tuple[str, str]]] = {}
    for word, found in zip(plain, groups, strict=True):
        if word not in concerns.small:
            weighing.setdefault(stem(word), frozenset(found))
    return Telling(
        concern=concerns.read(told),
        known=known.read(told),
        said=frozenset(map(stem, plain)),
        weighing=weighing,
        groups=frozenset().union(*groups),
        familiar=sum(map(concerns.knows, plain)) >= _FAMILIAR * len(plain),
    )


def sureness(mine: Telling, theirs: Telling, likeness: float) -> float:
    """How sure it is that both tell one concern, 0 to 1; `likeness` is what `alike` says of them."""
    if parted(mine.concern.places, theirs.concern.places):
        return 0.0
    found = signs_of(mine, theirs, likeness)
    speaks = sum(weight * found[name] for name, weight in FOR.items())
    denies = sum(weight * found[name] for name, weight in AGAINST.items())
    return 1 / (1 + exp(denies - speaks - BASE))


def signs_of(mine: Telling, theirs: Telling, likeness: float) -> dict[str, float]:
    """Every sign of `FOR` and `AGAINST`, 0 where it is not there and at most 1."""
    both, one, other = mine.known.keys() & theirs.known.keys(), mine.known.keys(), theirs.known.keys()
    explained = _explained(mine, theirs) * _explained(theirs, mine)
    evidence = max(likeness, len(both) / len(one | other) if both else 0.0)
    otherwise = not can_mean_the_same(mine.concern.meant, theirs.concern.meant)
    return {
        "known": bool(both),
        "known twice": len(both) > 1,
        "no other known": bool(both) and (one <= other or other <= one),
        "known and explained": bool(both) * explained,
        "alike and explained": evidence * explained,
        "other known": parted(one, other),
        "each known its own": bool(both) and not (one <= other or other <= one),
        "other matter": parted(mine.concern.matters, theirs.concern.matters),
        "meant otherwise": otherwise,
        "alike, meant otherwise": evidence * otherwise,
        "other folk": parted(mine.concern.folk, theirs.concern.folk),
    }


def _explained(mine: Telling, theirs: Telling) -> float:
    """How many of my weighing words the other says too, by a word of the same group, or by a known concern of both."""
    both = mine.groups & theirs.groups
    told = theirs.said.union(*(signs for name, signs in mine.known.items() if name in theirs.known))
    found = sum(word in told or not groups.isdisjoint(both) for word, groups in mine.weighing.items())
    return found / len(mine.weighing) if mine.weighing else 0.0
