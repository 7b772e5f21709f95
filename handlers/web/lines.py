"""What the web chat is given to read: a person's lines of both sides, and a hint when there are new ones."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from bot.channel import Button


class Side(StrEnum):
    """Who says a line."""

    THEM = "them"
    US = "us"


class Line(Struct, frozen=True):
    """A line of a chat. `id` grows for one person.

    A tap of theirs has no text and one button, whose token says what was tapped. A command has neither.
    """

    id: str
    side: Side
    text: str
    buttons: tuple[Button, ...]
    copy: str
    at: datetime


class Lines(Protocol):
    """Looks up lines; app gives one over the store."""

    async def __call__(self, person: str, after: str = "") -> Sequence[Line]:
        """The newest lines of `person` after the line `after`, oldest first; none for somebody unknown."""


class Wait(Protocol):
    """Waits for news; app gives one that its dispatcher wakes."""

    async def __call__(self, person: str, timeout: float) -> None:  # noqa: ASYNC109 - the port's own word
        """Return after `timeout` seconds, or sooner where `person` may have new lines."""
