"""The house's own counts (attendances, help looked for in vain) as they may be shown: one by one, and added up. Pure.

The rule of small numbers holds for them too (reliability.md P9: everything that leaves). A total stands beside its
parts, and beside the totals of places and months: it says no more than leaves every hidden part free to be none or as
many as a few can be, whatever else is printed. That holds through every level, because a total that hides a part has no
upper end, and its lower end leaves room for a few below all that its smallest parts may be together.
"""

from collections.abc import Sequence

from msgspec import Struct

from reports.figures import Figure, Rounding, Shown, exact


class Tally(Struct, frozen=True):
    """A count and how it is shown. `most` is what it may be for all that is printed; `hides`: a part is hidden."""

    count: int
    figure: Figure
    most: int
    hides: bool = False


def single(count: int, rule: Rounding | None) -> Tally:
    """A count that has no parts; as it is where `rule` is None, in the internal edition."""
    figure = rule.figure(count) if rule else exact(count)
    most = count if figure.high is None else figure.high
    return Tally(count, figure, most, hides=rule is not None and not figure.low)


def least(count: int, rule: Rounding | None, within: Tally) -> Tally:
    """What is known of a count is only that it is not less. `within` is what it is a part of."""
    if rule is None:
        return _from(count)
    figure = rule.at_least(count)
    return _kept_within(Tally(count, figure, within.most, hides=not figure.low), within, rule)


def whole(parts: Sequence[Tally], rule: Rounding | None, within: Tally | None = None) -> Tally:
    """Parts added up. `within` is what the whole is a part of itself (first-timers among those who came)."""
    count = sum(part.count for part in parts)
    if rule is None:
        return _from(count) if any(part.figure.high is None for part in parts) else single(count, None)
    alone = parts[0] if len(parts) == 1 else _added(parts, count, rule)
    return alone if within is None else _kept_within(alone, within, rule)


def no_less(parts: Sequence[Tally], count: int, rule: Rounding | None, within: Tally) -> Tally:
    """What is at least so many of all that is in the parts, without being their sum: who is in several counts once."""
    if rule is None:
        return _from(count)
    most, hides = sum(part.most for part in parts), any(part.hides for part in parts)
    figure = rule.at_least(min(count, most - rule.threshold + 1) if hides else count)
    return _kept_within(Tally(count, figure, most, hides=hides or not figure.low), within, rule)


def _from(count: int) -> Tally:
    """For the internal edition, which hides nothing but does not know."""
    return Tally(count, Figure(Shown.AT_LEAST, count, count, None), count)


def _added(parts: Sequence[Tally], count: int, rule: Rounding) -> Tally:
    most, hides = sum(part.most for part in parts), any(part.hides for part in parts)
    if hides:
        return Tally(count, rule.at_least(min(count, most - rule.threshold + 1)), most, hides=True)
    if any(part.figure.high is None for part in parts):
        return Tally(count, rule.at_least(count), most)
    figure = rule.figure(count)
    return Tally(count, figure, most if figure.high is None else min(most, figure.high), hides=not figure.low)


def _kept_within(one: Tally, other: Tally, rule: Rounding) -> Tally:
    most, figure = min(one.most, other.most), one.figure
    if other.hides and figure.low > other.most - rule.threshold + 1:
        figure = rule.at_least(min(one.count, other.most - rule.threshold + 1))
    return Tally(one.count, figure, most, hides=one.hides or other.hides)
