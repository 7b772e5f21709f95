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


_SIGNS = (
    (0, b"\xff\xd8", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    *((0, bytes((0xFF, second)), "audio/mpeg") for second in (0xFB, 0xF3, 0xF2)),
    *((0, bytes((0xFF, second)), "audio/aac") for second in (0xF1, 0xF9)),
    (4, b"ftyp", "audio/mp4"),
    (8, b"WAVE", "audio/wav"),
    (0, b"\x1a\x45\xdf\xa3", "audio/webm"),
    (0, b"#!AMR", "audio/amr"),
)
"""By what photos and recordings are known, from which byte on: the signatures that the formats' makers give."""


def media_type(content: bytes) -> str:
    """What a file says it is by its first bytes, such as "audio/ogg"; "" where it is nothing we keep."""
    return next((told for at, sign, told in _SIGNS if content.startswith(sign, at)), "")


def medium_of(content: bytes) -> Medium | None:
    """Whether a file is a photo or a voice note by its first bytes; None where it is neither."""
    return _MEDIA.get(media_type(content).partition("/")[0])


_MEDIA = {"image": Medium.PHOTO, "audio": Medium.VOICE}


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
