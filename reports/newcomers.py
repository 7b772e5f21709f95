"""How many were new, so that no month can be set against those before it. Pure.

Whoever is not new was new in an earlier month. With every month's figures in hand, a stranger who knows when we began
can say: so many spoke this month, and no more than so many were known before, so at least so many are new. Where what
we know of the people ourselves leaves room for that, a small figure is not even called small, and neither are those
next to it.
"""

from collections.abc import Iterable

from reports.analyse import NEW, PEOPLE, Counts
from reports.figures import HIDDEN, Figure, Rounding


def newcomers(counts: Counts, before: Iterable[Counts], rounding: Rounding) -> Figure:
    """The figure of those new to us; `before` are the counts of the same place in the months compared with.

    It never has an upper end but "fewer than 10": then whoever is not new may be anyone.
    """
    new, known = counts[NEW], len(set().union(*(one.speakers.get(PEOPLE, ()) for one in before)))
    if new < _least(counts, known, rounding):
        return HIDDEN
    return rounding.at_least(new) if new >= rounding.threshold else rounding.few


def _least(counts: Counts, known: int, rounding: Rounding) -> int:
    """From how many on a figure says nothing of those before; 0 where it may be said to be small.

    `known` were surely known before this month began. How many of this month were is not asked: that would make the
    same figure look different for one person more who is new.
    """
    grown = rounding.figure(counts[PEOPLE]).low - known
    if grown <= 0:
        return 0
    return rounding.threshold + max(rounding.threshold, grown if known else 0)
