"""Change against a place's own last three months, told honestly for small numbers. Pure.

What is compared is what is shown: the arrow is worked out from the printed figures of the four months, so that it can
tell nothing that they do not.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt

from msgspec import Struct

from reports.figures import Figure, Rounding, Shown

CHANCE = 2.0
"""Only a difference of more than this many standard deviations of a chance (Poisson) count is called a change."""


class Direction(StrEnum):
    """What can be said of a figure beside the months before."""

    MORE = "more"
    FEWER = "fewer"
    SAME = "same"
    NOT_ENOUGH = "not_enough"
    NOT_COMPARED = "not_compared"


class Change(Struct, frozen=True):
    """A direction, and the usual figure a month it is measured from (None where there is none to show)."""

    direction: Direction
    usual: Figure | None = None


NOT_COMPARED = Change(Direction.NOT_COMPARED)
NOT_ENOUGH = Change(Direction.NOT_ENOUGH)


def compare(now: Figure, before: Sequence[Figure], rounding: Rounding | None) -> Change:
    """How `now` stands beside the average of `before` (the three months before, as shown in the same kind of edition).

    Nothing is compared where any of them is hidden. `rounding` is None in the internal edition. A difference that
    comes and goes by chance is "about the same": with counts that vary as chance counts do, a month's figure has the
    variance n and the average of m months the variance n / m.
    """
    if not before or not all(figure.known for figure in (now, *before)):
        return NOT_ENOUGH
    average = sum(figure.value for figure in before) / len(before)
    difference = now.value - average
    by_chance = CHANCE * sqrt(now.value + average / len(before))
    usual = _usual(average, rounding.step if rounding else 1)
    if abs(difference) <= by_chance:
        return Change(Direction.SAME, usual)
    return Change(Direction.MORE if difference > 0 else Direction.FEWER, usual)


def _usual(average: float, step: int) -> Figure:
    value = int(average / step + 0.5) * step
    return Figure(Shown.ROUNDED, value, value, value)
