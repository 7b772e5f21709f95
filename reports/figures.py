"""A figure as it may be shown, with all that a careful reader can know of the number behind it. Pure."""

from enum import StrEnum

from msgspec import Struct


class Shown(StrEnum):
    """How a figure is shown: 41; 40 (rounded); "fewer than 10"; "25 or more"; "not shown"."""

    EXACT = "exact"
    ROUNDED = "rounded"
    FEW = "few"
    AT_LEAST = "at_least"
    HIDDEN = "hidden"


class Figure(Struct, frozen=True):
    """A figure as shown. `value` is what is printed; `low` to `high` is all that printing it says (None: no end)."""

    shown: Shown
    value: int
    low: int
    high: int | None

    @property
    def known(self) -> bool:
        """Whether it stands for a number that can be put in a chart or compared."""
        return self.shown in {Shown.EXACT, Shown.ROUNDED}


HIDDEN = Figure(Shown.HIDDEN, 0, 0, None)


def exact(count: int) -> Figure:
    """The number itself: for the internal edition only."""
    return Figure(Shown.EXACT, count, count, count)


class Rounding(Struct, frozen=True):
    """The small-number rule: fewer than `threshold` is shown as such, the rest to the nearest `step`.

    Source: reliability.md P9 (10 and 5 unless the pack says otherwise); zero is never told apart from a few.
    """

    threshold: int = 10
    step: int = 5

    def figure(self, count: int) -> Figure:
        """How a count is shown."""
        if count < self.threshold:
            return self.few
        half, floor = self.step // 2, self.least
        value = max(floor, (count + half) // self.step * self.step)
        low = self.threshold if value == floor else value - half
        return Figure(Shown.ROUNDED, value, low, value - half + self.step - 1)

    def at_least(self, count: int) -> Figure:
        """The highest step not above `count`, "25 or more"; not shown at all where that is below the threshold."""
        value = count // self.step * self.step
        return Figure(Shown.AT_LEAST, value, value, None) if value >= self.threshold else HIDDEN

    @property
    def few(self) -> Figure:
        """What stands for any count below the threshold, zero among them."""
        return Figure(Shown.FEW, self.threshold, 0, self.threshold - 1)

    @property
    def least(self) -> int:
        """The smallest figure that is printed."""
        return -(-self.threshold // self.step) * self.step
