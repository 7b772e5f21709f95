"""What residents read of a worker's on a button, a page or a poster: only signs that are seen, and days that come."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.domain.reading import PrivateSpan, PrivateType

JOINERS = "\u200c\u200d"
"""Signs nobody sees that some scripts and pictures need."""
AHEAD = timedelta(days=2 * 366)
"""Nothing is promised, nor is anybody away, on a day further off: a slip of the keyboard."""
_OWN_NUMBERS = {PrivateType.PHONE, PrivateType.VEHICLE, PrivateType.NHS, PrivateType.NI, PrivateType.REFERENCE}
OF_A_PERSON = frozenset({PrivateType.EMAIL, PrivateType.HANDLE, *_OWN_NUMBERS})
"""What never stands in words about a service: where it is and who runs it does, its number has a field of its own."""
LONGEST_NAME = 100
_ASKS = re.compile(r"[?@\n]|\b(?:you|your|me|my|i)\b", re.IGNORECASE)


def unseen(text: str, *, lines: bool = False) -> str:
    """The first sign of a text that nobody sees, or "". With `lines` it may have several lines."""
    spared = f"{JOINERS}\n" if lines else JOINERS
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return next((one for one in text if one not in spared and unicodedata.category(one) in hidden), "")


def unfit(text: str, longest: int) -> Iterator[str]:
    """What is wrong with a text that stands on one line."""
    if sign := unseen(text):
        yield f"write it on one line, without signs that nobody sees (U+{ord(sign):04X})"
    if len(text) > longest:
        yield f"it has {len(text)} signs; {longest} at most"


def of_people(text: str, private: Iterable[PrivateSpan]) -> Iterator[str]:
    """What in a text about a service is likely to be somebody's own: a number, an address to write to, a handle."""
    for span in private:
        if span.type in OF_A_PERSON:
            yield f"this looks like a {span.type.replace('_', ' ')}: {text[span.start : span.end]}"


def no_name(text: str) -> Iterator[str]:
    """What is wrong with the name of a body or with where people turn: children read it, and nobody looks twice at it.

    It asks nothing and holds no address to write to; a number has its place where people turn to, not in a name.
    """
    yield from unfit(text, LONGEST_NAME)
    if found := _ASKS.search(text):
        yield f"{found[0]}: name it, and no more than that"


def is_far(day: date, today: date) -> bool:
    """Whether a day is so far off that it is a slip."""
    return day > today + AHEAD
