"""Who is speaking, as far as the web chat knows: a random id in a signed cookie, and nothing else."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

COOKIE, OPERATOR, PAGE = "earshot", "earshot_operator", "earshot_page"
"""The names of our cookies, as `hosted` puts them."""
KEPT = timedelta(days=365)
"""So long a cookie lasts on a device of one's own (P7: twelve months idle), counted from the last visit."""
SHARED_IDLE = timedelta(minutes=30)
"""So long a shared screen stays signed in while nobody touches it."""
SHARED_DONE = timedelta(minutes=3)
"""So long it stays after the thanks."""
_NONCE = 16


class Identity(Struct, frozen=True):
    """Someone at a screen. `person` is 128 random bits in hex; `until` ends it on a shared screen (seconds, UTC).

    `shared` is None until they say whether others use the screen too; `language` is the one chosen on a page; `since`
    is the last line that this screen does not show: a child who came back by three words sees only what came after.
    """

    person: str
    shared: bool | None = None
    language: str = ""
    until: int | None = None
    since: str = ""


def new_person() -> str:
    """Somebody nobody has met: 128 random bits in hex."""
    return secrets.token_hex(16)


def new_nonce() -> str:
    """What makes one rendered form different from the next."""
    return secrets.token_urlsafe(_NONCE)


def hosted(name: str, *, secure: bool) -> str:
    """A cookie's name: over https it is bound to this very host, so that no neighbour of the domain sets it (F57)."""
    return f"__Host-{name}" if secure else name


class Seal:
    """Signs cookies and forms with a secret, and tells what was signed from what was made up."""

    def __init__(self, secret: bytes, clock: Callable[[], datetime], *, secure: bool) -> None:
        self._secret = secret
        self._clock = clock
        self._secure = secure
        self._cookie, self._operator, self._page = (hosted(one, secure=secure) for one in (COOKIE, OPERATOR, PAGE))
        self._people = URLSafeSerializer(secret, salt="earshot.person")
        self._operators = URLSafeSerializer(secret, salt="earshot.operator")

    def identity(self, request: Request) -> Identity | None:
        """Who the request's cookie says it is; None where there is none, it is forged, or its time is over."""
        try:
            person, shared, language, until, *since = self._people.loads(request.cookies.get(self._cookie, ""))
        except (BadData, TypeError, ValueError):
            return None
        if until is not None and self._clock().timestamp() > until:
            return None
        return Identity(person, shared, language, until, since[0] if since else "")

    def remember(self, response: Response, identity: Identity, *, shared: bool, done: bool = False) -> None:
        """Let the screen remember `identity`: for a year, or, where it is `shared`, for as long as it is in use."""
        until = None
        if shared:
            until = int((self._clock() + (SHARED_DONE if done else SHARED_IDLE)).timestamp())
        kept = replace(identity, until=until)
        value = self._people.dumps([kept.person, kept.shared, kept.language, kept.until, kept.since])
        self._set(response, self._cookie, value, None if shared else int(KEPT.total_seconds()))

    def forget(self, response: Response) -> None:
        """Let the screen forget who was here."""
        for name in (self._cookie, self._page):
            response.delete_cookie(name, httponly=True, samesite="lax", secure=self._secure)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'

    def admit_operator(self, response: Response) -> None:
        """Let this screen see the report pages until its browser is closed."""
        self._set(response, self._operator, str(self._operators.dumps("operator")), None, samesite="strict")

    def is_operator(self, request: Request) -> bool:
        """True where this screen was let in to the report pages."""
        try:
            return bool(self._operators.loads(request.cookies.get(self._operator, "")) == "operator")
        except BadData:
            return False

    def form_token(self, person: str) -> str:
        """What a form of this person's pages carries, to tell it from a form on somebody else's page."""
        return self._mac("form", person)

    def fits(self, token: str, person: str) -> bool:
        """True where `token` is this person's."""
        return hmac.compare_digest(token.encode(), self.form_token(person).encode())

    def page_key(self, request: Request) -> str:
        """What the screen was given to know its pages by, "" for nothing yet: no one's id, and kept nowhere else."""
        return request.cookies.get(self._page, "")

    def keep_page_key(self, response: Response, key: str) -> None:
        """Give the screen its page key, until its browser is closed."""
        self._set(response, self._page, key, None)

    def page_token(self, key: str) -> str:
        """What a form carries that brings somebody in: only a page shown on this screen could have it."""
        return self._mac("page", key)

    def is_from_page(self, request: Request, token: str) -> bool:
        """True where `token` was on a page shown on the screen that the request comes from."""
        key = self.page_key(request)
        return bool(key) and hmac.compare_digest(token.encode(), self.page_token(key).encode())

    def external_id(self, person: str, nonce: str, content: str) -> str:
        """One id for one message of one form, however often it arrives; says nothing about what is in it."""
        return self._mac("said", person, nonce, content)

    def _mac(self, *parts: str) -> str:
        message = b"\0".join(part.encode("utf-8", "surrogatepass") for part in parts)
        return hmac.new(self._secret, message, hashlib.sha256).hexdigest()[:40]

    def _set(self, response: Response, name: str, value: str, seconds: int | None, *, samesite: str = "lax") -> None:
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            httponly=True,
            secure=self._secure,
            samesite="strict" if samesite == "strict" else "lax",
        )
