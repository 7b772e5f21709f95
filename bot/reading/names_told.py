"""Names by what is said before them: a title, "my name is", a relation, "called"."""

from bot.reading.hints import Hints, after, is_between, is_capital
from bot.reading.name_forms import (
    KISSES,
    VERB_ENDS,
    can_be_name,
    is_first,
    is_hasty,
    is_own_capital,
    is_surname,
    may_be_name,
)
from bot.reading.normalise import SENTENCE_ENDS, Plain

_OFFICERS = frozenset(("pc", "pcso"))
_PERSONAL = frozenset(("is", "was", "has", "and", "isnt", "wasnt", "hasnt", "nd", "n"))
"""After a word that is a name too these say that it is one: "my nan may is 90"."""


def after_title(text: Plain, hints: Hints, number: int) -> int | None:
    """After "Mrs" any word, after "doctor" one that is written as a name; a constable's number may stand between."""
    if text.words[number] not in hints.words.titles:
        return None
    is_between = text.word(number + 1) == "." or (text.words[number] in _OFFICERS and text.word(number + 1).isdigit())
    first = number + 1 + is_between
    return first if _follows_title(text, hints, first) else None


def _follows_title(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a surname stands after a title: any word after "Mrs", after "doctor" one that is written as a name."""
    if not can_be_name(text, hints, number):
        return False
    before = text.words[number - 1 - (text.words[number - 1] == ".")]
    if before in hints.words.sure_titles or before.isdigit():
        return True
    word = text.words[number]
    no_capitals = not before.isascii() and not word.isascii() and word.upper() == word
    return no_capitals or is_surname(text, hints, number) or hints.is_rare(word) or is_first(hints, word)


def after_my_name_is(text: Plain, hints: Hints, number: int) -> int | None:
    """After "my name is" and the like whatever is no word of every day written small."""
    first = after(hints.names_after, text, number)
    return first if first is not None and can_be_name(text, hints, first) and _is_told(text, hints, first) else None


def _is_told(text: Plain, hints: Hints, number: int) -> bool:
    """Whether what is said after "my name is" is a name: whatever is not a word of every day written small."""
    word = text.words[number]
    return is_own_capital(text, number) or word not in hints.words.everyday or is_first(hints, word)


def after_perhaps(text: Plain, hints: Hints, number: int) -> int | None:
    """After "thanks to" and the like a word that is likely a name by itself."""
    first = after(hints.names_may_follow, text, number)
    if first is None:
        return None
    likely = _is_likely(text, hints, first) or _is_someone_called(text, hints, number, first)
    return first if likely or _is_signed(text, hints, first) else None


def _is_likely(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a word is likely a name by itself, where one may be due."""
    if not can_be_name(text, hints, number) or text.word(number - 1) in hints.words.place_cues:
        return False
    word = text.words[number]
    if word in hints.words.ambiguous_names:
        return is_own_capital(text, number) or text.word(number + 1) in {"", *SENTENCE_ENDS}
    if is_own_capital(text, number) and (word in hints.words.surnames or not hints.tells):
        return word in hints.words.surnames or not hints.knows(word)
    return hints.is_new(word) and not is_hasty(hints, word)


def _is_someone_called(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether someone, not something, is called by a word with a capital: "the lad called Razor"."""
    someone = not hints.words.relations.isdisjoint(text.words[max(0, number - 2) : number])
    return someone and can_be_name(text, hints, first) and is_own_capital(text, first)


def _is_signed(text: Plain, hints: Hints, number: int) -> bool:
    """Whether kisses follow: "from lacey xx"."""
    signed = text.word(number + 1) in KISSES
    return signed and can_be_name(text, hints, number) and may_be_name(hints, text.words[number])


def after_called(text: Plain, hints: Hints, number: int) -> int | None:
    """After "call me" and "she's called" a word with a capital, or one that may be a name."""
    first = after(hints.called_by, text, number)
    if first is None or not can_be_name(text, hints, first):
        return None
    return first if is_own_capital(text, first) or may_be_name(hints, text.words[first]) else None


def after_feeling(text: Plain, hints: Hints, number: int) -> int | None:
    """After "scared of" and "i hate" a word that is none: "i hate jayce", but not "i hate swiming"."""
    first = after(hints.feelings, text, number)
    if first is None or not can_be_name(text, hints, first):
        return None
    word = text.words[first]
    known = word in hints.words.first_names or (word in hints.words.ambiguous_names and is_own_capital(text, first))
    return first if known or (hints.is_new(word) and may_be_name(hints, word)) else None


def after_relation(text: Plain, hints: Hints, number: int) -> int | None:
    """After a relation: "my neighbour shaun", but not "my neighbour shouts"."""
    is_one = text.words[number] in hints.words.relations and _follows_relation(text, hints, number + 1)
    return number + 1 if is_one else None


def _follows_relation(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a name stands after a relation: "my neighbour shaun", but not "my neighbour shouts"."""
    if not can_be_name(text, hints, number) or not is_between(text, number, " ,'("):
        return False
    word = text.words[number]
    if _is_no_word(text, hints, number):
        return True
    if word in hints.words.ambiguous_names and not text.loud:
        then = text.word(number + 1)
        is_last = then in {"", *SENTENCE_ENDS} and text.word(number - 2) in hints.words.articles
        return is_capital(text, number) or then in hints.words.name_does | _PERSONAL or is_last
    return is_own_capital(text, number) and not text.word(number + 1).startswith("ing")


def _is_what_they_have(text: Plain, number: int) -> bool:
    """Whether a word written small may be what several have, or one: "my neighbours stairwell", "my neighbour's"."""
    whose = text.words[number - 1]
    return whose.endswith("s") and not whose.endswith("ss") and not is_capital(text, number)


def _is_no_word(text: Plain, hints: Hints, number: int) -> bool:
    """Whether people hardly use a word, or it has a capital where a language's words are not all known."""
    word = text.words[number]
    if hints.is_new(word):
        return True
    if hints.is_rare(word) and not word.endswith(VERB_ENDS) and not _is_what_they_have(text, number):
        return True
    return not hints.tells and word.isascii() and is_own_capital(text, number) and not hints.knows(word)
