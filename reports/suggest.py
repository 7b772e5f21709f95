"""Which lines a month's report may need a person to clear: short, telling, different from each other. Pure.

The machine only suggests; a person clears each (product.md 13; the report, sections 3 to 7). Nothing that sounds like
danger is suggested, and as a quote nothing that holds a private detail or whose speaker has not said yes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from math import log

from msgspec import Struct, field

from bot.domain.contribution import Kind
from bot.domain.reading import DangerLevel, Reading
from reports.frozen import LineUse

MOST = 8
"""Lines to look at in a review of fifteen minutes (docs/decisions/0014)."""
SHORTEST, LONGEST = 4, 30
"""Words of a quote: fewer tell nothing, more are not read."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_SAME_THEME = 0.5  # what one more line of a kind and theme is worth that has one
_ALONE = 1.5  # what nobody else spoke of is not in any figure: its line is all there is of it


class Candidate(Struct, frozen=True):
    """A contribution that stands as heard, as its words read. `may_quote`: its speaker said yes, for this very one.

    `agreed_by` are the voices of a group talk (0: one person's).
    """

    id: str
    reference: str
    neighbourhood: str
    kind: Kind
    theme: str
    words: str
    reading: Reading
    may_quote: bool = False
    child: bool = False
    agreed_by: int = 0
    door: str = ""
    language: str = "en"


class Suggestion(Struct, frozen=True):
    """A line to clear, and as what."""

    candidate: Candidate
    use: LineUse


class _Weighed(Struct, frozen=True):
    candidate: Candidate
    use: LineUse
    telling: float
    words: AbstractSet[str] = field(default_factory=frozenset)

    @property
    def about(self) -> tuple[Kind, str]:
        return self.candidate.kind, self.candidate.theme


def suggest(candidates: Iterable[Candidate], most: int = MOST) -> tuple[Suggestion, ...]:
    """The lines that a person should look at first, the most telling first, no two of them much alike."""
    left = list(_weighed([one for one in candidates if one.reading.danger.level is DangerLevel.NONE]))
    chosen: list[_Weighed] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda one: (_worth(one, chosen), one.candidate.id))
        chosen.append(best)
        left.remove(best)
    return tuple(Suggestion(one.candidate, one.use) for one in chosen)


def _weighed(candidates: Sequence[Candidate]) -> Iterator[_Weighed]:
    """Each with how telling it is: words that few others use, in few words; what nobody else spoke of before all."""
    words = {one.id: _words(one.words) for one in candidates}
    met = Counter(word for told in words.values() for word in told)
    spoken = Counter((one.kind, one.theme) for one in candidates)
    for one in candidates:
        told = words[one.id]
        rare = sum(log(1 + len(candidates) / met[word]) for word in told) / (len(told) + 1)
        alone = _ALONE if spoken[one.kind, one.theme] == 1 else 1.0
        yield _Weighed(one, _use(one), rare * alone * _length(one.words), told)


def _worth(one: _Weighed, chosen: Sequence[_Weighed]) -> float:
    """What it adds to those that are chosen."""
    fresh = _SAME_THEME ** sum(one.about == other.about for other in chosen)
    return one.telling * fresh * (1 - max((_alike(one.words, other.words) for other in chosen), default=0.0))


def _use(one: Candidate) -> LineUse:
    """As a quote only short words, agreed to and without a private detail; otherwise told in a worker's words."""
    short = SHORTEST <= len(one.words.split()) <= LONGEST
    return LineUse.QUOTE if one.may_quote and short and not one.reading.private else LineUse.PARAPHRASE


def _length(text: str) -> float:
    """Best between the bounds of a quote; a long text can still be told in other words."""
    return min(1.0, len(text.split()) / SHORTEST, max(0.5, LONGEST / (len(text.split()) + 1)))


def _alike(mine: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
