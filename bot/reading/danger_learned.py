"""The danger screen as it is learned from all word lists: every language's own sentences, beside the calm examples."""

from collections import Counter
from collections.abc import Iterator, Sequence
from zlib import crc32

from msgspec.structs import replace

from bot.domain.contribution import Kind
from bot.domain.reading import DangerLevel
from bot.reading.danger import DangerReader, danger_reader
from bot.reading.lexicons import DangerWords, Example, Lexicon, Lexicons, Scene
from bot.reading.sounds import learns_by_itself

CALM_COMPLAINTS = 12
"""As many complaints about each theme tell the danger screen what is harmless."""
CALM_TOLD = 600
"""As many sentences that tell a kind, complaints left out, stand beside what is dangerous in a language of few.

Chosen among 0, 150, 600 and 1,500 by how many ordinary messages raise an alarm where 92 in 100 dangerous ones of the
seven other languages are heard: 33, 30, 25 and 25 in 100 (docs/benchmarks.md, "The seven other languages").
"""


def danger_learned(lexicons: Lexicons) -> DangerReader:
    """One reader for every language there is: nobody in danger is asked first which they speak.

    ValueError names a phrase that cannot be used.
    """
    return danger_reader({code: _danger(lexicon) for code, lexicon in lexicons.items()}, calm_texts(lexicons))


def calm_texts(lexicons: Lexicons) -> Sequence[str]:
    """What the danger screen learns as harmless: all examples but complaints, of which some tell of worry.

    Of complaints about each theme the last ones, and no more than `CALM_COMPLAINTS`.
    """
    return [text for lexicon in lexicons.values() for text in _calm(lexicon.examples)]


def _danger(lexicon: Lexicon) -> DangerWords:
    """The danger words of a language, and where they are few, ordinary sentences beside them."""
    danger = lexicon.danger
    if learns_by_itself(danger):
        return danger
    return replace(danger, scenes=(*danger.scenes, Scene("ordinary", DangerLevel.NONE, _calm_told(lexicon.kinds))))


def _calm(examples: Sequence[Example]) -> Iterator[str]:
    met: Counter[str] = Counter()
    for one in reversed(examples):
        met[one.theme] += one.kind is Kind.ISSUE
        if one.kind is not Kind.ISSUE or met[one.theme] <= CALM_COMPLAINTS:
            yield one.text


def _calm_told(kinds: Sequence[Example]) -> tuple[str, ...]:
    """Drawn by the sentence itself, so that one more elsewhere moves none of the others."""
    told = (one.text for one in kinds if one.kind is not Kind.ISSUE)
    return tuple(sorted(told, key=lambda text: crc32(text.encode()))[:CALM_TOLD])
