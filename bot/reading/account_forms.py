"""Accounts told by their form alone: an @, a link, an underscore, a tag, a word that nobody uses with figures in it."""

import re
from collections.abc import Callable, Iterator

from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.references import announcing

Found = Iterator[tuple[int, int]]
"""Where accounts stand in a text, half-open."""
Rule = Callable[[Plain, Hints], Found]
May = Callable[[Plain, Hints], bool]
"""Whether a rule may find anything in a text."""

_SIGN = re.compile(r"(?a)(?<![\w@./])@[a-z0-9_](?:[a-z0-9_.\-]{0,38}[a-z0-9_])")
_LINK = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:t\.me|telegram\.me|instagram\.com|facebook\.com|fb\.com|fb\.me|snapchat\.com|tiktok\.com"
    r"|twitter\.com|x\.com|wa\.me|twitch\.tv|youtube\.com|youtu\.be|threads\.net|linkedin\.com|discord\.gg"
    r"|discord\.com|roblox\.com|steamcommunity\.com|linktr\.ee|onlyfans\.com|vm\.tiktok\.com)/[^\s,()<>\"]{2,80}"
)
_UNDERSCORED = re.compile(r"(?a)(?<![\w@./])(?=[\d_.]{0,30}[a-z])[a-z0-9.]{0,30}[a-z0-9]_[a-z0-9_.]{0,38}[a-z0-9_]\b")
"""Nobody writes an underscore into anything but an account's name."""
_TAGGED = re.compile(r"(?a)(?<![\w@#])[a-z][a-z0-9_.]{1,30} ?#\d{3,5}\b")
_SAID_UNDERSCORE = re.compile(
    r"(?a)(?<![\w@.])[a-z0-9.]{1,30}(?: (?:underscore|dot|dash|hyphen) [a-z0-9.]{1,30}){0,3} underscore [a-z0-9.]{1,30}"
    r"(?: (?:underscore|dot|dash|hyphen) [a-z0-9.]{1,30}){0,3}"
)
_FRIEND_CODE = re.compile(r"(?a)\b(?:sw[\- ]?)?\d{4}[\- ]\d{4}[\- ]\d{4}\b(?![\- ]?\d)|\blive:[\w.]{2,40}")
_MY_SIGN = re.compile(
    r"(?a)\b(?:my|his|her|the|ig|insta|dm|add) @ ?(?:is|:|=)? ?([a-z0-9_.]{2,40})\b|(?<![\w@])@ ([a-z0-9_.]{2,40})\b"
)
_GHOST = re.compile(r"\U0001f47b ?:? ?([a-z][a-z0-9_.\-]{1,40})")
"""The ghost is Snapchat's sign: people put their name there after it."""
_MADE_UP = re.compile(
    r"(?<![\w@./#])(?=([a-z]{4,}))\1\d{1,4}(?![\w/])|(?<![\w@./#])(?=([a-z]{2,}))\2\d{1,4}[a-z][a-z\d]+\b"
)


_OF_USER = re.compile(r"(?<![\w@./])u/[a-z0-9_\-]{3,20}\b")


def _of_user(text: Plain, _: Hints) -> Found:
    yield from (one.span() for one in _OF_USER.finditer(text.text))


def _signed(text: Plain, _: Hints) -> Found:
    yield from (one.span() for one in _SIGN.finditer(text.text))


def _apart(text: Plain, hints: Hints) -> Found:
    """An account after an "@" with a space between, or "my @ is"; but not "meet @ the park"."""
    for found in _MY_SIGN.finditer(text.text):
        name = found[1] or found[2]
        own = found[1] and name not in hints.words.not_handles
        if own or not name.isalpha() or (hints.is_new(name) and name not in hints.places):
            yield found.span(1 if found[1] else 0)


def _linked(text: Plain, _: Hints) -> Found:
    for found in _LINK.finditer(text.text):
        yield found.start(), found.start() + len(found[0].rstrip(".!?"))


def _underscored(text: Plain, _: Hints) -> Found:
    yield from (one.span() for one in _UNDERSCORED.finditer(text.text))


def _said_underscore(text: Plain, _: Hints) -> Found:
    yield from (one.span() for one in _SAID_UNDERSCORE.finditer(text.text))


_NUMBERED = announcing() | {"number", "no", "num", "nr", "sheet", "bus", "flat", "plot", "unit", "room", "bay"}
"""Stand before a number that is no account's."""


def _tagged(text: Plain, _: Hints) -> Found:
    """A name and its tag: "leah#1234", but not "number #1234"."""
    for found in _TAGGED.finditer(text.text):
        name, apart, _rest = found[0].partition(" ")
        if not (apart and name in _NUMBERED):
            yield found.span()


def _friend_codes(text: Plain, _: Hints) -> Found:
    yield from (one.span() for one in _FRIEND_CODE.finditer(text.text))


def _ghosts(text: Plain, _: Hints) -> Found:
    yield from (one.span(1) for one in _GHOST.finditer(text.text))


def _made_up(text: Plain, hints: Hints) -> Found:
    """A word nobody uses with figures after it: "leahb12", but not "covid19" or "year6"."""
    for found in _MADE_UP.finditer(text.text):
        letters = found[1] or found[2]
        if hints.is_new(letters) or (letters in hints.words.first_names and found[0][-1].isdigit()):
            yield found.span()


def _humped(text: Plain, hints: Hints) -> Found:
    """A word nobody uses with a capital within: "NoodleKing"."""
    for number, word in enumerate(text.words):
        given = text.as_given(number)
        if _HUMPED.fullmatch(given) and hints.is_new(word) and not given.startswith(("Mc", "Mac", "O'", "De", "Al")):
            yield text.starts[number], text.ends[number]


_HUMPED = re.compile(r"[A-Z]?[a-z]{2,}(?:[A-Z][a-z]{2,}){1,4}")


def _has(sign: str) -> May:
    return lambda text, _: sign in text.text


FORMS: tuple[tuple[May, Rule], ...] = (
    (_has("/"), _linked),
    (_has("u/"), _of_user),
    (_has("@"), _signed),
    (_has("@"), _apart),
    (_has("_"), _underscored),
    (_has("underscore"), _said_underscore),
    (_has("#"), _tagged),
    (lambda text, _: "friend code" in text.text or "live:" in text.text, _friend_codes),
    (_has("\U0001f47b"), _ghosts),
    (lambda text, _: any(map(str.isdigit, text.text)), _made_up),
    (lambda text, _: not text.given.islower(), _humped),
)
"""What a text must have for a rule to be tried, and the rule."""
