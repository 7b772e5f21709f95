"""Agenda: what a Local Action Group decided of what it talked of, why, and who does it (product.md 38, 39)."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.contribution import Progress


class Outcome(StrEnum):
    """As what a point leaves the agenda; none without a reason."""

    DOING = "doing"
    FIND_OUT = "find_out"
    """Put off until more is known: somebody finds it out, by a day."""
    NOT_US = "not_us"
    NOT_NOW = "not_now"


class Owner(StrEnum):
    """Who does it, or finds it out: by role, never by name (product.md 38)."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    MEMBER = "member"
    MOBILISER = "mobiliser"
    COUNCIL = "council"
    PARTNER = "partner"


BECAME: Mapping[Outcome, Progress] = {
    Outcome.DOING: Progress.UNDER_WAY,
    Outcome.FIND_OUT: Progress.WAITING,
    Outcome.NOT_US: Progress.NOT_US,
    Outcome.NOT_NOW: Progress.NOT_NOW,
}
"""What whoever said it is told of it."""
GOES_ON = frozenset({Outcome.DOING, Outcome.FIND_OUT})
"""These have somebody who does them, and a day on which they are heard of again."""
