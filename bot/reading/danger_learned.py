"""The danger screen as it is learned from all word lists: every language's own sentences, beside the calm examples."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.domain.contribution import Kind
from bot.reading.danger import DangerReader, danger_reader
from bot.reading.lexicons import Example, Lexicons

CALM_COMPLAINTS = 12
"""As many complaints about each theme tell the danger screen what is harmless."""


def danger_learned(lexicons: Lexicons) -> DangerReader:
    """One reader for every language there is: nobody in danger is asked first which they speak.

    ValueError names a phrase that cannot be used.
    """
    return danger_reader({code: lexicon.danger for code, lexicon in lexicons.items()}, calm_texts(lexicons))


def calm_texts(lexicons: Lexicons) -> Sequence[str]:
    """What the danger screen learns as harmless: all examples but complaints, of which some tell of worry.

    Of complaints about each theme the last ones, and no more than `CALM_COMPLAINTS`.
    """
    return [text for lexicon in lexicons.values() for text in _calm(lexicon.examples)]


def _calm(examples: Sequence[Example]) -> Iterator[str]:
    met: Counter[str] = Counter()
    for one in reversed(examples):
        met[one.theme] += one.kind is Kind.ISSUE
        if one.kind is not Kind.ISSUE or met[one.theme] <= CALM_COMPLAINTS:
            yield one.text
