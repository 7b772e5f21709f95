"""Messages leave room for what is hidden beside them. Pure.

Messages tie tables together that no total joins: whoever is counted in two themes, or came by two doors, wrote two
messages; what is included or joined is what people wrote and what groups said; and what is held, withdrawn or spam is
what else was received. A linear-programming attacker reads all of it at once (tests/reports/stranger.py), so that the
upper ends of messages and received, and the lower end of included, give way where a hidden figure would be narrowed.
"""

from collections.abc import Mapping, Sequence

from reports.analyse import MESSAGES, PEOPLE, RECEIVED, Cell
from reports.figures import Figure, Rounding

INCLUDED: Cell = ("received", "included")
Figures = Mapping[Cell, Figure]


def leave_room(figures: Figures, rounding: Rounding, places: Sequence[Figures] = ()) -> dict[Cell, Figure]:
    """The figures, with messages, received and included loosened until every hidden figure may still be any few.

    `places` are the printed figures of the neighbourhoods of a whole area. Loosening only ever widens what is known.
    """
    most = rounding.threshold - 1
    wide = dict(figures)
    if _tight(wide.get(MESSAGES), max(_written(wide), sum(map(_written, places))) + most):
        wide[MESSAGES] = rounding.at_least(wide[MESSAGES].low)
    messages, included = wide.get(MESSAGES), wide.get(INCLUDED)
    if messages and included and messages.high is not None and included.low > messages.high - most:
        wide[INCLUDED] = rounding.at_least(messages.high - most)
    if _tight(wide.get(RECEIVED), max(_came(wide), sum(map(_came, places))) + most):
        wide[RECEIVED] = rounding.at_least(wide[RECEIVED].low)
    return wide


def _tight(figure: Figure | None, needed: int) -> bool:
    return figure is not None and figure.low > 0 and figure.high is not None and figure.high < needed


def _written(figures: Figures) -> int:
    """How many messages there are at least, as a stranger adds it up."""
    by = [sum(one.low for cell, one in figures.items() if cell[0] == kind) for kind in ("kind", "theme", "door")]
    return max(_low(figures, MESSAGES), _low(figures, PEOPLE), *by)


def _came(figures: Figures) -> int:
    """How many came in at least."""
    return max(_low(figures, RECEIVED), _low(figures, INCLUDED), _written(figures))


def _low(figures: Figures, cell: Cell) -> int:
    figure = figures.get(cell)
    return figure.low if figure else 0
