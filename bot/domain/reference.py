"""The short human reference of a contribution, such as LK-7Q4MX: random, so that it reveals no count."""

import re
from collections.abc import Callable, Collection

# 29 signs: no vowels (no words can appear), none that is taken for another (0/O, 1/I). A prime number of them lets
# one check sign find every single wrong sign and every swap of two neighbours.
SIGNS = "23456789BCDFGHJKLMNPQRSTVWXYZ"
DRAWN = 4
_DRAWN = rf"[{SIGNS}{SIGNS.lower()}]{{{DRAWN + 1}}}"
_LIKE_ONE = re.compile(rf"(?<![^\W_])([A-Za-z]{{1,4}}?)[ \u2010-\u2015-]{{0,2}}({_DRAWN})(?![^\W_])")


def check_sign(body: str) -> str:
    """The check sign of `body` (prefix letters count too): a weighted sum modulo 29."""
    total = sum(weight * _value(sign) for weight, sign in enumerate(body, start=1))
    return SIGNS[total % len(SIGNS)]


def make(prefix: str, draw: Callable[[int], int]) -> str:
    """A new reference for a neighbourhood's `prefix`; `draw(n)` gives a random number below n."""
    body = "".join(SIGNS[draw(len(SIGNS))] for _ in range(DRAWN))
    return f"{prefix}-{body}{check_sign(prefix + body)}"


def found_in(text: str, prefixes: Collection[str]) -> tuple[str, str] | None:
    """What looks like a reference in a text, in its proper form, and the text without it; None where there is none.

    However it is typed: lk7q4mx, "LK 7q4mx". `prefixes` are those in use: no word is taken for a reference. One with a
    wrong sign in it is found too: it is nobody's, and they are told so.
    """
    like = (one for one in _LIKE_ONE.finditer(text) if one[1].upper() in prefixes)
    one = next(like, None)
    return (f"{one[1]}-{one[2]}".upper(), f"{text[: one.start()]} {text[one.end() :]}") if one else None


def tidy(text: str) -> str | None:
    """The reference someone typed, in its proper form, or None where it cannot be one."""
    prefix, _, body = text.strip().upper().replace(" ", "").partition("-")
    good = prefix.isalpha() and len(body) == DRAWN + 1 and all(sign in SIGNS for sign in body)
    return f"{prefix}-{body}" if good and check_sign(prefix + body[:-1]) == body[-1] else None


def _value(sign: str) -> int:
    return SIGNS.index(sign) if sign in SIGNS else ord(sign) % len(SIGNS)
