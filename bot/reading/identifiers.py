"""Private details with a form of their own: National Insurance and NHS numbers, postcodes. All British."""

import re
from collections.abc import Iterator

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import marked, span

_POSTCODE = re.compile(
    r"(?<!')\b([a-z]{1,2})[ \-]?(\d[a-z\d]?|l\d|o(?= \d))[ \-.,/(]{0,3}(\d|o)"
    r"[ ]?([abd-hjlnp-uw-z]{2}|[abd-hjlnp-uw-z] [abd-hjlnp-uw-z])\b"
)
# The area may be mistyped or made up: the form gives it away, but for the grid roads, "bus h6 2 be".
_MADE_UP = re.compile(r"(?!(?:[hv]|mp|ps)\d)[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}")
_POSTCODE_SPACED = re.compile(r"\b([a-z] [a-z]|[a-z]) \d(?: \d)? \d [abd-hjlnp-uw-z] [abd-hjlnp-uw-z]\b")
_POSTCODE_ANNOUNCED = re.compile(
    r"\b(?:post ?code|pc|post code's|postcodes)s?\b[^\w\n]{0,3}"
    r"(?:(?:is|starts?|starting|begins?|with|its)[^\w\n]{1,2}){0,3}"
    r"([a-z]{1,2}[\do]{1,2}[a-z]? ?\d[a-z]{0,3})\b"
)
_NATIONAL_INSURANCE = re.compile(
    r"\b[a-ceghj-tw-z][ ]?[a-ceghj-np-tw-z][ \-./]{0,2}(?:[\do][ \-./]{0,2}){6}[a-d]\b"
    r"|\bqq ?\d\d ?\d\d ?\d\d\b"
)
_NI_ANNOUNCED = re.compile(
    r"\b(?:ni|nino|insurance|nat ins)\b[^\d.!?]{0,25}?"
    r"\b([a-z]{2}[ \-./]{0,2}(?:\d[ \-./]{0,2}){5}\d(?:[ \-./]{0,2}[a-z]\b)?)"
)
_NHS = re.compile(r"(?<![\d+)])(?<!\d[ \-])(?:\d[ \-./]{0,3}){9}\d(?!\d)")
_OUTSIDE_NHS = 25  # signs before a number in which it may be announced

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


def postcodes(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Whole postcodes; half of one says no more than a neighbourhood, unless it is announced as the postcode."""
    for found in _POSTCODE.finditer(text.text):
        first, last = text.span(found.start(), found.end())
        may_be_ordinal = found[4] in _ORDINALS and not text.given[first:last].isupper()
        if not may_be_ordinal and (found[1] in _KNOWN_AREAS or _MADE_UP.fullmatch(found[0])):
            yield span(PrivateType.POSTCODE, text, found)
    for found in _POSTCODE_ANNOUNCED.finditer(text.text):
        yield marked(PrivateType.POSTCODE, text, *found.span(1))
    for pattern in (_POSTCODE_SPACED, hints.said_postcode):
        for found in pattern.finditer(text.text):
            if found[1].replace(" ", "") in _KNOWN_AREAS:
                yield span(PrivateType.POSTCODE, text, found)
