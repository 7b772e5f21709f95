"""What a month is printed with, once and for good: its own figures, and those it is compared with. Pure.

A release keeps these and no row (docs/decisions/0014): whatever is taken back later, the figures of a month stay as
they were first printed, so that no two revisions can be set against each other, and nothing of a person is kept in it.
"""

from msgspec import Struct

from reports.analyse import Cell
from reports.concentration import Share
from reports.figures import Figure, Rounding
from reports.model import Month


class Table(Struct, frozen=True):
    """The figures of a scope (a place's id, or "all") and month; `few` stands for every cell that is not there."""

    scope: str
    month: Month
    figures: tuple[tuple[Cell, Figure], ...]
    few: Figure


class Printed(Struct, frozen=True):
    """The tables of a month and of those before it that were published, the rule they were made by, and the salt.

    The salt is random: everything else may be known, and the hash of it is printed, so that without a salt whoever
    tried out all values of what is not printed (how often help was looked for in vain) would find the right ones.
    """

    rule: Rounding
    tables: tuple[Table, ...]
    salt: str
    loudest: Share | None = None

    def of(self, month: Month) -> tuple[Table, ...]:
        """The tables of one month."""
        return tuple(one for one in self.tables if one.month == month)
