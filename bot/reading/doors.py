"""The number of a house or a flat: "14a", "flat 3b", "no. 9", "number six", "12-14", "twenty two"."""

import re

from msgspec import Struct

from bot.reading.hints import Hints, is_between
from bot.reading.normalise import Plain

_FIGURES = re.compile(r"\d{1,4}[a-h]?|[a-h]\d{1,3}")
_JOINED = re.compile(r"(no|num|number|flat|apt|unit|nr|room)\d{1,4}[a-h]?")
_GLUED = re.compile(r"\d{1,3}[a-z]{4,}")
_DOUBLED = frozenset(("house", "flat", "door"))
"""Stand before "number" and the number."""
_RANGE = frozenset(("and", "to", "or", "n"))
_LEAD = 3  # words from "no" to the number: "no. 9"
_MOST_SPOKEN = 5  # words of a number that is said


class Door(Struct, frozen=True):
    """A door's number in the words `first` to `end` (not included).

    `named` is the word before it that says so ("flat", "number"), "" where none does; `name` is the word from which a
    street's name may follow, the number's own where the two are run together ("12Church View"); `written` says whether
    figures are.
    """

    first: int
    end: int
    name: int
    named: str
    written: bool


def door_at(text: Plain, hints: Hints, number: int) -> Door | None:
    """The door whose number begins at the word of this number, if one does."""
    word = text.words[number]
    if _FIGURES.fullmatch(word):
        return _figures(text, hints, number)
    joined = _JOINED.fullmatch(word)
    if joined:
        return Door(number, number + 1, number + 1, joined[1], written=True)
    if _GLUED.fullmatch(word):
        return Door(number, number + 1, number, "", written=True)
    if len(word) == 1 and "a" <= word <= "h" and text.word(number - 1) in hints.words.homes:  # "flat b"
        return Door(number - 1, number + 1, number + 1, text.words[number - 1], written=True)
    return _said(text, hints, number)


def door_from(text: Plain, hints: Hints, first: int) -> Door | None:
    """The door that begins at the word of this number: with its number, or with the word that says it is one."""
    for number in range(first, min(first + _LEAD, len(text.words))):
        door = door_at(text, hints, number)
        if door is not None and door.first == first:
            return door
    return None


def _figures(text: Plain, hints: Hints, number: int) -> Door:
    end = _range_ends(text, number)
    first = _begins(text, hints, number)
    named = text.words[first] if first < number else ""
    return Door(first - _is_second(text, first), end, end, named, text.words[number][0].isdigit())


def _said(text: Plain, hints: Hints, number: int) -> Door | None:
    """A number in words: "number six", "twenty two"; never "no one"."""
    end = _hundreds_end(text, number)
    while end < min(number + _MOST_SPOKEN, len(text.words)) and _is_said(hints, text.words[end]):
        end += 1
    if end == number or _is_said(hints, text.word(number - 1)):
        return None
    first = _begins(text, hints, number)
    named = text.words[first] if first < number else ""
    is_number = text.words[number] in hints.words.tens or text.word(number + 1) == "hundred"
    if named == "no" or not (named or is_number):
        return None
    return Door(first, end, end, named, written=False)


def _hundreds_end(text: Plain, number: int) -> int:
    """The word after "one hundred and" that begins here, so that its tens and ones follow; else this one."""
    if text.word(number + 1) != "hundred":
        return number
    return number + 2 + (text.word(number + 2) == "and")


def _is_said(hints: Hints, word: str) -> bool:
    return word in hints.digit_of or word in hints.words.tens


def _begins(text: Plain, hints: Hints, number: int) -> int:
    """The word before a number that says it is a door: "flat 3", "no. 3"."""
    before = number - 1
    if before > 0 and text.words[before] == "." and text.words[before - 1] in hints.words.doors:
        before -= 1
    if before < 0 or text.words[before] not in hints.doors:
        return number
    return before - (text.word(before - 1) in _DOUBLED and text.words[before] in hints.words.doors)


def _range_ends(text: Plain, number: int) -> int:
    """The word after a number, or after the second of two: "12-14", "7 and 9"."""
    if _FIGURES.fullmatch(text.word(number + 1)) and _between(text, number + 1) in {"-", "/", " - ", "&", " & "}:
        return number + 2
    joined = text.word(number + 1) in _RANGE and _FIGURES.fullmatch(text.word(number + 2))
    return number + 3 if joined and is_between(text, number + 2, " ") else number + 1


def _is_second(text: Plain, first: int) -> bool:
    """Whether a door is told by two numbers, the second of them here: "4/2 Osprey Buildings"."""
    return first > 0 and text.words[first - 1].isdigit() and _between(text, first) == "/"


def _between(text: Plain, number: int) -> str:
    """The signs between the word of this number and the one before it."""
    return text.text[text.ends[number - 1] : text.starts[number]]
