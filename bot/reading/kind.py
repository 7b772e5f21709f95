"""Whether a text is an idea, an issue, an interest or good news."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from bot.domain.contribution import Kind
from bot.reading.lexicons import KindWords
from bot.reading.phrases import Phrases, compiled

PREFERENCE = (Kind.IDEA, Kind.INTEREST, Kind.GOOD_NEWS, Kind.ISSUE)
"""What an undecided text is taken for, first to last: aspirations come before problems (product.md 1)."""

_FIRM = 1.0
_SOFT = 0.4
_LEARNED = 1.6  # how much the examples weigh beside the phrases


class KindReader(Struct, frozen=True):
    """Weighs the phrases of one language with what was learned from its examples."""

    phrases: Phrases

    def read(self, words: Sequence[str], learned: Mapping[str, float]) -> Kind:
        """The kind of a text of these words; `learned` are the model's scores by kind."""
        weights = {kind: _LEARNED * learned.get(kind, 0.0) for kind in PREFERENCE}
        for name in self.phrases.found(words):
            kind, _, strength = name.partition(" ")
            weights[Kind(kind)] += _FIRM if strength == "firm" else _SOFT
        return max(PREFERENCE, key=weights.__getitem__)


def kind_reader(words: KindWords) -> KindReader:
    """A reader of one language's kinds; ValueError names a phrase that cannot be used."""
    named = [(f"{kind} firm", phrase) for kind, phrases in words.firm.items() for phrase in phrases]
    named += [(f"{kind} soft", phrase) for kind, phrases in words.soft.items() for phrase in phrases]
    return KindReader(compiled(named, words.groups))
