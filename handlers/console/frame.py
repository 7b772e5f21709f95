"""What every page of the console shares: who is signed in, what a form must carry, how a page is written out."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.alerts.case_file import CaseFile
from bot.channel import Document
from bot.conversation.replies import Value
from bot.domain.area import Area
from bot.domain.talk import Role as TalkRole
from bot.domain.worker import Right, Worker
from bot.errors import Refused
from bot.i18n import FALLBACK, Wording
from bot.staff.access import Access
from bot.staff.aways import Aways
from bot.staff.campaigns import Campaigns
from bot.staff.drafted import Drafted
from bot.staff.figures import Figures
from bot.staff.fridays import Fridays
from bot.staff.gatherings import Gatherings
from bot.staff.leaving import Leaving
from bot.staff.notebook import Notebook
from bot.staff.posters import Posters
from bot.staff.releasing import Releasing
from bot.staff.sendings import Sendings
from bot.staff.talking import Talking
from bot.staff.triage import Triage
from handlers.templates import templates
from handlers.web.guard import from_our_page
from handlers.web.parts import WebSettings
from handlers.web.static_files import StaticFiles

ROOT = "/console"
HERE = Path(__file__).parent
_SHARED = HERE.parent / "web" / "static"
_MOST_FIELDS = 250


class ConsoleParts(Struct, frozen=True):
    """What app gives.

    `secret` binds forms to sessions (32 bytes or more); `clock` gives the time in UTC, `case_file` the cases as
    somebody of the roster keeps them; `talk_link` where a talk, by its id, is held or watched.
    """

    settings: WebSettings
    secret: bytes
    area: Area
    wording: Wording
    clock: Callable[[], datetime]
    access: Access
    triage: Triage
    fridays: Fridays
    gatherings: Gatherings
    notebook: Notebook
    aways: Aways
    leaving: Leaving
    posters: Posters
    campaigns: Campaigns
    case_file: Callable[[str], CaseFile]
    talking: Talking
    talk_link: Callable[[str, TalkRole], str]
    figures: Figures
    drafted: Drafted
    releasing: Releasing
    sendings: Sendings


class Visit(Struct, frozen=True):
    """A worker who is signed in, by the token of their session; `names` are those of all who work here or did."""

    worker: Worker
    token: str
    names: Mapping[str, str]

    def called(self, id_: str) -> str:
        """What whoever has this id is called: a page shows nobody as a code."""
        return self.names.get(id_, id_)


Page = Callable[[Request, Visit], Awaitable[Response]]


class Frame:
    """The parts, the templates and the door of every page."""

    def __init__(self, parts: ConsoleParts) -> None:
        self.parts = parts
        self.cookie = "__Host-earshot_console" if parts.settings.secure else "earshot_console"
        self.static = StaticFiles.read(HERE / "static")
        self._shared = StaticFiles.read(_SHARED)
        self._templates = templates(HERE / "templates")

    def get(self, path: str, page: Page, right: Right | None = None) -> Route:
        """A page for whoever is signed in and has the right; nobody else learns that it is there."""

        async def shown(request: Request) -> Response:
            visit = await self._visit(request)
            if visit is None:
                return RedirectResponse(ROOT + "/out", 303)
            self._only(visit, right)
            return await page(request, visit)

        return Route(ROOT + path, shown, methods=["GET"])

    def post(self, path: str, page: Page, right: Right | None = None) -> Route:
        """What a form of ours does; one from another page, or another session, does nothing."""

        async def done(request: Request) -> Response:
            visit = await self._visit(request)
            if visit is None:
                return RedirectResponse(ROOT + "/out", 303)
            self._only(visit, right)
            form = await form_of(request)
            fits = hmac.compare_digest(str(form.get("csrf", "")).encode(), self.form_token(visit.token).encode())
            if not fits or not from_our_page(request, self.parts.settings):
                raise HTTPException(403)
            return await page(request, visit)

        return Route(ROOT + path, done, methods=["POST"])

    def page(self, visit: Visit | None, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page; its form carries what binds it to the session."""
        written = self._templates.get_template(template).render(
            _=self.say,
            root=ROOT,
            area=self.parts.area,
            visit=visit,
            may=lambda right: visit is not None and visit.worker.may(Right(right)),
            csrf=self.form_token(visit.token) if visit else "",
            static=self._url,
            **values,
        )
        return HTMLResponse(written.encode("utf-8", "replace"), status)

    def say(self, key: str, **values: Value) -> str:
        """The staff's wording: the key without its `staff.console.`, and values by name."""
        return self.parts.wording.text(f"staff.console.{key}", FALLBACK, values)

    def sign_in(self, response: Response, token: str) -> None:
        """Let this screen have the session, until its browser is closed."""
        response.set_cookie(
            self.cookie, token, path="/", httponly=True, secure=self.parts.settings.secure, samesite="strict"
        )

    def sign_out(self, response: Response) -> None:
        """Let this screen forget it."""
        response.delete_cookie(
            self.cookie, path="/", httponly=True, secure=self.parts.settings.secure, samesite="strict"
        )

    def form_token(self, session: str) -> str:
        """What a form of a session's pages carries."""
        return hmac.new(self.parts.secret, f"console\0{session}".encode(), hashlib.sha256).hexdigest()[:40]

    async def _visit(self, request: Request) -> Visit | None:
        token = request.cookies.get(self.cookie, "")
        access = self.parts.access
        worker = await access.who(token) if token else None
        return Visit(worker, token, await access.names()) if worker else None

    def _only(self, visit: Visit, right: Right | None) -> None:
        if right is not None and not visit.worker.may(right):
            raise HTTPException(404)

    def _url(self, name: str) -> str:
        return f"{ROOT}/static/{self.static.names[name]}" if name in self.static.names else self._shared.url(name)


async def form_of(request: Request) -> FormData:
    """The form a request brought, read once."""
    return await request.form(max_files=0, max_fields=_MOST_FIELDS)


def pdf(document: Document) -> Response:
    """A PDF to be saved or printed."""
    headers = {"Content-Disposition": f'attachment; filename="{document.name}"'}
    return Response(document.body, media_type="application/pdf", headers=headers)


def said(form: Mapping[str, Any], name: str) -> str:
    """A field of a form, "" where it is not there."""
    return str(form.get(name, "")).strip()


def day_of(text: str) -> date | None:
    """The day a form names, None for none. Refused in words where it names no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(f"{text}: a day reads like 2026-12-31") from None
