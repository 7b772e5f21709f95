"""Messages leave room for what is hidden beside them. Pure.

Messages tie tables together that no total joins: whoever is counted in two kinds, or came by two doors, wrote two
messages; what is included or joined is what people wrote and what groups said. A linear-programming attacker reads all
of it at once (tests/reports/stranger.py), so that messages, what is included and what was received become "so many or
more" where their upper end would narrow down a hidden figure. A talk or more may be included besides.
"""

from collections.abc import Mapping, Sequence
from heapq import nlargest

from msgspec import Struct

from reports.analyse import MESSAGES, MOST_OF_ONE, PEOPLE, RECEIVED, Cell
from reports.figures import Figure, Rounding

INCLUDED: Cell = ("received", "included")
Figures = Mapping[Cell, Figure]


class Needed(Struct, frozen=True):
    """How high messages and what was received must be thought possible, so that a hidden figure may be any few."""

    messages: int
    included: int
    received: int

    def over(self, places: Sequence["Needed"]) -> "Needed":
        """The same of a whole area: no place has more of them than all."""
        every = (self, *places)
        return Needed(
            max(one.messages for one in every),
            max(one.included for one in every),
            max(one.received for one in every),
        )


def needed(figures: Figures, rounding: Rounding, families: Mapping[str, str]) -> Needed:
    """What the figures of one report need."""
    most = rounding.threshold - 1
    written = _written(figures, families) + most
    heard = max(written, _low(figures, MESSAGES)) + 1
    parts = {cell: one.low for cell, one in figures.items() if cell[0] == "received" and len(cell) > 1}
    beside = sum(parts.values()) - parts.get(INCLUDED, 0)
    return Needed(written, heard, max(heard, parts.get(INCLUDED, 0)) + beside + most)


def leave_room(figures: Figures, need: Needed) -> tuple[Cell, ...]:
    """The cells that must be opened upwards. Nobody wrote more than is included, but for a group talk or more."""
    least = {MESSAGES: need.messages, INCLUDED: need.included, RECEIVED: need.received}
    return tuple(cell for cell, high in least.items() if _tight(figures.get(cell), high))


def _tight(figure: Figure | None, high: int) -> bool:
    return figure is not None and figure.low > 0 and figure.high is not None and figure.high < high


def _written(figures: Figures, families: Mapping[str, str]) -> int:
    """How many messages there are at least, as a stranger adds it up: of one person no more than a few count."""
    kinds = sum(one.low for cell, one in figures.items() if cell[0] == "kind")
    doors = nlargest(MOST_OF_ONE, (one.low for cell, one in figures.items() if cell[0] == "door"))
    themes = nlargest(MOST_OF_ONE - 1, _apart(figures, families))
    return max(_low(figures, PEOPLE), kinds, sum(doors), sum(themes))


def _apart(figures: Figures, families: Mapping[str, str]) -> list[int]:
    """How many are behind themes at least, a family standing for the largest of its themes."""
    lows: dict[Cell, list[int]] = {}
    for cell, figure in figures.items():
        if cell[0] == "theme":
            lows.setdefault((cell[1], families.get(cell[2]) or cell[2]), []).append(figure.low)
    # Where the family has a line, it is the largest, and the largest of its themes is in it.
    return [low for of in lows.values() for place, low in enumerate(sorted(of, reverse=True)) if place != 1]


def _low(figures: Figures, cell: Cell) -> int:
    figure = figures.get(cell)
    return figure.low if figure else 0
