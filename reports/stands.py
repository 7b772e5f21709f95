"""How a month stands once it is printed: with figures in the place of rows, and those are never counted anew. Pure."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from bot.domain.area import Area
from reports.concentration import Share, loudest
from reports.disclosure import Protected
from reports.figures import Rounding
from reports.findings import Counted, Findings, count
from reports.frozen import WHOLE_AREA, Frozen
from reports.model import Month, Request
from reports.printed import Printed, Table


class Stood(Struct, frozen=True, dict=True):
    """The figures of a month that stands, for every public report of it."""

    area: Area
    printed: Printed

    def find(self, request: Request) -> Findings:
        """What the sections of `request` may say; a month that was never published is one of which nothing is known."""
        months = (*request.month.compared(), request.month)
        *before, now = (self._shown(month, request.neighbourhood) for month in months)
        return Findings(now, tuple(before), self.printed.rule, self.area)

    def _shown(self, month: Month, place: str | None) -> Protected:
        found = self._tables.get((month, place or WHOLE_AREA))
        return Protected(dict(found.figures), found.few) if found else Protected({}, self.printed.rule.few)

    @cached_property
    def _tables(self) -> dict[tuple[Month, str], Table]:
        return {(one.month, one.scope): one for one in self.printed.tables}


def stood(frozen: Frozen, area: Area, salt: str, before: Iterable[Frozen] | None = None) -> Frozen:
    """The month with the figures it is printed with from now on, and without its rows; as it is where it has them.

    `before` are the months that were published before it, each as its release has it: it is compared with what they
    printed. None takes them from its own rows, as it was done before releases kept their figures.
    """
    if frozen.printed is not None:
        return frozen
    counted = counted_of(frozen, area)
    own = [frozen.month] if before is not None else [*frozen.month.compared(), frozen.month]
    tables = [table for month in own for table in _tables(counted, area, month)]
    for one in before or ():
        tables += _published(one, area)
    printed = Printed(counted.rounding, tuple(tables), salt, share_of(frozen, counted.rounding))
    return frozen.with_figures(printed)


def counted_of(frozen: Frozen, area: Area) -> Counted:
    """A month that is not printed yet, counted with those it is compared with."""
    first, last = frozen.month.compared()[0].first, frozen.month.last
    return count((row for row in frozen.heard if first <= row.said_on <= last), area)


def share_of(frozen: Frozen, rule: Rounding | None) -> Share | None:
    """The share of the loudest tenth of the whole area, as it was printed or is to be."""
    return frozen.printed.loudest if frozen.printed else loudest(frozen.heard, frozen.month, rule)


def _published(frozen: Frozen, area: Area) -> Iterator[Table]:
    printed = frozen.printed
    yield from printed.of(frozen.month) if printed else _tables(counted_of(frozen, area), area, frozen.month)


def _tables(counted: Counted, area: Area, month: Month) -> Iterator[Table]:
    for place in (None, *(one.id for one in area.served)):
        found = counted.public(month, place)
        yield Table(place or WHOLE_AREA, month, tuple(sorted(found.figures.items())), found.absent)
