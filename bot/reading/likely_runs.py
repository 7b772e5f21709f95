"""How far a detail goes from a word that is likely private: over those beside it that are nearly as likely."""

from collections.abc import Sequence

from bot.reading.by_sign import is_sign
from bot.reading.hints import is_between
from bot.reading.normalise import Plain

SURE, ALSO = 0.05, -0.3
"""How likely a word must be private to be hidden, and how likely one beside it."""
BETWEEN = " '-"
"""What may stand between two words of one detail."""
_SMALL = frozenset(("the", "of"))


def stretched(text: Plain, number: int, done: int, scores: Sequence[float], apart: set[int]) -> tuple[int, int]:
    """A private word with those beside it that are nearly as private, after what is `done`; half-open.

    The words that are `apart` are joined to no other, and signs of Chinese to no word of letters.
    """
    first, last = number, number + 1
    while first > done and is_between(text, first, BETWEEN) and _also(first - 1, scores, apart):
        first -= 1
    while last < len(scores) and is_between(text, last, BETWEEN) and _goes_on(text, last, scores, apart):
        last += 1
    return _in_one_script(text, number, first, last)


def _in_one_script(text: Plain, number: int, first: int, last: int) -> tuple[int, int]:
    """Of these words the ones around one of them that are signs of Chinese as it is, or are none as it is none."""
    sign = is_sign(text, number)
    others = [one for one in range(first, last) if is_sign(text, one) != sign]
    before, after_ = [one for one in others if one < number], [one for one in others if one > number]
    return max(before, default=first - 1) + 1, min(after_, default=last)


def _also(number: int, scores: Sequence[float], known: set[int]) -> bool:
    """Whether a word beside a private one is nearly as private."""
    return number not in known and scores[number] >= ALSO


def _goes_on(text: Plain, number: int, scores: Sequence[float], known: set[int]) -> bool:
    """Whether a word is nearly as private, or a small one between two that are private: "Christ the Sower"."""
    if number not in known:
        return _also(number, scores, known)
    then = number + 1 + (text.word(number + 1) == "the")
    return text.words[number] in _SMALL and then < len(scores) and scores[then] >= SURE and then not in known
