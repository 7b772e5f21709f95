"""Days as they are told: where a date begins and ends with its weekday, its "the" and its year in words."""

import re
from bisect import bisect_right

from bot.reading.hints import Hints, is_between, is_capital
from bot.reading.normalise import Plain
from bot.reading.private_words import PrivateWords

WHOLE_DATE = re.compile(r"(?<![\d/])\d{1,2}([/.\-])\d{1,2}\1(?:19|20)?\d\d(?!\d)")
"""A day, a month and a year in figures, with the same sign between them."""
_YEAR = re.compile(r",? (?:in )?(?:(?:19|20)\d\d|'\d\d)(?!\d)| (?:this|last|next) year\b")


def loose(text: Plain, hints: Hints, number: int) -> tuple[int, int] | None:
    """The day that is told loosely from a word on, if one is."""
    if number >= len(text.words):
        return None
    found = hints.loose_date.match(text.text, text.starts[number])
    return found.span() if found is not None else None


def whole(text: Plain, hints: Hints, start: int, end: int) -> tuple[int, int]:
    """A day with what belongs to it: "Monday the" before it, and its year after it, in figures or in words."""
    first = word_at(text, start)
    while (more := _led_by(text, hints, first)) is not None:
        first, start = more, text.starts[more]
    year = _YEAR.match(text.text, end) or hints.said_year.match(text.text, end)
    return start, year.end() if year is not None else end


def word_at(text: Plain, sign: int) -> int:
    """The number of the word that a sign is in."""
    return bisect_right(text.starts, sign) - 1


def _led_by(text: Plain, hints: Hints, number: int) -> int | None:
    """The word before a day that is of it too: "the 3rd", "next bank holiday monday", "winter of 1947"."""
    before = number - 1
    if before < 0 or not is_between(text, number, " ,."):
        return None
    if text.words[before] == "the" or text.words[before] in hints.words.weekdays:
        return before
    if text.words[before] in _APART and text.word(before - 1) in _SPANS and before >= _COUNTED:
        return before - _COUNTED  # "three days before christmas"
    before -= text.words[before] in _PARTED
    return before if _is_of_day(text, hints, number, before) else None


def _is_of_day(text: Plain, hints: Hints, number: int, before: int) -> bool:
    """Whether a word is of the day that begins after it, be it with "of" between: "next bank holiday", "winter of"."""
    told = before >= 0 and is_between(text, number, " ") and is_between(text, before + 1, " ")
    return told and (text.words[before] in _OF_DAYS or text.words[before] in hints.words.months)


_APART, _SPANS = frozenset(("before", "after")), frozenset(("day", "days", "week", "weeks"))
_COUNTED = 2  # words: which of them, and how many, stand before it
_PARTED = frozenset(("of", "in", "or"))
_OF_DAYS = frozenset(
    ("next", "nxt", "last", "this", "early", "late", "mid", "spring", "summer", "autumn", "winter", "bank", "holiday")
)


def is_thing(text: Plain, hints: Hints, number: int) -> bool:
    """Whether the word of this number is a place, or a thing that is somebody's or "the": "the shop", "our estate"."""
    word, words, before = text.word(number), hints.words, text.word(number - 1)
    if number < 0 or _is_person(words, word) or _is_person(words, word.removesuffix("s")):
        return False
    if word in hints.places and (word not in words.everyday or is_capital(text, number)):
        return True
    return (before == "the" or before in words.articles) and (hints.knows(word) or hints.knows(word.removesuffix("s")))


def _is_person(words: PrivateWords, word: str) -> bool:
    return word in words.relations or word in words.pupils or word in words.folk or word in words.first_names
