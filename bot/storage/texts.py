"""What a contribution's sealed column holds: its texts, each with the channel's id of the message it came in."""

import json

from msgspec import Struct
from msgspec.structs import replace

from bot.storage.keys import DataKey

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class Text(Struct, frozen=True):
    """One of a contribution's texts."""

    message: str
    words: str


Texts = tuple[Text, ...]


def seal(key: DataKey, texts: Texts) -> bytes:
    """Texts locked with their participant's key."""
    return key.seal("words", _ENCODE([[one.message, one.words] for one in texts]))


def unseal(key: DataKey, sealed: bytes | None) -> Texts:
    """The texts in the clear; none where they were wiped. Raises KeyFileError."""
    return tuple(Text(*one) for one in json.loads(key.read("words", sealed))) if sealed else ()


def joined(texts: Texts) -> str:
    """The words as one text, each further message on a line of its own; a photo may have come before any words."""
    return "\n".join(one.words for one in texts if one.words)


def corrected(texts: Texts, message: str, words: str) -> Texts:
    """The texts after the message was edited."""
    return tuple(replace(one, words=words) if one.message == message else one for one in texts)
