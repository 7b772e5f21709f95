"""What may be shown: small figures hidden, the rest rounded, and nothing hidden left to be worked out. Pure.

A report's figures are drafted and loosened by themselves (reports.draft), then those of a whole area are held against
its places' (their own reports are public too). What chains of tables could still tell, a stranger's reading of all of
them finds (reports.audit), and is loosened too, until no more is learnt of a hidden figure than is printed for it.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from reports.analyse import NOT_NEW, Cell, Counts
from reports.audit import Report, Whole, narrowed
from reports.draft import Draft
from reports.figures import HIDDEN, Figure, Rounding, Shown, exact
from reports.newcomers import newcomers
from reports.themes import REST

__all__ = ["REST", "Place", "Protected", "plain", "protect"]

_ADD_UP = frozenset({"voices"})
_SUBJECTS = {"messages": "messages", "received": "messages", "helpers": "helpers", "voices": "voices"}
_UNPRINTED = frozenset({NOT_NEW})
_STEPS_BACK = 3


class Protected(Struct, frozen=True):
    """The figures of one place and month as they may be shown; `absent` stands for every cell that is not there."""

    figures: Mapping[Cell, Figure]
    absent: Figure = field(default_factory=lambda: exact(0))
    wholes: tuple[Whole, ...] = ()

    def __getitem__(self, cell: Cell) -> Figure:
        return self.figures.get(cell, self.absent)

    def themes(self, kind: str) -> tuple[str, ...]:
        """The themes of a kind that have a figure of their own (families and REST too in what is public), sorted."""
        return tuple(sorted(cell[2] for cell in self.figures if cell[:2] == ("theme", kind)))

    def doors(self) -> tuple[str, ...]:
        """The doors that have a figure worth printing, sorted."""
        return tuple(
            sorted(cell[1] for cell in self.figures if cell[0] == "door" and self[cell].shown is not Shown.FEW)
        )

    @property
    def as_read(self) -> Report:
        """What a stranger has of it."""
        return Report(self.figures, self.wholes, self.absent, _UNPRINTED)


class Place(Struct, frozen=True):
    """The counts of a place (or the whole area) in a month, and in the months it is compared with."""

    counts: Counts = field(default_factory=Counts)
    before: tuple[Counts, ...] = ()


def plain(counts: Counts) -> Protected:
    """Every figure as it is: for the internal edition only."""
    return Protected({cell: exact(count) for cell, count in counts.figures.items()})


def protect(place: Place, rounding: Rounding, families: Mapping[str, str], places: Sequence[Place] = ()) -> Protected:
    """The figures of a place as anybody may see them.

    `families` has the code of every theme of the pack and of its family ("" for none), so that a theme nobody spoke of
    looks like one a few spoke of. `places`, given for the whole area, are every neighbourhood of it in the same month:
    their own reports are public too, and must not give each other away.
    """
    siblings = [protect(one, rounding, families) for one in places]
    draft = Draft(place.counts, rounding, families, newcomers(place.counts, place.before, rounding))
    if siblings:
        draft.stay_above([one.figures for one in siblings])
    draft.settle()
    figures = {cell: figure for cell, figure in draft.figures.items() if cell not in _UNPRINTED}
    _let_rest_be_open(figures, siblings)
    return _audited(Protected(figures, rounding.few, draft.wholes), rounding, siblings)


def _let_rest_be_open(figures: dict[Cell, Figure], siblings: Sequence[Protected]) -> None:
    """All other themes of a kind that a place prints are "not shown": beside that figure they cannot be none."""
    for cell, figure in figures.items():
        if cell[-1] == REST and figure.shown is Shown.FEW and any(one["kind", cell[1]].low > 0 for one in siblings):
            figures[cell] = HIDDEN


def _audited(drafted: Protected, rounding: Rounding, siblings: Sequence[Protected]) -> Protected:
    others = [sibling.as_read for sibling in siblings]
    shared = [(cell, cell[0] in _ADD_UP) for cell in drafted.figures if cell[-1] != REST]
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


def _subject(cell: Cell) -> str:
    return _SUBJECTS.get(cell[0], "people")
