"""What one report may say: the figures of its month as they may be shown, and their change. Pure."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

from bot.domain.area import Area
from reports.analyse import MOST_OF_ONE, RECEIVED, Cell, Counts, Scope, analyse
from reports.change import NOT_COMPARED, NOT_ENOUGH, Change, compare
from reports.disclosure import REST, Place, Protected, plain, protect
from reports.figures import Figure, Rounding
from reports.model import Heard, Month, Request

UNCOMPARED_THEMES = frozenset({"crime_safety"})
"""No arrows on crime (product.md 43): a count of what people say is not a count of crimes."""


class Findings(Struct, frozen=True, dict=True):
    """The shown figures of a month and of the months it is compared with (oldest first)."""

    now: Protected
    before: tuple[Protected, ...]
    rounding: Rounding | None
    area: Area

    def __getitem__(self, cell: Cell) -> Figure:
        return self.now[cell]

    def change(self, cell: Cell) -> Change:
        """How a figure stands beside the three months before; never for crime, nor for all other themes together."""
        if cell[0] == "theme" and (cell[-1] == REST or not UNCOMPARED_THEMES.isdisjoint(self.about(cell[-1]))):
            return NOT_COMPARED
        if not self._has_history:
            return NOT_ENOUGH
        return compare(self[cell], [month[cell] for month in self.before], self.rounding)

    def ranked(self, kind: str, order: Mapping[str, int]) -> tuple[str, ...]:
        """The kind's lines, most people first as shown, then in the pack's `order`, REST last.

        A family has a line where a theme of it is too small to stand alone; those that do stand alone come below it.
        """
        heads = self.heads(kind)
        below = {head: self._sorted(kind, self.under(kind, head), order) for head in heads}
        lines = [code for head in self._sorted(kind, heads, order) for code in (head, *below[head])]
        return (*lines, REST) if ("theme", kind, REST) in self.now.figures else tuple(lines)

    def heads(self, kind: str) -> tuple[str, ...]:
        """The families and themes that stand in no other's line."""
        return tuple(code for code in self.now.themes(kind) if code != REST and self._is_head(kind, code))

    def under(self, kind: str, family: str) -> tuple[str, ...]:
        """The themes of a family that have a line of their own below it; none where `family` is a theme."""
        return tuple(code for code in self.now.themes(kind) if self._families.get(code) == family)

    def _is_head(self, kind: str, code: str) -> bool:
        members = self._members.get(code)
        if members is None:
            family = self._families.get(code, "")
            return ("theme", kind, family) not in self.now.figures or not self._is_head(kind, family)
        return any(("theme", kind, one) not in self.now.figures for one in members)

    def _sorted(self, kind: str, codes: Iterable[str], order: Mapping[str, int]) -> list[str]:
        last = len(order)
        return sorted(codes, key=lambda code: (-self["theme", kind, code].value, order.get(code, last), code))

    def about(self, code: str) -> set[str]:
        """The codes a line speaks of: a theme's own, a family's with those of its themes."""
        return {code, *self._members.get(code, ())}

    @cached_property
    def _families(self) -> dict[str, str]:
        return {theme.code: theme.family for theme in self.area.themes}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        return {
            family.code: [code for code, of in self._families.items() if of == family.code]
            for family in self.area.families
        }

    @cached_property
    def _has_history(self) -> bool:
        # In public editions a month with nothing looks like one with a few, and is not compared for that reason.
        return self.rounding is not None or all(month[RECEIVED].value for month in self.before)


class Counted(Struct, frozen=True, dict=True):
    """All that was heard, counted once for every report of it: month by month, place by place."""

    area: Area
    counts: Mapping[Scope, Counts]
    shown: dict[tuple[Month, str | None], Protected] = field(default_factory=dict)

    def find(self, request: Request) -> Findings:
        """What the sections of `request` may say.

        Outside editions all get the same figures, so that no two of them can be subtracted.
        """
        months = (request.month, *reversed(request.month.compared()))
        if not request.edition.public:
            exact = [plain(self._of(month, request.neighbourhood)) for month in months]
            return Findings(exact[0], tuple(reversed(exact[1:])), None, self.area)
        public = [self.public(month, request.neighbourhood) for month in months]
        return Findings(public[0], tuple(reversed(public[1:])), self.rounding, self.area)

    @cached_property
    def rounding(self) -> Rounding:
        """The pack's small-number rule."""
        return Rounding(self.area.thresholds.publish, self.area.thresholds.step)

    @cached_property
    def families(self) -> dict[str, str]:
        """The family of each theme of the pack."""
        return {theme.code: theme.family for theme in self.area.themes}

    def _of(self, month: Month, place: str | None) -> Counts:
        return self.counts.get((month, place), Counts())

    def public(self, month: Month, place: str | None) -> Protected:
        """The figures of a month and place (None: the whole area) as anybody may see them."""
        if (month, place) not in self.shown:
            places = [self._place(month, one) for one in self._neighbourhoods(month)] if place is None else []
            self.shown[month, place] = protect(self._place(month, place), self.rounding, self.families, places)
        return self.shown[month, place]

    def _place(self, month: Month, place: str | None) -> Place:
        return Place(self._of(month, place), tuple(self._of(one, place) for one in month.compared()))

    def _neighbourhoods(self, month: Month) -> list[str]:
        heard_of = {place for when, place in self.counts if when == month and place is not None}
        return sorted(heard_of.union(one.id for one in self.area.neighbourhoods))


def count(heard: Iterable[Heard], area: Area) -> Counted:
    """Count what was heard, for as many reports of it as there are to be."""
    return Counted(area, analyse(heard, min(MOST_OF_ONE, area.thresholds.step)))


def find(request: Request, heard: Iterable[Heard], area: Area) -> Findings:
    """Count, then protect as the edition demands: what the sections of `request` may say.

    `heard` may hold more than is needed (other places, other months).
    """
    return count(heard, area).find(request)
