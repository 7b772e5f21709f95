"""Homes told without a number: by a house's name, or by what is beside them and the street they are in."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from bot.reading.days import word_at
from bot.reading.doors import door_from
from bot.reading.hints import Hints, after, is_between, is_capital
from bot.reading.known_schools import named_ends
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.streets import street_ends

_REACH = 12  # words from "the house next to" to the end of the street's name
_LIVING_REACH = 6  # words from "living" to where
_NAME = 3  # words of a house's name
_ON = frozenset(("on", "in", "down", "along", "up"))
_IN = _ON | {"at"}
_LEADS = frozenset(("at", "in", "to", "on", "into"))

OTHER_HOUSES = frozenset(
    ("farm", "gatehouse", "forge", "mill", "stables", "chapel", "grange", "manor", "hall", "coach", "granary", "dairy")
)
"""End a house's name where its street follows: "Hollybush Farm, Weston Road"."""

_Found = tuple[int, int]


def house_at(text: Plain, hints: Hints, number: int) -> _Found | None:
    """The words of the home that is told at the word of this number without a number of its own, if one is."""
    return next((found for rule in _RULES if (found := rule(text, hints, number)) is not None), None)


def is_lived_in(text: Plain, hints: Hints, first: int) -> bool:
    """Whether someone is said to live, or to be found, at what begins at the word `first`."""
    if any(after(hints.living, text, one) == first for one in range(max(0, first - 4), first)):
        return True
    lives = not hints.words.lives.isdisjoint(text.words[max(0, first - _LIVING_REACH) : first])
    return lives and text.word(first - 1) in _LEADS


def described_ends(text: Plain, hints: Hints, first: int) -> int | None:
    """Where "above the chippy on Serpentine" ends that begins at the word `first`; None where nothing such does."""
    near = after(hints.homes_near, text, first) if first < len(text.words) else None
    if near is None:
        return None
    street = _street_within(text, hints, near)
    if street is not None:
        return street
    is_thing = text.word(near) == "the" and near + 1 < len(text.words) and text.words[near + 1] not in hints.words.stops
    return near + 2 if is_thing else None


def _described(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A home told by what is near it: "the house next to the chippy on Melrose Avenue"."""
    if text.words[number] not in hints.words.houses or number + 1 >= len(text.words):
        return None
    first = number + 1
    on = first + (text.words[first] in {"down", "up", "along"} and text.word(first + 1) in _ON)
    if text.words[on] in _ON:
        end = _named_street(text, hints, on + 1)
    else:
        near = after(hints.homes_near, text, first)
        end = _street_within(text, hints, near) if near is not None else None
    return (_marks_begin(text, hints, number), end) if end is not None else None


def _marks_begin(text: Plain, hints: Hints, number: int) -> int:
    """The first of the words that say which house it is: "blue door", "top floor", "third"."""
    first = number
    while first and text.words[first - 1] in hints.words.house_marks and is_between(text, first, " -"):
        first -= 1
    return first


def _street_within(text: Plain, hints: Hints, first: int) -> int | None:
    """The word after the street that is named within a description: the first one after "on", or with its ending."""
    reach = range(first, min(first + _REACH, len(text.words)))
    within = tuple(takewhile(lambda one: text.words[one] not in SENTENCE_ENDS, reach))
    for number in within:
        if text.words[number] in _IN and (end := _named_street(text, hints, number + 1)) is not None:
            return end
    for number in within:
        word = text.words[number]
        is_street = number > first and word in hints.words.streets and is_between(text, number, " ")
        if is_street and text.words[number - 1] not in hints.words.stops | hints.words.articles | {"the"}:
            return number + 1
    return None


def _named_street(text: Plain, hints: Hints, first: int) -> int | None:
    """The word after a street from the word `first` on: by its ending, of two, or by a name that is nothing else."""
    if first >= len(text.words) or text.words[first] in hints.words.stops:
        return None
    door = door_from(text, hints, first)
    end = street_ends(text, hints, door.name if door else first) or _second_street(text, hints, first)
    return end or (first + 1 if _is_name_alone(text, hints, first) else None)


def _second_street(text: Plain, hints: Hints, first: int) -> int | None:
    """The word after the second of two streets: "Bramber and Pelham Road"."""
    both = text.word(first + 1) == "and" and is_capital(text, first) and first + 2 < len(text.words)
    return street_ends(text, hints, first + 2) if both else None


def _is_name_alone(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word may be a street's name without an ending."""
    word = text.words[number]
    return hints.is_new(word) or (is_capital(text, number) and not text.loud and word not in hints.not_named)


def _lived_near(text: Plain, hints: Hints, number: int) -> _Found | None:
    """Where someone lives, told likewise: "we live behind the co-op at 3 Purbeck"."""
    first = number + 1
    if text.words[number] not in hints.words.lives or text.word(first) in _VAGUE or first >= len(text.words):
        return None
    near = after(hints.homes_near, text, first)
    end = _street_within(text, hints, near) if near is not None else None
    return (first, end) if end is not None else None


def _named(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A house by its name, where somebody is said to live or its street follows: "Rose Cottage, Mill Lane"."""
    if not _may_end_house(text, hints, number):
        return None
    first = _name_begins(text, hints, number)
    if first == number or hints.places.issuperset(text.words[first : number + 1]):
        return None
    end = street_or_flat(text, hints, number + 1)
    if end is not None and is_capital(text, first):
        return first, end
    is_home = text.words[number] in hints.words.buildings and _is_somebodys(text, hints, first, number + 1)
    return (first, end or number + 1) if is_home else None


def before_streets(text: Plain, hints: Hints) -> Iterator[_Found]:
    """Houses of whatever name where their street follows: "from Cherry Trees, Station Road", never "at Tesco, ..."."""
    for comma in islice(_COMMA.finditer(text.text), 0 if text.loud else _MOST_COMMAS):
        end = word_at(text, comma.start()) + 1
        first = _capitals_before(text, end)
        if first == end or not _is_led_up_to(text, hints, first) or _is_no_home(text, hints, first, end):
            continue
        street = street_or_flat(text, hints, end)
        if street is not None and is_capital(text, end):
            yield first, street


_COMMA = re.compile(r"(?<=[a-z]), ?(?=[a-z])")
_MOST_COMMAS = 40  # in one text: what a hostile one may cost


def _capitals_before(text: Plain, end: int) -> int:
    """The first of the few words with capitals right before the word `end`."""
    first = end
    while first and end - first < _NAME and is_capital(text, first - 1):
        if first < end and not is_between(text, first, " '-"):
            break
        first -= 1
    return first


def _is_led_up_to(text: Plain, hints: Hints, first: int) -> bool:
    if first == 0 or not is_between(text, first, " "):
        return False
    return text.words[first - 1] in _HOME_AFTER or is_lived_in(text, hints, first)


_HOME_AFTER = frozenset(("at", "from", "in", "of", "is", "live", "lives"))


def _is_no_home(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether these words name a street, a school, a shop or what is called after somebody."""
    last, words = text.words[end - 1], hints.words
    if hints.places.issuperset(text.words[first:end]):
        return True
    kinds = (words.streets, words.named_after, words.schools, words.units, words.not_names, words.elsewhere)
    return any(last in kind for kind in kinds) or named_ends(text, hints, first) is not None


def _may_end_house(text: Plain, hints: Hints, number: int) -> bool:
    is_house = text.words[number] in hints.words.buildings or text.words[number] in OTHER_HOUSES
    return is_house and text.word(number + 1) not in hints.words.named_after


def _is_somebodys(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether somebody is said to live in a house whose name is in these words: "flat in Harrier House"."""
    before = first - 1 - (text.word(first - 1) in {"of", "in"})
    if is_lived_in(text, hints, first) or _is_part(text, hints, before):
        return True
    return end < len(text.words) and after(hints.home_after, text, end) is not None


def _is_part(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is a part of a house that people live in: "top floor of", "flat in"."""
    return text.word(number) in hints.words.houses or text.word(number) in hints.words.house_parts


def _name_begins(text: Plain, hints: Hints, number: int) -> int:
    """The first word of a house's name that ends with the word of this number: written with capitals, or rare."""
    first = number
    while first and number - first < _NAME and is_between(text, first, " '-") and _is_of_name(text, hints, first - 1):
        first -= 1
    return first


def _is_of_name(text: Plain, hints: Hints, number: int) -> bool:
    word, words = text.words[number], hints.words
    if word in SENTENCE_ENDS or word in words.stops or word in words.place_cues or word in words.articles:
        return False
    written = is_capital(text, number) and not text.loud
    return written or hints.is_rare(word) or word in hints.words.surnames


def street_or_flat(text: Plain, hints: Hints, first: int) -> int | None:
    """The word after what follows a house's name after a comma: its street, or a flat's number."""
    if first >= len(text.words) or "," not in text.text[text.ends[first - 1] : text.starts[first]]:
        return None
    door = door_from(text, hints, first)
    end = street_ends(text, hints, door.name if door else first)
    return end if end is not None or door is None or not door.named else door.end


_VAGUE = frozenset(("near", "by"))

_RULES: tuple[Callable[[Plain, Hints, int], _Found | None], ...] = (_described, _lived_near, _named)
