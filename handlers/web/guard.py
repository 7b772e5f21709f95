"""What every answer carries and no request may exceed: strict headers, a cap on what is posted, and a deadline."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handlers.web.parts import WebSettings

LARGEST = 64 * 1024
"""Bytes a request may bring; a message of 4,096 characters needs at most 49 KB as a form."""
SLOW = 0.4
"""Seconds that a key or link which opens nothing takes: guessing is not worth it (reliability.md F60)."""
HSTS = "max-age=31536000; includeSubDomains"
_FEATURES = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone"),
    *("midi", "payment", "publickey-credentials-get", "usb", "screen-wake-lock", "xr-spatial-tracking"),
)


def strict_headers(settings: WebSettings) -> dict[str, str]:
    """The headers of every answer (reliability.md 7); an answer's own value of one stands."""
    elsewhere = urlsplit(settings.hide_to)
    forms = f"'self' {elsewhere.scheme}://{elsewhere.netloc}" if elsewhere.netloc else "'self'"
    headers = {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
            "connect-src 'self'; "
            f"form-action {forms}; base-uri 'none'; frame-ancestors 'none'"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{one}=()" for one in _FEATURES),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": "no-store",
    }
    return headers | ({"Strict-Transport-Security": HSTS} if settings.secure else {})


class Guard:
    """Puts the strict headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = {name.lower().encode(): value.encode() for name, value in headers.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, guarded."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = dict(message["headers"])
                message["headers"] = [*message["headers"], *(one for one in self._headers.items() if one[0] not in own)]
            await send(message)

        await self._app(scope, receive, send_guarded)


class Cap:
    """Refuses a request that brings too much (413), or takes longer than `patience` seconds to bring it (408)."""

    def __init__(self, app: ASGIApp, patience: float, largest: int = LARGEST) -> None:
        self._app = app
        self._patience = patience
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on until it has brought too much, or its time is over."""
        arriving = _Arriving(receive, asyncio.get_running_loop().time() + self._patience, self._largest)
        await self._app(scope, arriving, send)


class _Arriving:
    """A request's body as it arrives. Once all is there no time runs: a live stream waits here for its end."""

    def __init__(self, receive: Receive, until: float, largest: int) -> None:
        self._receive = receive
        self._largest = largest
        self._until: float | None = until
        self._seen = 0

    async def __call__(self) -> Message:
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408) from None
        self._seen += len(message.get("body", b""))
        if self._seen > self._largest:
            raise HTTPException(413)
        if not message.get("more_body", False):
            self._until = None
        return message


def from_our_page(request: Request, settings: WebSettings) -> bool:
    """True unless the browser says that a form was posted from somebody else's page.

    Our no-referrer policy makes browsers send `Origin: null` with our own forms; the form's token decides then.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin", "null")
    ours = {_origin(settings.public_url), f"{request.url.scheme}://{request.headers.get('host', '')}"}
    return origin == "null" or origin in ours


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
