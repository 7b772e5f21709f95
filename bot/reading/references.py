"""Numbers by which an office, a bank or the police knows somebody: a case, a tenancy, a passport, an account, a card.

Their forms are everybody's own, so most are known by what announces them; all words here are English.
"""

import re
from collections.abc import Iterator
from itertools import chain

from bot.domain.reading import PrivateSpan, PrivateType
from bot.reading.hints import Hints
from bot.reading.normalise import Plain
from bot.reading.spans import marked

_OF = (
    r"refs?|refrence|refer[ea]nce|crime|case|tenancy|tenant|passport|permit|visa|brp|licen[cs]e|certificate|cert|dbs|crb"
    r"|claim|claimant|application|app|policy|account|acount|acct|acc|a/c|council tax|repairs?|sponsorship|planning"
    r"|incident|cad|complaint|payroll|badge|benefits?|universal credit|uc|pip|esa|dla|home office|share code|membership"
    r"|customer|patient|hospital|pupil|student|upn|uln|utr|iban|card|debit|bank|rent|booking|officer|job|id"
)
_JOINS = (
    r"number|numbers|num|no|nos|nr|ref|refs|reference|code|id|account|acc|card|is|was|its|it's|of|the|my|all that"
    r"|called|and|to"
)
_PART = r"(?:[a-z]{1,6}[\-/]?)?\d[a-z\d]*(?:[\-/][a-z\d]+)*"
"""A run of signs with a figure near its front: "h/20981/b", "ten/00391/7", "00782"."""
_TOKEN = (
    rf"(?:[a-z]{{1,6}}[\-/ ])?{_PART}"
    r"(?: (?!\d{1,2} ?(?:am|pm|st|nd|rd|th)\b)(?:[a-z]{0,2}\d[a-z\d]*|[a-z](?=$|[ .,])(?<! a)(?<! i)))*"
)
_ANNOUNCED = re.compile(
    rf"\b(?:{_OF})(?:['\u2019]?s)?\b[ .,:#(\-]{{0,3}}(?:(?:{_JOINS})\b[ .:#(\-]{{0,3}}){{0,4}}({_TOKEN})(?![a-z\d@])"
)
_CARD = re.compile(r"(?<![\d\-/.])(?:\d{4}[ \-]?){3}\d{3,4}(?![\d\-/])")
_SORT = re.compile(
    r"\bsort(?: ?code)?s?(?: (?:is|and|no|number|acc|account)\b){0,4}[ :.\-]{0,2}(\d\d[ \-]?\d\d[ \-]?\d\d)(?!\d)"
)
_ACCOUNT = re.compile(
    r"(?<![\d\-/.])\d\d[ \-]\d\d[ \-]\d\d,?[ /]{1,2}(?:acc(?:ount)?t? ?(?:no|number)?[ .:]{0,2})?\d{7,8}(?!\d)"
)
_STRUCTURED = re.compile(
    r"(?<![\w@./\-])(?=[a-z\d/\-]*[a-z])(?:[a-z]{1,5}|[a-z]{0,3}\d+[a-z]{0,3})(?:[\-/](?:[a-z]{1,5}|[a-z]?\d+[a-z]?)){1,4}(?![\w@/\-])"
)
_FIGURES = re.compile(r"\d\d")
_MIXED, _AFTER_WORD, _BARE, _FORMED = 3, 4, 6, 5
"""The fewest figures: among letters or strokes, after letters ("TN 6092"), alone, and where nothing announces it."""
_COUNTED = re.compile(r" ?(?:quid|pounds?|people|times|years|days|weeks|months|hours|views|steps|k|th|p)\b")


def references(text: Plain, hints: Hints) -> Iterator[PrivateSpan]:
    """Such numbers, announced or by their form; two may find the same."""
    if _FIGURES.search(text.text):
        for start, end in chain(_announced(text, hints), _formed(text)):
            yield marked(PrivateType.REFERENCE, text, start, end)


def _announced(text: Plain, hints: Hints) -> Iterator[tuple[int, int]]:
    for found in chain(_ANNOUNCED.finditer(text.text), _SORT.finditer(text.text)):
        token, start = found[1], found.start(1)
        first, _, rest = token.partition(" ")
        if hints.knows(first) and not text.given[slice(*text.span(start, start + len(first)))].isupper():  # "now 2369"
            token, start = rest, start + len(first) + 1
        if sum(map(str.isdigit, token)) >= _fewest(token) and not _COUNTED.match(text.text, found.end(1)):
            yield start, found.end(1)


def _fewest(token: str) -> int:
    """How many figures such a number has: fewer where letters or strokes are in it."""
    if token.replace(" ", "").isdigit():
        return _BARE
    return _AFTER_WORD if token.partition(" ")[0].isalpha() else _MIXED


def _formed(text: Plain) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in chain(_CARD.finditer(text.text), _ACCOUNT.finditer(text.text)))
    for found in _STRUCTURED.finditer(text.text):
        if sum(map(str.isdigit, found[0])) >= _FORMED:
            yield found.span()
