"""Names by how they are written: with a capital where none is due, or beside what only people have."""

from bot.reading.hints import Hints, begins_sentence, is_between, is_capital
from bot.reading.name_forms import is_own_capital, is_surname, owns
from bot.reading.names_spoken_of import is_spoken_of
from bot.reading.normalise import Plain


def is_written_as_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is written as a name: in capitals where none is due, or beside what only people have."""
    word, words = text.words[number], hints.words
    if word in words.months and _is_date(text, number):
        return False
    owner = _owner(text, hints, number)
    if word in words.ambiguous_names or owner in words.ambiguous_names:
        return _is_used_as_name(text, hints, number) or (word == owner and _has_surname(text, hints, number))
    if word in words.not_names or word in words.streets:
        return False
    return _is_written_as_surname(text, hints, number) if word in words.surnames else _is_new(text, hints, number)


def _owner(text: Plain, hints: Hints, number: int) -> str:
    """A word without the "s" of whoever owns what is named after it."""
    word = text.words[number]
    return word[:-1] if text.word(number + 1) in hints.words.owned and owns(text, number) else word


def _is_written_as_surname(text: Plain, hints: Hints, number: int) -> bool:
    is_odd = is_own_capital(text, number) and not begins_sentence(text, number)
    return is_odd and _is_unexplained(text, hints, number)


def _is_used_as_name(text: Plain, hints: Hints, number: int) -> bool:
    return is_own_capital(text, number) and _is_ambiguous_name(text, hints, number)


def _is_new(text: Plain, hints: Hints, number: int) -> bool:
    return hints.is_new(text.words[number]) and is_new_name(text, hints, number)


def _is_date(text: Plain, number: int) -> bool:
    """Whether a month stands beside a figure: "6 June", "May 2019"."""
    return text.word(number - 1)[:1].isdigit() or text.word(number + 1)[:1].isdigit()


def is_new_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word nobody knows is written as a name."""
    if text.words[number + 1 : number + 3] in _SPOKEN_OF:
        return True
    if not is_own_capital(text, number) or text.as_given(number).isupper():
        return False
    if begins_sentence(text, number):
        return text.word(number + 1) in hints.words.name_does
    return _is_unexplained(text, hints, number)


_SPOKEN_OF = {("in", "year"), *((at, door) for at in ("at", "from", "in") for door in ("number", "no", "flat"))}
"""What follows when a person is spoken of: "at number 12", "in year 9"."""


def _is_unexplained(text: Plain, hints: Hints, number: int) -> bool:
    """Whether neither a place nor the name of a thing explains a capital."""
    return not _is_led_up_to_as_place(text, hints, number) and _stands_alone(text, hints, number)


def _has_surname(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a name follows that is nothing else: "mark jones", "ebony-mae"."""
    then = text.word(number + 1)
    if (then not in hints.words.first_names and then not in hints.words.surnames) or not is_between(
        text, number + 1, " -"
    ):
        return False
    return is_capital(text, number) == is_capital(text, number + 1)


def _is_ambiguous_name(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word that is a name too (Will, Grace, May) and has a capital is used as one."""
    if text.word(number + 1) in hints.words.not_after_name and is_between(text, number + 1, " "):
        return False
    if not begins_sentence(text, number):
        return text.word(number - 1) not in hints.words.place_cues and _stands_alone(text, hints, number)
    after_it = text.word(number + 1)
    does = after_it in hints.words.name_does and after_it not in _NOT_AFTER_NAME
    return does or is_surname(text, hints, number + 1) or is_spoken_of(text, hints, number)


_NOT_AFTER_NAME = frozenset(
    ("can", "cant", "could", "would", "wont", "should", "must", "might", "in", "at", "from", "next", "is")
)


def _stands_alone(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word with a capital is not one of several that make the name of a thing ("the Grand Union Canal")."""
    words, then = hints.words, number + 1
    if then >= len(text.words) or not is_between(text, then, " "):
        return True
    other = is_capital(text, then) and hints.knows(text.words[then]) and text.words[then] not in words.surnames
    return not (other and text.words[then] not in words.ambiguous_surnames | words.ambiguous_names | {"i"})


def _is_led_up_to_as_place(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a place or a thing is led up to: "the new Skatepark"."""
    cues, articles = hints.words.place_cues, hints.words.articles
    before, far = text.word(number - 1), text.word(number - 2)
    return before in cues or before in articles or before == "the" or far in articles or far == "the"
