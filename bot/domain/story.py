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


class State(StrEnum):
    """How far a story has come on its way out."""

    TO_CHECK = "to_check"
    """A worker wrote it, and its teller has not said that it is right."""
    WRONG = "wrong"
    """Its teller says that it is not right."""
    CHECKED = "checked"
    """Its teller stands by it; nobody has cleared it yet."""
    CLEARED = "cleared"
    """A person cleared it for what its teller agreed to."""


class ToCheck(Struct, frozen=True):
    """A story that waits for its teller to look at it; `shown`: they were shown it already."""

    id: str
    words: Story
    uses: tuple[str, ...]
    shown: bool = False
