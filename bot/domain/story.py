"""Story of change: how it was before, what happened, how it is now, in an adult's own words; and what it may be for."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Use(StrEnum):
    """What a story may be used for. Each is agreed to by itself, and taken back by itself."""

    REPORT = "report"
    POSTER = "poster"
    WEB = "web"


class Story(Struct, frozen=True):
    """The three answers, without names."""

    before: str
    happened: str
    now: str


class Agreed(Struct, frozen=True):
    """That it may be used so: since when (UTC), by which question, and until when, None where it still holds."""

    use: str
    at: datetime
    basis: str
    withdrawn_at: datetime | None = None
