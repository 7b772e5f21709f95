"""How someone is reached: telephone numbers, mail addresses and accounts, however they are written or spelt out."""

import re
from collections.abc import Iterator

from msgspec import Struct
from phonenumbers import NumberParseException, is_possible_number, parse

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import is_after, marked, span

_LOCAL = r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63}"
_HOST = r"[a-z0-9][a-z0-9\-]{0,62}(?:\.[a-z0-9\-]{1,63}){0,4}"
_ENDING = r"(?: ?\. ?(?:com|co|uk|org|net|edu|gov|eu|me|info))"
_EMAIL = re.compile(rf"{_LOCAL}(?:@{_HOST}{_ENDING}{{0,2}}| ?@ ?{_HOST}(?:\.[a-z]{{2,24}}|{_ENDING}{{1,2}}))")
_HANDLE = re.compile(r"(?<![\w@./])@[a-z0-9_](?:[a-z0-9_.]{0,38}[a-z0-9_])")
_ACCOUNT = re.compile(
    r"(?:t\.me|instagram\.com|facebook\.com|fb\.com|snapchat\.com/add|tiktok\.com|twitter\.com|x\.com|wa\.me|twitch\.tv|youtube\.com|threads\.net|linkedin\.com/in)/@?[a-z0-9_.]{2,40}"
)
_UNDERSCORED = re.compile(r"(?<![\w@./])(?=[\d_.]{0,30}[a-z])[a-z0-9.]{0,30}[a-z0-9]_[a-z0-9_.]{0,38}[a-z0-9_]\b")
"""Nobody writes an underscore into anything but an account's name."""
_TAGGED = re.compile(r"(?<![\w@#])[a-z][a-z0-9_.]{1,30}#\d{3,5}\b")
_THEN_ON = re.compile(r"(?<![\w@.])(?=[a-z_.]{0,30}[\d.])[a-z][a-z0-9_.]{2,38} on (?=([a-z]{2,9})\b)")
_NAME_SIGNS = "._-"
_TAG = re.compile(r"#\d{3,5}")
_DIGITS = re.compile(r"\d+|o+(?![a-z])|[a-z]+|\+")
_TIMES_OF_DAY = re.compile(r"(?:[0-2]?\d[.:][0-5]\d[^\d]*)+")
_SHORTEST_ANNOUNCED, _SHORTEST, _LONGEST = 6, 10, 15  # digits; ITU-T E.164 allows 15
_SLIP = 2  # digits a British mobile may have too many or too few and still be one
_MOST_PHONES = 40
_JOINED = 5  # words between "insta" and the name of the account


def emails(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Mail addresses, with their signs or with words for them."""
    if "@" in text.text:
        yield from (span(PrivateType.EMAIL, text, found) for found in _EMAIL.finditer(text.text))
    if not hints.words.at_signs.isdisjoint(text.words):
        yield from (span(PrivateType.EMAIL, text, found) for found in hints.mail.finditer(text.text))


def handles(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Accounts: with an @, by their link, or announced ("my snap is ...")."""
    if "@" in text.text:
        yield from (span(PrivateType.HANDLE, text, found) for found in _HANDLE.finditer(text.text))
    if "/" in text.text:
        yield from (span(PrivateType.HANDLE, text, found) for found in _ACCOUNT.finditer(text.text))
    if "_" in text.text:
        yield from (span(PrivateType.HANDLE, text, found) for found in _UNDERSCORED.finditer(text.text))
    if "#" in text.text:
        yield from (span(PrivateType.HANDLE, text, found) for found in _TAGGED.finditer(text.text))
    if "on" in text.words and not hints.words.handle_cues.isdisjoint(text.words):
        yield from _said_before(text, hints)
    for number, word in enumerate(text.words[:-1]):
        if word in hints.words.handle_cues:
            yield from _announced(text, hints, number)


def _said_before(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Accounts named before what they are: "milo.2012 on insta"."""
    for found in _THEN_ON.finditer(text.text):
        if found[1] in hints.words.handle_cues:
            yield marked(PrivateType.HANDLE, text, found.start(), found.end() - len(" on "))


def _announced(text: Plain, hints: Hints, cue: int) -> Iterator[PrivateSpan]:
    """The account named after a cue, past the words that may join them."""
    number, joined = cue + 1, False
    while number < min(cue + _JOINED, len(text.words) - 1) and text.words[number] in hints.words.joins_handle:
        number, joined = number + 1, True
    between = text.text[text.ends[number - 1] : text.starts[number]]
    joined = joined or ":" in between or "=" in between or "-" in between
    start, end = text.starts[number], _account_end(text, number)
    name = text.text[start:end]
    if len(name) > 1 and _can_be_account(hints, name, joined=joined):
        yield marked(PrivateType.HANDLE, text, start, end)


def _can_be_account(hints: Hints, name: str, *, joined: bool) -> bool:
    if any(one.isdigit() or one in _NAME_SIGNS for one in name):
        return joined or (not name.isdigit() and not name[0].isdigit())
    if name in hints.words.not_handles or not name[0].isalpha() or name in hints.words.handle_cues:
        return False
    return joined or hints.is_new(name)


def _account_end(text: Plain, word: int) -> int:
    start = end = text.starts[word]
    while end < len(text.text) and (text.text[end].isalnum() or text.text[end] in _NAME_SIGNS):
        end += 1
    end = start + len(text.text[start:end].rstrip(".-"))
    tag = _TAG.match(text.text, end)
    return tag.end() if tag else end


class _Digits(Struct, frozen=True):
    """Digits told by one piece of a text, and where it stands."""

    told: str
    start: int
    end: int


def phones(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Telephone numbers, by the numbering plan's lengths: a number made up for a film is private too."""
    left = _MOST_PHONES
    for found in hints.number.finditer(text.text):
        if len(found[0]) < _SHORTEST_ANNOUNCED or _TIMES_OF_DAY.fullmatch(found[0]):
            continue
        announced = is_after(text, found.start(), hints.words.phone_cues)
        for one in _numbers(_told(found, hints), announced=announced):
            yield marked(PrivateType.PHONE, text, *one)
            left -= 1
            if not left:
                return


def _told(found: re.Match[str], hints: Hints) -> list[_Digits]:
    """The digits of a run of them, piece by piece; "double seven" is two."""
    pieces: list[_Digits] = []
    times, begin = 1, None
    for piece in _DIGITS.finditer(found[0]):
        start, end = (found.start() + one for one in piece.span())
        if piece[0] in hints.times:
            times, begin = hints.times[piece[0]], start
            continue
        told = hints.digit_of.get(piece[0]) or (piece[0].replace("o", "0") if piece[0][0] in "+o0123456789" else "")
        if told:
            pieces.append(_Digits(told * times, start if begin is None else begin, end))
        times, begin = 1, None
    return pieces


def _numbers(pieces: list[_Digits], *, announced: bool) -> Iterator[tuple[int, int]]:
    """Where the telephone numbers in a run of digits stand: one after another, each as long as it can be."""
    first = 0
    while first < len(pieces):
        last = _longest(pieces, first, announced=announced)
        if last is None:
            first += 1
        else:
            yield pieces[first].start, pieces[last].end
            first = last + 1


def _longest(pieces: list[_Digits], first: int, *, announced: bool) -> int | None:
    digits, best = "", None
    for last in range(first, len(pieces)):
        digits += pieces[last].told
        if len(digits) > _LONGEST + 1:
            break
        if _is_phone(digits, announced=announced):
            best = last
    return best


def _is_phone(digits: str, *, announced: bool) -> bool:
    if digits.startswith(("07", "+447", "447")):
        return abs(len(digits.removeprefix("+").removeprefix("44").lstrip("0")) - _SHORTEST) <= _SLIP
    if digits.startswith(("01", "02", "03", "08", "+", "00")) or announced or digits[0] == "7":
        return _is_possible(digits, least=_SHORTEST_ANNOUNCED if announced else _SHORTEST)
    return len(digits) == _SHORTEST and _is_possible(digits, least=_SHORTEST)


def _is_possible(digits: str, *, least: int) -> bool:
    if len(digits) < least:
        return False
    try:
        return is_possible_number(parse(digits, "GB"))
    except NumberParseException:
        return False
