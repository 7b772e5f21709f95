"""The port every channel speaks through: what comes in, what goes out, what a channel can do."""

from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from typing import Protocol, runtime_checkable

from msgspec import Struct

from bot.conversation.events import Event
from bot.conversation.replies import Urgency
from bot.domain.form import decode, encode


class Delivery(StrEnum):
    """How words reach a person: pushed by us (outbox), or fetched by them (chat lines kept for the web chat)."""

    PUSH = "push"
    PULL = "pull"


class Abilities(Struct, frozen=True):
    """What a channel can do. `buttons` 0 means numbered choices; `longest_text` counts UTF-16 code units.

    `minimum_age_key` names the pack's minimum age for it; `speaks_first` whether it may be sent something unasked.
    """

    name: str
    delivery: Delivery
    buttons: int
    longest_text: int
    edits: bool
    media: bool
    speaks_first: bool
    deletes: bool


class Incoming(Struct, frozen=True):
    """Something that happened, in a channel's terms.

    `external_id` makes it unique within `account`; `order` grows with time for one person; `person` is the channel's
    own id of them (only its keyed hash is stored); `address` is where to answer (stored encrypted); `message` is the
    channel's id of the message, for edits and for answering in place.
    """

    account: str
    external_id: str
    order: int
    person: str
    address: str
    event: Event
    message: str = ""


class Malformed(Struct, frozen=True):
    """Something that could not be read: quarantined, encrypted, for 72 hours."""

    account: str
    external_id: str
    raw: bytes
    reason: str


Received = Incoming | Malformed


class Button(Struct, frozen=True, array_like=True):
    """A button as shown; `token` comes back when it is tapped."""

    label: str
    token: str


class Document(Struct, frozen=True, array_like=True):
    """A file that somebody is given."""

    name: str
    body: bytes


class Outgoing(Struct, frozen=True, array_like=True):
    """One message as it is to be shown. `replaces` is the channel's id of a message to edit in place, or empty.

    `deletes` are the channel's ids of messages to take away instead of saying anything; `file` is sent after the text,
    and so is `voice`, the channel's own name of a voice note it has.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    urgency: Urgency = Urgency.ANSWER
    replaces: str = ""
    copy: str = ""
    deletes: tuple[str, ...] = ()
    file: Document | None = None
    voice: str = ""


def dump(message: Outgoing) -> bytes:
    """A message as it waits in the outbox, before it is sealed."""
    return encode(message)


def load(raw: bytes) -> Outgoing:
    """The message that `dump` wrote."""
    return decode(raw, Outgoing)


Take = Callable[[Sequence[Received]], Awaitable[None]]
"""The dispatcher's side: returns once everything given is committed."""


@runtime_checkable
class Fetches(Protocol):
    """A channel whose photos and voice notes can be fetched."""

    @property
    def account(self) -> str:
        """The account whose files these are."""

    async def fetch(self, file: str, largest: int) -> bytes:
        """A file by the channel's name for it; raises SendFailed, `permanent` for more than `largest` bytes."""


class Channel(Protocol):
    """What app needs of a channel."""

    account: str
    abilities: Abilities

    async def run(self, take: Take) -> None:
        """Receive until cancelled; raise nothing that trying again could cure."""

    async def send(self, address: str, message: Outgoing) -> str:
        """Deliver one message and return the channel's id of it ("" where it has none); raises SendFailed."""
