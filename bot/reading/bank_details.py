"""What a bank knows somebody by, and what opens their account or their door: cards, sort codes, IBANs, pins."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.reading.normalise import Plain

_CARD = re.compile(
    r"(?<![\d\-/.+])(?:(?:\d{4}[ \-]?){3}\d{3,4}(?:[ \-]?\d{1,4}){0,2}|3[47]\d\d[ \-]?\d{6}[ \-]?\d{5}"
    r"|[1-9]\d{5}(?: ?\d{4}){2,3})(?![\d\-/])|(?:[*x]{4}[ \-]?){1,3}\d{4}(?!\d)"
)
"""Of a bank by four figures at a time, of American Express by 4, 6 and 5, of a bus or a meter by 6 and fours."""
_IBAN = re.compile(r"(?<![^\W_])[a-z]{2}\d\d(?: ?[a-z\d]{4}){3,7}(?: ?\d[a-z\d]{0,2})?(?![^\W_])")
_FEWEST_OF_IBAN = 10  # figures
_SORT = re.compile(
    r"\b(?:sort(?: ?code)?s?|s/c)(?: (?:is|and|no|number|acc|account)\b){0,4}[ :.\-]{0,2}"
    r"(\d\d[ \-./]?\d\d[ \-./]?\d\d)(?!\d)"
)
_SORT_FORMED = re.compile(r"(?<![\d\-/.])\d\d-(?:00|1[3-9]|[2-9]\d)-\d\d(?![\d\-/])")
"""Three pairs of figures of which the second is no month."""
_ACCOUNT = re.compile(
    r"(?<![\d\-/.])\d\d[ \-]\d\d[ \-]\d\d,?[ /]{1,2}(?:acc(?:ount)?t? ?(?:no|number)?[ .:]{0,2})?\d{7,8}(?!\d)"
)
_LAST_FIGURES = re.compile(
    r"\b(?:(?:card|account|acc|credit|debit|visa|mastercard)\b[^.!?\d]{0,20}?\b(?:end(?:s|ing)?|finish(?:es|ing)?)"
    r"|last (?:four|4)(?: (?:digits|numbers|figures))?)(?: (?:in|with|are|is|of|on|my|the|it|card))*"
    r"[ :]{1,2}(\d{3,4})(?!\d)"
)
_EXPIRY = re.compile(r"\bexp(?:iry|ires|iring|ire)?(?: date)?(?: (?:is|on))?[ .:]{1,2}(\d\d ?/ ?(?:20)?\d\d)(?![\d/])")
_CODE = re.compile(
    r"\b(?:cv[vc2]2?|security (?:code|no|number)|my pin|pin (?:is|no|number|code)|key ?safe"
    r"|(?:door|gate|entry|alarm|lock ?box|buzzer) (?:code|pin))\b"
    r"(?: (?:on|the|back|of|it|is|its|was|number|code|no|pin)\b){0,5}[ :.#]{1,3}(\d{3,6}[a-z]?)(?![\d:.,/%]\d|\d)"
)
"""Of a card, or of the box by an old person's door in which the key is."""


def bank_details(text: Plain) -> Iterator[tuple[int, int]]:
    """Where they stand in a text, half-open; two may be found of the same."""
    for found in chain(_CARD.finditer(text.text), _ACCOUNT.finditer(text.text), _SORT_FORMED.finditer(text.text)):
        yield found.span()
    for found in _IBAN.finditer(text.text):
        if sum(map(str.isdigit, found[0])) >= _FEWEST_OF_IBAN:
            yield found.span()
    for pattern in (_SORT, _LAST_FIGURES, _CODE, _EXPIRY):
        yield from (found.span(1) for found in pattern.finditer(text.text))
