"""Agenda: what a Local Action Group decided of what it talked of, and why (product.md 39)."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.contribution import Progress


class Outcome(StrEnum):
    """As what a point leaves the agenda; none without a reason."""

    DOING = "doing"
    FIND_OUT = "find_out"
    """Put off until more is known: who finds it out stands in the reason, by when is a date."""
    NOT_US = "not_us"
    NOT_NOW = "not_now"


BECAME: Mapping[Outcome, Progress] = {
    Outcome.DOING: Progress.UNDER_WAY,
    Outcome.FIND_OUT: Progress.WAITING,
    Outcome.NOT_US: Progress.NOT_US,
    Outcome.NOT_NOW: Progress.NOT_NOW,
}
"""What whoever said it is told of it."""
GOES_ON = frozenset({Outcome.DOING, Outcome.FIND_OUT})
"""These have a day on which they are heard of again."""
