"""What a conversation may have done about what was said."""

from datetime import date

from msgspec import Struct

from bot.domain.attachment import File, Medium
from bot.domain.contribution import HelpRole, Interest, Kind, Standing
from bot.domain.reading import PrivateSpan, Reading


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
    """Record what the resident confirmed or corrected; None leaves a field as it is.

    `confirmed` says that a person stands by kind and theme.
    """

    contribution: str
    kind: Kind | None = None
    themes: tuple[str, ...] | None = None
    neighbourhood: str | None = None
    place_about: str | None = None
    read_by: date | None = None
    confirmed: bool | None = None
    interest: Interest | None = None


class CorrectWords(Struct, frozen=True):
    """The message `message` was edited: its contribution's words become `words`; `aside` as in SetAside.

    `case` is the one that was made of the new words, if any.
    """

    message: str
    words: str
    aside: bool = False
    case: str | None = None


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


class ShowNoMore(Struct, frozen=True):
    """Wherever the chat shows `words` that were taken back, theirs or as they were said back, show them no more."""

    words: str
    said_back: tuple[str, ...]


class ReplaceWords(Struct, frozen=True):
    """A contribution's words become these: its writer wrote them anew."""

    contribution: str
    words: str


class KeepOffer(Struct, frozen=True):
    """Someone would like to help make it happen."""

    contribution: str
    role: HelpRole


class JoinTo(Struct, frozen=True):
    """The resident says that `contribution` is more about `to`, which is theirs too."""

    contribution: str
    to: str


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


class KeepAttachment(Struct, frozen=True):
    """Fetch a photo or a voice note and keep it, with what it belongs to. `id` is a UUIDv7 in hex."""

    id: str
    medium: Medium
    file: File
    contribution: str | None = None
    case: str | None = None
