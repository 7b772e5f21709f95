"""Days on which somebody was born, told from other days by what stands around them, as was learned.

It is asked beside the rules of `births`: it hears a birth in "cant remember if i gave it you, 02-03-66?".
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise
from zlib import crc32

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.around import KIND, SAID, Rows
from bot.reading.days import whole, word_at
from bot.reading.hints import Hints
from bot.reading.learned import Learned, Marks
from bot.reading.marks import STEPS, once, spread
from bot.reading.normalise import Plain
from bot.reading.spans import marked

_NEAR, _FAR = 3, 9  # words to either side that count by where they stand, and by being there
_MOST_DAYS = 30  # in one text: what a hostile one may cost
_EDGE = (7, 7, 7)  # stand before the first word and after the last
_OVERFLOW = 0xFFFFFFFF
_STEPS = tuple(int(step) for step in STEPS)
_YEAR = re.compile(r"(?:19|20)\d\d")
# A whole date: with its year in full at either end, in three parts, or in six figures.
_FULL = re.compile(r"\d.*(?<!\d)(?:19|20)\d\d|(?:19|20)\d\d\D\d|\d\D+\d+\D+\d\d|\d{6}")
_WORDS_TOO = frozenset(("may", "march", "mar", "sat", "sun", "wed"))
_FROM_TODAY = frozenset(("week", "month", "morning", "night"))
_WIDE = 12  # words to either side, two by two
_TWO_FIGURES = re.compile(r"[^\W\d]\D*(\d\d)|\d\D+\d+\D+(\d\d)")
_JOINING = frozenset(("of", "the", "st", "nd", "rd", "th"))
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
_PARTS = re.compile(r"(\d+)[ /.\-](\d+)[ /.\-](\d+)")
_DAYS, _MONTHS = 31, 12

Day = tuple[int, int]
"""Where a day begins and ends in a text."""


class Told(Enum):
    """How a day is told, with how likely it must be somebody's to be hidden, and to be sure of it.

    Chosen where strangers' days were told best by what the others had told: of 100 births 98 are hidden, of other
    days that were invented to look like births a quarter.
    """

    DATE = (-0.1, 0.2)
    YEAR = (-0.1, 0.3)
    LOOSELY = (0.05, 0.6)
    """In figures that may count anything ("5/10"), with the day of the week ("by Monday 30 November")."""
    FROM_TODAY = (0.0, 0.6)
    """As what workers promise is: "this week"."""
    OTHERWISE = (-0.3, 0.4)
    WORD = (math.inf, math.inf)
    """Mostly another word, where nothing leads to a day: "it may be old"."""


class BirthDays(Struct, frozen=True):
    """What was learned of days."""

    learned: Learned

    def spans(self, text: Plain, hints: Hints, found: Rows) -> Iterator[PrivateSpan]:
        """The days of a text that are likely somebody's birth or birthday; `found` is what is known of its words."""
        for day in days(text, hints):
            if word_at(text, day[0]) >= len(found):
                continue
            hidden, sure = _told(text, hints, day).value
            likely = self.learned.score(day_marks(text, hints, found, day))
            if likely > hidden:
                span = marked(PrivateType.DATE_OF_BIRTH, text, *whole(text, hints, *day))
                yield replace(span, sure=likely > sure)


def _told(text: Plain, hints: Hints, day: Day) -> Told:
    told, before = text.text[slice(*day)], text.word(word_at(text, day[0]) - 1)
    if told in _WORDS_TOO and before not in hints.words.leads_to_day:
        return Told.WORD
    if _FULL.search(told):
        return Told.DATE
    if _YEAR.search(told):
        return Told.YEAR
    words = frozenset(_LETTERS.findall(told)) - _JOINING
    if words & (_FROM_TODAY | hints.words.near_days):
        return Told.FROM_TODAY
    weekly = bool(words & hints.words.months) and not hints.words.weekdays.isdisjoint((before, *words))
    return Told.LOOSELY if weekly or not words else Told.OTHERWISE


def days(text: Plain, hints: Hints) -> Sequence[Day]:
    """The days, months and years that are told in a text, whatever happened on them, none over another."""
    begins = frozenset(text.starts)
    found: list[Day] = []
    for pattern in (hints.date, hints.hint_of_day, hints.loose_date):
        for start, end in (one.span() for one in pattern.finditer(text.text)):
            free = start in begins and all(end <= first or last <= start for first, last in found)
            if free and _may_be(text.text[start:end]):
                found.append((start, end))
    return sorted(found)[:_MOST_DAYS]


def _may_be(told: str) -> bool:
    """Whether three numbers can be a day, a month and a year in some order: a sort code mostly cannot."""
    parts = _PARTS.fullmatch(told)
    if parts is None:
        return True
    first, second, third = map(int, parts.groups())
    orders = (first, second), (second, first), (third, second)
    return any(0 < day <= _DAYS and 0 < month <= _MONTHS for day, month in orders)


def day_marks(text: Plain, hints: Hints, found: Rows, day: Day) -> Marks:
    """What stands around a day, and how it is told, as marks to learn from."""
    first, last = word_at(text, day[0]), word_at(text, day[1] - 1) + 1
    form = _form(hints, text.text[slice(*day)])
    kinds, said = (found[:, column].tolist() for column in (KIND, SAID))
    before, after = [*_EDGE, *kinds[:first]][::-1], [*kinds[last:], *_EDGE]
    said_before, said_after = [*_EDGE, *said[:first]][::-1], [*said[last:], *_EDGE]
    signs = (
        (0, form),
        *_on_one_side(1, before, said_before, form),
        *_on_one_side(2, after, said_after, form),
        (3, before[0], after[0]),
        (4, said_before[0], said_after[0]),
        (5, *before[:3]),
        (6, *before[:2], after[0]),
        *((9, kind) for kind in (*before, *after)),
        *((10, word) for word in {*said_before, *said_after}),
        *((11, *two) for two in pairwise(before[:_WIDE])),
        *((12, *two) for two in pairwise(after[:_WIDE])),
        *_written(hints, text.text[slice(*day)], before[0], after[0]),
    )
    return once(spread(np.array([_number(sign) for sign in signs], dtype=np.uint32)))


def _on_one_side(tag: int, kinds: Sequence[int], said: Sequence[int], form: int) -> Iterator[tuple[int, ...]]:
    """From the day on: the nearest by where they stand, two by two as well, and farther ones by being there."""
    for apart in range(_NEAR):
        place = 10 * tag + apart
        yield from ((place, kinds[apart]), (100 + place, said[apart]), (200 + place, kinds[apart], form))
    for apart in range(_NEAR - 1):
        place = 10 * tag + apart
        yield from ((300 + place, *kinds[apart : apart + 2]), (400 + place, *said[apart : apart + 2]))
    for kind in kinds[:_FAR]:
        yield from ((500 + tag, kind), (600 + tag, kind, form))


def _written(hints: Hints, told: str, before: int, after: int) -> Iterator[tuple[int, ...]]:
    """How a day is written to the letter, figures and names apart, by itself and with the words beside it."""

    def kind(word: re.Match[str]) -> str:
        return "M" if word[0] in hints.words.months else "W" if word[0] in hints.words.weekdays else "a"

    look = crc32(_FIGURE.sub("9", _LETTERS.sub(kind, told.strip())).encode("utf-8", "surrogatepass"))
    yield from ((13, look), (14, look, before), (15, look, after))


def _number(sign: Iterable[int]) -> int:
    return sum(part * step for part, step in zip(sign, _STEPS, strict=False)) & _OVERFLOW


def _form(hints: Hints, told: str) -> int:
    """How a day is told: by a month's name, a weekday's, figures and signs between them, and in which ten years."""
    named = [word in hints.words.months or word in hints.words.weekdays for word in _LETTERS.findall(told)]
    figures = sum(one.isdigit() for one in told)
    signs = sum(not one.isalnum() for one in told.strip())
    year, short = _YEAR.search(told), _TWO_FIGURES.fullmatch(told.strip())
    ten = int(year[0][:3]) if year else 300 + int((short[1] or short[2])[0]) if short else 0
    return (any(named) * 10 + figures) * 10_000 + min(signs, 3) * 1000 + ten
