"""What a conversation may have done about the one who speaks."""

from msgspec import Struct

from bot.domain.participant import AgeBand
from bot.domain.suggestion import Stage


class HandOut(Struct, frozen=True):
    """Give somebody a copy of all that is kept of them, in the language given: as files, where the channel pushes."""

    language: str


class Remember(Struct, frozen=True):
    """Remember of this participant what is not None."""

    band: AgeBand | None = None
    language: str | None = None
    neighbourhood: str | None = None
    noticed: bool | None = None


class KeepReturnWords(Struct, frozen=True):
    """Let these three words (web chat) find this participant again; stored as a keyed hash only."""

    words: str


class HideChat(Struct, frozen=True):
    """Delete both sides of the chat as far as the channel can; what is on record stays."""


class HandOver(Struct, frozen=True):
    """Let the bearer of `token` carry on in the web chat with these words, once, within a day.

    What is kept is a hash of the token and the words sealed under a key made from it.
    """

    token: str
    words: str
    door: str | None = None


class Support(Struct, frozen=True):
    """They would like a holiday suggestion to happen; once a person, however often they say so.

    `stage` is how far it has come as they were told.
    """

    suggestion: str
    stage: Stage


class TakeBackSupport(Struct, frozen=True):
    """They take that back."""

    suggestion: str


class StopMessages(Struct, frozen=True):
    """Send nothing unasked to this participant any more."""


class ErasePerson(Struct, frozen=True):
    """Destroy this participant's key and rows, and write the erasure to erased.log. A case stays."""
