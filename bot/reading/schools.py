"""Which school is named in a text: what makes a child recognisable without any name."""

import re
from collections.abc import Callable, Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints, after, begins_sentence, is_between, is_capital
from bot.reading.known_schools import known_at
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.schools_by_word import by_word
from bot.reading.schools_told import may_be_told_at, of_kind, saint_at, told_at
from bot.reading.spans import marked_words

_FORM = re.compile(r"(?:\d{1,2}[a-z]{1,2}|[a-z]{1,2}\d{1,2})")
_UNITS = ("h", "m", "am", "pm", "k", "p", "st", "nd", "rd", "th")

_Found = tuple[int, int]
_Rule = Callable[[Plain, Hints, int], _Found | None]


def schools(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Schools by name: "Water Hall Primary", "in year 6 at Heronsgate", but not "the school"."""
    done = 0
    for number in range(len(text.words)):
        if number < done or hints.says_nothing(text.words[number]):
            continue
        found = _named_at(text, hints, number)
        if found is not None:
            yield marked_words(PrivateType.SCHOOL, text, *found)
            done = found[1]


def _named_at(text: Plain, hints: Hints, number: int) -> _Found | None:
    for rule in _RULES:
        found = rule(text, hints, number)
        if found is not None:
            return found
    return None


def _class_of_teacher(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A class by its teacher: "miss patel's class"."""
    if text.words[number] not in hints.words.titles or number + 2 >= len(text.words):
        return None
    is_class = text.words[number + 2] in hints.words.class_words and is_between(text, number + 1, " .")
    is_owned = text.words[number + 1][-1:] == "s" and is_between(text, number + 2, " ")
    return (number, number + 3) if is_class and is_owned else None


def _class_by_sign(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A class by its sign: "class 4B", "im in 5H"."""
    word, then = text.words[number], number + 1
    if then >= len(text.words) or not _FORM.fullmatch(text.words[then]) or not is_between(text, then, " :"):
        return None
    if word in {"class", "form", "tutor"}:
        return number, then + 1
    in_it = word == "in" and text.word(number - 1) in _THEY_ARE and _is_sign(text, then)
    return (then, then + 1) if in_it and text.word(then + 1) not in hints.words.streets else None


def _is_sign(text: Plain, number: int) -> bool:
    """Whether a figure and a letter are a class's, and no measure such as "5m"."""
    sign = text.words[number]
    is_written = text.as_given(number)[-1:].isupper() and not text.loud
    return sign[0].isdigit() and (is_written or sign.lstrip("0123456789") not in _UNITS)


_THEY_ARE = frozenset(
    ("im", "am", "hes", "shes", "is", "are", "was", "were", "theyre", "kid", "boy", "girl", "kids", "me")
)


def _named_before_sign(text: Plain, hints: Hints, number: int) -> _Found | None:
    """Words with capitals before what only a school has: "Holy Family year 2", "Barton Peveril parents evening"."""
    if not _begins_name(text, hints, number):
        return None
    end = number + 1
    while end < len(text.words) and _is_name(text, hints, end) and is_between(text, end, " '-"):
        end += 1
    if end >= len(text.words) or not is_between(text, end, " ") or after(hints.schools_follow, text, end) is None:
        return None
    return (number, end) if end > number + 1 or hints.is_new(text.words[number]) else None


def _of_stage(text: Plain, hints: Hints, number: int) -> _Found | None:
    """Words with capitals before "C of E", or with one few use before "First" or "Upper": "Radley Park Upper"."""
    if not _begins_name(text, hints, number):
        return None
    end = _stage_after(text, hints, number)
    named = text.words[number:end]
    if len(named) > 1 and text.words[end : end + len(_CHURCH)] == _CHURCH:
        return number, end + len(_CHURCH)
    return (number, end + 1) if _is_stage(text, end) and _has_rare(hints, named) else None


def _begins_name(text: Plain, hints: Hints, number: int) -> bool:
    return _is_name(text, hints, number) and not (number and _is_name(text, hints, number - 1))


def _is_stage(text: Plain, end: int) -> bool:
    """Whether a stage of school with a capital stands here, and ends the name."""
    is_one = text.word(end) in _STAGES and is_between(text, end, " ") and is_capital(text, end)
    return is_one and not (end + 1 < len(text.words) and is_capital(text, end + 1))


def _has_rare(hints: Hints, named: tuple[str, ...]) -> bool:
    return any(hints.is_rare(word) and word not in hints.places for word in named)


def _stage_after(text: Plain, hints: Hints, number: int) -> int:
    """The word after a few words with capitals, none of which is a stage of school."""
    end = number + 1
    while end < min(number + _MOST_WORDS, len(text.words)) and is_between(text, end, " '-"):
        if (
            text.words[end] in _STAGES
            or text.words[end : end + len(_CHURCH)] == _CHURCH
            or not _is_name(text, hints, end)
        ):
            break
        end += 1
    return end


_MOST_WORDS = 4  # of a name before its stage
_CHURCH = ("c", "of", "e")
_STAGES = frozenset(("first", "middle", "upper"))


def _said_to_be_theirs(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A school that is said to be somebody's: "chestnuts is our school"."""
    if not begins_sentence(text, number) and text.words[number - 1] not in _JOINS:
        return None
    end = next((one for one in range(number + 1, number + _MOST_WORDS) if text.word(one) == "is"), None)
    if end is None or text.word(end + 1) not in _WHOSE or text.word(end + 2) != "school":
        return None
    return (number, end) if hints.not_school.isdisjoint(text.words[number:end]) else None


_JOINS = frozenset(("and", "cos", "but", "because"))
_WHOSE = frozenset(("my", "our", "her", "his"))


def _is_name(text: Plain, hints: Hints, number: int) -> bool:
    word = text.words[number]
    if text.loud or not is_capital(text, number) or word in SENTENCE_ENDS or word in hints.words.relations:
        return False
    return word not in hints.not_school and word not in hints.words.plain_schools and word not in hints.words.pupils


_RULES: tuple[_Rule, ...] = (
    known_at,
    by_word,
    saint_at,
    told_at,
    may_be_told_at,
    of_kind,
    _class_of_teacher,
    _class_by_sign,
    _named_before_sign,
    _of_stage,
    _said_to_be_theirs,
)
"""The ways a school is named, the surest first."""
