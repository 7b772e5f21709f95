"""Mail addresses, with their signs, with words for them, or with the sign left out before a well-known host."""

import re
from collections.abc import Callable, Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import span

_LOCAL = r"(?<![\w.%+\-])(?:\"[^\"@\n]{1,40}\"|[^\W_][\w.%+'\-]{0,63})"
_HOST = r"[a-z0-9][a-z0-9\-]{0,62}(?:\.[a-z0-9\-]{1,63}){0,4}"
_ENDING = r"(?: ?[.,] ?(?:com|con|co|uk|org|net|edu|gov|eu|me|info))"
_SIGNED = re.compile(
    rf"{_LOCAL}(?:@{{1,2}}{_HOST}{_ENDING}{{0,2}}|(?:@ | @ ){_HOST}(?:\.[a-z]{{2,24}}|{_ENDING}{{1,2}})"
    rf"| @{_HOST}{_ENDING}{{1,2}}\b)"
)
_PICTURED = re.compile(rf"{_LOCAL} ?[^\x00-\x7f\w\s]{{1,2}} ?{_HOST}\.(?:com|co\.uk|org|net)\b")
"""A picture in the place of the sign: "leah \U0001f412 example.com"."""
_RUN_TOGETHER = re.compile(r"(?<![\w.\-])[a-z0-9._\-]{2,40}-?at-?[a-z0-9\-]{2,40}dot-?(?:com|co|uk|org|net)\w{0,2}\b")


def emails(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Mail addresses by every rule that may find one in a text; two may find the same."""
    for may_find, pattern in _RULES:
        if may_find(text, hints):
            for found in pattern(hints).finditer(text.text):
                yield span(PrivateType.EMAIL, text, found)
    for found in hints.mail_unsigned.finditer(text.text):
        if _is_no_word(hints, found[1]):
            yield span(PrivateType.EMAIL, text, found)


def _is_no_word(hints: Hints, local: str) -> bool:
    """Whether what stands before a host is somebody's name there: "leahb gmail com", but not "my gmail.com"."""
    return not local.isalpha() or hints.is_new(local) or local in hints.words.first_names


def _says_at(text: Plain, hints: Hints) -> bool:
    return "@" in text.text or "(a)" in text.text or not hints.words.at_signs.isdisjoint(text.words)


_Rule = tuple[Callable[[Plain, Hints], bool], Callable[[Hints], re.Pattern[str]]]

_RULES: tuple[_Rule, ...] = (
    (lambda text, _: "@" in text.text, lambda _: _SIGNED),
    (lambda text, _: not text.given.isascii() and "." in text.text, lambda _: _PICTURED),
    (lambda text, _: "dot" in text.text, lambda _: _RUN_TOGETHER),
    (_says_at, lambda hints: hints.mail),
)
"""What a text must have for a rule to be tried, and the rule's pattern."""
