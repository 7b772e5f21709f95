"""Schools named without a word for school where one is due: "in year 6 at Hollybank", "toddler is at Tiny Toes"."""

import re

from bot.reading.hints import Hints, after, is_between, is_capital
from bot.reading.known_schools import named_ends
from bot.reading.lexicons import SAINTS
from bot.reading.normalise import Plain

_MOST_WORDS = 4  # of a school's name
_CHURCH = ("c", "of", "e")
_LONGEST_SHORT = 5  # letters of an abbreviation: "SLE", "MKA"
_PUPIL_REACH = 5  # words from a pupil to "at" or "goes to"
_YEAR_JOINED = re.compile(r"(?:y|yr|year)\d{1,2}")
_CLASS = re.compile(r"\d{1,2}[a-z]{1,2}")
_YEAR = re.compile(r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|r")
_YEARS = frozenset(("year", "yr", "y", "reception"))
_FAITHS = frozenset(("rc", "ce", "catholic"))
_AT = frozenset(("at", "in", "from"))

_Found = tuple[int, int]


def saint_at(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A school by a saint's name: "kids from St Bernadettes", "St Pauls kids", but not "St Johns Road"."""
    if text.words[number] not in SAINTS or number + 1 >= len(text.words):
        return None
    name = number + 1 + (text.words[number + 1] == ".")
    end = _ends(text, hints, number)
    if end is None or end <= name or _is_other(text, hints, name):
        return None
    end += text.word(end) in _FAITHS and is_between(text, end, " ")
    follows = end < len(text.words) and after(hints.schools_follow, text, end) is not None
    return (number, end) if text.word(number - 1) in hints.words.school_cues or follows else None


def _is_other(text: Plain, hints: Hints, name: int) -> bool:
    """Whether a street or a church is called after the saint."""
    then, far = text.word(name + 1), name + 1
    is_street = then in hints.endings and is_capital(text, far) == is_capital(text, far - 1)
    return is_street or then in hints.words.sure_streets or then in hints.words.named_after


def told_at(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A school named where nothing else can be: "expelled from Redbridge", "Y5 at Charles Warren"."""
    first = _after_year(text, number) or after(hints.schools_after, text, number)
    end = None if first is None else _ends(text, hints, first)
    if first is None or end is None:
        return None
    return (first, end) if _is_told(text, hints, first, end) else None


def _is_told(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether these words name a school where one is due: a capital, or a word that is none, and no month."""
    named = text.words[first:end]
    if not hints.words.schools.isdisjoint(named):
        return not (hints.words.schools | hints.words.plain_schools).issuperset(named)
    if _is_month(hints, named[0]):
        return False
    if text.word(first - 1) == "to":
        return _is_odd(text, hints, first, end)
    return is_capital(text, first) or hints.is_new(named[0]) or named_ends(text, hints, first) is not None


def _is_month(hints: Hints, word: str) -> bool:
    return word in hints.words.months or word in hints.words.weekdays


def _after_year(text: Plain, number: int) -> int | None:
    """The word after "year 5 at", "Y5 at", "reception at" that begins at the word of this number."""
    word = text.words[number]
    then = number + 1
    if word in _YEARS and (word == "reception" or _YEAR.fullmatch(text.word(then))):
        then += word != "reception"
    elif not (_YEAR_JOINED.fullmatch(word) or (_CLASS.fullmatch(word) and text.word(number - 1) == "in")):
        return None
    return then + 1 if text.word(then) in _AT and then + 1 < len(text.words) else None


def may_be_told_at(text: Plain, hints: Hints, number: int) -> _Found | None:
    """A school named where much else can be: by an abbreviation, a word nobody uses, or two capitals of a pupil's."""
    first = after(hints.schools_may_follow, text, number) or _after_pupil(text, hints, number)
    end = None if first is None else _ends(text, hints, first)
    if first is None or end is None:
        return None
    if _is_odd(text, hints, first, end) or _is_in_capitals(text, hints, first, end):
        return first, end
    return None


def _is_in_capitals(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether two capitals or more name a school where a pupil is spoken of, and no place or other thing."""
    many = end - first > 1 and all(is_capital(text, one) for one in range(first, end)) and not text.loud
    if not many or hints.places.issuperset(text.words[first:end]) or _is_thing(text, hints, end):
        return False
    # Nobody says "i go Asda".
    return text.words[first - 1] in {"go", "goes"} or _has_pupil(text, hints, first)


def of_kind(text: Plain, hints: Hints, number: int) -> _Found | None:
    """After somebody's nursery or school: "her nursery, Tiny Tots,", "our preschool Ladybirds", "my school is X"."""
    if text.words[number] not in hints.words.schools or not _is_somebodys(text, hints, number):
        return None
    first = number + 1 + (text.word(number + 1) in {"is", "was", "called", "named"})
    first += first > number + 1 and text.word(first) == "called"
    if first >= len(text.words) or not is_between(text, first, " ,") or text.loud or not is_capital(text, first):
        return None
    end = _ends(text, hints, first)
    return None if end is None or _names_other(text, hints, first, end) else (first, end)


def _is_somebodys(text: Plain, hints: Hints, number: int) -> bool:
    whose = text.word(number - 1)
    return whose in _WHOSE or whose[:-1] in hints.words.pupils


def _names_other(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether these words name a place or a person."""
    is_person = text.words[first] in hints.words.titles or text.words[first] in hints.words.first_names
    return is_person or hints.places.issuperset(text.words[first:end])


_WHOSE = frozenset(("my", "our", "her", "his", "their"))


def _is_thing(text: Plain, hints: Hints, end: int) -> bool:
    """Whether what ends before this word is something else that is called by a name: "Campbell Park"."""
    things = hints.words.named_after
    return text.words[end - 1] in things | hints.endings or text.word(end) in things


def _after_pupil(text: Plain, hints: Hints, number: int) -> int | None:
    """The word after "at", "to" or "goes" of which a pupil is spoken before: "toddler is at Tiny Toes"."""
    is_there = text.words[number] in {"at", "goes", "starts", "attends"}
    return number + 1 if is_there and number + 1 < len(text.words) and _has_pupil(text, hints, number) else None


def _has_pupil(text: Plain, hints: Hints, number: int) -> bool:
    return not hints.words.pupils.isdisjoint(text.words[max(0, number - _PUPIL_REACH) : number])


def _is_odd(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether a school's name is no word that people use, or an abbreviation."""
    named = text.words[first:end]
    own = hints.is_new(named[0]) and not hints.places.issuperset(named)
    return own or (len(named) == 1 and _is_short(text, hints, first))


def _ends(text: Plain, hints: Hints, first: int) -> int | None:
    """The end of what may be a school's name from the word `first` on; None where nothing may."""
    end = first
    while end < min(first + _MOST_WORDS, len(text.words)) and _is_of_name(text, hints, end, first):
        end += 1
    if text.words[end : end + 3] == _CHURCH:
        end += 3 + (text.word(end + 3) in hints.words.schools) + (text.word(end + 4) in hints.words.schools)
    end = max(end, named_ends(text, hints, first) or 0)
    end += text.word(end - 1) == "sixth" and text.word(end) == "form"
    is_named = end > first and not hints.words.plain_schools.issuperset(text.words[first:end])
    return end if is_named else None


def _is_of_name(text: Plain, hints: Hints, number: int, first: int) -> bool:
    word = text.words[number]
    if (number > first and not is_between(text, number, " '-.")) or text.words[number : number + 3] == _CHURCH:
        return False
    if word == ".":
        return text.words[number - 1] in SAINTS
    if word in hints.words.schools or text.words[first] in SAINTS:
        return _is_of_kind(text, hints, number, first)
    if word in hints.not_school and not _is_within(text, hints, number, first):
        return False
    return text.loud or _stands_out(text, hints, number)


def _is_of_kind(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a word for school is of the name, or one after a saint's: two words, and what kind of school it is."""
    word, words = text.words[number], hints.words
    kind = word in words.plain_schools and text.word(number + 1) in words.schools | {""}
    return number < first + 2 + ("." in text.words[first:number]) or word in words.schools or kind


def _is_within(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether a word that begins no school's name may go on with one."""
    return number > first and (_is_of_street(text, hints, number) or text.words[number] in {"girls", "boys"})


def _stands_out(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word has a capital, is nobody's word, or stands before a word for school."""
    is_own = is_capital(text, number) or hints.is_new(text.words[number])
    return is_own or text.word(number + 1) in hints.words.schools


def _is_of_street(text: Plain, hints: Hints, number: int) -> bool:
    return text.words[number] in hints.endings and is_capital(text, number) and not text.loud


def _is_short(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is an abbreviation in capitals that nobody uses otherwise."""
    word = text.as_given(number)
    return word.isupper() and not text.loud and len(word) <= _LONGEST_SHORT and hints.is_new(word.lower())
