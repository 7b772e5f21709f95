"""What one report may say: the figures of its month as they may be shown, and their change. Pure."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from bot.domain.area import Area
from reports.analyse import RECEIVED, Cell, Counts, Scope, analyse
from reports.change import NOT_COMPARED, NOT_ENOUGH, Change, compare
from reports.disclosure import REST, Protected, plain, protect
from reports.figures import Figure, Rounding
from reports.model import Heard, Month, Request

UNCOMPARED_THEMES = frozenset({"crime_safety"})
"""No arrows on crime (product.md 43): a count of what people say is not a count of crimes."""


class Findings(Struct, frozen=True, dict=True):
    """The shown figures of a month and of the months it is compared with (oldest first)."""

    now: Protected
    before: tuple[Protected, ...]
    rounding: Rounding | None

    def __getitem__(self, cell: Cell) -> Figure:
        return self.now[cell]

    def change(self, cell: Cell) -> Change:
        """How a figure stands beside the three months before; never for crime, nor for themes added together."""
        if cell[0] == "theme" and (cell[-1] == REST or cell[-1] in UNCOMPARED_THEMES):
            return NOT_COMPARED
        if not self._has_history:
            return NOT_ENOUGH
        return compare(self[cell], [month[cell] for month in self.before], self.rounding)

    def ranked(self, kind: str, order: Mapping[str, int]) -> tuple[str, ...]:
        """The kind's themes, most people first as shown, then in the pack's `order`, REST last."""
        themes = [code for code in self.now.themes(kind) if code != REST]
        last = len(order)
        themes.sort(key=lambda code: (-self["theme", kind, code].value, order.get(code, last), code))
        return (*themes, REST) if ("theme", kind, REST) in self.now.figures else tuple(themes)

    @cached_property
    def _has_history(self) -> bool:
        # In public editions a month with nothing looks like one with a few, and is not compared for that reason.
        return self.rounding is not None or all(month[RECEIVED].value for month in self.before)


def find(request: Request, heard: Iterable[Heard], area: Area) -> Findings:
    """Count, then protect as the edition demands: what the sections of `request` may say.

    `heard` may hold more than is needed (other places, other months). Outside editions all get the same figures, so
    that no two of them can be subtracted.
    """
    return found(request, analyse(heard), area)


def found(request: Request, counts: Mapping[Scope, Counts], area: Area) -> Findings:
    """The same of rows that were counted already: for many reports of one month."""
    months = (request.month, *request.month.compared())
    thresholds = area.thresholds
    rounding = Rounding(thresholds.publish, thresholds.step) if request.edition.public else None
    shown = [_shown(request, month, counts, area, rounding) for month in months]
    return Findings(shown[0], tuple(shown[1:]), rounding)


def _shown(
    request: Request, month: Month, counts: Mapping[Scope, Counts], area: Area, rounding: Rounding | None
) -> Protected:
    mine = counts.get((month, request.neighbourhood), Counts())
    if rounding is None:
        return plain(mine)
    themes = [theme.code for theme in area.themes]
    return protect(mine, rounding, themes, _places(request, month, counts, area))


def _places(request: Request, month: Month, counts: Mapping[Scope, Counts], area: Area) -> list[Counts]:
    if request.neighbourhood is not None:
        return []
    known = {one.id for one in area.neighbourhoods}
    heard_of = {place for when, place in counts if when == month and place is not None}
    return [counts.get((month, place), Counts()) for place in sorted(known | heard_of)]
