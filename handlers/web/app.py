"""The web application: every page's routes, guarded, with a kind page for whatever goes wrong."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from bot.channel import Take
from bot.errors import StorageError
from handlers.web.answer_pages import AnswerPages
from handlers.web.archive.pages import ArchivePages
from handlers.web.case_links import CaseLinks
from handlers.web.chat import Chat
from handlers.web.coming_back import ComingBack
from handlers.web.fridays import Fridays
from handlers.web.front import Front, Visit, kept_words
from handlers.web.guard import LARGEST, Cap, Guard, strict_headers
from handlers.web.landing import Landing
from handlers.web.live import Live
from handlers.web.own_copy import OwnCopy
from handlers.web.parts import Parts, WebSettings
from handlers.web.report_pages import ReportPages
from handlers.web.talk_pages import TalkPages
from handlers.web.uploads import Uploads

Trouble = Callable[[Request, Exception], Awaitable[Response]]
_NAMED = {
    400: "forbidden",
    403: "forbidden",
    404: "not_found",
    405: "not_found",
    408: "too_slow",
    413: "too_large",
    429: "too_many",
    503: "busy",
}
_TOO_SLOW = 408
"""The connection closes after this answer, or what is posted too slowly would go on holding it."""


def build(parts: Parts, take: Take, closing: asyncio.Event | None = None) -> ASGIApp:
    """The whole application. `closing`, once set, ends the live streams so that a server can stop at once."""
    front = Front(parts, take)
    live = Live(front, closing or asyncio.Event())
    rooms = (Landing(front), Chat(front), live, ComingBack(front), OwnCopy(front), CaseLinks(front), Fridays(front))
    own = [route for room in (*rooms, ReportPages(front)) for route in room.routes]
    if parts.talks is not None:
        own += TalkPages(front, parts.talks).routes
    if parts.replies is not None:
        own += AnswerPages(front, parts.replies).routes
    if parts.archive is not None:
        own += ArchivePages(front, parts.archive).routes
    capped = [_capped(one, parts.settings, LARGEST) for one in own]
    if parts.keep_upload is not None:
        capped += [_capped(one, parts.settings, most) for one, most in Uploads(front, parts.keep_upload).routes]
    trouble = _trouble(front)
    app = Starlette(
        routes=capped,
        exception_handlers={HTTPException: trouble, StorageError: trouble, Exception: trouble},
    )
    # Its address would be made from what the browser says our name is, and on plain http behind a proxy.
    app.router.redirect_slashes = False
    # The routes of other rooms look after themselves.
    return Guard(Router(parts.routes, redirect_slashes=False, default=app), strict_headers(parts.settings))


def _capped(route: Route, settings: WebSettings, largest: int) -> Route:
    cap = [Middleware(Cap, patience=settings.patience, largest=largest)]
    return Route(route.path, route.endpoint, methods=route.methods, middleware=cap)


def _trouble(front: Front) -> Trouble:
    async def trouble(request: Request, error: Exception) -> Response:
        """Say what went wrong; the words that were on their way are given back."""
        status = _status(error)
        key = _NAMED.get(status, "broken")
        visit = await _visit(front, request, error)
        if request.headers.get("accept") == "application/json":
            response: Response = JSONResponse({"problem": front.say(visit.language)(f"trouble.{key}")}, status)
        else:
            response = front.trouble(visit, key, status, kept_words(request))
        if status == _TOO_SLOW:
            response.headers["Connection"] = "close"
        return response

    return trouble


async def _visit(front: Front, request: Request, error: Exception) -> Visit:
    """Who is visiting, without asking a store that is in trouble."""
    if isinstance(error, HTTPException):
        return await front.visit(request)
    identity = front.seal.identity(request)
    return Visit(identity, (identity.language if identity else "") or "en", shared=bool(identity and identity.shared))


def _status(error: Exception) -> int:
    if isinstance(error, HTTPException):
        return error.status_code
    return 503 if isinstance(error, StorageError) else 500
