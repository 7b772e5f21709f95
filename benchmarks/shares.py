"""A share of sentences with its interval and its aim, as a line."""

import math

from msgspec import Struct

_NORMAL = 1.96


class Share(Struct, frozen=True):
    """So many of so many; `least` or `most` is the aim, 0 to 1, where there is one."""

    label: str
    hits: int
    of: int
    least: float | None = None
    most: float | None = None

    @property
    def met(self) -> bool:
        """Whether the share itself (not its interval) meets the aim."""
        share = self.hits / self.of
        return (self.least is None or share >= self.least) and (self.most is None or share <= self.most)

    def line(self) -> str:
        """The share in words and figures, with Wilson's 95 % interval."""
        low, high = interval(self.hits, self.of)
        told = f"  {self.label:38}{self.hits:6} of {self.of:6} = {self.hits / self.of:6.1%}  ({low:.1%} to {high:.1%})"
        return told + self._verdict()

    def _verdict(self) -> str:
        if self.least is None and self.most is None:
            return ""
        aim = f"<= {self.most:.0%}" if self.least is None else f">= {self.least:.0%}"
        return f"  aim {aim}  {'pass' if self.met else 'FALLS SHORT'}"


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval for a share, each end 0 to 1 (Wilson, JASA 22, 1927). `of` is at least 1."""
    share, spread = hits / of, _NORMAL**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _NORMAL / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / of / 4)
    return max(0.0, middle - half), min(1.0, middle + half)
