"""The figures of one report while they are loosened, until no whole gives away a hidden part of it. Pure.

Every figure is rounded by itself, from its own count. Then each whole (a total and its parts) is read as a stranger
would read it, with the ranges behind the rounding: where a part shown as "fewer than 10" could be narrowed down from
the rest, the largest part that is shown becomes "25 or more", or the total does. Loosening only ever widens what a
reader knows, and never says more than a step less than the figure itself where it can be helped.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

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
    VOICES,
    Cell,
    Counts,
)
from reports.audit import Whole
from reports.figures import HIDDEN, Figure, Rounding, Shown
from reports.themes import REST, Grouped, grouped

KINDS = tuple(kind.value for kind in Kind)
ALL_DOORS: tuple[Cell, ...] = tuple(("door", door) for door in (*DOORS, OTHER_DOOR))
RECEIVED_PARTS: tuple[Cell, ...] = tuple(("received", part) for part in PARTS)
INCLUDED, JOINED = RECEIVED_PARTS[:2]
OPEN = frozenset({"voices", "messages", "received", "skill"})
"""What is always given as "so many or more".

Messages tie tables together that no total joins: whoever is in two kinds wrote two. With an upper end they would tell
what is left for a hidden figure; and of one person a few count, so that there may well be more. Skills are some of who
has an interest: an upper end would say how many have another.
"""


class Draft:
    """What a report of these counts may print, before the whole area's is held against its places'."""

    def __init__(self, counts: Counts, rounding: Rounding, families: Mapping[str, str], newcomers: Figure) -> None:
        self.rounding, self.counts = rounding, counts
        self.groups = {kind: grouped(kind, counts, rounding.threshold, families) for kind in KINDS}
        self.sizes: dict[Cell, int] = {
            ("theme", kind, code): size for kind, group in self.groups.items() for code, size in group.families
        }
        self.figures: dict[Cell, Figure] = {cell: self._first(cell) for cell in self._cells()}
        for kind, group in self.groups.items():
            self.figures |= self._of_themes(kind, group)
        self.figures[NEW] = newcomers
        self.wholes = tuple(self._wholes())

    def settle(self) -> None:
        """Loosen each whole until its hidden parts tell no more than "few"."""
        if self.figures[PEOPLE].shown is Shown.FEW:
            self._hide(MESSAGES, RECEIVED, *RECEIVED_PARTS)
        elif self.figures[INCLUDED].shown is Shown.FEW:
            self._hide(INCLUDED, JOINED)
        for whole in self.wholes:
            parts = {cell: self.figure(cell) for cell in whole.parts}
            if self._is_told(whole) and any(part.shown is Shown.FEW for part in parts.values()):
                self._settle(whole, parts)
        self._keep_skills_below()

    def stay_above(self, places: Sequence[Mapping[Cell, Figure]]) -> None:
        """Loosen the whole area's figures where they would narrow down what a neighbourhood's own report hides."""
        for cell, total in self.figures.items():
            parts = [place.get(cell, self.rounding.few) for place in places]
            if cell[-1] != REST and total.low > self._room(cell, parts):
                self.figures[cell] = self.rounding.at_least(min(self.count(cell), self._room(cell, parts)))
            elif any(part.shown is Shown.AT_LEAST for part in parts) and total.known:
                self.figures[cell] = self.rounding.at_least(self.count(cell))
        self._leave_room_for_old([place[PEOPLE].low for place in places if place[NEW].shown is Shown.FEW])

    def _leave_room_for_old(self, hidden: Sequence[int]) -> None:
        """Where a place hides its new people, all of them may be old: then as many of the whole area's are."""
        high, new = self.figures[PEOPLE].high, self.figures[NEW]
        room = new.low if high is None else high - max(hidden, default=0)
        if new.low > room:
            self.figures[NEW] = self.rounding.at_least(min(self.count(NEW), room))

    def _keep_skills_below(self) -> None:
        """They say no more of who has an interest than that figure itself does, which was loosened for its themes."""
        interested = self.figure(("kind", Kind.INTEREST.value)).low
        for cell in SKILLS:
            if self.figures[cell].low > interested:
                self.figures[cell] = self.rounding.at_least(min(self.count(cell), interested))

    def _hide(self, *cells: Cell) -> None:
        """Few people wrote: how much they wrote would tell how many they are. Or many did: few messages are not all."""
        self.figures |= dict.fromkeys(cells, HIDDEN)

    def figure(self, cell: Cell) -> Figure:
        """What is printed of a cell; one without a line has a few at most."""
        return self.figures.get(cell, self.rounding.few)

    def count(self, cell: Cell) -> int:
        """The count behind a figure."""
        return self.sizes.get(cell, self.counts.publishable(cell))

    def _first(self, cell: Cell) -> Figure:
        figure = self.rounding.figure(self.count(cell))
        return self.rounding.at_least(self.count(cell)) if cell[0] in OPEN and figure.known else figure

    def _of_themes(self, kind: str, group: Grouped) -> dict[Cell, Figure]:
        figures: dict[Cell, Figure] = {
            ("theme", kind, code): self.rounding.figure(count) for code, count in (*group.alone, *group.families)
        }
        if group.others:
            figures["theme", kind, REST] = HIDDEN if group.rest is None else self._barely(group.rest)
        return figures

    def _barely(self, count: int) -> Figure:
        """It holds other themes each month: more than that they are not few is of no use to anybody."""
        if count < self.rounding.threshold:
            return self.rounding.few
        return self.rounding.at_least(min(count, self.rounding.least))

    def _cells(self) -> Iterable[Cell]:
        yield from (PEOPLE, NOT_NEW, MESSAGES, HELPERS, VOICES, RECEIVED, *RECEIVED_PARTS, *SKILLS)
        for kind in KINDS:
            yield from (("kind", kind), ("helpers", kind), ("voices", kind))
        yield from (cell for cell in ALL_DOORS if self.counts[cell] >= self.rounding.threshold)

    def _is_told(self, whole: Whole) -> bool:
        """Whether it tells anything: those not new are never printed, so that hidden new ones leave nothing to read."""
        return whole.total in self.figures and (NEW not in whole.parts or self.figures[NEW].low > 0)

    def _settle(self, whole: Whole, parts: Mapping[Cell, Figure]) -> None:
        if NEW in parts:
            self._leave_room_above_new()
        total = self.figure(whole.total)
        if total.low <= self._room(whole.total, parts.values()):
            return
        shown = {cell: self.count(cell) for cell, figure in parts.items() if figure.low > 0}
        if shown:
            self._open(max(shown, key=lambda cell: (shown[cell], cell)))
        else:
            room = self._room(whole.total, parts.values())
            self.figures[whole.total] = self.rounding.at_least(min(self.count(whole.total), room))

    def _leave_room_above_new(self) -> None:
        """New people say no more than leaves room for a few who were not new."""
        high = self.figures[PEOPLE].high
        if high is not None and self.figures[NEW].low > high - self._most:
            self.figures[NEW] = self.rounding.at_least(min(self.count(NEW), high - self._most))

    def _open(self, cell: Cell) -> None:
        self.figures[cell] = self.rounding.at_least(self.count(cell))

    @property
    def _most(self) -> int:
        return self.rounding.threshold - 1

    def _room(self, cell: Cell, parts: Collection[Figure]) -> int:
        """How large the total may be said to be, so that one of the hidden parts might still be none."""
        few = self._most * (MOST_OF_ONE if cell[0] in {"messages", "received"} else 1)
        hidden = [_high(part, few) for part in parts if part.low == 0]
        shown = [part.high for part in parts if part.low > 0]
        if not hidden or None in shown:
            return self.count(cell)
        return sum(high for high in shown if high is not None) + sum(hidden) - max(hidden)

    def _wholes(self) -> Iterable[Whole]:
        for group in self.groups.values():
            yield from group.wholes
        yield Whole(PEOPLE, tuple(("kind", kind) for kind in KINDS))
        yield Whole(PEOPLE, ALL_DOORS)
        yield Whole(PEOPLE, (NEW, NOT_NEW), additive=True)
        yield Whole(HELPERS, tuple(("helpers", kind) for kind in KINDS))
        yield Whole(VOICES, tuple(("voices", kind) for kind in KINDS))
        # Group talks are received, but are no messages of people's: a part may be more than the whole.
        yield Whole(MESSAGES, (INCLUDED, JOINED), within=False)
        yield Whole(RECEIVED, RECEIVED_PARTS, additive=True)


def _high(part: Figure, hidden: int) -> int:
    return hidden if part.high is None else part.high
