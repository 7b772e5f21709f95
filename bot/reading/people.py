"""Who is named in a text: by a name people know, or by a word nobody uses otherwise where a name is due."""

from collections.abc import Callable, Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints, after, is_between, is_capital
from bot.reading.lexicons import SAINTS
from bot.reading.name_forms import bare_of_s, has_forename, has_initial, has_nickname, is_thing, last_sign, name_ends
from bot.reading.names_beside import (
    after_another,
    and_another,
    by_age,
    by_deed,
    by_kiss,
    by_relation,
    by_surname,
    of_family,
    owning,
)
from bot.reading.names_told import (
    after_called,
    after_feeling,
    after_my_name_is,
    after_perhaps,
    after_relation,
    after_title,
)
from bot.reading.names_written import is_written_as_name
from bot.reading.normalise import Plain
from bot.reading.spans import marked

_Rule = Callable[[Plain, Hints, int], int | None]


def names(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """People by name: on sight, after a title, after "my name is", beside a relation; with the surname that follows."""
    done = 0
    for number in range(len(text.words)):
        if number < done or _names_nobody(hints, text.words[number]):
            continue
        famous = after(hints.famous, text, number)
        if famous is not None:
            done = famous
            continue
        first = after_another(text, hints, number, done) or _begins(text, hints, number)
        if first is not None and first < len(text.words):
            first -= has_initial(text, first, done) or _has_more_before(text, hints, first, done)
            done = name_ends(text, hints, first)
            if not is_thing(text, hints, first, done):
                yield marked(PrivateType.NAME, text, text.starts[first], last_sign(text, done - 1))


def _names_nobody(hints: Hints, word: str) -> bool:
    return hints.says_nothing(word) or word.isdigit()


def _has_more_before(text: Plain, hints: Hints, first: int, done: int) -> int:
    return has_nickname(text, first, done) or has_forename(text, hints, first, done)


def _begins(text: Plain, hints: Hints, number: int) -> int | None:
    """The word at which a name begins that is told by the word of this number, if it tells one."""
    for rule in _RULES:  # a loop: a generator for each word costs a sixth of all reading of names
        first = rule(text, hints, number)
        if first is not None:
            return first
    return None


def _on_sight(text: Plain, hints: Hints, number: int) -> int | None:
    """A name that is no other word, unless a saint's."""
    word = bare_of_s(text, hints, number)
    is_name = word in hints.words.first_names and word not in hints.words.not_names
    if not is_name or text.word(number - 1) in SAINTS:
        return None
    return None if _is_growing(text, hints, number) else number


def _is_growing(text: Plain, hints: Hints, number: int) -> bool:
    """Whether a name is a plant's, or another word's: "a daisy chain", "the ivy", "max speed"."""
    if not hints.is_common(text.words[number]):
        return False
    if text.word(number + 1) in hints.words.not_after_name and is_between(text, number + 1, " "):
        return True
    return not is_capital(text, number) and text.word(number - 1) in hints.words.articles | {"the"}


def _as_written(text: Plain, hints: Hints, number: int) -> int | None:
    return number if is_written_as_name(text, hints, number) else None


_RULES: tuple[_Rule, ...] = (
    _on_sight,
    after_title,
    after_my_name_is,
    after_called,
    after_perhaps,
    after_feeling,
    after_relation,
    owning,
    of_family,
    by_age,
    by_surname,
    by_relation,
    by_kiss,
    by_deed,
    and_another,
    _as_written,
)
"""The ways a word tells of a name, the surest first."""
