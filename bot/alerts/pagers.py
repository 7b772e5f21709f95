"""The ways to reach a worker, each a thin skin over a channel; neither knows of the other."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.alerts.notices import Notice
from bot.channel import Button, Channel, Outgoing
from bot.conversation.replies import Urgency
from bot.storage.alerts import By

BUTTON = "case."
"""How the token of [I have it] begins."""


class Pager(Protocol):
    """One way to reach a worker. `links` says that it takes a link where others have a button."""

    by: By
    links: bool

    async def page(self, address: str, notice: Notice, id_: str) -> None:
        """Tell it; `id_` is the same each time it is tried. Raises SendFailed."""


class TelegramPager:
    """Tells by the bot, in the chat that an invite bound; `label` is what the button says."""

    by = By.TELEGRAM
    links = False

    def __init__(self, channel: Channel, label: str) -> None:
        self._channel = channel
        self._label = label

    async def page(self, address: str, notice: Notice, id_: str) -> None:
        """Send it with the button that acknowledges it."""
        del id_
        buttons = (Button(self._label, BUTTON + notice.answers),) if notice.answers else ()
        await self._channel.send(address, Outgoing(notice.text, buttons, Urgency.DANGER))


class MailPager:
    """Tells by mail, sent by `send`(to, subject, text, id, urgent)."""

    by = By.MAIL
    links = True

    def __init__(self, send: Callable[[str, Notice, str], Awaitable[None]]) -> None:
        self._send = send

    async def page(self, address: str, notice: Notice, id_: str) -> None:
        """Send it."""
        await self._send(address, notice, id_)
