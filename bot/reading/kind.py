"""Whether a text is an idea, an issue, an interest or good news."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from bot.domain.contribution import Kind
from bot.reading.lexicons import KindWords
from bot.reading.phrases import Phrases, compiled

PREFERENCE = (Kind.IDEA, Kind.INTEREST, Kind.GOOD_NEWS, Kind.ISSUE)
"""What an undecided text is taken for, first to last: aspirations come before problems (product.md 1)."""

_FIRM = 1.0
_SOFT = 0.4
# How much commoner than the others these are; nothing where the text says nothing at all.
_USUAL = {Kind.ISSUE: 0.1, Kind.IDEA: 0.05}


class KindReader(Struct, frozen=True):
    """Finds the phrases of one language, and weighs what was learned of them and of all other words."""

    phrases: Phrases

    def found(self, words: Sequence[str]) -> frozenset[str]:
        """The kinds that have a phrase in a text of these words, each with how outright: "idea firm"."""
        return frozenset(self.phrases.found(words))

    def read(self, found: Iterable[str], learned: Mapping[str, float]) -> Kind:
        """The kind of a text in which `found` was found; `learned` are the model's scores by kind.

        Where nothing was learned, the phrases are counted.
        """
        weights = _counted(found) if learned.keys().isdisjoint(PREFERENCE) else _weighed(learned)
        return max(PREFERENCE, key=weights.__getitem__)


def _counted(found: Iterable[str]) -> dict[Kind, float]:
    weights = dict.fromkeys(PREFERENCE, 0.0)
    for name in found:
        kind, _, strength = name.partition(" ")
        weights[Kind(kind)] += _FIRM if strength == "firm" else _SOFT
    return weights


def _weighed(learned: Mapping[str, float]) -> dict[Kind, float]:
    weights = {kind: learned.get(kind, 0.0) for kind in PREFERENCE}
    if any(weights.values()):
        weights = {kind: weight + _USUAL.get(kind, 0.0) for kind, weight in weights.items()}
    return weights


def kind_reader(words: KindWords) -> KindReader:
    """A reader of one language's kinds; ValueError names a phrase that cannot be used."""
    named = [(f"{kind} firm", phrase) for kind, phrases in words.firm.items() for phrase in phrases]
    named += [(f"{kind} soft", phrase) for kind, phrases in words.soft.items() for phrase in phrases]
    return KindReader(compiled(named, words.groups))
