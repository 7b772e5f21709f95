"""Birthdays told by an age: the day on which somebody is, was or will be as old as that."""

from collections.abc import Iterator

from bot.reading.days import WHOLE_DATE, is_thing, loose
from bot.reading.hints import Hints
from bot.reading.normalise import SENTENCE_ENDS, Plain

_OLDEST = 115
_LINKS = frozenset(
    (
        "its",
        "it",
        "is",
        "was",
        "falls",
        "lands",
        "comes",
        "birthday",
        "bday",
        "years",
        "year",
        "yrs",
        "old",
        "now",
        "today",
        "soon",
    )
)
"""Stand between an age and its day."""
_LED_UP_TO = frozenset(("on", "this", "next", "last", "until", "till", "since", "come"))


def by_age(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """The day on which someone is as old as is said: "im 14 on saturday", "turned 13 last tuesday"."""
    for number, word in enumerate(text.words):
        if not _is_age(hints, word):
            continue
        led_up = _is_someones(text, hints, number)
        if not led_up and not (word.isdecimal() and _begins(text, number)):
            continue
        sure = led_up and _is_turning(hints, text, number)
        day = _birthday(text, hints, number + 1, is_turning=sure)
        if day is not None and (led_up or _closes(text, day[1])):
            yield day


def _is_someones(text: Plain, hints: Hints, number: int) -> bool:
    """Whether somebody is as old as the word of this number says: never "it is 5", "the shop turned 10"."""
    before, words = number - 1, hints.words
    if _is_listed(text, hints, number):  # "im 11, 12 in june"
        return text.word(before - 1) in words.comes_of_age
    if _is_ordinal(text.words[number]) and _is_owner(hints, text.word(before)):
        return True
    if text.word(before) not in words.comes_of_age:
        return False
    whose = before - 1
    if text.word(before) in _BE and text.word(whose) not in words.comes_of_age:
        return text.word(whose) not in _NOBODY and not is_thing(text, hints, whose)
    if text.word(before) in _OWN:
        return _is_ordinal(text.words[number])
    return not (text.word(before) in words.turns and is_thing(text, hints, whose))


def _is_listed(text: Plain, hints: Hints, number: int) -> bool:
    """Whether another age stands before, and a comma."""
    before = number - 1
    listed = before >= 0 and text.text[text.ends[before] : text.starts[number]].startswith(",")
    return listed and _is_age(hints, text.words[before])


def _is_turning(hints: Hints, text: Plain, number: int) -> bool:
    return text.word(number - 1) in hints.words.turns or _is_ones_own(hints, text, number)


def _is_owner(hints: Hints, word: str) -> bool:
    """Whether it is a person's: "Mustafa's 7th", "nan's 75th"."""
    return word[-1:] == "s" and (word[:-1] in hints.words.first_names or word[:-1] in hints.words.relations)


def _is_ones_own(hints: Hints, text: Plain, number: int) -> bool:
    """Whether a birthday is somebody's: "my 18th", "nans 75th"."""
    before = text.word(number - 1)
    return _is_ordinal(text.words[number]) and (before in _OWN or _is_owner(hints, before))


_BE = frozenset(("is", "was", "be"))
_OWN = frozenset(("my", "his", "her"))
_NOBODY = frozenset(("", "it", "that", "there", "this", "one", "which", "what", "when", "to", "temperature"))


def _closes(text: Plain, end: int) -> bool:
    """Whether nothing but a stop follows, or "me"."""
    return not text.text[end : end + 2].strip(" ,)") or text.text[end] in SENTENCE_ENDS or text.text[end:] == " me"


def beside_ages(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """A date in brackets after an age, or a whole one: "im 12 (3/9/13)", "aged 7 (born 3 may)", "aged 9 2/5/17"."""
    for number, word in enumerate(text.words[:-1]):
        if word.isdecimal() and _is_age(hints, word) and text.word(number - 1) in _SAYS_AGE | hints.words.comes_of_age:
            start = text.starts[number + 1]
            pattern = hints.date if "(" in text.text[text.ends[number] : start] else WHOLE_DATE
            found = pattern.match(text.text, start)
            if found is not None:
                yield found.span()


_SAYS_AGE = frozenset(("age", "aged"))


def _begins(text: Plain, number: int) -> bool:
    """Whether a sentence begins with the word of this number, and not the pence of "11.15"."""
    is_first = number == 0 or text.words[number - 1] in SENTENCE_ENDS
    return is_first and (number == 0 or text.starts[number] > text.ends[number - 1])


def _is_age(hints: Hints, word: str) -> bool:
    if word in hints.words.tens or hints.digit_of.get(word, "0") != "0":
        return True
    figures = word.removesuffix("th").removesuffix("st").removesuffix("nd").removesuffix("rd")
    return figures.isdecimal() and 0 < int(figures[:4]) <= _OLDEST


def _is_ordinal(word: str) -> bool:
    return word[0].isdigit() and not word.isdecimal()


def _birthday(text: Plain, hints: Hints, number: int, *, is_turning: bool) -> tuple[int, int] | None:
    """The day told after an age: after "on", or whichever way after "turned"; "when" and "the" may stand between."""
    while text.word(number) in _LINKS:
        number += 1
    is_due = is_turning or text.word(number - 1) == "its" or _is_led_up_to(text, hints, number)
    first = _past_small_words(text, number)
    if first >= len(text.words):
        return None
    day = first + (text.words[first] in hints.words.weekdays and first + 1 < len(text.words))
    if is_due and (date := hints.date.match(text.text, text.starts[day])) is not None:
        return date.span()
    near = text.words[first] in hints.words.near_days
    return loose(text, hints, first) if is_due or near else None


def _is_led_up_to(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a day is due at a word: "on", "next", "in march"."""
    in_month = text.word(number) == "in" and text.word(number + 1) in hints.words.months
    return in_month or text.word(number) in _LED_UP_TO


def _past_small_words(text: Plain, number: int) -> int:
    """The word after "on", "in", "on the"."""
    first = number + (text.word(number) in _SMALL)
    return first + (first > number and text.word(first) == "the")


_SMALL = frozenset(("on", "in", "the", "until", "till", "since", "come"))
"""Of those that lead up to a day, what is not of it."""
