"""Where someone lives: a door and its street or house, a flat's number, "the house next to the chippy on ..."."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.doors import Door, door_at, door_from
from bot.reading.hints import Hints, after, begins_sentence, is_between, is_capital
from bot.reading.houses import OTHER_HOUSES, before_streets, described_ends, house_at, is_lived_in
from bot.reading.lexicons import SAINTS
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.spans import marked
from bot.reading.streets import street_begins, street_ends
from bot.reading.streets_bare import is_odd_street, is_street_like, may_be_of_street, may_be_street, named_end

_LATEST_HOUR = 24
_TWO_DIGITS = 2
_LETTERS = frozenset("abcdefgh")
_LEFT = re.compile(
    r"(?:(?:(?:block|tower|floor|wing|unit|room|flat|apartment|building) [a-z\d]{1,3}"
    r"|(?:ground|first|second|third|fourth|fifth|top|basement|\d{1,2}(?:st|nd|rd|th)) floor(?: flat)?"
    r"|(?:basement|garden|attic) flat|(?:top|basement|bottom|middle|ground|garden|attic|rear|front|back)(?: flat)?"
    r"|(?:the )?(?:old )?(?:cottage|lodge|barn|forge|mill|vicarage|rectory|bungalow|annexe))(?: of| at| in)?,? )+$"
)
"""What may stand before an address and is part of it: "block C", "top floor of", "ground floor flat, "."""
_DOORS = re.compile(
    r"(?:\b(?:flats?|numbers?|nos?|houses?|doors?) )?"
    r"(?:(?<![\d.:/£$-])\d{1,3}[a-z]?(?:, ?| ?(?:&|and|to|or|-|\+) ?)(?:and )?(?:a half )?)+$"
)
"""Further doors before one: "36, 38 and 40 Tallow Street", "flats 1 to 6, Tan Yard", "22 and a half Cask Street"."""
_RIGHT = re.compile(
    r",? (?:(?:top|ground|first|second|third|1st|2nd|3rd|basement) floor(?: flat)?|(?:flat|block|unit) \d{1,3}[a-z]?)\b"
)
"""What may stand after an address and is part of it: "27 Ambler St, top floor"."""
_LEFT_REACH = 40  # signs
_MOST_DOORS = 300  # in one text: what a hostile one may cost

_Found = tuple[int, int]
_Rule = Callable[[Plain, Hints, Door], _Found | None]


def addresses(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Every address of a text; one may lie in another's end."""
    for first, last in before_streets(text, hints):
        yield marked(PrivateType.ADDRESS, text, text.starts[first], text.ends[last - 1])
    opens = (number for number, word in enumerate(text.words) if _may_open(hints, word))
    for number in islice(opens, _MOST_DOORS):
        found = _by_door(text, hints, number) or house_at(text, hints, number)
        if found is not None:
            start, end = text.starts[found[0]], text.ends[found[1] - 1]
            yield marked(PrivateType.ADDRESS, text, *_with_parts(text, start, end))


def _with_parts(text: Plain, start: int, end: int) -> tuple[int, int]:
    """An address with the doors, the floor or the block that stand before it or after it."""
    for part in (_DOORS, _LEFT):
        before = part.search(text.text, max(0, start - _LEFT_REACH), start)
        start = before.start() if before else start
    after_it = _RIGHT.match(text.text, end)
    return start, after_it.end() if after_it else end


def _may_open(hints: Hints, word: str) -> bool:
    """Whether an address may be told by a word: by a number, or by one of those that say a home."""
    return (not word.isalpha() and word not in SENTENCE_ENDS) or word in hints.opens_address or word in OTHER_HOUSES


def _by_door(text: Plain, hints: Hints, number: int) -> _Found | None:
    """The words of the address that has its door at the word of this number, if it is one."""
    door = door_at(text, hints, number)
    if door is None or (door.named in hints.words.doors and _is_counted(hints, text.word(door.end))):
        return None
    return next((found for rule in _RULES if (found := rule(text, hints, door)) is not None), None)


def _is_counted(hints: Hints, word: str) -> bool:
    """Whether a word after a number makes a count of it: "number 6 bus", but not "number 6 parks" or "number 6 St"."""
    return word in hints.words.units and word not in hints.words.name_does and word not in SAINTS


def _in_street(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """The door's street follows it, or its house's number and then the street: "flat 2, 14 High Street"."""
    if not (door.named or door.written or _is_long_said(text, hints, door)):  # "H6" is a road
        return None
    end = _street_of(text, hints, door.name)
    if end is None and door.named:
        second = door_from(text, hints, door.end + (text.word(door.end) in {"at", "in"}))
        end = street_ends(text, hints, second.name) if second and second.written else None
    return None if end is None else (door.first, _further(text, hints, end))


def _street_of(text: Plain, hints: Hints, first: int) -> int | None:
    """Where the street ends that follows a door, or the door's letter: "12 A Oakley Gardens"."""
    end = street_ends(text, hints, first)
    lettered = end is None and text.word(first) in _LETTERS and first + 1 < len(text.words)
    return street_ends(text, hints, first + 1) if lettered else end


def _is_long_said(text: Plain, hints: Hints, door: Door) -> bool:
    """Whether a number is said that is more than a count of things: "forty one", "one hundred and two"."""
    return text.words[door.first] in hints.words.tens or text.word(door.first + 1) == "hundred"


def _further(text: Plain, hints: Hints, end: int) -> int:
    """Where an address ends that goes on after a house's name: "Flat 4, Harrier House, 12 Marron Lane"."""
    if end >= len(text.words) or "," not in text.text[text.ends[end - 1] : text.starts[end]]:
        return end
    door = door_from(text, hints, end)
    return street_ends(text, hints, door.name if door else end) or (end if door is None or not door.named else door.end)


def _after_street(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """The door's street is named before it: "Melrose Avenue, no 7", "on Lennon Drive at number 16"."""
    at = text.word(door.first - 1) in {"at", "in"} and bool(door.named)
    begin = street_begins(text, hints, door.first - at)
    return (begin, door.end) if begin is not None and (door.named or _closes(text, door.end)) else None


def _closes(text: Plain, end: int) -> bool:
    """Whether a bare number after a street's name closes its sentence, as a door's does."""
    return text.word(end) in {"", *SENTENCE_ENDS} or text.text[text.ends[end - 1] : text.ends[end - 1] + 1] == ","


def _in_house(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """The door of a house that is named after it: "number 5 at Courteneys Lodge", "mine is 23 on Tithe Street"."""
    if not _is_led_up(text, door) or text.word(door.end) not in {"at", "in", "of", "on"}:
        return None
    first = door.end + 1
    end = street_ends(text, hints, first) if first < len(text.words) else None
    is_name = end is not None and (is_capital(text, first) or hints.is_rare(text.words[first]))
    return (door.first, end) if end is not None and is_name else None


def _is_led_up(text: Plain, door: Door) -> bool:
    on = door.written and text.word(door.first - 1) in {"is", "at"} and text.word(door.end) == "on"
    return on or bool(door.named)


def _of_home(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """A flat's number, with its name or where it is: "flat 12", "flat 3b above the chippy on Serpentine"."""
    if door.named not in hints.words.homes and door.named not in {"flat", "apt"}:
        return None
    return door.first, described_ends(text, hints, door.end) or named_end(text, hints, door.end)


def _lived_at(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """Somebody is said to live there: "lives at 14 Beadlemead", "send it to 15 the fleet", "address 78 gibbwin"."""
    if not (door.named or door.written) or not is_lived_in(text, hints, door.first):
        return None
    end = described_ends(text, hints, door.end) or named_end(text, hints, door.end)
    if door.named and end > door.end and not may_be_street(text, hints, door.end):
        return door.first, door.end
    return (door.first, end) if door.named or end > door.end else None


def _of_person(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """Somebody is told by it: "my mum at 54 jonathans", "kids from 88 simpson", "the people at 41"."""
    at, end = text.word(door.first - 1), door.end
    if at not in {"at", "from"} or not door.written or not _is_someone(text, hints, door.first - 2):
        return None
    if end < len(text.words) and is_between(text, end, " ,") and is_street_like(hints, text.words[end]):
        return door.first, end + 1
    last = text.words[door.end - 1]
    is_hour = last.isdigit() and int(last) <= _LATEST_HOUR
    return None if is_hour or text.word(door.end) in hints.words.units else (door.first, door.end)


def _is_someone(text: Plain, hints: Hints, number: int) -> bool:
    word, words = text.word(number), hints.words
    return word in words.relations or word in words.folk or word in words.first_names


def _with_the(text: Plain, _: Hints, door: Door) -> _Found | None:
    """A street called so with a capital: "15 The Fleet"."""
    then, named = door.end, door.end + 1
    if text.word(then) != "the" or named >= len(text.words) or not door.written or text.loud:
        return None
    return (door.first, named + 1) if is_capital(text, then) and is_capital(text, named) else None


def _pinned(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """Somebody's door, led up to or said to do something: "at number 9"; "the number 9" is a bus."""
    if not door.named or not _is_door(text, hints, door):
        return None
    end = described_ends(text, hints, door.end) or door.end
    return door.first, end + (end == door.end and is_odd_street(text, hints, end))


def _is_door(text: Plain, hints: Hints, door: Door) -> bool:
    words, first = hints.words, door.first
    before, then = text.word(first - 1), text.word(door.end)
    if before == "im":  # "im number 17 too"
        return door.named in words.doors and len(text.words[door.end - 1]) >= _TWO_DIGITS
    if before in words.place_cues or before in {"house", "next", "of", "lives", "live", "to", "between"}:
        return before != "to" or text.word(first - 2) in {"next", "door"}
    if before in words.articles | words.expecting | {"the"} or door.named in words.rooms:  # "baby number 3"
        return False
    return then in words.place_cues or then in words.name_does or before in words.relations


def _of_new_name(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """A street nobody knows: "14 Beadlemead", "70 Pinfold end"."""
    number = door.end
    if not door.written or number >= len(text.words) or not is_between(text, number, " ,"):
        return None
    is_written = is_capital(text, number) or (begins_sentence(text, door.first) and not door.named)
    if not is_written or not hints.is_new(text.words[number]):
        return None
    ends = text.word(number + 1) in hints.words.streets_if_capital and is_between(text, number + 1, " ")
    return door.first, number + 1 + ends


def _of_two_capitals(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """A street of two words with capitals, whatever they are: "18 Cuckoo Dene"."""
    first, last = door.end, door.end + 1
    if text.loud or not door.written or last >= len(text.words) or text.given.istitle():
        return None
    return (door.first, last + 1) if _are_a_street(text, hints, first, last) else None


def _are_a_street(text: Plain, hints: Hints, first: int, last: int) -> bool:
    """Whether two words with capitals may be a street's name."""
    both = is_between(text, first, " ,") and is_between(text, last, " ")
    written = both and is_capital(text, first) and is_capital(text, last)
    return written and all(may_be_of_street(hints, text.words[one]) for one in (first, last))


def _led_up_to(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """A street written small that is no word, where a place is due: "came to 17 braybrooke"."""
    is_due = text.word(door.first - 1) in hints.words.place_cues | {"to", "of", "by"}
    return (door.first, door.end + 1) if is_due and door.written and is_odd_street(text, hints, door.end) else None


def _said_to_be_home(text: Plain, hints: Hints, door: Door) -> _Found | None:
    """The door is said to be theirs: "22a is where i live"."""
    is_said = door.end < len(text.words) and after(hints.home_after, text, door.end) is not None
    is_long = len(text.words[door.end - 1]) >= _TWO_DIGITS
    return (door.first, door.end) if is_said and door.written and is_long else None


_RULES: tuple[_Rule, ...] = (
    _in_street,
    _after_street,
    _in_house,
    _of_home,
    _lived_at,
    _of_person,
    _with_the,
    _pinned,
    _of_new_name,
    _of_two_capitals,
    _led_up_to,
    _said_to_be_home,
)
"""The ways a number is a door, the one that tells most of the address first."""
