"""Coming in by a single-use link, and going out again. Opening the link changes nothing: machines open links too."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handlers.console.frame import ROOT, Frame, Visit
from handlers.web.guard import SLOW, from_our_page


class SignIn:
    """/console/enter/<link>, /console/out."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            Route(ROOT + "/enter/{link}", self.ask, methods=["GET"]),
            Route(ROOT + "/enter/{link}", self.enter, methods=["POST"]),
            Route(ROOT + "/out", self.outside, methods=["GET"]),
            Route(ROOT + "/static/{name}", frame.static.serve, methods=["GET"]),
            frame.post("/out", self.leave),
        ]

    async def ask(self, _request: Request) -> Response:
        """Ask whether they want to come in."""
        return self._frame.page(None, "enter.html")

    async def enter(self, request: Request) -> Response:
        """Let them in with a fresh session; the link is all it takes, and the session before it on this screen ends."""
        if not from_our_page(request, self._frame.parts.settings):
            raise HTTPException(403)
        token = await self._frame.parts.access.sign_in(request.path_params["link"])
        if token is None:
            await asyncio.sleep(SLOW)
            return self._frame.page(None, "outside.html", status=404, why="used")
        if before := request.cookies.get(self._frame.cookie):
            await self._frame.parts.access.sign_out(before)
        response = RedirectResponse(ROOT, 303)
        self._frame.sign_in(response, token)
        return response

    async def outside(self, _request: Request) -> Response:
        """Who is not signed in (any more) is told how to come in."""
        return self._frame.page(None, "outside.html", why="out")

    async def leave(self, _request: Request, visit: Visit) -> Response:
        """End the session on this screen."""
        await self._frame.parts.access.sign_out(visit.token)
        response = RedirectResponse(ROOT + "/out", 303)
        self._frame.sign_out(response)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
