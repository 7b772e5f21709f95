"""Whether a text tells of someone else, by name or so that a neighbour would know who is meant (product.md 8)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import after, phrases
from bot.reading.lexicons import WordList
from bot.reading.normalise import Plain
from bot.reading.private_words import PrivateWords

_REACH = 4
"""So many words may part a person from where they are: "the man who lives at number 9"."""
_WHERE = {PrivateType.ADDRESS, PrivateType.SCHOOL}


def tells_of_someone(text: Plain, private: Sequence[PrivateSpan], words: PrivateWords) -> bool:
    """True where a name is not their own, a car is told by its plate, or a person by where they live or work."""
    if any(one.type is PrivateType.VEHICLE for one in private):
        return True
    if any(one.type is PrivateType.NAME and not _is_own(text, one, words) for one in private):
        return True
    places = [_word_at(text, one) for one in private if one.type in _WHERE]
    return any(_has_person_before(text, number, words) for number in places) or _is_close_by(text, words)


def _is_own(text: Plain, name: PrivateSpan, words: PrivateWords) -> bool:
    """Whether "my name is" or the like leads up to a name."""
    return any(_stands(text, cue, _word_at(text, name) - len(cue.split())) for cue in words.own_name_comes_after)


def _is_close_by(text: Plain, words: PrivateWords) -> bool:
    if any(pair in words.people_known_here for pair in map(" ".join, pairwise(text.words))):
        return True
    near = phrases(words.close_by)
    pinned = (number for number in range(len(text.words)) if after(near, text, number) is not None)
    return any(_has_person_before(text, number, words) for number in pinned)


def _has_person_before(text: Plain, number: int, words: PrivateWords) -> bool:
    return any(one in words.relations or one in words.folk for one in text.words[max(0, number - _REACH) : number])


def _stands(text: Plain, phrase: str, number: int) -> bool:
    told: WordList = tuple(phrase.split())
    return number >= 0 and text.words[number : number + len(told)] == told


def _word_at(text: Plain, span: PrivateSpan) -> int:
    """The number of the word at which a span begins."""
    return max(0, bisect_right(text.starts, bisect_left(text.at, span.start)) - 1)
