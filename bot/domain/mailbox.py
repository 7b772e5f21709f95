"""A mail address."""

from msgspec import Struct


class Mailbox(Struct, frozen=True):
    """A mail address with the name that stands before it, if any."""

    name: str
    address: str
