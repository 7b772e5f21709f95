"""Telephone numbers, in figures or in words, by the numbering plan's lengths: one made up for a film is private too."""

import re
from collections.abc import Iterator

from msgspec import Struct
from phonenumbers import NumberParseException, is_possible_number, parse

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import is_after, marked

_DIGITS = re.compile(r"\d+|o+(?![a-z])|[a-z]+|\+")
_GLUED = re.compile(r"(?<!\d)(?:\+?44|0)\d{9,10}(?!\d)")
"""Eleven figures on end are a telephone number whatever letters they run into: "call07700900123pls"."""
_EXTENSION = re.compile(r",? ?(?:ext|extn|extension|x)\.? ?\d{1,5}\b")
_TIMES_OF_DAY = re.compile(r"(?:[0-2]?\d[.:][0-5]\d[^\d]*)+")
_SHORTEST_ANNOUNCED, _SHORTEST, _LONGEST = 6, 10, 15  # digits; ITU-T E.164 allows 15
_SLIP = 2  # digits a British mobile may have too many or too few and still be one
_MOST_PHONES = 40
_REFERENCES = frozenset(
    ("ref", "reference", "order", "case", "ticket", "invoice", "barcode", "serial", "application", "job", "batch")
)
"""Stand before a number that is no telephone's."""
_LETTERS_FOR_DIGITS = str.maketrans("oil", "011")


class _Digits(Struct, frozen=True):
    """Digits told by one piece of a text, and where it stands."""

    told: str
    start: int
    end: int


def phones(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Every telephone number of a text, up to a bound; two finders may mark the same one."""
    left = _MOST_PHONES
    for found in hints.number.finditer(text.text):
        if len(found[0]) < _SHORTEST_ANNOUNCED or _TIMES_OF_DAY.fullmatch(found[0]):
            continue
        announced = is_after(text, found.start(), hints.words.phone_cues)
        if not announced and is_after(text, found.start(), _REFERENCES):
            continue
        for one in _numbers(_told(found, hints), announced=announced):
            plus = len("plus ") * text.text.endswith("plus ", 0, one[0])
            yield marked(PrivateType.PHONE, text, one[0] - plus, _with_extension(text, one[1]))
            left -= 1
            if not left:
                return
    for found in _GLUED.finditer(text.text):
        if not is_after(text, found.start(), _REFERENCES):
            yield marked(PrivateType.PHONE, text, found.start(), found.end())


def _with_extension(text: Plain, end: int) -> int:
    further = _EXTENSION.match(text.text, end)
    return further.end() if further else end


def _told(found: re.Match[str], hints: Hints) -> list[_Digits]:
    """The digits of a run of them, piece by piece; "double seven" is two."""
    pieces: list[_Digits] = []
    times, begin = 1, None
    for piece in _DIGITS.finditer(found[0]):
        start, end = (found.start() + one for one in piece.span())
        if piece[0] in hints.times:
            times, begin = hints.times[piece[0]], start
            continue
        told = hints.digit_of.get(piece[0]) or _as_figures(piece[0])
        if told:
            pieces.append(_Digits(told * times, start if begin is None else begin, end))
        times, begin = 1, None
    return pieces


def _as_figures(piece: str) -> str:
    """The figures that a piece shows, "O" and "I" among them; "" where it shows none."""
    figures = piece.translate(_LETTERS_FOR_DIGITS)
    return figures if figures.removeprefix("+").isdigit() or figures == "+" else ""


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
    if digits.startswith(("01", "02", "03", "08")) and _SHORTEST <= len(digits) <= _SHORTEST + _SLIP:
        return True
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
