"""Accounts, by which someone is found on an app: with an @, by their link, announced, or by their very form."""

import re
from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.account_forms import FORMS, Found, May, Rule
from bot.reading.hints import Hints, is_between
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.spans import marked

_TAG = re.compile(r" ?#\d{3,5}")
_NAME_SIGNS = "._-"
_JOINED = 5  # words between "insta" and the name of the account
_MOST_OF_A_NAME = 3  # words of an account's name that is told
_BEFORE = 4  # words from an account's name to the app it is on


def handles(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Accounts by every rule that may find one in a text; two may find the same."""
    for may_find, rule in _RULES:
        if may_find(text, hints):
            yield from (marked(PrivateType.HANDLE, text, *one) for one in rule(text, hints))


def _announced(text: Plain, hints: Hints) -> Found:
    for number, word in enumerate(text.words[:-1]):
        if word in hints.words.handle_cues:
            yield from _after_cue(text, hints, number)


def _after_cue(text: Plain, hints: Hints, cue: int) -> Found:
    """The account named after a cue, past the words that may join them."""
    number, joined = cue + 1, False
    if text.words[number] in _PARTS and number + 1 < len(text.words):  # "insta; sofiarmk"
        number += 1
    while number < min(cue + _JOINED, len(text.words) - 1) and text.words[number] in hints.words.joins_handle:
        number, joined = number + 1, True
    between = text.text[text.ends[number - 1] : text.starts[number]]
    joined = joined or not _JOINS.isdisjoint(between) or _has_inner_capital(text, number)
    start, end = text.starts[number], _name_end(text, number)
    if _can_be_account(hints, text.text[start:end], joined=joined):
        yield start, _told_end(text, hints, number, end) if joined or _is_name(hints, text.words[number]) else end


_JOINS = frozenset(":=-\U0001f449")
_PARTS = frozenset(";\n")


def _has_inner_capital(text: Plain, number: int) -> bool:
    """Whether a word has a capital after its first letters, as "LeahB" has: whatever language it was taken for."""
    given = text.as_given(number)
    humped = given[1:] != given[1:].lower() and given != given.upper() and not given.startswith(("Mc", "Mac"))
    return humped and not text.loud


def _can_be_account(hints: Hints, name: str, *, joined: bool) -> bool:
    if len(name) < 2 or name in hints.words.handle_cues:  # noqa: PLR2004 - one sign is no name
        return False
    if any(one.isdigit() or one in _NAME_SIGNS for one in name):
        return joined or not name[0].isdigit()
    if name in hints.words.not_handles or not name[0].isalpha():
        return False
    return joined or _is_name(hints, name)


def _told_end(text: Plain, hints: Hints, first: int, end: int) -> int:
    """Where an account's name ends that goes on after its first word: "Leah Baker", "goal keeper99", "leah b"."""
    for number in range(first + 1, min(first + _MOST_OF_A_NAME, len(text.words))):
        if text.starts[number] < end:
            continue
        if not _goes_on(text, hints, number, first):
            break
        end = _name_end(text, number)
    tag = _TAG.match(text.text, end)
    return tag.end() if tag else end


def _goes_on(text: Plain, hints: Hints, number: int, first: int) -> bool:
    word = text.words[number]
    if not is_between(text, number, " ") or word in SENTENCE_ENDS or word in hints.words.handle_cues:
        return False
    both = _is_capital(text, number) and _is_capital(text, first)
    return both or _is_part(word) or hints.is_new(word) or _closes_name(text, hints, number, first)


def _is_part(word: str) -> bool:
    """Whether a word can hardly stand for itself: figures, an initial."""
    return not word.isalpha() or (len(word) == 1 and word not in {"i", "a", "x", "u"})


def _closes_name(text: Plain, hints: Hints, number: int, first: int) -> bool:
    """Whether the last word of a sentence goes on a name that begins it."""
    closes = text.word(number + 1) in {"", *SENTENCE_ENDS}
    return closes and _is_name(hints, text.words[first]) and text.words[number] not in hints.words.not_handles


def _is_capital(text: Plain, number: int) -> bool:
    return not text.loud and text.as_given(number)[:1].isupper()


def _is_name(hints: Hints, word: str) -> bool:
    return any(one in hints.words.first_names or hints.is_new(one) for one in (word, word.removesuffix("s")))


def _name_end(text: Plain, word: int) -> int:
    start = end = text.starts[word]
    while end < len(text.text) and (text.text[end].isalnum() or text.text[end] in _NAME_SIGNS):
        end += 1
    end = start + len(text.text[start:end].rstrip(".-"))
    tag = _TAG.match(text.text, end)
    return tag.end() if tag else end


def _said_before(text: Plain, hints: Hints) -> Found:
    """Accounts named before what they are on: "milo.2012 on insta", "xleahplayz is my roblox", "leahplays (roblox)"."""
    for cue in range(len(text.words)):
        number = _named_before(text, cue) if _is_app(text, hints, cue) else None
        if number is None:
            continue
        start, end = _name_start(text, number), text.ends[number]
        parted = number < cue - 1 or "(" in text.text[end : text.starts[cue]]
        if parted and _is_account_like(hints, text.text[start:end]):
            yield start, end


def _is_app(text: Plain, hints: Hints, number: int) -> bool:
    word = text.words[number]
    return word in hints.words.handle_cues or (word, text.word(number + 1)) == ("tik", "tok")


def _named_before(text: Plain, cue: int) -> int | None:
    """The word that may name an account, before "on" or "is my" and the app it is on."""
    number = cue - 1
    while number > 0 and cue - number < _BEFORE and text.words[number] in _TO_APP:
        number -= 1
    if number < 0 or text.words[number] in SENTENCE_ENDS:
        return None
    return number if number < cue - 1 or is_between(text, cue, " (") else None


_TO_APP = frozenset(("on", "is", "my", "his", "her", "for", "thats", "be", "the"))


def _name_start(text: Plain, word: int) -> int:
    start = text.starts[word]
    while start and (text.text[start - 1].isalnum() or text.text[start - 1] in _NAME_SIGNS):
        start -= 1
    return start


def _is_account_like(hints: Hints, name: str) -> bool:
    if len(name) <= 2 or name in hints.words.not_handles:  # noqa: PLR2004 - "ps" and the like
        return False
    if not name.isalpha():
        return not name.isdigit() and any(map(str.isalpha, name))
    return hints.is_new(name) and name not in hints.places


def _asked_to_find(text: Plain, hints: Hints) -> Found:
    """A word nobody uses after what one does with an account: "add leahbx", "search up tomb9"."""
    for number, word in enumerate(text.words):
        if word not in hints.words.finds_account:
            continue
        first = number + 1
        while text.word(first) in {"me", "up", "to", "my", "us", "at", "for", "on"}:
            first += 1
        if first >= len(text.words) or text.words[first] in SENTENCE_ENDS:
            continue
        end = _name_end(text, first)
        name = text.text[text.starts[first] : end]
        is_sure = not name.isalpha() or _names_app(text, hints)
        if is_sure and _is_account_like(hints, name) and not name[0].isdigit():
            yield text.starts[first], end


def _names_app(text: Plain, hints: Hints) -> bool:
    return not hints.words.handle_cues.isdisjoint(text.words)


_RULES: tuple[tuple[May, Rule], ...] = (
    *FORMS,
    (_names_app, _announced),
    (_names_app, _said_before),
    (lambda text, hints: not hints.words.finds_account.isdisjoint(text.words), _asked_to_find),
)
"""What a text must have for a rule to be tried, and the rule."""
