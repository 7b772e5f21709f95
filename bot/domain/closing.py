"""Closing mode: from a day on nothing new is taken, and everybody is told where to turn instead (product.md 45)."""

from datetime import date

from msgspec import Struct


class Closing(Struct, frozen=True):
    """Earshot closes `on` this local day; `where` to turn then, in the operator's words. `begun`: the day has come."""

    on: date
    where: str
    begun: bool = False
