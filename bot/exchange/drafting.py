"""A row about to be stored: read, screened for danger, given a reference and a standing."""

from datetime import datetime
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from bot.conversation.effects import OpenCase
from bot.domain.contribution import Contribution, Standing
from bot.domain.reading import Danger, DangerLevel, Reading, ThemeScore
from bot.exchange.keying import Keyed
from bot.exchange.rows import Entry

ACCOUNT = "import"
DOOR = "import"
_OTHER = "other"
_SAID_TO_BE = Danger(DangerLevel.AMBER, ("said_to_be",))


class Reads(Protocol):
    """The readers, as bot.reading.readers.Readers has them."""

    def read(self, text: str, language: str | None = None) -> Reading:
        """All that a text seems to say."""
        ...

    def screen(self, text: str) -> Danger:
        """How dangerous it sounds."""
        ...


class Draft(Struct, frozen=True):
    """A contribution to be stored, the line it begins on, and how dangerous it sounds."""

    line: int
    contribution: Contribution
    danger: Danger

    @property
    def needs_case(self) -> bool:
        """True where a person must look whether somebody is in danger."""
        return self.danger.level is not DangerLevel.NONE

    def case(self, id_: str) -> OpenCase:
        """The case to be opened."""
        said = self.contribution
        return OpenCase(id_, self.danger.level, self.danger.rules, said.words, said.id, said.neighbourhood)


def draft(one: Keyed, *, reference: str, id_: str, reads: Reads, now: datetime) -> Draft:
    """What is stored of an entry; what its row leaves open, the readers say."""
    said, reading = one.entry, _reading(reads, one.entry)
    standing = _standing(said, reading.danger)
    contribution = Contribution(
        id=id_,
        reference=reference,
        participant=said.said_by_hash,
        account=ACCOUNT,
        external_id=one.external_id,
        words=said.text,
        kind=reading.kind,
        themes=tuple(score.theme for score in reading.themes) or (_OTHER,),
        neighbourhood=said.where.neighbourhood,
        language=reading.language,
        said_on=said.said_on,
        received_at=now,
        standing=standing,
        place_about=said.where.place,
        door=DOOR,
        written_by=said.written_by,
        said_it=said.said_it,
    )
    unfound = standing is Standing.SAFEGUARDING and reading.danger.level is DangerLevel.NONE
    return Draft(said.line, contribution, _SAID_TO_BE if unfound else reading.danger)


def _reading(reads: Reads, said: Entry) -> Reading:
    """The row's own kind, theme and language, else what the readers say; who says all three is only screened."""
    if said.kind and said.theme and said.language:
        return Reading(said.language, said.kind, (ThemeScore(said.theme, 1.0),), danger=reads.screen(said.text))
    read = reads.read(said.text, said.language)
    return replace(
        read,
        language=said.language or read.language,
        kind=said.kind or read.kind,
        themes=(ThemeScore(said.theme, 1.0),) if said.theme else read.themes,
    )


def _standing(said: Entry, danger: Danger) -> Standing:
    """What sounds red is never counted as heard; of the rest, what a row says of itself was decided by people.

    What sounds amber is heard and is a case as well, as it is in a chat.
    """
    if danger.level is DangerLevel.RED:
        return Standing.SAFEGUARDING
    return said.standing or Standing.HEARD
