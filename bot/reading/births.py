"""Dates of birth: announced as one, told beside a name, or by how old someone is or will be on a day."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints, is_between
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.spans import marked

_WHOLE_DATE = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d\b")
_SPELT_OUT = re.compile(r"\bd[. ]{1,2}o[. ]{1,2}b\b|\bb day\b")
_AFTER_BIRTH, _BEFORE_BIRTH = 40, 20  # signs
_MOST_BETWEEN = 4  # words between a birthday and the day it is on
_OLDEST = 115

Rule = Callable[[Plain, Hints], Iterator[tuple[int, int]]]


def births(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Dates of birth and birthdays by every rule; two may mark the same one."""
    for rule in _RULES:
        for start, end in rule(text, hints):
            the = len("the ") * text.text.endswith("the ", 0, start)
            yield marked(PrivateType.DATE_OF_BIRTH, text, start - the, end)


def _announced(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """The date nearest to a word such as "born" or "dob"; else the day, the month or the year that follows it."""
    cues = _cues(text, hints)
    dates = list(hints.date.finditer(text.text)) if cues else []
    for cue in cues:
        found = _nearest(text, dates, cue)
        if found is not None:
            yield found.start(), _year_said(text, hints, found.end())
            continue
        day = _loose_after(text, hints, cue)
        if day is not None:
            yield day


def _cues(text: Plain, hints: Hints) -> list[int]:
    """The numbers of the words that announce a birth; a birthday party is none."""
    words = hints.words
    cues = [number for number, word in enumerate(text.words) if word in words.birth_cues]
    for found in _SPELT_OUT.finditer(text.text):
        cues += [_word_at(text, found.start()), _word_at(text, found.end() - 1)]
    cues += [number for number, word in enumerate(text.words) if word == "due" and _is_of_child(text, hints, number)]
    return [one for one in cues if text.word(one + 1) not in words.not_births]


def _is_of_child(text: Plain, hints: Hints, number: int) -> bool:
    """Whether it is a child that is due: "my baby is due 9th march"."""
    return not hints.words.expecting.isdisjoint(text.words[max(0, number - _MOST_BETWEEN) : number])


def _nearest(text: Plain, dates: Sequence[re.Match[str]], cue: int) -> re.Match[str] | None:
    """The date a cue announces: the next one soon after it, else the last one of its sentence before it."""
    start, end = text.starts[cue], text.ends[cue]
    after = (one for one in dates if end <= one.start() <= end + _AFTER_BIRTH)
    before = (one for one in reversed(dates) if start - _BEFORE_BIRTH <= one.end() <= start)
    of_sentence = (one for one in before if SENTENCE_ENDS.isdisjoint(text.text[one.end() : start]))
    return next(after, None) or next(of_sentence, None)


def _loose_after(text: Plain, hints: Hints, cue: int) -> tuple[int, int] | None:
    """A day that is no whole date, right after a cue or past small words: "birthday is next friday", "born in 1952"."""
    number = cue + 1
    while number < min(cue + _MOST_BETWEEN, len(text.words)) and text.words[number] in hints.words.leads_to_day:
        number += 1
    return _loose(text, hints, number)


def _loose(text: Plain, hints: Hints, number: int) -> tuple[int, int] | None:
    """The day that is told loosely from a word on, if one is."""
    if number >= len(text.words):
        return None
    found = hints.loose_date.match(text.text, text.starts[number])
    return found.span() if found is not None else None


def _year_said(text: Plain, hints: Hints, end: int) -> int:
    """Where a date ends whose year is said after it: "9 march two thousand and nine"."""
    found = hints.said_year.match(text.text, end)
    return found.end() if found is not None else end


def _beside_names(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """Whole dates right after a first name: "Leon 02/02/2009 wants to help"."""
    for found in _WHOLE_DATE.finditer(text.text):
        before = _word_at(text, found.start()) - 1
        if before >= 0 and text.words[before] in hints.words.first_names and is_between(text, before + 1, " ,(-:"):
            yield found.span()


def _by_age(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """The day on which someone is as old as is said: "im 14 on saturday", "turned 13 last tuesday"."""
    for number, word in enumerate(text.words):
        if not _is_age(word):
            continue
        led_up = text.word(number - 1) in hints.words.comes_of_age or not word.isdecimal()
        if not led_up and not _begins(text, number):
            continue
        day = _birthday(text, hints, number + 1, is_turning=led_up and text.word(number - 1) in hints.words.turns)
        if day is not None:
            yield day


def _begins(text: Plain, number: int) -> bool:
    """Whether a sentence begins with the word of this number, and not the pence of "11.15"."""
    is_first = number == 0 or text.words[number - 1] in SENTENCE_ENDS
    return is_first and (number == 0 or text.starts[number] > text.ends[number - 1])


def _is_age(word: str) -> bool:
    figures = word.removesuffix("th").removesuffix("st").removesuffix("nd").removesuffix("rd")
    return figures.isdecimal() and 0 < int(figures[:4]) <= _OLDEST


def _birthday(text: Plain, hints: Hints, number: int, *, is_turning: bool) -> tuple[int, int] | None:
    """The day told after an age: after "on", or whichever way after "turned"; "when" and "the" may stand between."""
    while text.word(number) in {"its", "it", "is", "was", "birthday", "bday"}:
        number += 1
    is_on = text.word(number) in {"on", "this", "next", "last"}
    is_on = is_on or (text.word(number) == "in" and text.word(number + 1) in hints.words.months)
    first = number + (text.word(number) in {"on", "in", "the"})
    first += first > number and text.word(first) == "the"
    if first >= len(text.words):
        return None
    date = hints.date.match(text.text, text.starts[first])
    if date is not None and (is_on or is_turning):
        return date.span()
    day = _loose(text, hints, first)
    near = text.words[first] in hints.words.near_days
    return day if day is not None and (is_on or is_turning or near) else None


def _word_at(text: Plain, sign: int) -> int:
    """The number of the word that a sign is in."""
    return bisect_right(text.starts, sign) - 1


_RULES: tuple[Rule, ...] = (_announced, _beside_names, _by_age)
