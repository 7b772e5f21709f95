"""Where the name of a street or a house ends and begins, however it is spelt or shortened."""

import re

from rapidfuzz.distance import OSA

from bot.reading.hints import Hints, is_between, is_capital
from bot.reading.lexicons import SAINTS
from bot.reading.normalise import SENTENCE_ENDS, Plain

_REACH = 5  # words from the door to the end of the street's name
_BEFORE = 3  # words of a street's name that stands before a door
_FEWEST = 5  # letters of an ending that may be misspelt
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)")


def street_ends(text: Plain, hints: Hints, first: int) -> int | None:
    """The word after a street's or a house's name that begins at the word `first`; None where none does."""
    for number in range(first, min(first + _REACH, len(text.words))):
        if not is_between(text, number, " ,'-\u2019."):
            return None
        if number > first and _is_ending(text, hints, number, first):
            return number + 1 + _has_second_ending(text, hints, number + 1)
        if not _may_go_on(text, hints, number, first):
            return None
    return None


def street_begins(text: Plain, hints: Hints, end: int) -> int | None:
    """The first word of the street whose name ends before the word `end`: "Melrose Avenue, no 7"."""
    last = end - 1
    if last < 1 or text.words[last] not in hints.endings or not is_between(text, end, " ,-"):
        return None
    begin = last
    while begin and last - begin < _BEFORE and _is_of_street(text, hints, begin - 1, last):
        begin -= 1
    return begin if begin < last else None


def ends_street(hints: Hints, word: str) -> bool:
    """Whether a word ends a street's or a house's name, a slip of the keyboard in it or not: "cresent", "drve"."""
    if word in hints.endings:
        return True
    if len(word) < _FEWEST - 1 or not hints.is_new(word):
        return False
    return any(
        len(one) >= _FEWEST and one[0] == word[0] and OSA.distance(word, one, score_cutoff=1) <= 1
        for one in hints.endings
    )


def _is_ending(text: Plain, hints: Hints, number: int, first: int) -> bool:
    word, words = text.words[number], hints.words
    if number == first + 1 and text.words[first] == "the" and word in words.streets_with_the:
        return True
    if word in words.streets_if_capital:
        return is_capital(text, number) and is_capital(text, number - 1)
    return ends_street(hints, word)


def _has_second_ending(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a street's name goes on with a second ending: "Mill Court Road", "Vache Lane Close"."""
    if number >= len(text.words) or not is_between(text, number, " "):
        return False
    side = text.words[number] in _SIDES and is_capital(text, number) == is_capital(text, number - 1)
    return text.words[number] in hints.words.streets or text.words[number] in _BLOCKS or (side and not text.loud)


_BLOCKS = frozenset(("apartments", "flats", "maisonettes"))
"""Stand after a house's name: "Kiln View apartments"."""
_SIDES = frozenset(("north", "south", "east", "west"))
"""End a long street's name: "High Street North"."""


def _may_go_on(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a word may be in a street's name before its end."""
    word = text.words[number]
    if _surely_goes_on(text, hints, number, first):
        return True
    if _ORDINAL.fullmatch(word):
        return number > first or ends_street(hints, text.word(number + 1))
    if number == first:
        return not (_is_day(text, hints, number) or _is_no_part(hints, word))
    return not (word[0].isdigit() or _is_no_part(hints, word))


def _surely_goes_on(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a word begins a name as a saint or "the" do, or is the point after "St."."""
    word = text.words[number]
    if number == first and (word in SAINTS or word == "the" or _is_written_first(text, hints, number)):
        return True
    return word == "." and text.words[number - 1] in SAINTS


def _is_day(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a month goes on with a day: "11 november parade"."""
    return text.words[number] in hints.words.months and not is_capital(text, number)


def _is_no_part(hints: Hints, word: str) -> bool:
    return word in hints.words.stops or word in hints.words.units or word in SENTENCE_ENDS or word.isdigit()


def _is_written_first(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a street's name begins here with a word that stands before much else: "3, Old Bakery Mews"."""
    return text.words[number] in hints.words.streets_begin and is_capital(text, number) and not text.loud


def _is_of_street(text: Plain, hints: Hints, number: int, last: int) -> bool:
    word, words = text.words[number], hints.words
    if word in words.stops or word in words.articles or word in words.place_cues or word in SENTENCE_ENDS:
        return False
    return is_between(text, number + 1, " '-") and (not is_capital(text, last) or is_capital(text, number))
