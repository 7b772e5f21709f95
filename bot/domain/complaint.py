"""Complaint: somebody is not happy with this service, and a person answers within the month (reliability.md P14)."""

from datetime import datetime

from msgspec import Struct


class Answer(Struct, frozen=True):
    """What a worker answered to a complaint of `made_at` (UTC), which its maker has not been told yet."""

    id: str
    made_at: datetime
    words: str


def name_of(id_: str) -> str:
    """What workers call a complaint among themselves: it has no reference, since nobody else ever sees it."""
    return f"complaint {id_[-6:]}"
