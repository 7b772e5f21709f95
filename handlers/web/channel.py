"""The web chat as a channel: a server of our own that takes what is posted and shows what is kept."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.channel import Abilities, Delivery, Outgoing, Take
from bot.errors import SendFailed, SettingError
from handlers.web.app import build
from handlers.web.front import ACCOUNT
from handlers.web.parts import Parts, WebSettings
from handlers.web.said import LONGEST

GRACE = 5
"""Seconds that answers under way are given when the server stops; the whole program has ten (F05)."""


class WebChannel:
    """Serves the web chat; words to people are fetched by them, so nothing is ever sent."""

    account = ACCOUNT
    abilities = Abilities(
        name="web",
        delivery=Delivery.PULL,
        buttons=100,
        longest_text=LONGEST,
        edits=False,
        media=True,
        speaks_first=False,
        deletes=True,
    )

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._socket: socket.socket | None = None

    def bind(self) -> int:
        """Take the port, so that a taken one is known at start-up. Returns it; SettingError where it cannot be had."""
        if self._socket is None:
            self._socket = _listening(self._parts.settings)
        return int(self._socket.getsockname()[1])

    async def run(self, take: Take) -> None:
        """Serve until cancelled, then let answers under way finish; SettingError where the port is taken."""
        self.bind()
        listening = [self._socket] if self._socket else []
        closing = asyncio.Event()
        server = _Server(_config(build(self._parts, take, closing)))
        serving = asyncio.create_task(server.serve(sockets=listening))
        try:
            await asyncio.shield(serving)
        finally:
            closing.set()
            server.should_exit = True
            await serving
            self._socket = None

    async def send(self, address: str, message: Outgoing) -> str:
        """Never used: people fetch their lines."""
        del address, message
        raise SendFailed("people fetch what the web chat says", permanent=True)


class _Server(uvicorn.Server):
    """A server that leaves signals to the program."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http="httptools",
        loop="none",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        # Nobody's address is written down, and none is taken from a proxy.
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE,
    )


def _listening(settings: WebSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # TCP by name, or asyncio leaves Nagle's algorithm on: a page would wait 40 ms for its headers to be acknowledged.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((settings.host, settings.port))
    except OSError as error:
        opened.close()
        where = f"WEB_HOST={settings.host}, WEB_PORT={settings.port}"
        raise SettingError(
            f"{where}: the web chat cannot listen there ({error.strerror}). Choose another port."
        ) from None
    opened.listen(512)
    opened.setblocking(False)  # noqa: FBT003 - the socket's own signature
    return opened
