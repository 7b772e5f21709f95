"""What says nothing that anybody could read: an emoji alone, signs, a lone digit, a hand run over the keys."""

import re
import unicodedata
from itertools import pairwise

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
MOST_WORDS = 3
LONE_DIGITS = 3
"""So many digits alone pick nothing and tell nothing; more of them may be a number to ring."""
_BESIDE = frozenset(pair for row in ROWS for one, two in pairwise(row) for pair in (one + two, two + one))
_RUN = 4
_MASHED = 5
_MOSTLY = 0.8
_SOUNDED = re.compile("[aeiouy]")
_TYPED = "+<=>|~^`$"
"""Signs of a keyboard that Unicode calls symbols, as it does an emoji."""
_LATIN = re.compile("[a-z]+")


def is_emoji(text: str) -> bool:
    """Whether a text is emoji alone, which says something, but not what about."""
    return _is_wordless(text) and any(
        unicodedata.category(sign).startswith("S") and sign not in _TYPED for sign in text
    )


def says_nothing(text: str) -> bool:
    """Whether a text is signs alone, or keys hit at random."""
    return _is_wordless(text) or is_gibberish(text)


def _is_wordless(text: str) -> bool:
    return not any(sign.isalnum() for sign in text)


def is_gibberish(text: str) -> bool:
    """Whether all of a short text is keys hit at random: asdfgh, jkljkl, sdfkjh. Only Latin letters can be told so."""
    told = text.casefold().split()
    return 0 < len(told) <= MOST_WORDS and all(map(_is_mashed, told))


def is_lone_digit(text: str) -> bool:
    """Whether a text is a few digits alone."""
    return text.strip().isdecimal() and len(text.strip()) <= LONE_DIGITS


def _is_mashed(word: str) -> bool:
    if not _LATIN.fullmatch(word):
        return False
    steps = [one + two for one, two in pairwise(word)]
    beside = sum(step in _BESIDE for step in steps)
    runs = any(word in row or word[::-1] in row for row in ROWS)
    if len(word) >= _MASHED:
        return beside >= _MOSTLY * len(steps) or (not _SOUNDED.search(word) and len(set(word)) > _RUN)
    return len(word) == _RUN and runs
