"""What changes in all reports when one person had never spoken (reliability.md P11)."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from bot.domain.area import Area
from reports.analyse import Cell
from reports.figures import Figure, Shown
from reports.findings import Counted, count
from reports.model import Heard, Month, Request


class Moved(Struct, frozen=True):
    """A figure before and after."""

    month: Month
    place: str | None
    cell: Cell
    before: Figure
    after: Figure

    @property
    def by(self) -> int | None:
        """How far the printed number moved; None where one of the two is not shown, so that there is no number."""
        if Shown.HIDDEN in {self.before.shown, self.after.shown}:
            return None
        return abs(self.before.value - self.after.value)


def without(rows: Sequence[Heard], person: str) -> list[Heard]:
    """The rows of everybody else."""
    return [row for row in rows if row.person != person]


def moved(rows: Sequence[Heard], person: str, months: Sequence[Month], area: Area) -> list[Moved]:
    """Every figure of every public report that is another one without this person."""
    return list(compared(count(rows, area), count(without(rows, person), area), months, area))


def compared(before: Counted, after: Counted, months: Sequence[Month], area: Area) -> Iterator[Moved]:
    """Each figure that is not the same in both, a theme without a line counting as a few."""
    for month in months:
        for place in (None, *(one.id for one in area.neighbourhoods)):
            one, other = (counted.find(Request(month, place)).now for counted in (before, after))
            for cell in sorted({*one.figures, *other.figures}):
                if one[cell] != other[cell]:
                    yield Moved(month, place, cell, one[cell], other[cell])
