"""Behind the link in a worker's mail: a page that asks, and a button that says that they have the case.

Opening the link changes nothing: mail servers open links before people do.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.web.front import Front
from handlers.web.parts import CaseLink


class CaseLinks:
    """/case/<token>; anybody without a true token finds nothing there."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self.routes = [
            Route("/case/{token}", self.ask, methods=["GET"]),
            Route("/case/{token}", self.take, methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Ask whether they have it."""
        return await self._page(request, self._front.parts.look_at_case)

    async def take(self, request: Request) -> Response:
        """They have it. The token is all it takes, and all that could be stolen: it says nothing of the case."""
        return await self._page(request, self._front.parts.take_case)

    async def _page(self, request: Request, link: CaseLink) -> Response:
        page = await link(request.path_params["token"])
        if page is None:
            raise HTTPException(404)
        return self._front.page(await self._front.visit(request), "case.html", page=page)
