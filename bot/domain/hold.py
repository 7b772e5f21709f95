"""Hold: why something waits for a person to look at it, and until when (product.md 8 and 33)."""

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

LASTS = timedelta(days=30)
"""So long something may be held; then a person must have looked."""


class Why(StrEnum):
    """Why it is held."""

    NAMES_SOMEBODY = "names_somebody"
    CONFLICT = "conflict"
    """Two sides see it differently: "make space for conflict"."""
    UNSURE = "unsure"


class Hold(Struct, frozen=True):
    """A hold: by which worker ("" for the computer), why, until which local day it is to be looked at."""

    by: str
    why: Why
    until: date
