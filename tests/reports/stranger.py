"""A stranger with every public table of many months, the rule book and a linear-programming solver (HiGHS).

What is true of all counts, whoever spoke, is written down as linear rules (`rules`); the least and the most that a
hidden figure can be under all of them together is what the stranger knows of it. Every rule is held true of the real
counts by the tests, so that the stranger is never misled.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from bot.domain.contribution import Kind
from reports.analyse import (
    DOORS,
    HELPERS,
    MESSAGES,
    MOST_OF_ONE,
    NEW,
    NOT_NEW,
    OTHER_DOOR,
    PARTS,
    PEOPLE,
    RECEIVED,
    SKILLS,
    TALKS,
    VOICES,
    Cell,
)
from reports.model import Month
from reports.themes import REST
from tests.reports.printed import ALL, NO_END, Public, Range, Table
from tests.reports.solver import Solver

KINDS = tuple(kind.value for kind in Kind)
ALL_DOORS = tuple(("door", door) for door in (*DOORS, OTHER_DOOR))
RECEIVED_PARTS = tuple(("received", part) for part in PARTS)
# Offers of help have a line only where help is invited.
UNPRINTED = (NOT_NEW, TALKS, *(("helpers", kind.value) for kind in Kind if not kind.invites_help))

Rule = tuple[tuple[Cell, ...], tuple[Cell, ...], bool]
"""The sum of the first cells is at most that of the second; exactly that where true."""

Spot = tuple[Month, str, Cell]

Families = Mapping[str, str]
"""The themes of the pack and the family of each, "" for none."""


def rules(families: Families, printed: Table) -> Iterator[Rule]:
    """What holds within any one report; `printed` has the themes and families that have a line of their own."""
    yield from _union(PEOPLE, [("kind", kind) for kind in KINDS])
    yield from _union(PEOPLE, ALL_DOORS)
    yield from _union(HELPERS, [("helpers", kind) for kind in KINDS])
    yield (HELPERS,), (PEOPLE,), False
    yield from (((skill,), (("kind", Kind.INTEREST.value),), False) for skill in SKILLS)
    yield (NEW, NOT_NEW), (PEOPLE,), True
    yield tuple(("voices", kind) for kind in KINDS), (VOICES,), True
    yield (TALKS, TALKS), (VOICES,), False
    yield from _written(families, printed)
    for kind in KINDS:
        yield (("helpers", kind),), (("kind", kind),), False
        yield from _themes_of(kind, families, printed)


def _written(families: Families, printed: Table) -> Iterator[Rule]:
    """Whoever is in two of these cells wrote two messages; of one person five count (reports.analyse.MOST_OF_ONE)."""
    yield RECEIVED_PARTS, (RECEIVED,), True
    yield RECEIVED_PARTS[:2], (MESSAGES, TALKS), True
    yield (PEOPLE,), (MESSAGES,), False
    yield (MESSAGES,), (PEOPLE,) * MOST_OF_ONE, False
    yield tuple(("kind", kind) for kind in KINDS), (MESSAGES,), False
    yield from ((doors, (MESSAGES,), False) for doors in combinations(ALL_DOORS, MOST_OF_ONE))
    themes = [("theme", kind, code) for kind in KINDS for code in families]
    largest = sorted(themes, key=lambda cell: -printed.get(cell, (0, 0))[0])[: MOST_OF_ONE - 1]
    yield from (((*largest, cell), (MESSAGES,), False) for cell in themes if cell not in largest)


def _themes_of(kind: str, families: Families, printed: Table) -> Iterator[Rule]:
    """Every theme lies in its family, printed or not; the rest are the themes of which neither is printed."""
    cells = {code: ("theme", kind, code) for code in families}
    heads = [cells[code] for code, family in families.items() if not family]
    for family in {*families.values()} - {""}:
        whole = ("theme", kind, family)
        heads.append(whole)
        yield from _union(whole, [cells[code] for code, of in families.items() if of == family])
        yield (whole,), (("kind", kind),), False
    yield from _union(("kind", kind), heads)
    rest = ("theme", kind, REST)
    if rest in printed:
        large = [cell for cell in heads if cell in printed or told_by_themes(cell, families, printed)]
        yield (rest,), tuple(cell for cell in heads if cell not in large), False
        small = [
            cells[code]
            for code, family in families.items()
            if cells[code] not in printed and ("theme", kind, family) not in printed
        ]
        yield from _union(rest, small)
        yield from _union(("kind", kind), [rest, *large])


def told_by_themes(cell: Cell, families: Families, lines: Table) -> bool:
    """A family has no line where each of its themes has one."""
    themes = [code for code, family in families.items() if cell[0] == "theme" and family == cell[2]]
    return bool(themes) and all(("theme", cell[1], code) in lines for code in themes)


def _union(total: Cell, parts: Sequence[Cell]) -> Iterator[Rule]:
    """Distinct people: no part is more than the whole, and the whole no more than all parts together."""
    yield (total,), tuple(parts), False
    yield from (((part,), (total,), False) for part in parts)


def cells(families: Families, printed: Table) -> set[Cell]:
    """Every figure of a report, printed or not."""
    return {cell for left, right, _ in rules(families, printed) for cell in (*left, *right)}


def finds(public: Public, families: Families, few: Range) -> dict[Spot, Range]:
    """What a stranger finds in all of it: month by month, every place; then all months of the whole area together.

    Months know of each other only by who is new. Quicker than `finds_at_once`, which the benchmark and the long tests
    hold it against.
    """
    found: dict[Spot, Range] = {}
    for month in sorted({month for month, _ in public}):
        found |= Stranger({key: one for key, one in public.items() if key[0] == month}, families, few).finds()
    whole = {key: one for key, one in public.items() if key[1] == ALL}
    return Stranger(whole, families, few, launched=True).finds() | found


def finds_at_once(public: Public, families: Families, few: Range) -> dict[Spot, Range]:
    """The same of all places, the whole area and all months in one: nothing is taken apart beforehand."""
    return Stranger(public, families, few, launched=True).finds()


class Stranger:
    """Knows the public tables; `launched` says that nobody had spoken before the first month of them."""

    def __init__(self, public: Public, families: Families, few: Range, *, launched: bool = False) -> None:
        self.public, self.families, self.few = public, families, few
        spots = [
            (month, place, cell)
            for (month, place), printed in public.items()
            for cell in sorted(cells(families, printed))
        ]
        self.rules = [*self._within(), *self._between(), *(self._over_time() if launched else ())]
        self.known = {spot: self.printed(spot) for spot in spots}

    def printed(self, spot: Spot) -> Range:
        """What a figure's own line says; a theme or door without one had a few at most, says the rule book."""
        month, place, cell = spot
        lines = self.public[month, place]
        return lines.get(
            cell, (0, NO_END) if cell in UNPRINTED or told_by_themes(cell, self.families, lines) else self.few
        )

    def hidden(self) -> list[Spot]:
        """The figures shown as a few, with a line or without."""
        return [spot for spot, range_ in self.known.items() if range_ == self.few]

    def finds(self) -> dict[Spot, Range]:
        """What can be known of each hidden figure of which more can be known than is printed."""
        return Solver(self.known, self.rules).finds(self.hidden(), self.few)

    def _within(self) -> Iterator[tuple]:
        for (month, place), printed in self.public.items():
            for left, right, equal in rules(self.families, printed):
                yield tuple((month, place, one) for one in left), tuple((month, place, one) for one in right), equal

    def _between(self) -> Iterator[tuple]:
        """The whole area and its places: messages belong to one place, people may speak in several."""
        for month in {month for month, _ in self.public}:
            places = [place for when, place in self.public if when == month and place != ALL]
            for cell in cells(self.families, self.public[month, ALL]) if places else ():
                parts = tuple((month, place, cell) for place in places)
                if cell[0] in {"voices", "talks"}:
                    yield parts, ((month, ALL, cell),), True
                elif cell[-1] != REST:
                    yield ((month, ALL, cell),), parts, False
                if cell[-1] != REST and (len(cell) == 1 or cell[0] != "received"):
                    yield from (((part,), ((month, ALL, cell),), False) for part in parts)

    def _over_time(self) -> Iterator[tuple]:
        """Whoever is not new was new in an earlier month, wherever that was."""
        months = sorted({month for month, _ in self.public})
        for n, month in enumerate(months):
            earlier = tuple((one, ALL, NEW) for one in months[:n])
            for place in [place for when, place in self.public if when == month]:
                yield ((month, place, NOT_NEW),), earlier, False
