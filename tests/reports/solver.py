"""What can be known of numbers under linear rules: the least and the most each can be (HiGHS)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import ceil, floor
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

SLACK = 1e-6
Range = tuple[int, float]
Spot = TypeVar("Spot", bound=Hashable)


class Solver(Generic[Spot]):
    """Knows of each spot the range that is printed, and rules: a sum is at most another, or equal to it.

    A rule is (left, right, equal), each side the spots that are added up.
    """

    def __init__(
        self, known: Mapping[Spot, Range], rules: Sequence[tuple[tuple[Spot, ...], tuple[Spot, ...], bool]]
    ) -> None:
        self.known = known
        self.place = {spot: n for n, spot in enumerate(known)}
        ranges = list(known.values())
        self.bounds = Bounds([low for low, _ in ranges], [high for _, high in ranges])
        self.constraint = self._matrix(rules)

    def finds(self, hidden: Iterable[Spot], few: Range) -> dict[Spot, tuple[float, float]]:
        """What can be known of each hidden spot of which more can be known than `few`, its sentence."""
        spots = list(hidden)
        low, high = self._reach(spots, few[0], 1), self._reach(spots, few[1], -1)
        return {spot: (low.get(spot, few[0]), high.get(spot, few[1])) for spot in {**low, **high}}

    def _reach(self, spots: Iterable[Spot], end: float, sign: int) -> dict[Spot, int]:
        """How near to `end` the hidden spots come that cannot reach it. One answer may show it of many."""
        left, found = dict.fromkeys(spots), {}
        before = len(left) + 1
        while len(left) < before:
            before = len(left)
            self._cross_out(left, self._solve(left, sign), end)
        while left:
            spot = next(iter(left))
            answer = self._solve([spot], sign)
            self._cross_out(left, answer, end)
            if spot in left:
                del left[spot]
                value = answer[self.place[spot]]
                found[spot] = ceil(value - SLACK) if sign > 0 else floor(value + SLACK)
        return found

    def _cross_out(self, left: dict[Spot, None], answer: np.ndarray, end: float) -> None:
        for spot in [spot for spot in left if abs(answer[self.place[spot]] - end) <= SLACK]:
            del left[spot]

    def _solve(self, wanted: Iterable[Spot], sign: int) -> np.ndarray:
        aim = np.zeros(len(self.place))
        aim[[self.place[spot] for spot in wanted]] = sign
        answer = milp(aim, bounds=self.bounds, constraints=self.constraint)
        assert answer.status == 0, f"the printed figures contradict each other: {answer.message}"
        return answer.x

    def _matrix(self, rules: Sequence[tuple[tuple[Spot, ...], tuple[Spot, ...], bool]]) -> LinearConstraint:
        row, column, value = [], [], []
        for n, (left, right, _) in enumerate(rules):
            for sign, side in ((1, left), (-1, right)):
                for spot in side:
                    row.append(n)
                    column.append(self.place[spot])
                    value.append(sign)
        matrix = csr_array((value, (row, column)), shape=(len(rules), len(self.place)))
        least = [0 if equal else -np.inf for _, _, equal in rules]
        return LinearConstraint(matrix, least, np.zeros(len(rules)))
