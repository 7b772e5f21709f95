"""Vehicle registrations: of today's form and those before it (DVLA INF104), or whatever is announced as one."""

import re
from collections.abc import Callable, Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import is_after, marked, span

_TODAY, _EIGHTIES = r"[a-z]{2} ?[\do]\d", r"[a-z][ ]?\d{1,3} ?"
_OLDER = r"[a-z]{3} ?\d{1,3} ?[a-z]|[a-z]{3} ?\d{1,4}|\d{1,4} ?[a-z]{3}|[a-z]{2} ?\d{3,4}"
_PLATE = re.compile(
    rf"(?<![a-z\d])(?:(?P<now>{_TODAY})[ \-]{{0,2}}(?P<end>[a-z]{{3}})|{_EIGHTIES}(?P<prefix>[a-z]{{3}})"
    rf"|(?P<suffix>[a-z]{{3}} ?\d{{1,3}}[a-z])|{_OLDER})(?![a-z\d])"
)
_ANNOUNCED = tuple(
    re.compile(rf"(?a)\b(?:{form})\b")
    for form in (
        r"(?:[a-z\d] ){4,6}[a-z\d]",
        r"[a-z]{2}\d \d[a-z]{3}",
        rf"{_TODAY}[ \-]{{0,2}}[a-z]{{3}}|{_EIGHTIES}[a-z]{{3}}|{_OLDER}",
        r"(?:[a-z]{1,3}\d{1,4}[a-z]{0,3}|\d{1,4}[a-z]{1,3})(?: (?:[a-z]{3}|[a-z]{0,2}\d{1,3}[a-z]{0,3}|[a-z]))?",
        r"[a-z]{1,3} ?\d{2,5} ?[a-z]{0,3}|\d{1,4} ?[a-z]{1,4}",
    )
)
"""What may be announced as a plate, the surest form first: private and foreign ones have nearly any."""
_PART = re.compile(
    r"(?: (?:that|which|it))? (?:starts?|starting|begins?|beginning|ends?|ended|ending)(?: with| in)? ([a-z\d]{2,4})\b"
)
"""Part of one: "ended CDF"."""
_AFTER_PLATE = 30  # signs


def vehicles(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Every registration of a text; two finders may mark the same one."""
    for number, word in enumerate(text.words):
        if word in hints.words.sure_vehicle_cues:
            yield from _announced(text, hints, text.ends[number])
    for found in _PLATE.finditer(text.text):
        if any(rule(text, hints, found) for rule in _RULES):
            yield span(PrivateType.VEHICLE, text, found)


def _announced(text: Plain, hints: Hints, end: int) -> Iterator[PrivateSpan]:
    part = _PART.match(text.text, end)
    if part is not None:
        yield marked(PrivateType.VEHICLE, text, *part.span(1))
    found = (pattern.search(text.text, end, end + _AFTER_PLATE) for pattern in _ANNOUNCED)
    first = next((one for one in found if one is not None), None)
    if first is not None and not _is_spoken(text, hints, first):
        yield span(PrivateType.VEHICLE, text, first)


def _is_spoken(text: Plain, hints: Hints, found: re.Match[str]) -> bool:
    """Whether words and figures follow one another by chance: "licence fee is 174"."""
    letters = [part for part in found[0].split() if part.isalpha() and len(part) > 1]
    return bool(letters) and all(map(hints.knows, letters)) and not _in_capitals(text, found)


def _is_of_today(text: Plain, hints: Hints, found: re.Match[str]) -> bool:
    """Such as "AB12 CDE", unless "MK12 the shops" is a place and a word."""
    if found["now"] is None:
        return False
    together = text.text[found.end("now") : found.start("end")] in {"", "-"}
    return together or _in_capitals(text, found) or not hints.knows(found["end"])


def _is_of_the_eighties(text: Plain, _: Hints, found: re.Match[str]) -> bool:
    """Such as "W456 HGT" and "HGT 456W", in capitals."""
    return (found["prefix"] or found["suffix"]) is not None and _in_capitals(text, found)


def _is_led_up_to(text: Plain, hints: Hints, found: re.Match[str]) -> bool:
    """Any other form where a car is spoken of just before."""
    if not is_after(text, found.start(), hints.words.vehicle_cues):
        return False
    parts = found[0].split()
    is_mixed = len(parts) == 1 or any(not (one.isdigit() or one.isalpha()) for one in parts)
    return found["now"] is not None or _in_capitals(text, found) or is_mixed


def _in_capitals(text: Plain, found: re.Match[str]) -> bool:
    first, last = text.span(found.start(), found.end())
    return text.given[first:last].isupper() and not text.loud


_RULES: tuple[Callable[[Plain, Hints, re.Match[str]], bool], ...] = (_is_of_today, _is_of_the_eighties, _is_led_up_to)
"""Any of these makes a plate of what looks like one."""
