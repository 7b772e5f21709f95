"""What a conversation says, as data: a key of the locales and what to put in it. Text is made of it by i18n."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import IntEnum

from msgspec import Struct, field

from bot.domain.theme import Theme


class Urgency(IntEnum):
    """The order in which replies are sent: danger first, then answers, then what nobody waits for."""

    DANGER = 0
    ANSWER = 1
    BROADCAST = 2


class Phrase(Struct, frozen=True):
    """A piece of wording to be put into other wording, in the reader's language, with values of its own."""

    key: str
    values: Mapping[str, "Value"] = field(default_factory=dict)


Value = str | int | date | datetime | Theme | Phrase | tuple["Value", ...]
"""What wording may contain. Text is put in isolated (FSI/PDI), dates and lists in the reader's way."""

Values = Mapping[str, Value]


class Choice(Struct, frozen=True):
    """A button: its token, and its label as a locale key or, with `label`, as given (a name from the pack)."""

    token: str
    key: str
    label: Value | None = None


class Reply(Struct, frozen=True):
    """One message. `protected` chooses a wording made for children where there is one.

    `instead` says that it takes the place of the message whose button was tapped, where the channel can edit.
    `link` and `copy` are a web address and a text (the reference) that the channel may show as a button of its own.
    `voice` is a voice note that says it too, by account: what that account's channel calls it. `again` says that it was
    asked before and stands above: it may be said shorter.
    """

    key: str
    language: str
    protected: bool
    values: Values = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    urgency: Urgency = Urgency.ANSWER
    instead: bool = False
    copy: str | None = None
    voice: Mapping[str, str] = field(default_factory=dict)
    again: bool = False
