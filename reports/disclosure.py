"""What may be shown: small figures hidden, the rest rounded, and nothing hidden left to be worked out. Pure.

Every figure is rounded by itself, from its own count. Then each *family* (a total and its parts) is read as a stranger
would read it, with the ranges behind the rounding: where a part shown as "fewer than 10" could be narrowed down from
the rest, the largest part that is shown becomes "25 or more" (or the total does). What chains of tables could still
tell, a stranger's reading of all of them finds (reports.audit), and is loosened too, until no more is learnt of a
hidden figure than is printed for it. Loosening only ever widens what a reader knows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from bot.domain.contribution import Kind
from reports.analyse import (
    DOORS,
    HELPERS,
    MESSAGES,
    NEW,
    NOT_NEW,
    OTHER_DOOR,
    PARTS,
    PEOPLE,
    RECEIVED,
    TALKS,
    VOICES,
    Cell,
    Counts,
)
from reports.audit import Family, Report, narrowed
from reports.figures import HIDDEN, Figure, Rounding, Shown, exact
from reports.received import leave_room

REST = "rest"
"""The theme code of all themes too small to stand alone, added together before anything is hidden."""

_KINDS = tuple(kind.value for kind in Kind)
_BELONG_TO_ONE_PLACE = frozenset({"messages", "voices", "received"})
_SUBJECTS = {"messages": "messages", "received": "messages", "helpers": "helpers", "voices": "voices"}
_UNPRINTED = frozenset({NOT_NEW})
_STEPS_BACK = 3


class Protected(Struct, frozen=True):
    """The figures of one place and month as they may be shown; `absent` stands for every cell that is not there."""

    figures: Mapping[Cell, Figure]
    absent: Figure = field(default_factory=lambda: exact(0))
    families: tuple[Family, ...] = ()

    def __getitem__(self, cell: Cell) -> Figure:
        return self.figures.get(cell, self.absent)

    def themes(self, kind: str) -> tuple[str, ...]:
        """The themes of a kind that have a figure of their own (REST among them in what is public), sorted."""
        return tuple(sorted(cell[2] for cell in self.figures if cell[:2] == ("theme", kind)))

    def doors(self) -> tuple[str, ...]:
        """The doors that have a figure worth printing, sorted."""
        return tuple(
            sorted(cell[1] for cell in self.figures if cell[0] == "door" and self[cell].shown is not Shown.FEW)
        )

    @property
    def as_read(self) -> Report:
        """What a stranger has of it."""
        return Report(self.figures, self.families, self.absent, _UNPRINTED)


def plain(counts: Counts) -> Protected:
    """Every figure as it is: for the internal edition only."""
    return Protected({cell: exact(count) for cell, count in counts.figures.items()})


def protect(counts: Counts, rounding: Rounding, themes: Iterable[str], places: Sequence[Counts] = ()) -> Protected:
    """The figures of `counts` as anybody may see them.

    `themes` are the codes of all the pack has, so that one nobody spoke of looks like one a few spoke of. `places`,
    given for the whole area, are the counts of every neighbourhood of it in the same month: their own reports are
    public too, and must not give each other away.
    """
    draft = _Draft(counts, rounding, tuple(themes))
    siblings = [protect(place, rounding, draft.themes) for place in places]
    if siblings:
        draft.stay_above(siblings)
    draft.settle()
    audited = _audited(draft.printed(), rounding, siblings)
    return replace(audited, figures=leave_room(audited.figures, rounding, [one.figures for one in siblings]))


def _audited(drafted: Protected, rounding: Rounding, siblings: Sequence[Protected]) -> Protected:
    others = [sibling.as_read for sibling in siblings]
    shared = [(cell, cell[0] in _BELONG_TO_ONE_PLACE) for cell in drafted.figures if _comparable(cell)]
    for back in range(_STEPS_BACK + 1):
        subjects = {_subject(cell) for cell in narrowed([drafted.as_read, *others], shared)}
        if not subjects:
            break
        drafted = replace(drafted, figures=_loosened(drafted.figures, subjects, rounding, back))
    return drafted


def _loosened(figures: Mapping[Cell, Figure], subjects: set[str], rounding: Rounding, back: int) -> dict[Cell, Figure]:
    def loosen(figure: Figure) -> Figure:
        if figure.shown in {Shown.FEW, Shown.HIDDEN}:
            return figure
        return HIDDEN if back == _STEPS_BACK else rounding.at_least(figure.low - min(back, 1) * rounding.step)

    return {cell: loosen(figure) if _subject(cell) in subjects else figure for cell, figure in figures.items()}


def _comparable(cell: Cell) -> bool:
    # REST holds other themes in each report, and doors are not all listed.
    return cell[-1] != REST and cell[0] != "door"


def _subject(cell: Cell) -> str:
    return _SUBJECTS.get(cell[0], "people")


class _Draft:
    """Figures being loosened."""

    def __init__(self, counts: Counts, rounding: Rounding, themes: tuple[str, ...]) -> None:
        self.rounding = rounding
        self.themes = themes
        self.counts = counts
        self.merged = {kind: self._small(kind) for kind in _KINDS}
        self.figures = {cell: rounding.figure(count) for cell, count in self._cells()}
        self.families = tuple(self._families())

    def printed(self) -> Protected:
        """The figures as far as they are printed: how many people were not new is not."""
        figures = {cell: figure for cell, figure in self.figures.items() if cell not in _UNPRINTED}
        return Protected(figures, self.rounding.few, self.families)

    def stay_above(self, siblings: Sequence[Protected]) -> None:
        """Loosen the whole area's figures where they would narrow down what a neighbourhood's own report hides."""
        for cell in self.figures:
            self._stay_above(cell, [sibling[cell] for sibling in siblings])

    def settle(self) -> None:
        """Loosen each family until its hidden parts tell no more than "few"."""
        for family in self.families:
            parts = {cell: self._figure(cell) for cell in family.parts}
            if self._is_told(family) and self._tight(
                self._figure(family.total), parts.values(), additive=family.additive
            ):
                self._settle(family, parts)

    def _is_told(self, family: Family) -> bool:
        """Whether it tells anything: those not new are never printed, so that hidden new ones leave nothing to read."""
        return family.total in self.figures and (NEW not in family.parts or self.figures[NEW].known)

    def _settle(self, family: Family, parts: Mapping[Cell, Figure]) -> None:
        """Loosen the largest part that is shown, or else the total."""
        total = self._figure(family.total)
        shown = {cell: figure.low for cell, figure in parts.items() if figure.shown is not Shown.FEW}
        if not shown:
            self.figures[family.total] = self._loosened(total, parts.values())
            return
        largest = max(shown, key=lambda cell: (shown[cell], cell))
        low, others = shown[largest], sum(shown.values()) - shown[largest]
        room = (total.high or 0) - others - self._most if family.additive else low
        self.figures[largest] = self.rounding.at_least(min(low, room))

    def _stay_above(self, cell: Cell, parts: list[Figure]) -> None:
        total = self.figures[cell]
        # A person may speak in two places; messages and voices belong to one.
        additive = cell[0] in _BELONG_TO_ONE_PLACE
        if _comparable(cell) and cell not in _UNPRINTED and self._tight(total, parts, additive=additive):
            self.figures[cell] = self._loosened(total, parts)

    @property
    def _most(self) -> int:
        return self.rounding.threshold - 1

    def _tight(self, total: Figure, parts: Collection[Figure], *, additive: bool) -> bool:
        if not any(part.shown is Shown.FEW for part in parts):
            return False
        too_few = total.high is not None and total.high - sum(part.low for part in parts) < self._most
        return total.low > self._room(total, parts) or (additive and too_few)

    def _loosened(self, total: Figure, parts: Collection[Figure]) -> Figure:
        return self.rounding.at_least(min(total.low, self._room(total, parts)))

    def _room(self, total: Figure, parts: Collection[Figure]) -> int:
        """How large the total may be said to be, so that one of the hidden parts might still be none."""
        hidden = sum(part.shown is Shown.FEW for part in parts)
        highest = _highest(part for part in parts if part.shown is not Shown.FEW)
        return total.low if highest is None else highest + (hidden - 1) * self._most

    def _figure(self, cell: Cell) -> Figure:
        return self.figures.get(cell, self.rounding.few)

    def _families(self) -> Iterable[Family]:
        for kind in _KINDS:
            yield from self._themes_of(kind)
        yield Family(PEOPLE, tuple(("kind", kind) for kind in _KINDS))
        yield Family(PEOPLE, tuple(("door", door) for door in (*DOORS, OTHER_DOOR)))
        yield Family(PEOPLE, (NEW, NOT_NEW), additive=True)
        yield Family(HELPERS, tuple(("helpers", kind) for kind in _KINDS))
        yield Family(VOICES, tuple(("voices", kind) for kind in _KINDS), additive=True)
        # Group talks are received, but are no messages of people's: a part may be more than the whole.
        yield Family(MESSAGES, (("received", "included"), ("received", "joined")), within=False)
        yield Family(RECEIVED, tuple(("received", part) for part in PARTS), additive=True)

    def _themes_of(self, kind: str) -> Iterable[Family]:
        if self.merged[kind]:
            yield Family(("theme", kind, REST), self.merged[kind])
        yield Family(("kind", kind), tuple(cell for cell in self.figures if cell[:2] == ("theme", kind)))

    def _small(self, kind: str) -> tuple[Cell, ...]:
        codes = sorted({*self.themes, *self.counts.themes(kind)})
        cells: list[Cell] = [("theme", kind, code) for code in codes]
        return tuple(cell for cell in cells if self.counts[cell] < self.rounding.threshold)

    def _cells(self) -> Iterable[tuple[Cell, int]]:
        for cell in (PEOPLE, NEW, NOT_NEW, MESSAGES, HELPERS, VOICES, RECEIVED):
            yield cell, self.counts[cell]
        for kind, cells in self.merged.items():
            if cells:
                yield ("theme", kind, REST), self.counts.together(cells)
        apart = {TALKS}.union(*self.merged.values())
        yield from ((cell, count) for cell, count in self.counts.figures.items() if cell not in apart)


def _highest(parts: Iterable[Figure]) -> int | None:
    highs = [part.high for part in parts]
    return None if None in highs else sum(high for high in highs if high is not None)
