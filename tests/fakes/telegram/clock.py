"""A clock that a test may put forward."""

import time
from datetime import timedelta


class Clock:
    """Seconds since 1970, plus whatever it has been put forward."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> float:
        """The time, in seconds."""
        return time.time() + self._ahead

    def forward(self, **by: float) -> None:
        """Put the clock forward; takes what timedelta takes, such as hours=25."""
        self._ahead += timedelta(**by).total_seconds()
