"""Numbers by which an office, a bank or the police knows somebody: a case, a tenancy, a passport, an account, a card.

Their forms are everybody's own, so most are known by what announces them; all words here are English.
"""

import re
from collections.abc import Iterator
from itertools import chain

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.bank_details import bank_details
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.patterns import any_of
from bot.reading.spans import marked

_OF = (
    "ref|refs|refrence|reference|referance|crime|case|tenancy|tenant|passport|permit|visa|brp|licence|license|arc|cert"
    "|certificate|dbs|crb|claim|claimant|application|app|policy|account|acount|acct|acc|a/c|council tax|tax credits"
    "|repair|repairs|sponsorship|planning|incident|cad|complaint|payroll|badge|benefit|benefits|universal credit|uc|pip"
    "|esa|dla|pcn|fpn|penalty charge|fixed penalty|fine|home office|share code|membership|customer|patient|hospital"
    "|pupil|student|candidate|upn|uln|uan|utr|urn|gwf|mrn|ubrn|ehcp|lcs|mpan|mprn|debit|card|bank|rent|booking|officer"
    "|job|id|vin|imei|chip|microchip|ombudsman|tracking|meter|serial|works order|bus pass|tax code|funding code"
    "|hours code|childcare code|eligibility code|nursery code|voucher code|activation code|prescription"
)
"""Stand before somebody's number, which may be a short one."""
_ALSO_OF = (
    "employee|staff|clock|collar|warrant|hearing|appeal|order|ticket|report|log|letter|library|paypoint|swipe|register"
    "|query|enquiry|frame|prepay key|key|parcel|bid|loyalty card|nectar|amex|fixmystreet|tribunal|court|custody|invoice"
    "|agreement|housing|band|driver|docket|receipt|notice|summons|probation|parole|prison|prisoner|inmate"
)
"""Stand before much else, so before a longer one, or one that is said to be a number."""
_JOINS = (
    "number|numbers|num|no|nos|nr|ref|refs|reference|code|id|account|acc|card|is|was|its|it's|of|the|my|all that|called"
    "|and|to|serial|says|said|reads|notice|renewal|letter|like|with|dwp"
)
_PART = r"(?:[a-z]{1,6}[\-/]?)?\d[a-z\d]*(?:[\-/][a-z\d]+)*"
"""A run of signs with a figure near its front: "h/20981/b", "ten/00391/7", "00782"."""
_TOKEN = (
    rf"(?:[a-z]{{1,6}}[\-/ ])?{_PART}"
    r"(?: (?!\d{1,2} ?(?:am|pm|st|nd|rd|th)\b)(?:[a-z]{0,2}\d[a-z\d]*|[a-z](?=$|[ .,])(?<! a)(?<! i)))*"
)
_ANNOUNCED = re.compile(
    rf"(?a)\b(?:(?P<sure>{any_of(_OF.split('|'))})|{any_of(_ALSO_OF.split('|'))})(?:['\u2019]?s)?\b[ .,:#(\-]{{0,3}}"
    rf"(?P<joins>(?:(?:{_JOINS})\b[ .:#(\-]{{0,3}}){{0,5}})(?P<token>{_TOKEN})(?![a-z\d@])"
)
_IS_NUMBER = re.compile(r"#|\b(?:number|num|no|nos|nr|refs?|reference|id|code)\b")
_STRUCTURED = re.compile(
    r"(?a)(?<![\w@./\-])(?=[a-z\d/\-]*[a-z])(?:[a-z]{1,5}|[a-z]{0,3}\d+[a-z]{0,3})(?:[\-/](?:[a-z]{1,5}|[a-z]?\d+[a-z]?)){1,4}(?![\w@/\-])"
    r"|(?<![\w@./#\-])[a-z]{1,4}\d{6,}[a-z]{0,3}(?![\w@/\-])"
)
_BARE_FORMED = re.compile(
    r"(?a)(?<![\w@.,/#\-+:\u00a3$\u20ac])(?:\d{7,}|\d{3,}(?:[ \-]\d{3,}){1,4}(?: ?\d{1,2})?"
    r"|\d{2,3}[/\-]\d{4,7}(?:[/\-]\d{1,4})?)(?![\w@/\-:%]|[.,]\d)"
)
"""Figures alone that are more than anything is counted or dated by: "1188274", "0044 7188 27", "26-04471"."""
_TAG = re.compile(r"(?a)(?<![\w&])#(\d{3,12})(?!\w)")
_POLICE_LOG = re.compile(
    r"(?a)\b(?:log|incident|inc) (?:(?:number|no|ref)\.? )?(\d{2,5}) (?:of|dated)\b"
    r"|\b(?:cad|urn|crn|uprn)[ .:#\-]{1,2}(?:(?:number|num|no|ref|is|was)\b[ .:#]{1,2}){0,2}(\d{3,8})(?![\w%])"
)
"""The police count each day's: "log 488 of 3rd October", "CAD 3317"."""
_OF_DAY = re.compile(r" (?:of|dated) (?:the )?")
_LONGEST_CODE = 6  # signs
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{2,4}[ :#]$")
"""Letters that stand before a number and are of it: "CTX 60018823"."""
_FIGURES = re.compile(r"\d\D{0,3}\d")
_YEARLY = re.compile(r"(?:19|20)\d\d(?:[/\-]\d\d)?")
"""A year or one from spring to spring: no number of anybody."""
_NUMBERED, _MIXED, _AFTER_WORD, _FORMED, _BARE, _ALONE = 4, 3, 4, 5, 6, 7
"""The fewest figures: where it is said to be a number, among letters or strokes, after letters ("TN 6092"), where
nothing sure announces it, alone, and alone where nothing does."""
_COUNTED = re.compile(r" ?(?:quid|pounds?|people|times|years|days|weeks|months|hours|views|steps|cars|homes|k|th|p)\b")
_LAST_LETTERS = re.compile(r"(?: (?:[A-HJ-Z]|[A-Z]{2,3}(?= ?(?:\d|[.,;!?)\n]|$))(?: ?\d[\dA-Z]*)?)(?![^\W_]))+")
"""Close a number: "PL-88127-03 A", "88 12 KT"."""
_SURELY = re.compile(r"\b(?:account|acc|card|notice)\b")
_BEFORE_SAID = re.compile(r"\b(?:number|ref|reference|code|account|card|digits) (?:(?:is|its|it's|are|was) )?(?=[a-z])")


def announcing() -> frozenset[str]:
    """The words that announce such a number, where it is one word."""
    return frozenset(one for one in f"{_OF}|{_ALSO_OF}|iban|paye|nino".split("|") if one.isalpha())


def references(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Such numbers, announced or by their form; two may find the same."""
    if _FIGURES.search(text.text):
        for start, end in chain(bank_details(text), _announced(text, hints), _police_logs(text, hints), _formed(text)):
            yield marked(PrivateType.REFERENCE, text, start, end)
    elif not hints.digit_of.keys().isdisjoint(text.words):
        for start, end in _said(text, hints):
            yield marked(PrivateType.REFERENCE, text, start, end)


def _announced(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    for found in _ANNOUNCED.finditer(text.text):
        token, start = found["token"], found.start("token")
        first, _, rest = token.partition(" ")
        if hints.knows(first) and not text.given[slice(*text.span(start, start + len(first)))].isupper():  # "now 2369"
            token, start = rest, start + len(first) + 1
        if _is_long(found, token) and not _COUNTED.match(text.text, found.end()) and not _YEARLY.fullmatch(token):
            yield start, _with_last_letters(text, found.end())


def _with_last_letters(text: Plain, end: int) -> int:
    """Where a number ends with the capitals that stand by themselves after it."""
    start = text.at[end - 1] + 1
    found = None if text.loud else _LAST_LETTERS.match(text.given, start)
    return end if found is None else min(end + found.end() - start, len(text.text))


def _said(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """Numbers that are announced and told in words: "my account number is four four seven one"."""
    for before in _BEFORE_SAID.finditer(text.text):
        found = hints.number.match(text.text, before.end())
        if (
            found is not None
            and sum(word in hints.digit_of or word in hints.times for word in found[0].split()) >= _NUMBERED
        ):
            yield found.span()


def _is_long(found: re.Match[str], token: str) -> bool:
    """Whether a number has figures enough: fewer where it is said to be one, or letters or strokes are in it."""
    figures = sum(map(str.isdigit, token))
    numbered = _IS_NUMBER.search(found[0], 0, found.start("token") - found.start()) is not None
    if token.replace(" ", "").isdigit():
        return figures >= (_NUMBERED if numbered else _BARE)
    if not (numbered or found["sure"] or _SURELY.search(found["joins"])):
        return figures >= _FORMED
    return figures >= (_AFTER_WORD if token.partition(" ")[0].isalpha() else _MIXED)


def _police_logs(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    """With the day it is of, without which it says nothing."""
    for found in _POLICE_LOG.finditer(text.text):
        start, end = found.span(1) if found[1] else found.span(2)
        of = _OF_DAY.match(text.text, end)
        day = hints.date.match(text.text, of.end()) if of is not None else None
        yield _with_code(text, start), day.end() if day is not None else end


def _with_code(text: Plain, start: int) -> int:
    """Where a number begins with the capitals that stand before it and are of it: "CTX 60018823"."""
    at = text.at[start]
    found = None if text.loud else _CODE.search(text.given, max(0, at - _LONGEST_CODE), at)
    return start if found is None else start - (at - found.start())


def _formed(text: Plain) -> Iterator[tuple[int, int]]:
    yield from (found.span(1) for found in _TAG.finditer(text.text))
    for found in _STRUCTURED.finditer(text.text):
        if sum(map(str.isdigit, found[0])) >= _FORMED:
            yield found.span()


def bare_numbers(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Figures that nothing announces and that are nobody's telephone: more than anything is counted or dated by."""
    for found in _BARE_FORMED.finditer(text.text):
        counted = _COUNTED.match(text.text, found.end()) is not None
        if sum(map(str.isdigit, found[0])) >= _ALONE and not counted and not _is_dated(hints, found[0]):
            yield marked(PrivateType.REFERENCE, text, _with_code(text, found.start()), found.end())


_EVERYBODYS = frozenset(("999", "111", "101", "112", "119"))


def _is_dated(hints: Hints, figures: str) -> bool:
    """Whether figures are a day, years or what everybody rings: "2026-27", "2024 2025", "20261127", "999 111"."""
    parts = re.split(r"[ \-/]", figures)
    return (
        all(map(_YEARLY.fullmatch, parts)) or _EVERYBODYS.issuperset(parts) or hints.date.fullmatch(figures) is not None
    )
