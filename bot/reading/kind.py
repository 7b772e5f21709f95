"""Whether a text is an idea, an issue, an interest or good news."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, groupby, pairwise

from msgspec import Struct

from bot.domain.contribution import Kind
from bot.reading.lexicons import KindWords
from bot.reading.normalise import SENTENCE_ENDS
from bot.reading.normalise import words as spelt
from bot.reading.phrases import Phrases, compiled
from bot.reading.turns import Turns, turns

PREFERENCE = (Kind.IDEA, Kind.INTEREST, Kind.GOOD_NEWS, Kind.ISSUE)
"""What an undecided text is taken for, first to last: aspirations come before problems (product.md 1)."""

_LONGEST_OPENING = 3  # words
_LONGEST = 250  # words looked at
_FEWEST, _LONG = 2, 20  # words of a text with a shape; longer ones are as long as these
_OPEN = "..."
_FIRM = 1.0
_SOFT = 0.4
# What a phrase that settles the kind says beside what was learned: more than the complaint it may stand beside.
_SURE = 0.35
# How much commoner than the others this is; nothing where the text says nothing at all.
_USUAL = {Kind.ISSUE: 0.05}


class KindReader(Struct, frozen=True):
    """Finds the phrases of one language, and weighs what was learned of them and of all other words."""

    phrases: Phrases
    openings: Mapping[tuple[str, ...], str]
    frame_words: frozenset[str]
    turns: Turns

    def found(self, words: Sequence[str]) -> frozenset[str]:
        """The kinds that have a phrase in a text of these words, each with how outright: "idea firm"."""
        begun = (self.openings.get(tuple(words[:count])) for count in range(1, _LONGEST_OPENING + 1))
        return frozenset((*self.phrases.found(words), *filter(None, begun)))

    def frames(self, words: Sequence[str]) -> frozenset[str]:
        """Two and three steps of how a text is put, whatever it is about: "no ... on", "thank you for ...".

        All words that are in none of the phrases are left open. Beside them stand the `turns` by kinds of word.
        """
        return self._steps(words) | self.turns.of(words[:_LONGEST]) | _shape(words[:_LONGEST])

    def _steps(self, words: Sequence[str]) -> frozenset[str]:
        steps = [word if word in self.frame_words else _OPEN for word in words[:_LONGEST] if word != "."]
        steps = ["^", *(step for step, _ in groupby(steps)), "$"]
        return frozenset(
            " ".join(some) for some in chain(pairwise(steps), zip(steps, steps[1:], steps[2:], strict=False))
        )

    def read(self, found: Collection[str], learned: Mapping[str, float]) -> Kind:
        """The kind of a text in which `found` was found; `learned` are the model's scores by kind.

        Where nothing was learned, the phrases are counted.
        """
        weights = _counted(found) if learned.keys().isdisjoint(PREFERENCE) else _weighed(learned, found)
        return max(PREFERENCE, key=weights.__getitem__)


def _shape(words: Sequence[str]) -> frozenset[str]:
    """How a text begins, whether it asks, and about how long it is; of a word alone nothing, which tells no kind."""
    said = [word for word in words if word not in SENTENCE_ENDS]
    if len(said) < _FEWEST:
        return frozenset()
    asks = ("asks",) if "?" in words else ()
    return frozenset((f"begins {' '.join(said[:2])}", f"long {min(len(said), _LONG) // 2}", *asks))


def _counted(found: Iterable[str]) -> dict[Kind, float]:
    weights = dict.fromkeys(PREFERENCE, 0.0)
    for name in found:
        kind, _, strength = name.partition(" ")
        weights[Kind(kind)] += _FIRM if strength in {"sure", "firm"} else _SOFT
    return weights


def _weighed(learned: Mapping[str, float], found: Collection[str]) -> dict[Kind, float]:
    weights = {kind: learned.get(kind, 0.0) for kind in PREFERENCE}
    if any(weights.values()):
        weights = {kind: weight + _USUAL.get(kind, 0.0) for kind, weight in weights.items()}
    for kind in PREFERENCE:
        weights[kind] += _SURE if f"{kind} sure" in found else 0.0
    return weights


def kind_reader(words: KindWords) -> KindReader:
    """A reader of one language's kinds; ValueError names a phrase that cannot be used."""
    lists = {"sure": words.sure, "firm": words.firm, "soft": words.soft}
    named = [
        (f"{kind} {strength}", phrase)
        for strength, by_kind in lists.items()
        for kind, phrases in by_kind.items()
        for phrase in phrases
    ]
    openings = {spelt(one): f"{kind} opening" for kind, given in words.opening.items() for one in given}
    return KindReader(compiled(named, words.groups), openings, _frame_words(words), turns(words.kin, words.endings))


def _frame_words(words: KindWords) -> frozenset[str]:
    """Every word of the phrases, and of the groups they use: these say how something is put, not what about."""
    phrases = chain.from_iterable(
        chain(words.sure.values(), words.firm.values(), words.soft.values(), words.opening.values())
    )
    used = {piece.strip("{}?") for phrase in phrases for piece in phrase.split()}
    spelt_out = (one for name in used for one in words.groups.get(name, (name,)))
    return frozenset(word for one in spelt_out for word in spelt(one))
