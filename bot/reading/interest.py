"""What sort of interest somebody tells: something they like, can offer, or would like to learn (product.md 17)."""

from collections.abc import Mapping, Sequence

from bot.domain.contribution import Interest
from bot.reading.lexicons import WordList

_SORTS = (Interest.LEARN, Interest.OFFER)


def sort_of_interest(words: Sequence[str], phrases: Mapping[Interest, WordList]) -> Interest:
    """The sort whose phrase comes first in these words; something they like where there is none.

    Whoever would like to learn to teach would like to learn, and whoever can offer lessons offers.
    """
    said = f" {' '.join(words)} "
    found = ((said.find(f" {phrase} "), sort) for sort in _SORTS for phrase in phrases.get(sort, ()))
    return min(((at, _SORTS.index(sort), sort) for at, sort in found if at >= 0), default=(0, 0, Interest.LIKE))[-1]
