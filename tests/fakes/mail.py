"""A real SMTP server on this machine's loopback: what it takes is kept, and trouble can be ordered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope


@dataclass
class Letterbox:
    """What came in. `refuses` are replies given instead, by address, first to last; `hangs` answers nobody."""

    mails: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, list[str]] = field(default_factory=dict)
    hangs: bool = False
    cut_after_taking: int = 0
    port: int = 0
    users: dict[str, str] = field(default_factory=dict)

    def to(self, address: str) -> list[EmailMessage]:
        return [one for one in self.mails if one["To"] == address]

    def texts(self, address: str) -> list[str]:
        """The bodies that reached an address, in order."""
        return [text_of(one) for one in self.to(address)]

    async def handle_RCPT(self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802
        if self.hangs:
            await asyncio.sleep(3600)
        if self.refuses.get(address):
            return self.refuses[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.mails.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        if self.cut_after_taking:
            self.cut_after_taking -= 1
            server.transport.abort()  # type: ignore[union-attr]
        return "250 taken"

    def authenticate(self, _server: SMTP, _session: Any, _envelope: Envelope, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=self.users.get(data.login.decode()) == data.password.decode(), handled=False)


@asynccontextmanager
async def letterbox(port: int = 0, **given: Any) -> AsyncIterator[Letterbox]:
    """A mail server while the block runs."""
    box = Letterbox(**given)
    how = {"auth_required": True, "auth_require_tls": False, "authenticator": box.authenticate} if box.users else {}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, hostname="mail.test", **how), "127.0.0.1", port)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()


def text_of(mail: EmailMessage) -> str:
    """A mail's body, without its files."""
    body = mail.get_body(("plain",))
    return str(body.get_content() if body else "").replace("\r\n", "\n")
