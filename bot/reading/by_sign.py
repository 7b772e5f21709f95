"""Chinese, whose words are signs: what belongs to a detail after it, and what is no name by itself."""

from string import ascii_lowercase

from bot.reading.normalise import HAN, Plain

_LETTERS = frozenset(ascii_lowercase)
_FIGURES = frozenset("第零〇一二三四五六七八九十百两兩")
_DOOR_SIGNS = frozenset("号號室楼樓座")
"""Stand after a door's number."""
_SCHOOL_SIGNS = frozenset("小中大学學校幼儿兒园園院")
"""Of "primary school", "secondary school", "nursery"."""


def is_sign(text: Plain, number: int) -> bool:
    """Whether a word is one sign of Chinese."""
    return len(text.words[number]) == 1 and text.words[number] >= HAN


def is_no_name(text: Plain, first: int, last: int) -> bool:
    """Whether these words are a sign alone, or signs of what is said of the "Zofia" before them."""
    return is_sign(text, first) and (last == first + 1 or text.word(first - 1)[:1] in _LETTERS)


def door_after(text: Plain, number: int) -> int:
    """Where a door ends that stands behind its street, in figures or in signs: "Mill Lane 91号"; the same if none."""
    last = number
    while text.word(last)[:1].isdigit() or text.word(last) in _FIGURES:
        last += 1
    if text.word(last) in _DOOR_SIGNS:
        return last + 1
    return last if text.word(last - 1)[:1].isdigit() else number


def school_after(text: Plain, number: int) -> int:
    """Where a school's name ends with what kind of school it is: "Langland小学"."""
    while text.word(number) in _SCHOOL_SIGNS:
        number += 1
    return number
