"""What a stranger could work out from every public table of a month, range by range. Pure.

A total and its parts bound each other: whoever reads both learns a range for what is hidden. Bounds are passed along
all rules until they narrow no more, within a report and between the whole area's and its neighbourhoods'.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from reports.analyse import Cell
from reports.figures import Figure

WITHOUT_END = 10**9
ROUNDS = 50
"""More than any report needs; ranges that still narrow after it are taken as they are."""

Spot = tuple[int, Cell]
"""A cell of one report: its place in the list of reports, and the cell."""


class Whole(Struct, frozen=True):
    """A total and its parts. `additive` parts add up to it; others overlap (one person in several parts).

    `within` says that no part is larger than the total, as with people; it is not so where a part counts more besides.
    """

    total: Cell
    parts: tuple[Cell, ...]
    additive: bool = False
    within: bool = True


class Report(Struct, frozen=True):
    """A report as a stranger has it: what it prints, its wholes, and what is meant by a cell it does not print."""

    figures: Mapping[Cell, Figure]
    wholes: tuple[Whole, ...]
    absent: Figure
    unprinted: frozenset[Cell]


class _Range(Struct):
    low: int
    high: int

    def cut(self, low: int, high: int) -> bool:
        before = self.low, self.high
        self.low, self.high = max(self.low, low), min(self.high, high)
        return before != (self.low, self.high)


class _Rule(Struct, frozen=True):
    total: Spot
    parts: tuple[Spot, ...]
    additive: bool
    within: bool


def narrowed(reports: Sequence[Report], shared: Iterable[tuple[Cell, bool]] = ()) -> set[Cell]:
    """The cells, printed as a few in some report, of which more could be known than that.

    The first of `reports` is the whole; the others, if any, are of its parts. `shared` are the cells that the whole
    and the parts have in common, and whether the parts' add up to the whole's.
    """
    rules = _rules(reports, shared if len(reports) > 1 else ())
    known = _start(reports, rules)
    for _ in range(ROUNDS):
        if not sum(_pass(rule, known) for rule in rules):
            break
    return {cell for (place, cell), range_ in known.items() if _told(reports[place], cell, range_)}


def _rules(reports: Sequence[Report], shared: Iterable[tuple[Cell, bool]]) -> list[_Rule]:
    within = [rule for place, report in enumerate(reports) for rule in _within(place, report)]
    return within + [_between(cell, len(reports), additive=additive) for cell, additive in shared]


def _told(report: Report, cell: Cell, range_: _Range) -> bool:
    few = report.absent
    hidden = cell not in report.unprinted and report.figures.get(cell, few) == few
    return hidden and (range_.low, range_.high) != (few.low, few.high)


def _within(place: int, report: Report) -> Iterable[_Rule]:
    for whole in report.wholes:
        spots = tuple((place, part) for part in whole.parts)
        yield _Rule((place, whole.total), spots, whole.additive, whole.within)


def _between(cell: Cell, reports: int, *, additive: bool) -> _Rule:
    return _Rule((0, cell), tuple((place, cell) for place in range(1, reports)), additive, within=True)


def _start(reports: Sequence[Report], rules: Iterable[_Rule]) -> dict[Spot, _Range]:
    return {spot: _printed(reports[spot[0]], spot[1]) for rule in rules for spot in (rule.total, *rule.parts)}


def _printed(report: Report, cell: Cell) -> _Range:
    if cell in report.unprinted:
        return _Range(0, WITHOUT_END)
    figure = report.figures.get(cell, report.absent)
    return _Range(figure.low, WITHOUT_END if figure.high is None else figure.high)


def _pass(rule: _Rule, known: Mapping[Spot, _Range]) -> bool:
    total, parts = known[rule.total], [known[part] for part in rule.parts]
    lows, highs = sum(part.low for part in parts), sum(part.high for part in parts)
    changed = total.cut(lows if rule.additive else _largest(rule, parts), highs)
    for part in parts:
        changed |= part.cut(total.low - (highs - part.high), _ceiling(rule, total, part, lows - part.low))
    return changed


def _largest(rule: _Rule, parts: Iterable[_Range]) -> int:
    """What the total is at least where people may be counted in several parts."""
    return max((part.low for part in parts), default=0) if rule.within else 0


def _ceiling(rule: _Rule, total: _Range, part: _Range, others: int) -> int:
    """What a part is at most, the other parts being at least `others` together."""
    if rule.additive:
        return total.high - others
    return total.high if rule.within else part.high
