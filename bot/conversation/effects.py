"""All that a conversation may have done, in the imperative. Storage carries these out in the turn's own transaction."""

from dataclasses import dataclass
from datetime import date

from bot.domain.contribution import HelpRole, Kind, Standing
from bot.domain.participant import AgeBand
from bot.domain.reading import DangerLevel, Reading


@dataclass(frozen=True, slots=True)
class KeepContribution:
    """Keep what was said, as soon as it is said. `id` is a UUIDv7 in hex; `themes` come from the reading."""

    id: str
    reference: str
    words: str
    reading: Reading
    neighbourhood: str
    said_on: date
    read_by: date | None
    place_about: str | None = None
    place_of_speaker: str | None = None
    door: str | None = None
    prompted_by: str | None = None
    standing: Standing = Standing.HEARD


@dataclass(frozen=True, slots=True)
class AddWords:
    """Join further words to a contribution, on a line of their own."""

    contribution: str
    words: str


@dataclass(frozen=True, slots=True)
class AmendContribution:
    """Record what the resident confirmed or corrected; None leaves a field as it is."""

    contribution: str
    kind: Kind | None = None
    themes: tuple[str, ...] | None = None
    neighbourhood: str | None = None
    place_about: str | None = None
    reference: str | None = None
    read_by: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectWords:
    """The message `message` was edited: its contribution's words become `words`."""

    message: str
    words: str


@dataclass(frozen=True, slots=True)
class KeepOffer:
    """Someone would like to help make it happen."""

    contribution: str
    role: HelpRole


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop using a contribution: its standing becomes withdrawn and its words are wiped."""

    contribution: str


@dataclass(frozen=True, slots=True)
class Remember:
    """Remember of this participant what is not None."""

    band: AgeBand | None = None
    language: str | None = None
    neighbourhood: str | None = None
    noticed: bool | None = None


@dataclass(frozen=True, slots=True)
class KeepReturnWords:
    """Let these three words (web chat) find this participant again; stored as a keyed hash only."""

    words: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Put a safeguarding case on record, its words under a key of its own. `id` is a UUIDv7 in hex."""

    id: str
    level: DangerLevel
    rules: tuple[str, ...]
    words: str
    contribution: str | None = None


@dataclass(frozen=True, slots=True)
class AddToCase:
    """Something more was said that belongs to the case."""

    case: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerCase:
    """Whether a worker may write back about the case."""

    case: str
    may_write_back: bool


@dataclass(frozen=True, slots=True)
class HideChat:
    """Delete both sides of the chat as far as the channel can; what is on record stays."""


@dataclass(frozen=True, slots=True)
class AskForPerson:
    """Someone wants to talk to a person; `words` is what they wrote, if anything."""

    id: str
    neighbourhood: str | None
    words: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Let the bearer of `token` carry on in the web chat with these words, once, within a day.

    What is kept is a hash of the token and the words sealed under a key made from it.
    """

    token: str
    words: str
    door: str | None = None


@dataclass(frozen=True, slots=True)
class StopMessages:
    """Send nothing unasked to this participant any more."""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Destroy this participant's key and rows, and write the erasure to erased.log. A case stays."""


Effect = (
    KeepContribution
    | AddWords
    | AmendContribution
    | CorrectWords
    | KeepOffer
    | Withdraw
    | Remember
    | KeepReturnWords
    | OpenCase
    | AddToCase
    | AnswerCase
    | HideChat
    | AskForPerson
    | HandOver
    | StopMessages
    | ErasePerson
)
