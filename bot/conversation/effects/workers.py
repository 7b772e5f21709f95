"""What a conversation may have done for a worker to see to."""

from datetime import date

from msgspec import Struct

from bot.domain.talk import Side


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
