"""Dates of birth: announced as one, told beside a name, or by how old someone is or will be on a day."""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.birth_ages import beside_ages, by_age
from bot.reading.days import WHOLE_DATE, is_thing, loose, whole, word_at
from bot.reading.hints import Hints, after, is_between, is_capital
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.spans import marked

_SPELT_OUT = re.compile(
    r"\bd[. /]{1,2}o[. /]{1,2}b\b|\bb[ \-]day\b|\bdate[\-]?of[\-]?birth(?=\d|\b)|\b[bB]irth[ \-]day\b"
)
_LIVED = re.compile(r"(?<=[a-z] )\(?b\. ?((?:19|20)\d\d(?!\d))?|\bur\. ?(?=\d)")
"""Before a year or a date: "Oscar b. 1953", in Polish "ur. 5.06.1987"."""
_AFTER_BIRTH, _BEFORE_BIRTH = 40, 20  # signs
_FAR_BEFORE = 70  # signs from a date to "is when he was born", in one sentence
_NEXT_ONE = 12  # signs between two dates of birth: "3/4/09 and my sisters is 5/6/11"
_MOST_CUES = 40  # in one text: what a hostile one may cost
_MOST_BETWEEN = 4  # words between a birthday and the day it is on
_CHILD_REACH = 7  # words from "due" to the child that is

Rule = Callable[[Plain, Hints], Iterator[tuple[int, int]]]


def births(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Dates of birth and birthdays by every rule; two may mark the same one."""
    for rule in _RULES:
        for start, end in rule(text, hints):
            yield marked(PrivateType.DATE_OF_BIRTH, text, *whole(text, hints, start, end))


def _announced(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """The dates nearest to a word such as "born" or "dob"; else the day, the month or the year that follows it."""
    cues = _cues(text, hints)
    dates = list(hints.date.finditer(text.text)) if cues else []
    for cue in cues:
        found = _nearest(text, dates, cue)
        if found is not None:
            yield from _and_those_after(text, dates, found)
            continue
        day = _loose_after(text, hints, cue) or _year_before(text, cue)
        if day is not None:
            yield day


def _cues(text: Plain, hints: Hints) -> list[int]:
    """The numbers of the words that announce a birth; a birthday party is none."""
    cues = [number for number, word in enumerate(text.words) if _is_cue(hints, word)]
    for found in _SPELT_OUT.finditer(text.text):
        cues += [word_at(text, found.start()), word_at(text, found.end() - 1)]
    cues += [number for number, word in enumerate(text.words) if word in _COMES and _is_of_child(text, hints, number)]
    if hints.births:
        ends = (after(hints.births, text, number) for number in range(len(text.words)))
        cues += [end - 1 for end in ends if end is not None]
    births = (one for one in cues if text.word(one + 1) not in hints.words.not_births)
    return [one for one in births if not _is_of_thing(text, hints, one)][:_MOST_CUES]


_COMES = frozenset(("due", "arrived", "delivered", "expected"))


def _is_of_thing(text: Plain, hints: Hints, number: int) -> bool:
    """Whether no person is born: "the club was born in a church hall", "our library's 50th birthday"."""
    before = number - 1
    if text.word(before) in {"was", "were"}:
        return is_thing(text, hints, before - 1)
    before -= text.word(before)[:1].isdigit()
    return text.word(before)[-1:] == "s" and is_thing(text, hints, before)


def _is_cue(hints: Hints, word: str) -> bool:
    """Whether a word announces a birth: "born", "dob's", "dob12/04/31", or "burthday", which is no other word."""
    cues = hints.words.birth_cues
    bare = word.rstrip("0123456789") if word[-1].isdigit() else word
    if bare in cues or (bare[-1:] == "s" and bare[:-1] in cues):
        return True
    return hints.is_birthday(bare)


def _is_of_child(text: Plain, hints: Hints, number: int) -> bool:
    """Whether it is a child that is due, or came: "my baby is due 9th march", "my grandson arrived 5 May"."""
    around = text.words[max(0, number - _MOST_BETWEEN) : number] + text.words[number + 1 : number + _CHILD_REACH]
    return not hints.words.expecting.isdisjoint(around)


def _nearest(text: Plain, dates: Sequence[re.Match[str]], cue: int) -> re.Match[str] | None:
    """The date a cue announces: the next one soon after it, else the last one of its sentence before it."""
    start = text.starts[cue]
    end = start + len(text.words[cue].rstrip("0123456789"))  # "dob120431"
    following = next((one for one in dates if end <= one.start() <= end + _AFTER_BIRTH), None)
    if following is not None:
        return following
    before = [one for one in dates if start - _FAR_BEFORE <= one.end() <= start]
    last = before[-1] if before else None
    if last is None or not SENTENCE_ENDS.isdisjoint(text.text[last.end() : start]):
        return None
    near = last.end() >= start - _BEFORE_BIRTH
    return last if near or _says_when(text, cue) else None


def _says_when(text: Plain, cue: int) -> bool:
    """Whether "when he was born", "thats my birthday" look back to a date said before."""
    return not _LOOKS_BACK.isdisjoint(text.words[max(0, cue - _MOST_BETWEEN) : cue])


_LOOKS_BACK = frozenset(("when", "thats", "that", "is", "its", "was", "being"))


def _and_those_after(text: Plain, dates: Sequence[re.Match[str]], first: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A date of birth and further ones right after it: "born 09/03/2019 and 11/07/2021"."""
    end = first.end()
    yield first.span()
    for one in dates:
        between = text.text[end : one.start()]
        if end <= one.start() <= end + _NEXT_ONE and _JOINS.match(between) and SENTENCE_ENDS.isdisjoint(between):
            yield one.span()
            end = one.end()


_JOINS = re.compile(r"\W{0,3}(?:and|n|&|,|/|then)\b|\W{0,3}[,&/]")


def _loose_after(text: Plain, hints: Hints, cue: int) -> tuple[int, int] | None:
    """A day that is no whole date, right after a cue or past small words: "birthday is next friday", "born in 1952"."""
    number = cue + 1
    while number < min(cue + _MOST_BETWEEN, len(text.words)) and text.words[number] in hints.words.leads_to_day:
        number += 1
    return loose(text, hints, number)


def _year_before(text: Plain, cue: int) -> tuple[int, int] | None:
    """The year said right before somebody is born in it: "in 1984 i was born here"."""
    for number in range(max(1, cue - _MOST_BETWEEN), cue):
        if text.words[number - 1] == "in" and _YEAR.fullmatch(text.words[number]):
            return text.starts[number], text.ends[number]
    return None


_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARLY = re.compile(rf"{_YEAR.pattern}|{WHOLE_DATE.pattern}")  # without either no date tells its year


def _beside_names(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """Whole dates right after a name, or after who it is in brackets: "Leon 02/02/2009", "my twins (30/01/2018)"."""
    for found in WHOLE_DATE.finditer(text.text):
        before = word_at(text, found.start()) - 1
        if before >= 0 and _is_someone(text, hints, before):
            yield found.span()


def _is_someone(text: Plain, hints: Hints, number: int) -> bool:
    word, signs = text.words[number], text.text[text.ends[number] : text.starts[number + 1]]
    if "(" in signs and (word in hints.words.relations or word in hints.words.pupils):
        return True
    if signs.strip(" ,(-:"):
        return False
    is_age = "," in signs and (word in hints.words.tens or word in hints.digit_of)
    return is_age or _is_ones_name(text, hints, number)


def _is_ones_name(text: Plain, hints: Hints, number: int) -> bool:
    word, names = text.words[number], hints.words.first_names
    is_surname = text.word(number - 1) in names and is_between(text, number, " ")
    is_written_as_one = is_capital(text, number) and (hints.is_new(word) or word in hints.words.ambiguous_names)
    return word in names or is_surname or is_written_as_one


def _apart(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """A date with its year that stands by itself where somebody is spoken of: "The baby is Noor, 5/1/2025"."""
    if not _YEARLY.search(text.text) or not _speaks_of_somebody(text, hints):
        return
    for date in hints.date.finditer(text.text):
        told = _YEAR.search(date[0]) or WHOLE_DATE.match(date[0])
        if told and _STANDS_APART.search(text.text, 0, date.start()):
            yield date.span()


_STANDS_APART = re.compile(r"(?:^|[,;:(\-] {0,2}|\bold,? )$")


def _speaks_of_somebody(text: Plain, hints: Hints) -> bool:
    words = hints.words
    return any(
        word in words.first_names
        or word in words.expecting
        or word in _OLD
        or (word in words.ambiguous_names and is_capital(text, number))
        for number, word in enumerate(text.words)
    )


_OLD = frozenset(("old", "aged"))


def _on_a_feast(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """A feast somebody was born on: "born on St Patrick's Day 1952"."""
    del hints
    yield from (found.span(1) for found in _FEAST.finditer(text.text))


_FEAST = re.compile(
    r"\bborn (?:on |at )?(?:the )?((?:[^\W\d_][\w'.]{0,14} ){1,3}(?:day|eve|night)\b(?:,? (?:in )?(?:19|20)\d\d\b)?)"
)


def _whose(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """A whole date that is somebody's, and a year's child: "hers is 31st oct 2012", "hes 02/02/2016", "a 2010 baby"."""
    for found in _THEIRS.finditer(text.text):
        date = hints.date.match(text.text, found.end())
        if date is not None and _YEARLY.search(date[0]):
            yield date.span()
    yield from (one.span(1) for one in _YEARS_CHILD.finditer(text.text))
    dates = hints.date.finditer(text.text) if _YEARLY.search(text.text) else ()
    for date in dates:
        if (_YEAR.search(date[0]) or WHOLE_DATE.match(date[0])) and _is_childs(text, hints, date):
            yield date.span()


def _is_childs(text: Plain, hints: Hints, date: re.Match[str]) -> bool:
    """Whether a date with its year is right after who it is, or before what says so: "my sister was 14/2/1999"."""
    number = word_at(text, date.start()) - 1
    number -= text.word(number) in {"was", "is", "on"}
    who = text.word(number)
    told = who in hints.words.relations or who in hints.words.pupils or who in hints.words.expecting
    if told and is_between(text, number + 1, " ,("):
        return True
    return _PAPERS.match(text.text, date.end()) is not None


_PAPERS = re.compile(
    r" (?:is|was|its) (?:what|on|in) my (?:passport|birth|licence|license|papers)\b| (?:kid|baby|hers|his|mine)\b"
)
_THEIRS = re.compile(
    r"\b(?:(?:mine|hers|his|theirs|yours)(?: is| was|'?s)|s?he(?:'?s| is| was)|i(?:'?m| am| was))"
    r" (?:on )?(?:the )?(?=\d)"
)
_YEARS_CHILD = re.compile(r"(?:\b((?:19[3-9]|20[0-2])\d|(?<=\ba )'?\d\d)) (?:baby|babies|born|kid)\b")


def _in_year(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """The year somebody was born in: "born and bred here 1948", "1948, thats when i was born", "Harold b 1948"."""
    if "born" in text.text:
        yield from (found.span(1) for pattern in _BORN_IN_YEAR for found in pattern.finditer(text.text))
    for found in _SHORT_BEFORE_YEAR.finditer(text.text):
        if _is_called(hints, text.word(word_at(text, found.start()) - 1)):
            yield found.span(1)


def _is_called(hints: Hints, word: str) -> bool:
    return word in hints.words.first_names or word in hints.words.surnames or hints.is_new(word)


_BORN_IN_YEAR = (
    re.compile(
        r"\bborn\b(?:[ ,]{1,2}(?:and|n|bred|raised|here|in|on|the|summer|spring|autumn|winter|of|about|around|c\.?"
        r"|circa|back|way|year|late|early|round|mid|at|home)(?![^\W_])){0,6}[ ,]{1,2}((?:19|20)\d\d)(?![\d/])"
    ),
    re.compile(
        r"\b((?:19|20)\d\d)[ ,\-]{1,3}(?:(?:that'?s|that is|is|was) )?(?:when|the year) (?:\w+ )?(?:was|were) born"
    ),
    re.compile(r"\bborn ('?\d\d)(?= ?(?:[,.!?;)\n]|$))"),
)
_SHORT_BEFORE_YEAR = re.compile(r"(?<=[a-z] )b ((?:19|20)\d\d)(?!\d)")


def _lived(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """A birth shortened to a letter: "Oscar b. 1953", "(b. 3/4/1950)"."""
    for found in _LIVED.finditer(text.text):
        if found[1]:
            yield found.span(1)
        elif (date := hints.date.match(text.text, found.end())) is not None:
            yield date.span()


_RULES: tuple[Rule, ...] = (
    _announced,
    _beside_names,
    by_age,
    beside_ages,
    _lived,
    _in_year,
    _whose,
    _on_a_feast,
    _apart,
)
