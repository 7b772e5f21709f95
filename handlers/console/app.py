"""The console's routes, each with a cap on what is posted; web guards them with its strict headers."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.errors import StorageError
from handlers.console.activities import Activities
from handlers.console.agenda import Agenda
from handlers.console.away import AwayPage
from handlers.console.campaigns import CampaignsPage
from handlers.console.cases import Cases
from handlers.console.figures import FigureRooms
from handlers.console.frame import ROOT, ConsoleParts, Frame
from handlers.console.friday import FridayPage
from handlers.console.inbox import Inbox
from handlers.console.item import ItemPage
from handlers.console.leaving import LeavingRoom
from handlers.console.notebook.rooms import notebook_routes
from handlers.console.people import People
from handlers.console.posters import PosterRoom
from handlers.console.publishing import Publishing
from handlers.console.questions import QuestionRoom
from handlers.console.reviewing import ReviewPage
from handlers.console.sign_in import SignIn
from handlers.console.talks import TalkRoom
from handlers.web.guard import Cap

_NAMED = {403: "forbidden", 404: "not_found", 405: "not_found", 503: "busy"}


def console_routes(parts: ConsoleParts) -> tuple[BaseRoute, ...]:
    """All that lies under /console, as one route that looks after itself."""
    frame = Frame(parts)
    rooms = (
        SignIn(frame),
        Inbox(frame),
        ItemPage(frame),
        FridayPage(frame),
        PosterRoom(frame),
        Activities(frame),
        AwayPage(frame),
        TalkRoom(frame),
        Agenda(frame),
        FigureRooms(frame),
        Publishing(frame),
        ReviewPage(frame),
        QuestionRoom(frame),
        CampaignsPage(frame),
        Cases(frame),
        LeavingRoom(frame),
        People(frame),
    )
    pages = [*(route for room in rooms for route in room.routes), *notebook_routes(frame)]
    cap = [Middleware(Cap, patience=parts.settings.patience)]
    routes = [Route(one.path, one.endpoint, methods=one.methods, middleware=cap) for one in pages]
    trouble = _trouble(frame)
    app = Starlette(
        routes=routes, exception_handlers={HTTPException: trouble, StorageError: trouble, Exception: trouble}
    )
    app.router.redirect_slashes = False
    return (Route(ROOT, app), Route(ROOT + "/{rest:path}", app))


def _trouble(frame: Frame) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def trouble(_request: Request, error: Exception) -> Response:
        """Say what went wrong; what lies beyond somebody's fence is not there."""
        status = (
            error.status_code if isinstance(error, HTTPException) else 503 if isinstance(error, StorageError) else 500
        )
        return frame.page(None, "trouble.html", status=status, key=_NAMED.get(status, "broken"))

    return trouble


def _status(error: Exception) -> int:
    return 503 if isinstance(error, StorageError) else 500
