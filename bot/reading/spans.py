"""Private spans, made of where something stands in a plain text."""

import re

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.normalise import Plain

_CUE_REACH = 4  # words
_REACH = 40  # signs
_WORD = re.compile(r"[^\W_]+")


def span(kind: PrivateType, text: Plain, found: re.Match[str]) -> PrivateSpan:
    """What a pattern found."""
    return marked(kind, text, found.start(), found.end())


def marked(kind: PrivateType, text: Plain, start: int, end: int) -> PrivateSpan:
    """The signs `start` to `end` of the plain text."""
    return PrivateSpan(kind, *text.span(start, end))


def marked_words(kind: PrivateType, text: Plain, first: int, last: int) -> PrivateSpan:
    """The words `first` to `last` (not included)."""
    return marked(kind, text, text.starts[first], text.ends[last - 1])


def is_after(text: Plain, start: int, cues: frozenset[str]) -> bool:
    """Whether one of the few words before a sign is among `cues`."""
    before = _WORD.findall(text.text[max(0, start - _REACH) : start])
    return not cues.isdisjoint(before[-_CUE_REACH:])
