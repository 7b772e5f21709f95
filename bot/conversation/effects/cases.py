"""What a conversation may have done where somebody may be in danger."""

from msgspec import Struct

from bot.domain.reading import DangerLevel


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


class PutWithCase(Struct, frozen=True):
    """A case was made of the words of a contribution: that it is kept was known only later."""

    case: str
    contribution: str


class AnswerCase(Struct, frozen=True):
    """Whether a worker may write back about the case."""

    case: str
    may_write_back: bool


class DoubtCase(Struct, frozen=True):
    """They say that it was not meant so: put beside the case, it lowers nothing (reliability.md S4)."""

    case: str
