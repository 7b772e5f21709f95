"""The schools that an area pack names, where a text means them: "lord grey", "year 9 at Denbigh", not "Denbigh"."""

import re

from bot.reading.hints import Hints, after, is_between, is_capital
from bot.reading.lexicons import SAINTS, WordList
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.school_names import Sure

_SIGN_REACH = 6  # words around a name in which school may be spoken of
_PUPIL_REACH = 5  # words before a place's name in which a pupil may be
_TO_SCHOOL = frozenset(("at", "to", "go", "goes", "start", "starts", "left", "from", "in", "attends", "attend"))
_CHURCH = ("c", "of", "e")
_FAITHS = frozenset(("catholic", "community", "rc", "ce", "independent"))
"""Close a school's name by themselves."""


def named_ends(text: Plain, hints: Hints, first: int) -> int | None:
    """Where a known school's name ends that begins at the word `first`, whether or not a school is meant."""
    for name, _ in hints.known_schools.get(text.word(first), ()):
        end = first + len(name)
        if text.words[first:end] == name and _is_one(text, first, end):
            return further(text, hints, end)
    return None


def known_at(text: Plain, hints: Hints, number: int) -> tuple[int, int] | None:
    """The words of the known school that begins at the word of this number, if one is meant there."""
    for name, sure in hints.known_schools.get(text.words[number], ()):
        stop = text.words[number] in SAINTS and text.word(number + 1) == "."
        end = number + len(name) + stop
        told = (text.words[number], *text.words[number + 1 + stop : end])
        if told != name or not _is_one(text, number, end):
            continue
        whole = further(text, hints, end)
        if whole > end or (not _is_thing(text, hints, end) and _MEANT[sure](text, hints, number, end)):
            the = text.word(number - 1) == "the" and is_between(text, number, " ")
            return number - the, whole
    return None


def _is_one(text: Plain, first: int, end: int) -> bool:
    return all(is_between(text, number, " -'.") for number in range(first + 1, end))


def further(text: Plain, hints: Hints, end: int) -> int:
    """Where a school's name ends that goes on with what kind of school it is: "Olney c of e primary"."""
    last = end
    while end < len(text.words) and is_between(text, end, " -"):
        if text.words[end : end + 3] == _CHURCH:
            end += 3
            last = end
        elif text.words[end] in hints.words.schools or text.words[end] in _FAITHS or _is_first(text, end):
            end += 1
            last = end
        elif text.words[end] in hints.words.plain_schools and text.words[end] not in hints.not_school:
            end += 1
        else:
            break
    form = text.word(last - 1) == "sixth" and text.word(last) == "form"
    return last + form


def _is_first(text: Plain, number: int) -> bool:
    """Whether "First" says what kind of school: "Loughton Manor First", "st peters first was lovely"."""
    if text.words[number] != "first" or text.loud:
        return False
    return is_capital(text, number) or text.word(number + 1) in _AFTER_FIRST


_AFTER_FIRST = frozenset(("reception", "was", "is", "school", "kids", "year", "yr"))


def _is_thing(text: Plain, hints: Hints, end: int) -> bool:
    """Whether something else is called so: "Radcliffe Street", "Wyvern Way", "St Andrews church"."""
    then, words = text.word(end), hints.words
    if not then or not is_between(text, end, " "):
        return False
    is_street = then in hints.endings and is_capital(text, end) == is_capital(text, end - 1)
    return (
        is_street
        or then in words.sure_streets
        or then in words.named_after - words.schools
        or then in {"roundabout", "shops", "estate"}
    )


def _is_own(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """A name that is no other word, unless it may be a park's."""
    return _is_common(text, hints, first, end) if _may_be_park(hints, text.words[end - 1]) else True


def _is_common(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """A name of everyday words: with capitals that say something, before what only a school has, or near school."""
    is_written, several = _is_written(text, first, end), end - first > 1
    own = several or hints.is_new(text.words[first])
    if is_written and own and not text.loud and not _may_be_park(hints, text.words[end - 1]):
        return True
    if several and _is_followed(text, hints, end):
        return True
    return _is_near_school(text, hints, first, end) and (is_written or _is_gone_to(text, first))


def _is_followed(text: Plain, hints: Hints, end: int) -> bool:
    """Whether what only a school has stands right after a name."""
    if end >= len(text.words):
        return False
    return after(hints.schools_follow, text, end) is not None or text.words[end] in hints.words.school_signs


def _is_before_year(text: Plain, end: int) -> bool:
    """Whether a year at school stands right after a name: "Middleton yr 3"."""
    then = text.word(end)
    return _YEAR.fullmatch(then) is not None or (then in {"year", "yr"} and text.word(end + 1).isdigit())


_YEAR = re.compile(r"(?:y|yr|year)\d{1,2}")


def _may_be_park(hints: Hints, last: str) -> bool:
    """Whether a name's last word is a park's or a street's as well: "Rickley Park", "Jubilee Wood"."""
    return last in hints.words.named_after - hints.words.schools or last in hints.words.streets


def _is_written(text: Plain, first: int, end: int) -> bool:
    return all(is_capital(text, one) or text.words[one] in {"of", "the", "and", "."} for one in range(first, end))


def _is_place(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """A place's name as well: right where a pupil or a year is said to be, or before who is of a school."""
    if _is_said_of_school(text, hints, first, end):
        return True
    before = text.words[max(0, first - _PUPIL_REACH) : first - (text.word(first - 1) == "the")]
    if not before or not _is_gone_to(text, first) or not SENTENCE_ENDS.isdisjoint(before[-2:]):
        return False
    return before[-1] in _GOES_TO and (_has_sign(hints, before) or _is_of_pupil(hints, before))


def _is_said_of_school(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether a pupil, a year or what only a school has stands beside."""
    if text.word(end) in {"kids", "pupils", "students", "teachers"} and _is_near_school(text, hints, first, end):
        return True
    left = text.word(first - 1) in {"left", "leaving"}
    return _is_before_year(text, end) or (left and _has_sign(hints, text.words[end : end + _SIGN_REACH]))


def _is_of_pupil(hints: Hints, before: WordList) -> bool:
    """Whether somebody who goes to school is spoken of, in words that say something."""
    spoken = not hints.words.pupils.isdisjoint(before) or not _GOERS.isdisjoint(before)
    return spoken and not hints.words.stops.issuperset(before)


_GOES_TO = frozenset(("at", "to", "starts", "goes", "attends", "attend", "go", "start"))


_GOERS = frozenset(("hes", "shes"))


def _is_gone_to(text: Plain, first: int) -> bool:
    before = text.word(first - 1)
    return before in _TO_SCHOOL or (before == "the" and text.word(first - 2) in _TO_SCHOOL)


def _is_near_school(text: Plain, hints: Hints, first: int, end: int) -> bool:
    """Whether school, or a pupil, is spoken of within a few words."""
    around = (*text.words[max(0, first - _SIGN_REACH) : first], *text.words[end : end + _SIGN_REACH])
    return _has_sign(hints, around) or not (hints.words.pupils | _GOERS).isdisjoint(around)


def _has_sign(hints: Hints, around: tuple[str, ...]) -> bool:
    return not hints.words.school_signs.isdisjoint(around)


_MEANT = {Sure.OWN: _is_own, Sure.COMMON: _is_common, Sure.PLACE: _is_place}
