"""What sort of interest somebody tells: something they like, can offer, or would like to learn (product.md 17)."""

from collections.abc import Mapping, Sequence

from bot.domain.contribution import Interest
from bot.reading.lexicons import WordList

_FIRST = (Interest.LEARN, Interest.OFFER)
"""Whoever would like to learn to teach would like to learn."""


def sort_of_interest(words: Sequence[str], phrases: Mapping[Interest, WordList]) -> Interest:
    """The sort whose phrases are found in these words; something they like where none are."""
    said = f" {' '.join(words)} "
    return next((one for one in _FIRST if any(f" {phrase} " in said for phrase in phrases.get(one, ()))), Interest.LIKE)
