"""Small spends: what a worker paid for, in a line, against what a neighbourhood may spend in a month (product.md 33).

"Lakes: 12.50 juice for the hoop day, Saturday - to the corner shop, receipt". Whom it was paid to is a role, never a
name.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from bot.domain.said_day import dated
from bot.domain.said_place import placed

LONGEST = 200
"""Signs of what it was for."""
LONGEST_ROLE = 60
OLDEST = timedelta(days=400)
"""Older ones are a slip of the keyboard."""
MOST = 1_000_000
"""Pence: more is no small spend."""
_AMOUNTS = (
    # With its sign, with pence, or by itself at the beginning: "2 cartons of juice" is no amount.
    re.compile(r"\u00a3\s*(?P<pounds>\d{1,6})(?:[.,](?P<pence>\d{1,2}))?(?![\d.,]*\d)"),
    re.compile(r"(?<![\d.,-])(?P<pounds>\d{1,6})[.,](?P<pence>\d{2})(?![\d.,]*\d)(?!\s*(?:am|pm)\b)", re.IGNORECASE),
    re.compile(r"(?<![\d.,-])(?P<pence>\d{1,4})p\b", re.IGNORECASE),
    re.compile(r"^\s*(?P<pounds>\d{1,6})(?:[.,](?P<pence>\d{1,2}))?(?=\s|$)"),
)
_RECEIPT = re.compile(r",?\s*\b(?:(no|without)\s+(?:a\s+)?|(?:with\s+)?(?:a\s+)?)receipt(?:\s+kept)?\b", re.IGNORECASE)
_PAID_TO = re.compile(r"\s[-\u2013]\s*(?:paid\s+)?to\s+(.+)$", re.IGNORECASE)


class State(StrEnum):
    """How a spend stands with the limit."""

    KEPT = "kept"
    WAITS = "waits"
    """It goes beyond the month's limit, and the manager has not said whether that is all right."""
    ALLOWED = "allowed"
    REFUSED = "refused"


COUNTED = frozenset({State.KEPT, State.ALLOWED})
"""What the sums are of."""


class Spend(Struct, frozen=True):
    """What was paid, in pence; `paid_to` a role such as "the corner shop", "" where it was not said."""

    what: str
    neighbourhood: str
    on: date
    pence: int
    paid_to: str = ""
    receipt: bool = False


def spend(line: str, today: date, place: Callable[[str], str | None], usual: str | None) -> Spend:
    """A line as it is understood; `place` gives a neighbourhood's id for a name, `usual` is the worker's own.

    Raises ValueError that says what is missing.
    """
    neighbourhood, what = placed(line, place, usual, "Lakes: 12.50 juice for the hoop day")
    pence, what = _amount(what)
    receipt = _RECEIPT.search(what)
    what = what.replace(receipt[0], "", 1) if receipt else what
    paid_to = _PAID_TO.search(what)
    on, title = dated(what[: paid_to.start()] if paid_to else what, today)
    if not title:
        raise ValueError("say what it was for, such as juice for the hoop day")
    role = paid_to[1].strip(" ,;.") if paid_to else ""
    return checked(Spend(title, neighbourhood, on, pence, role, bool(receipt and not receipt[1])), today)


def checked(one: Spend, today: date) -> Spend:
    """The same where it can have been. Raises ValueError in words."""
    if not 0 < one.pence <= MOST:
        raise ValueError(f"{pounds(one.pence)} is no small spend")
    if not today - OLDEST <= one.on <= today:
        raise ValueError(f"{one.on} is not a day on which it can have been")
    if len(one.what) > LONGEST or len(one.paid_to) > LONGEST_ROLE:
        raise ValueError(f"say it in {LONGEST} signs at most, and whom it was paid to in {LONGEST_ROLE}")
    return one


def pence_of(amount: str) -> int:
    """An amount such as 12.50 in pence. Raises ValueError."""
    found = re.fullmatch(r"\s*\u00a3?\s*(?P<pounds>\d{1,6})(?:[.,](?P<pence>\d{1,2}))?\s*", amount)
    if found is None:
        raise ValueError("an amount reads like 12.50")
    return _pence(found)


def pounds(pence: int) -> str:
    """An amount as people read it."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}\u00a3{whole:,}.{rest:02}"


def added_up(spends: Iterable[tuple[Spend, State]]) -> int:
    """The pence of those that count."""
    return sum(one.pence for one, state in spends if state in COUNTED)


def _amount(what: str) -> tuple[int, str]:
    for pattern in _AMOUNTS:
        found = pattern.search(what)
        if found is not None:
            return _pence(found), what.replace(found[0], " ", 1)
    raise ValueError("say how much it was, such as 12.50 juice for the hoop day")


def _pence(found: re.Match[str]) -> int:
    """Of pounds and the figures behind the point: 12.5 is twelve pounds fifty."""
    told = found.groupdict()
    if "pounds" not in told:
        return int(told["pence"])
    return int(told["pounds"]) * 100 + int((told["pence"] or "").ljust(2, "0"))
