"""A mail to one person, as it is handed to whatever sends it."""

from msgspec import Struct


class Attached(Struct, frozen=True):
    """A file in a mail: its name and kind as in "application/pdf"."""

    name: str
    kind: str
    body: bytes


class Letter(Struct, frozen=True):
    """`id` is the whole Message-ID without its brackets: the same each time the letter is sent."""

    to: str
    subject: str
    text: str
    id: str
    files: tuple[Attached, ...] = ()
