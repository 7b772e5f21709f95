"""Sends mail through the operator's own mail server, one connection a mail: an alert must not hang on an old one."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Final

import aiosmtplib
from msgspec import Struct

from bot.domain.letter import Attached
from bot.domain.mailbox import Mailbox
from bot.errors import SendFailed

PATIENCE: Final = 20.0
"""Seconds the mail server may take for each of its answers."""
TLS_PORT: Final = 465
_LASTING: Final = 500
"""A reply from here on up says that the same again cannot help (RFC 5321, 4.2.1)."""


class MailServer(Struct, frozen=True):
    """Where our mail goes out, and who it is from. `starttls` refuses to say anything on an open line."""

    host: str
    port: int
    sender: Mailbox
    user: str = ""
    password: str = ""
    starttls: bool = True


class Mail(Struct, frozen=True):
    """A mail to one person. `id` makes its Message-ID, and is the whole of it where it names its domain.

    The same mail sent twice has the same.
    """

    to: str
    subject: str
    text: str
    id: str
    urgent: bool = False
    files: tuple[Attached, ...] = ()


class MailSender:
    """The sending side of one mail server."""

    def __init__(self, server: MailServer, *, patience: float = PATIENCE) -> None:
        self._server = server
        self._patience = patience

    async def send(self, mail: Mail, now: datetime) -> None:
        """Hand one mail to the server; returns once it has taken it. Raises SendFailed."""
        message = composed(mail, self._server.sender, now)
        try:
            await aiosmtplib.send(message, sender=self._server.sender.address, recipients=[mail.to], **self._how())
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise SendFailed(_told(refused.recipients), permanent=_lasting(refused.recipients)) from refused
        except aiosmtplib.SMTPResponseException as refused:
            raise SendFailed(f"SMTP {refused.code}", permanent=refused.code >= _LASTING) from refused
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as fault:
            raise SendFailed(type(fault).__name__) from fault

    async def try_out(self) -> None:
        """Connect, log in and leave again, sending nothing. Raises SendFailed."""
        client = aiosmtplib.SMTP(**self._how())
        try:
            async with client:
                await client.noop()
        except aiosmtplib.SMTPResponseException as refused:
            raise SendFailed(f"SMTP {refused.code}", permanent=refused.code >= _LASTING) from refused
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as fault:
            raise SendFailed(type(fault).__name__) from fault

    def _how(self) -> dict[str, Any]:
        server = self._server
        at_once = server.port == TLS_PORT
        return {
            "hostname": server.host,
            "port": server.port,
            "username": server.user or None,
            "password": server.password or None,
            "use_tls": at_once,
            "start_tls": False if at_once else server.starttls,
            # What we call ourselves; to find out this machine's own name can take a while.
            "local_hostname": server.sender.address.rpartition("@")[2],
            "timeout": self._patience,
        }


def composed(mail: Mail, sender: Mailbox, now: datetime) -> EmailMessage:
    """The mail as it goes out: plain text and its files, by a machine, the same each time it is sent."""
    message = EmailMessage()
    message["From"] = f"{sender.name} <{sender.address}>" if sender.name else sender.address
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{mail.id}>" if "@" in mail.id else f"<{mail.id}@{sender.address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.urgent:
        message["Importance"] = "high"
        message["X-Priority"] = "1"
    message.set_content(mail.text)
    for one in mail.files:
        kind, _, subtype = one.kind.partition("/")
        message.add_attachment(one.body, maintype=kind, subtype=subtype, filename=one.name)
    return message


def _told(refused: Sequence[aiosmtplib.SMTPRecipientRefused]) -> str:
    return ", ".join(f"SMTP {one.code}" for one in refused)


def _lasting(refused: Sequence[aiosmtplib.SMTPRecipientRefused]) -> bool:
    return all(one.code >= _LASTING for one in refused)
