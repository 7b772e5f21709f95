"""Starting: a group that a few more grown-ups would let begin (product.md, the Dialogue Report, 5).

"Lakes: a bike workshop; the hub; Saturdays at 10; 1 short, until 12 Dec": what, where, when, how many are missing, and
until when this stands. Who is there already is said of nobody.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from bot.domain.said_place import placed

LONGEST = 120
"""Signs of what, where and when."""
MOST_MISSING = 20
STANDS, LONGEST_STANDS = timedelta(weeks=12), timedelta(days=400)
"""How long it stands where nobody says until when, and at most."""
_MORE = r"(?:\s+more)?(?:\s+(?:adults?|grown-?ups?|people|person))?"
_COUNT = r"(\d{1,2}|one|two|three)"
_SHORT = re.compile(rf"\b(?:needs\s+{_COUNT}{_MORE}|{_COUNT}{_MORE}\s+short)\b", re.IGNORECASE)
_UNTIL = re.compile(r",?\s*\buntil\s+([^;,]+)\s*$", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3}
_PARTS = 3


class Starting(Struct, frozen=True):
    """Such a group, in a worker's words: `needs` more grown-ups, `until` the last day on which this stands."""

    neighbourhood: str
    title: str
    needs: int
    until: date
    where: str = ""
    when: str = ""


def starting(
    line: str,
    today: date,
    place: Callable[[str], str | None],
    usual: str | None,
    day: Callable[[str, date], date],
) -> Starting:
    """A line as it is understood: `place` gives a neighbourhood's id for a name, `usual` is the worker's own.

    `day` reads a day to come. Raises ValueError that says what is missing, and what `day` raises.
    """
    neighbourhood, what = placed(line, place, usual, "Lakes: a bike workshop; the hub; Saturdays; 1 short")
    ends = _UNTIL.search(what)
    until = day(ends[1].strip(), today) if ends else today + STANDS
    missing, rest = _missing(what[: ends.start()] if ends else what)
    title, where, when = _parts(rest)
    return checked(Starting(neighbourhood, title, missing, until, where, when), today)


def _missing(what: str) -> tuple[int, str]:
    """How many grown-ups are missing, and the line without it."""
    short = _SHORT.search(what)
    if short is None:
        raise ValueError("say how many grown-ups are missing, such as 1 short")
    said = (short[1] or short[2]).casefold()
    return _NUMBERS.get(said) or int(said), what.replace(short[0], " ", 1)


def _parts(what: str) -> tuple[str, str, str]:
    """What, where and when; "" for what is not said."""
    told = [part for one in what.split(";") if (part := one.strip(" ,.-"))]
    if len(told) > _PARTS:
        raise ValueError("say what, where and when, parted by ; and no more")
    title, where, when = [*told, *[""] * _PARTS][:_PARTS]
    return title, where, when


def checked(said: Starting, today: date) -> Starting:
    """The same, where it can be. Raises ValueError that says what is wrong."""
    if not said.title:
        raise ValueError("say what would start, such as a bike workshop")
    if max(len(one) for one in (said.title, said.where, said.when)) > LONGEST:
        raise ValueError(f"what, where and when have {LONGEST} signs each at most")
    if not 1 <= said.needs <= MOST_MISSING:
        raise ValueError(f"between 1 and {MOST_MISSING} grown-ups are missing")
    if not today <= said.until <= today + LONGEST_STANDS:
        raise ValueError(f"{said.until} is not a day until which it can stand")
    return said
