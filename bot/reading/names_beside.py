"""Names by what stands beside them: another name, an age, a deed, a mum, a family."""

import re

from bot.reading.hints import Hints, begins_sentence, is_between, is_capital
from bot.reading.name_forms import KISSES, can_be_name, is_first, is_own_capital, may_be_name, owns
from bot.reading.names_spoken_of import is_said_of_people
from bot.reading.normalise import SENTENCE_ENDS, Plain

_AND = frozenset(("and", "n", "nd", "&"))
_AGED = frozenset(("age", "aged"))
_WHOM = frozenset(("me", "my", "him", "her", "us", "our", "them"))
_AGE = re.compile(r"\d{1,2}")
_SHORTEST = 4  # letters of a word written small that is no word and begins a sentence


def after_another(text: Plain, hints: Hints, number: int, done: int) -> int | None:
    """Right after a name, past "and" or a comma: "Ollie, Jude and Wren"."""
    joined = bool(done) and number == done + 1 and text.words[done] in _AND
    if not (joined or _is_listed(text, number, done)) or not _may_be_next(text, hints, number):
        return None
    if _is_known(text, hints, number):
        return number
    return number if joined and is_own_capital(text, number) and _stands_alone(text, hints, number) else None


def _is_listed(text: Plain, number: int, done: int) -> bool:
    """Whether a comma parts a word from the name before it."""
    if not done or number != done:
        return False
    return text.text[text.ends[number - 1] : text.starts[number]].strip() in {",", "&", "/"}


def _may_be_next(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word can be a name and owns nothing, nor is a street's: "and Wren's mum" is told by another rule."""
    then, words = text.word(number + 1), hints.words
    return can_be_name(text, hints, number) and then not in words.owned and then not in words.streets


def _is_known(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word may be a name by itself, written with a capital or surely one."""
    word = text.words[number]
    known = word in hints.words.surnames or is_first(hints, word) or hints.is_new(word) or hints.is_rare(word)
    return known and (is_own_capital(text, number) or may_be_name(hints, word))


def _stands_alone(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word with a capital is no day's, month's or place's, nor one of several that make a name."""
    word, words = text.words[number], hints.words
    if word in hints.places or word in words.months or word in words.weekdays:
        return False
    return number + 1 >= len(text.words) or not is_capital(text, number + 1)


def and_another(text: Plain, hints: Hints, number: int) -> int | None:
    """Right before "and", or a comma, and a name: "deshawn and keira are my kids", "Hal, Jonty and Pip"."""
    if not can_be_name(text, hints, number):
        return None
    word = text.words[number]
    if text.word(number + 1) in _AND and text.word(number + 2) in hints.words.first_names:
        return number if hints.is_new(word) or _is_odd_capital(text, hints, number) else None
    if text.word(number + 1) not in hints.words.first_names or word in hints.places:
        return None
    listed = text.text[text.ends[number] : text.starts[number + 1]].strip() in {",", "&", "/", "+"}
    return number if listed and _is_odd_capital(text, hints, number) else None


def _is_odd_capital(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word with a capital is a forename, or one that few use."""
    word = text.words[number]
    return is_own_capital(text, number) and (hints.is_rare(word) or is_first(hints, word))


def owning(text: Plain, hints: Hints, number: int) -> int | None:
    """Whoever has what only people have: "jayces mum"."""
    word = text.words[number]
    if (
        text.word(number + 1) not in hints.words.owned
        or not word.endswith("s")
        or not is_between(text, number + 1, " ")
    ):
        return None
    is_name = hints.is_new(word[:-1]) and can_be_name(text, hints, number)
    is_sure = owns(text, number) or is_own_capital(text, number) or may_be_name(hints, word[:-1])
    return number if is_name and is_sure else None


def of_family(text: Plain, hints: Hints, number: int) -> int | None:
    """A family: "the pargeter family", "the Pargeters next door"."""
    word = text.words[number]
    if not can_be_name(text, hints, number):
        return None
    if text.word(number + 1) == "family" and is_between(text, number + 1, " "):
        return number if hints.is_new(word) or word in hints.words.surnames else None
    return number if word not in hints.places and _are_several(text, hints, number) else None


def _are_several(text: Plain, hints: Hints, number: int) -> bool:
    """Whether those of one name are told of: "the Pargeters next door"."""
    word = text.words[number]
    several = text.word(number - 1) == "the" and word.endswith("s") and is_own_capital(text, number)
    is_name = word[:-1] in hints.words.surnames or hints.is_new(word[:-1])
    told = text.word(number + 1) in _WHERE or text.word(number - 2) in hints.words.relations
    return several and is_name and told


_WHERE = frozenset(("next", "at", "opposite", "above", "below", "downstairs", "upstairs", "over", "across", "family"))


def by_age(text: Plain, hints: Hints, number: int) -> int | None:
    """Whoever is so old: "lacey aged 9", "lacey, 9", "May is 90"."""
    if not _is_so_old(text, number) or not can_be_name(text, hints, number):
        return None
    return number if may_be_name(hints, text.words[number]) else None


def _is_so_old(text: Plain, number: int) -> bool:
    then, far = text.word(number + 1), text.word(number + 2)
    if then in _AGED:
        return True
    if then == "is" and _AGE.fullmatch(far):
        return is_capital(text, number) or begins_sentence(text, number)
    if not _AGE.fullmatch(then) or far not in {"", "and", "both", *SENTENCE_ENDS}:
        return False
    if not begins_sentence(text, number) and not (text.word(number - 1) in _AND and is_own_capital(text, number)):
        return False
    return text.text[text.ends[number] : text.starts[number + 1]] == ", "


def by_relation(text: Plain, hints: Hints, number: int) -> int | None:
    """Whoever is somebody: "len the caretaker"; and whom somebody is: "the caretaker is Len"."""
    if not _is_somebody(text, hints, number) or not can_be_name(text, hints, number):
        return None
    return number if may_be_name(hints, text.words[number]) else None


def _is_somebody(text: Plain, hints: Hints, number: int) -> bool:
    relations = hints.words.relations
    if text.word(number + 1) == "the" and text.word(number + 2) in relations:
        return begins_sentence(text, number) or is_own_capital(text, number)
    is_told = text.word(number - 1) == "is" and text.word(number - 2) in relations
    return is_told and is_own_capital(text, number)


def by_kiss(text: Plain, hints: Hints, number: int) -> int | None:
    """Whoever signs with a kiss: "jean x"."""
    signs = begins_sentence(text, number) and text.word(number + 1) in KISSES and number + 2 == len(text.words)
    return number if signs and can_be_name(text, hints, number) and may_be_name(hints, text.words[number]) else None


def by_surname(text: Plain, hints: Hints, number: int) -> int | None:
    """Whoever has a surname after a word with a capital: "Thanh Nguyen", "that Biscuit Jones"."""
    if not _is_before_surname(text, hints, number) or not can_be_name(text, hints, number):
        return None
    word = text.words[number]
    is_month = word in hints.words.months or word in hints.words.weekdays
    return number if not is_month and (hints.is_new(word) or not begins_sentence(text, number)) else None


def _is_before_surname(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a surname follows, both with a capital, and the first of them is no place."""
    then = number + 1
    if text.word(then) not in hints.words.surnames or not is_between(text, then, " "):
        return False
    both = is_own_capital(text, number) and is_own_capital(text, then)
    return both and text.words[number] not in hints.places


def _is_of_people(text: Plain, hints: Hints, number: int) -> bool:
    """Whether from this word on something is said that is said of people: "is my bestie", "is lonely"."""
    does = text.word(number)
    if does in {"is", "was"}:
        return is_said_of_people(text, hints, number + 1)
    return does in hints.words.deeds and does not in _HARDLY


_HARDLY = frozenset(("from", "and", "nd", "who", "has", "does", "did", "got", "gets", "left", "runs", "moved", "plays"))
"""Done by a month or a hope as well."""


def by_deed(text: Plain, hints: Hints, number: int) -> int | None:
    """Whoever does something to somebody, or is somebody's: "faith hit me", "tezza deals", "Destiny is my bestie"."""
    if not begins_sentence(text, number) or not can_be_name(text, hints, number):
        return None
    return number if any(rule(text, hints, number) for rule in _DEEDS) else None


def _harms(text: Plain, hints: Hints, number: int) -> bool:
    is_harm = text.word(number + 1) in hints.words.harms and text.word(number + 2) in _WHOM
    return is_harm and may_be_name(hints, text.words[number])


def _does_as_people_do(text: Plain, hints: Hints, number: int) -> bool:
    """A name with a capital, and what is said of people: "Abbott is a bad landlord", "Star is my best friend"."""
    if not is_own_capital(text, number) or not _is_of_people(text, hints, number + 1):
        return False
    word = text.words[number]
    is_name = is_first(hints, word) or (word in hints.words.surnames and word not in hints.places)
    return is_name or (text.word(number + 1) == "is" and text.word(number + 2) in {"my", "our"})


def _is_rare_and_does(text: Plain, hints: Hints, number: int) -> bool:
    word = text.words[number]
    rare = hints.is_rare(word) and not word.endswith("s") and word not in hints.places
    return rare and is_own_capital(text, number) and text.word(number + 1) in hints.words.deeds and not text.loud


def _is_new_and_does(text: Plain, hints: Hints, number: int) -> bool:
    word = text.words[number]
    if text.word(number + 1) not in hints.words.deeds or len(word) < _SHORTEST or word in hints.places:
        return False
    return hints.is_new(word) and may_be_name(hints, word)


_DEEDS = (_harms, _does_as_people_do, _is_rare_and_does, _is_new_and_does)
