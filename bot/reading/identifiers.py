"""Private details with a form of their own: numbers of people and vehicles, postcodes, dates of birth. All British."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints, is_between
from bot.reading.normalise import SENTENCE_ENDS, Plain
from bot.reading.spans import is_after, marked, span

_POSTCODE = re.compile(r"(?<!')\b([a-z]{1,2})[ \-]?(\d[a-z\d]?)[ \-.]{0,3}(\d|o)[ ]?([abd-hjlnp-uw-z]{2})\b")
_NATIONAL_INSURANCE = re.compile(
    r"\b[a-ceghj-prstw-z][ ]?[a-ceghj-npr-tw-z][ \-./]{0,2}(?:[\do][ \-./]{0,2}){6}[a-d]\b"
)
_NI_ANNOUNCED = re.compile(
    r"\b(?:ni|nino|insurance|nat ins)\b[^\d.!?]{0,25}?"
    r"\b([a-z]{2}[ \-./]{0,2}(?:\d[ \-./]{0,2}){5}\d(?:[ \-./]{0,2}[a-z]\b)?)"
)
_NHS = re.compile(r"(?<![\d+)])(?<!\d[ \-])(?:\d[ \-./]{0,3}){9}\d(?!\d)")
_PLATE = re.compile(
    r"\b(?:(?P<now>[a-z]{2} ?[\do]\d)[ \-]{0,2}(?P<end>[a-z]{3})|[a-z][ ]?\d{1,3} ?(?P<prefix>[a-z]{3})"
    r"|[a-z]{3} ?\d{1,3} ?[a-z]|[a-z]{3} ?\d{1,4}|\d{1,4} ?[a-z]{3}|[a-z]{2} ?\d{3,4})\b"
)
_ANY_PLATE = re.compile(
    r"\b(?:[a-z]{1,3}\d{1,4}[a-z]{0,3}|\d{1,4}[a-z]{1,3})(?: (?:[a-z]{3}|[a-z]{0,2}\d{1,3}[a-z]{0,3}))?\b"
)
_WHOLE_DATE = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d\d\b")
_TURNING = re.compile(
    r"\b(?:im|i'm|i am|hes|he's|shes|she's|is|be|turns?|turned|turning) \d{1,3} (?:on|this) (?:the )?"
)
_DAY_AND_MONTH = re.compile(r"\b(?:birthday|bday|born)(?: is| on|:)? (\d{1,2}[/.]\d{1,2})\b(?![/.]\d)")
_SPELT_OUT = re.compile(r"\bd[. ]{1,2}o[. ]{1,2}b\b")
_OUTSIDE_NHS = 25  # signs before a number in which it may be announced
_AFTER_BIRTH, _BEFORE_BIRTH = 40, 20  # signs
_AFTER_PLATE = 30  # signs

# The letters that open British postcodes (Royal Mail's postcode areas, with the Crown dependencies).
_AREAS = """
ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh
en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m
me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st
sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
"""
_KNOWN_AREAS = frozenset(_AREAS.split())
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_MODULUS = 11


def births(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Dates announced as someone's birth, before or after."""
    cues = [number for number, word in enumerate(text.words) if word in hints.words.birth_cues]
    cues += [_word_at(text, found.end() - 1) for found in _SPELT_OUT.finditer(text.text)]
    dates = list(hints.date.finditer(text.text)) if cues else []
    for cue in cues:
        if text.word(cue + 1) in hints.words.not_births:
            continue
        found = _nearest(text, dates, cue)
        if found is not None:
            yield span(PrivateType.DATE_OF_BIRTH, text, found)
    yield from _beside_names(text, hints)
    for found in _DAY_AND_MONTH.finditer(text.text):
        yield marked(PrivateType.DATE_OF_BIRTH, text, found.start(1), found.end(1))
    for found in _TURNING.finditer(text.text):
        date = hints.date.match(text.text, found.end())
        if date is not None:
            yield span(PrivateType.DATE_OF_BIRTH, text, date)


def _beside_names(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Whole dates right after a first name: "Leon 02/02/2009 wants to help"."""
    for found in _WHOLE_DATE.finditer(text.text):
        before = _word_at(text, found.start()) - 1
        if before >= 0 and text.words[before] in hints.words.first_names and is_between(text, before + 1, " ,(-:"):
            yield span(PrivateType.DATE_OF_BIRTH, text, found)


def _word_at(text: Plain, sign: int) -> int:
    """The number of the word that a sign is in."""
    return bisect_right(text.starts, sign) - 1


def _nearest(text: Plain, dates: Sequence[re.Match[str]], cue: int) -> re.Match[str] | None:
    """The date a cue announces: the next one soon after it, else the last one of its sentence before it."""
    start, end = text.starts[cue], text.ends[cue]
    after = (one for one in dates if end <= one.start() <= end + _AFTER_BIRTH)
    before = (one for one in reversed(dates) if start - _BEFORE_BIRTH <= one.end() <= start)
    of_sentence = (one for one in before if SENTENCE_ENDS.isdisjoint(text.text[one.end() : start]))
    return next(after, None) or next(of_sentence, None)


def national_insurance(text: Plain, _: Hints) -> Iterator[PrivateSpan]:
    """National Insurance numbers, as HMRC's manual NIM39110 forms them, or announced as one."""
    yield from (span(PrivateType.NI, text, found) for found in _NATIONAL_INSURANCE.finditer(text.text))
    for found in _NI_ANNOUNCED.finditer(text.text):
        yield marked(PrivateType.NI, text, found.start(1), found.end(1))


def nhs_numbers(text: Plain, _: Hints) -> Iterator[PrivateSpan]:
    """NHS numbers whose check digit is right (NHS data dictionary, modulus 11), or that are announced as one."""
    for found in _NHS.finditer(text.text):
        digits = re.sub(r"\D", "", found[0])
        announced = "nhs" in text.text[max(0, found.start() - _OUTSIDE_NHS) : found.start()]
        if announced or (digits[0] != "0" and _checks(digits)):
            yield span(PrivateType.NHS, text, found)


def _checks(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (_MODULUS - total % _MODULUS) % _MODULUS == int(digits[9])


def postcodes(text: Plain, _: Hints) -> Iterator[PrivateSpan]:
    """Whole postcodes; half of one says no more than a neighbourhood."""
    for found in _POSTCODE.finditer(text.text):
        first, last = text.span(found.start(), found.end())
        may_be_ordinal = found[4] in _ORDINALS and not text.given[first:last].isupper()
        if found[1] in _KNOWN_AREAS and not may_be_ordinal:
            yield span(PrivateType.POSTCODE, text, found)


def vehicles(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Vehicle registrations: of today's form and those before it (DVLA INF104), or whatever is announced as one."""
    for number, word in enumerate(text.words):
        if word in hints.words.sure_vehicle_cues:
            yield from _announced_plate(text, number)
    for found in _PLATE.finditer(text.text):
        if _is_plate(text, hints, found):
            yield span(PrivateType.VEHICLE, text, found)


def _announced_plate(text: Plain, cue: int) -> Iterator[PrivateSpan]:
    end = text.ends[cue]
    found = _PLATE.search(text.text, end, end + _AFTER_PLATE) or _ANY_PLATE.search(text.text, end, end + _AFTER_PLATE)
    if found is not None:
        yield span(PrivateType.VEHICLE, text, found)


def _is_plate(text: Plain, hints: Hints, found: re.Match[str]) -> bool:
    """Whether it is written, or led up to, as a plate is; "MK12 the shops" is a place and a word."""
    first, last = text.span(found.start(), found.end())
    in_capitals = text.given[first:last].isupper() and not text.given.isupper()
    is_led_up_to = is_after(text, found.start(), hints.words.vehicle_cues)
    if found["now"] is not None:
        run_together = found.end("now") == found.start("end")
        return run_together or in_capitals or is_led_up_to or not hints.knows(found["end"])
    if found["prefix"] is not None and in_capitals:
        return True
    parts = found[0].split()
    is_mixed = len(parts) == 1 or any(not (one.isdigit() or one.isalpha()) for one in parts)
    return is_led_up_to and (in_capitals or is_mixed)
