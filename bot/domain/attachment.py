"""Attachment: a photo or a voice note that came instead of words, or beside them."""

from enum import StrEnum

from msgspec import Struct

from bot.domain.participant import Participant


class Medium(StrEnum):
    """What came instead of words."""

    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    OTHER = "other"


LARGEST = {Medium.PHOTO: 5_000_000, Medium.VOICE: 20_000_000}
"""Bytes, by what can be kept at all (reliability.md F50)."""


class File(Struct, frozen=True):
    """A file as its channel knows it: `id` is the channel's own name for it, `size` is in bytes, 0 where not told.

    `seconds` is how long a voice note lasts, 0 where not told.
    """

    id: str
    size: int = 0
    seconds: int = 0


class State(StrEnum):
    """How far an attachment has come."""

    WAITING = "waiting"
    """To be fetched from its channel."""
    KEPT = "kept"
    """Here, locked, and nobody has looked yet."""
    LOOKED = "looked"
    """A worker has looked or listened."""
    REFUSED = "refused"
    """Too large, or not what it said it was."""
    LOST = "lost"
    """The channel would not give it, however often it was asked."""


def may_be_kept(medium: Medium, file: File | None, participant: Participant) -> bool:
    """Whether this may be kept of this person.

    Nothing before the notice; a photo only of those who said 18+ (product.md 22, reliability.md P2). A voice note is
    kept of everyone: it may be the only way to tell for someone who cannot write, and only a worker hears it.
    """
    if file is None or medium not in LARGEST or file.size > LARGEST[medium] or not participant.noticed:
        return False
    return medium is Medium.VOICE or not participant.protected


def unlooked_at(medium: Medium) -> str:
    """The rule by which a photo or voice note is a worry until somebody has looked (reliability.md S12)."""
    return f"{medium}_to_look_at"
