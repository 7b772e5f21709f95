"""All that a conversation may have done, in the imperative. Storage carries these out in the turn's own transaction."""

from datetime import date

from msgspec import Struct

from bot.domain.attachment import File, Medium
from bot.domain.contribution import HelpRole, Kind, Standing
from bot.domain.participant import AgeBand
from bot.domain.reading import DangerLevel, PrivateSpan, Reading
from bot.domain.talk import Side


class KeepContribution(Struct, frozen=True):
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


class AddWords(Struct, frozen=True):
    """Join further words to a contribution, on a line of their own."""

    contribution: str
    words: str


class AmendContribution(Struct, frozen=True):
    """Record what the resident confirmed or corrected; None leaves a field as it is."""

    contribution: str
    kind: Kind | None = None
    themes: tuple[str, ...] | None = None
    neighbourhood: str | None = None
    place_about: str | None = None
    reference: str | None = None
    read_by: date | None = None


class CorrectWords(Struct, frozen=True):
    """The message `message` was edited: its contribution's words become `words`; `aside` as in SetAside."""

    message: str
    words: str
    aside: bool = False


class SetAside(Struct, frozen=True):
    """Hold a contribution for a person to look at: it tells of somebody (product.md 8)."""

    contribution: str


class HoldOriginal(Struct, frozen=True):
    """Keep what was written, names and all, where hardly anyone may look, for 30 days (product.md 8).

    `contribution` is the one on record without the names, None where only the channel knows which was edited.
    """

    id: str
    words: str
    contribution: str | None = None


class LeaveOut(Struct, frozen=True):
    """Wherever the chat shows `words` as theirs, show them without these private details."""

    words: str
    private: tuple[PrivateSpan, ...]


class ReplaceWords(Struct, frozen=True):
    """A contribution's words become these: its writer wrote them anew."""

    contribution: str
    words: str


class KeepOffer(Struct, frozen=True):
    """Someone would like to help make it happen."""

    contribution: str
    role: HelpRole


class Withdraw(Struct, frozen=True):
    """Stop using a contribution: its standing becomes withdrawn and its words are wiped."""

    contribution: str


class AgreeToQuote(Struct, frozen=True):
    """Whether a contribution's words may be quoted, once a person has cleared them; the last answer counts.

    `basis` is the key of the question that was answered (product.md 14).
    """

    contribution: str
    may_quote: bool
    basis: str


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


class OpenCase(Struct, frozen=True):
    """Put a safeguarding case on record, its words under a key of its own. `id` is a UUIDv7 in hex."""

    id: str
    level: DangerLevel
    rules: tuple[str, ...]
    words: str
    contribution: str | None = None
    neighbourhood: str | None = None


class AddToCase(Struct, frozen=True):
    """Something more was said that belongs to the case."""

    case: str
    words: str


class AnswerCase(Struct, frozen=True):
    """Whether a worker may write back about the case."""

    case: str
    may_write_back: bool


class DoubtCase(Struct, frozen=True):
    """They say that it was not meant so: put beside the case, it lowers nothing (reliability.md S4)."""

    case: str


class HideChat(Struct, frozen=True):
    """Delete both sides of the chat as far as the channel can; what is on record stays."""


class AskForPerson(Struct, frozen=True):
    """Someone wants to talk to a person; `words` is what they wrote, if anything."""

    id: str
    neighbourhood: str | None
    words: str


class AskToReport(Struct, frozen=True):
    """Somebody would like help to report what is wrong to whoever must put it right (product.md 7)."""

    id: str
    contribution: str
    neighbourhood: str


class Introduce(Struct, frozen=True):
    """They agreed: put them in touch with this one agency about this one contribution (product.md 9)."""

    id: str
    contribution: str
    agency: str


class WithdrawIntroduction(Struct, frozen=True):
    """They take that back."""

    contribution: str
    agency: str


class NoteNeed(Struct, frozen=True):
    """Somebody looked for help that nobody is known to give. Of whom it was, and in what words, nothing is kept."""

    id: str
    theme: str
    neighbourhood: str
    noted_on: date


class Complain(Struct, frozen=True):
    """Somebody is not happy with this service; `answer_by` is when they hear from a person (reliability.md P14)."""

    id: str
    words: str
    neighbourhood: str
    answer_by: date


class HandOver(Struct, frozen=True):
    """Let the bearer of `token` carry on in the web chat with these words, once, within a day.

    What is kept is a hash of the token and the words sealed under a key made from it.
    """

    token: str
    words: str
    door: str | None = None


class KeepAttachment(Struct, frozen=True):
    """Fetch a photo or a voice note and keep it, with what it belongs to. `id` is a UUIDv7 in hex."""

    id: str
    medium: Medium
    file: File
    contribution: str | None = None
    case: str | None = None


class AddToTalk(Struct, frozen=True):
    """Put a line of a person-to-person talk on record."""

    talk: str
    side: Side
    words: str


class BeginTalk(Struct, frozen=True):
    """A worker is there: the talk has begun."""

    talk: str


class EndTalk(Struct, frozen=True):
    """The talk is over, whoever ended it."""

    talk: str


class StopMessages(Struct, frozen=True):
    """Send nothing unasked to this participant any more."""


class ErasePerson(Struct, frozen=True):
    """Destroy this participant's key and rows, and write the erasure to erased.log. A case stays."""


Effect = (
    KeepContribution
    | AddWords
    | AmendContribution
    | CorrectWords
    | SetAside
    | HoldOriginal
    | LeaveOut
    | ReplaceWords
    | KeepOffer
    | Withdraw
    | AgreeToQuote
    | HandOut
    | Remember
    | KeepReturnWords
    | OpenCase
    | AddToCase
    | AnswerCase
    | DoubtCase
    | HideChat
    | AskForPerson
    | AskToReport
    | Introduce
    | WithdrawIntroduction
    | NoteNeed
    | Complain
    | HandOver
    | KeepAttachment
    | AddToTalk
    | BeginTalk
    | EndTalk
    | StopMessages
    | ErasePerson
)
