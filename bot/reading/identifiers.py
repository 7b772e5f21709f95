"""Private details with a form of their own: National Insurance and NHS numbers, postcodes. All British."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import marked, span

_BEGINS, _ENDS = r"(?<![a-z\d'])", r"(?![a-z\d])"  # letters of scripts without spaces may stand beside
_MORE = r"(?: ?[/&+] ?\d ?[abd-hjlnp-uw-z]{2}(?![a-z\d]))?"  # "MK14 6AX/6AY"
_POSTCODE = re.compile(
    rf"{_BEGINS}([a-z]{{1,2}})[ \-]?(\d[a-z\d]?|l\d|o(?= \d))[ \-.,/(_]{{0,3}}(\d|o)"
    rf"[ ]?([a-z]{{2}}|[abd-hjlnp-uw-z] [abd-hjlnp-uw-z]){_ENDS}{_MORE}"
)
"""Its last two letters may be any: people mistype them, or make them up."""
_ENDING = re.compile(r"[abd-hjlnp-uw-z]{2}")
"""What a postcode ends with in truth."""
_MISTYPED = re.compile(rf"{_BEGINS}([a-z]{{2}}) ?([\dilo]{{1,2}}) ?([\doilgsb])([a-z]{{2}}){_ENDS}")
"""With letters for figures, or with letters at its end that no postcode has."""
# The area may be mistyped or made up: the form gives it away, but for the grid roads, "bus h6 2 be".
_MADE_UP = re.compile(r"(?!(?:[hv]|mp|ps)\d)[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}")
_POSTCODE_SPACED = re.compile(
    rf"{_BEGINS}([a-z] [a-z]|[a-z])[ .\-]\d(?:[ .\-]\d)?[ .\-]{{1,3}}\d(?:[ .\-][abd-hjlnp-uw-z]){{2}}{_ENDS}"
    rf"|{_BEGINS}([a-z] [a-z]) ?\d{{1,2}} \d[abd-hjlnp-uw-z]{{2}}{_ENDS}"
)
_POSTCODE_ANNOUNCED = re.compile(
    r"(?a)\b(?:post ?code|pc|post code's|postcodes)s?\b[^\w\n]{0,3}"
    r"(?:(?:is|starts?|starting|begins?|with|its)[^\w\n]{1,2}){0,3}"
    r"([a-z]{1,2}[\do]{1,2}[a-z]? ?\d[a-z]{0,3})\b"
)
_NATIONAL_INSURANCE = re.compile(
    rf"{_BEGINS}[a-ceghj-tw-z][ ]?[a-ceghj-np-tw-z][ \-./_]{{0,2}}(?:[\do][ \-./_]{{0,2}}){{6}}[a-d]{_ENDS}"
    rf"|{_BEGINS}qq ?\d\d ?\d\d ?\d\d{_ENDS}"
)
_NI_ANNOUNCED = re.compile(
    r"(?a)\b(?:ni|nino|insurance|insurence|n\.i\.?|nat ins)(?:\b|(?<=\.))[^\d.!?]{0,25}?"
    r"\b([a-z]{2}[ \-./]{0,2}(?:\d[ \-./]{0,2}){5}\d(?:[ \-./]{0,2}[a-z]\b)?)"
)
_NHS = re.compile(r"(?<![\d+)])(?<!\d[ \-])(?:\d[ \-./_]{0,3}){9}\d(?!\d)")
_NHS_WITH_SLIP = re.compile(
    r"(?a)\bn\.?h\.?s\b\.?(?: (?:number|num|numbr|no|nr|id|card|is|its|it|of|my|for|his|her))*[ .:,#\-]{0,3}"
    r"((?:[1-9])(?:[ \-./_]{0,3}\d){7,11})(?![ \-./_]?\d)"
)
"""Announced, with a figure too few or too many."""
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
_MEASURES = "am pm km cm mm kg mb gb kb ml mi ok pc pp ft hr mp in kw bn"
_UNITS = frozenset(_MEASURES.split())
"""Follow a figure that is no postcode's: "room mk1 3pm"."""
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
    if "nhs" in text.text or "n.h.s" in text.text:
        for found in _NHS_WITH_SLIP.finditer(text.text):
            yield marked(PrivateType.NHS, text, *found.span(1))


def _checks(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (_MODULUS - total % _MODULUS) % _MODULUS == int(digits[9])


def postcodes(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Whole postcodes; half of one says no more than a neighbourhood, unless it is announced as the postcode."""
    for start, end in chain.from_iterable(rule(text, hints) for rule in _POSTCODES):
        yield marked(PrivateType.POSTCODE, text, start, end)


def _formed(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    for found in _POSTCODE.finditer(text.text):
        word = found[4] in _ORDINALS | _UNITS or (hints.knows(found[4]) and not _ENDING.fullmatch(found[4]))
        counts = word and not _is_upper(text, found)
        if not counts and (found[1] in _KNOWN_AREAS or _MADE_UP.fullmatch(found[0])):
            yield found.span()


def _mistyped(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    for found in _MISTYPED.finditer(text.text):
        if found[1] in _KNOWN_AREAS and _may_be_mistyped(text, hints, found):
            yield found.span()


def _announced(text: Plain, _: Hints) -> Iterator[tuple[int, int]]:
    yield from (found.span(1) for found in _POSTCODE_ANNOUNCED.finditer(text.text))


def _spelt_out(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """Sign by sign, or with its figures said."""
    for found in chain.from_iterable(one.finditer(text.text) for one in (_POSTCODE_SPACED, hints.said_postcode)):
        if (found[1] or found[2]).replace(" ", "") in _KNOWN_AREAS:
            yield found.span()


def _is_upper(text: Plain, found: re.Match[str]) -> bool:
    first, last = text.span(found.start(), found.end())
    return text.given[first:last].isupper()


_POSTCODES = (_formed, _mistyped, _announced, _spelt_out)


def _may_be_mistyped(text: Plain, hints: Hints, found: re.Match[str]) -> bool:
    """Whether what looks like a postcode with slips is no word and an ordinal, a time or a size: "me2 3pm"."""
    if found[4] in _UNITS or (found[4] in _ORDINALS and not _is_upper(text, found)):
        return False
    figures = sum(one.isdigit() for one in found[2] + found[3])
    return figures >= 1 and not hints.knows(found[1] + found[2]) and not hints.knows(found[3] + found[4])
