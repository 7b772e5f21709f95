"""Where someone lives: a door and its street or house, a flat's number, "the house next to the chippy on ..."."""

import re
from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import SAINTS, Hints, after, begins_sentence, is_between, is_capital
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.spans import marked_words

_DOOR = re.compile(r"\d{1,4}[a-h]?|[a-h]\d{1,3}")
_JOINED = re.compile(r"(?:no|num|number|flat|apt|unit)\d{1,4}[a-h]?")
_STREET_REACH = 5  # words from the door to the end of the street's name
_HOUSE_REACH = 12  # words from "the house next to" to the end of the street's name
_FIRST = SAINTS | {"the"}  # words that a street's name may begin with
_OLD = frozenset(("old", "new", "school", "big", "small", "young", "local", "mile", "football"))
_AFTER_THE = frozenset(
    (
        "green",
        "limes",
        "elms",
        "beeches",
        "oaks",
        "willows",
        "hollies",
        "firs",
        "cedars",
        "poplars",
        "birches",
        "laurels",
        "larches",
        "grange",
        "lawns",
        "rookery",
        "orchards",
        "pastures",
        "brambles",
        "glebe",
        "chestnuts",
    )
)
"""Streets that are called so with "the": "2 The Green"."""
_IF_CAPITAL = frozenset(("end", "green", "park", "wood", "bottom", "corner", "common", "bank", "side"))
"""End a street's name where it is written with capitals: "13 Bramble End"."""
_SAID = frozenset(
    (
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    )
)
_ON = frozenset(("on", "in", "down", "along"))
_HOUSES = frozenset(("house", "home", "flat", "bungalow", "one", "place", "maisonette"))


def addresses(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Every address of a text; one may lie in another's end."""
    for number, word in enumerate(text.words):
        found = None
        if word[0].isdigit() or word[-1].isdigit():
            found = _at_digits(text, hints, number)
        elif word in _HOUSES:
            end = _described(text, hints, number)
            found = (number, end) if end is not None else None
        elif (word in hints.digit_of or word in _SAID) and text.word(number - 1) in hints.doors - {
            "no"
        }:  # "number six", but not "no one"
            found = _at_door(text, hints, number)
        if found is not None:
            yield marked_words(PrivateType.ADDRESS, text, *found)


def _at_digits(text: Plain, hints: Hints, number: int) -> tuple[int, int] | None:
    """The words of the address whose door is written in figures, by themselves or run together with what they are."""
    word = text.words[number]
    if _DOOR.fullmatch(word):
        return _at_door(text, hints, number)
    if not _JOINED.fullmatch(word):
        return None
    end = _street_ends(text, hints, number + 1)
    is_one = end or word.startswith("flat") or text.word(number - 1) in hints.words.place_cues
    return (number, end or number + 1) if is_one else None


def _at_door(text: Plain, hints: Hints, number: int) -> tuple[int, int] | None:
    """The words of the address that has its door at the word of this number, if it is one."""
    first = _door_begins(text, hints, number)
    named = text.words[first] if first < number else ""
    if not (named or text.words[number][0].isdigit()):  # "H6" is a road
        return None
    if named in hints.words.doors and _is_counted(hints, text.word(number + 1)):
        return None
    end = _street_after(text, hints, number, named)
    if end is not None:
        return first - _is_of_two(text, first), _further(text, hints, end)
    begin = _street_before(text, hints, first)
    if begin is not None and (named or _closes(text, number)):
        return begin, number + 1
    return _without_street(text, hints, first, number)


def _is_counted(hints: Hints, word: str) -> bool:
    """Whether a word after a number makes a count of it: "number 6 bus", but not "number 6 parks" or "number 6 St"."""
    return word in hints.words.units and word not in hints.words.name_does and word not in SAINTS


def _without_street(text: Plain, hints: Hints, first: int, number: int) -> tuple[int, int] | None:
    """An address whose street is not called one, or not named: "live at 14 Beadlemead", "flat 12"."""
    end = _named_end(text, hints, number)
    named = text.words[first] if first < number else ""
    if named in hints.words.homes or (_is_someones(text, hints, first) and (named or end > number + 1)):
        return first, end
    if named:
        return (first, number + 1) if _is_door(text, hints, first, number) else None
    return (first, number + 2) if _is_new_name(text, hints, number + 1) else None


def _street_after(text: Plain, hints: Hints, number: int, named: str) -> int | None:
    """The word after the street that follows a door, or after its house's number: "flat 2, 14 High Street"."""
    end = _street_ends(text, hints, number + 1)
    if end is None and named and number + 1 < len(text.words) and _DOOR.fullmatch(text.words[number + 1]):
        return _street_ends(text, hints, number + 2)
    return end


def _door_begins(text: Plain, hints: Hints, number: int) -> int:
    """The word before a number that says it is a door: "flat 3", "no. 3"."""
    before = number - 1
    if before > 0 and text.words[before] == "." and text.words[before - 1] in hints.words.doors:
        before -= 1
    return before if before >= 0 and text.words[before] in hints.doors else number


def _further(text: Plain, hints: Hints, end: int) -> int:
    """Where an address ends that goes on after a house's name: "Flat 4, Harrier House, 12 Marron Lane"."""
    if end >= len(text.words) or "," not in text.text[text.ends[end - 1] : text.starts[end]]:
        return end
    return _street_ends(text, hints, end + (_DOOR.fullmatch(text.words[end]) is not None)) or end


def _street_ends(text: Plain, hints: Hints, first: int) -> int | None:
    """The word after a street's or a house's name that begins at the word `first`."""
    words = hints.words
    for number in range(first, min(first + _STREET_REACH, len(text.words))):
        word = text.words[number]
        if not is_between(text, number, " ,'-\u2019."):
            return None
        if number == first + 1 and text.words[first] == "the" and word in _AFTER_THE:
            return number + 1
        if number > first and word in _IF_CAPITAL and is_capital(text, number) and is_capital(text, number - 1):
            return number + 1
        if number > first and word in hints.endings:
            again = text.word(number + 1) in words.streets and is_between(text, number + 1, " ")
            return number + 1 + again
        if number == first and (word in _FIRST or _is_old_or_new(text, number)):
            continue
        if word in words.stops or word in SENTENCE_ENDS or word in words.units or word[0].isdigit():
            return None
    return None


def _is_of_two(text: Plain, number: int) -> bool:
    """Whether a door is told by two numbers, the second of them here: "4/2 Osprey Buildings"."""
    return number > 0 and text.words[number - 1].isdigit() and text.text[text.ends[number - 1]] == "/"


def _is_old_or_new(text: Plain, number: int) -> bool:
    """Whether a street's name begins here with a word that stands before much else: "3, Old Bakery Mews"."""
    return text.words[number] in _OLD and is_capital(text, number) and not text.given.isupper()


def _street_before(text: Plain, hints: Hints, first: int) -> int | None:
    """The first word of the street that is named before a door: "Melrose Avenue, no 7"."""
    last = first - 1
    if last < 1 or text.words[last] not in hints.endings or not is_between(text, first, " ,-"):
        return None
    begin = last
    while begin and last - begin < _STREET_REACH - 2 and _is_street_word(text, hints, begin - 1, last):
        begin -= 1
    return begin if begin < last else None


def _is_street_word(text: Plain, hints: Hints, number: int, last: int) -> bool:
    word, words = text.words[number], hints.words
    if word in words.stops or word in words.articles or word in words.place_cues or word in SENTENCE_ENDS:
        return False
    return is_between(text, number + 1, " '-") and (not is_capital(text, last) or is_capital(text, number))


def _closes(text: Plain, number: int) -> bool:
    """Whether a bare number after a street's name closes its sentence, as a door's does."""
    return text.word(number + 1) in {"", *SENTENCE_ENDS} or text.text[text.ends[number] : text.ends[number] + 1] == ","


def _is_someones(text: Plain, hints: Hints, first: int) -> bool:
    """Whether someone is said to live at what follows."""
    return any(
        after(hints.living, text, begin) == first for begin in range(max(0, first - 3), first) if text.words[begin]
    )


def _named_end(text: Plain, hints: Hints, number: int) -> int:
    """The word after the name that may follow a door: at most three words, as they are written."""
    end = number + 1
    while end < min(number + 4, len(text.words)) and is_between(text, end, " ,'-"):
        word = text.words[end]
        if word == "the" and end == number + 1:
            end += 1
            continue
        if word in hints.not_named or word[0].isdigit():
            break
        if word in SENTENCE_ENDS or not (is_capital(text, end) or (end == number + 1 and not _is_common(hints, word))):
            break
        end += 1
    return end - (text.words[end - 1] == "the")


def _is_common(hints: Hints, word: str) -> bool:
    return word in hints.words.name_does or word in hints.words.not_names


def _is_door(text: Plain, hints: Hints, first: int, number: int) -> bool:
    """Whether "number 9" is somebody's door: led up to, or said to do something; "the number 9" is a bus."""
    words = hints.words
    before, then = text.word(first - 1), text.word(number + 1)
    if before in words.place_cues or before in {"house", "next", "of", "lives", "live", "to"}:
        return before != "to" or text.word(first - 2) in {"next", "door"}
    if before in words.articles or before == "the":
        return False
    return then in words.place_cues or then in words.name_does or before in words.relations


def _is_new_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a street nobody knows stands here: "14 Beadlemead"."""
    if number >= len(text.words) or not is_between(text, number, " ,"):
        return False
    if not hints.is_new(text.words[number]):
        return False
    return is_capital(text, number) or begins_sentence(text, number - 1)


def _described(text: Plain, hints: Hints, house: int) -> int | None:
    """Where "the house next to the chippy on Melrose Avenue" ends."""
    if house + 1 >= len(text.words):
        return None
    if text.words[house + 1] in _ON and text.word(house + 2) not in hints.words.stops:
        return _street_ends(text, hints, house + 2)
    if after(hints.homes_near, text, house + 1) is None:
        return None
    end = None
    for number in range(house + 2, min(house + _HOUSE_REACH, len(text.words))):
        word = text.words[number]
        if word in SENTENCE_ENDS:
            break
        is_street = word in hints.words.streets and is_between(text, number, " ")
        if is_street and text.words[number - 1] not in hints.words.stops | hints.words.articles | {"the"}:
            end = number + 1
    return end
