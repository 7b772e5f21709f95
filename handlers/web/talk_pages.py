"""The pages on which workers hold a talk: one writes, the second sees every message. Nobody sees an account."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.conversation.replies import Value
from bot.domain.talk import Role, Withheld
from bot.i18n import FALLBACK
from handlers.web.front import Front, form_of
from handlers.web.guard import from_our_page
from handlers.web.parts import Talks


class TalkPages:
    """/talk/<link>: the link is all that lets somebody in."""

    def __init__(self, front: Front, talks: Talks) -> None:
        self._front = front
        self._talks = talks
        self.routes = [
            Route("/talk/{token}", self.show, methods=["GET"]),
            Route("/talk/{token}", self.act, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The talk so far. Only who said that they are here counts as looking: a link may be fetched by a machine."""
        return await self._page(request, None, "")

    async def act(self, request: Request) -> Response:
        """Begin, write, end; or, for the second worker, say that they are here."""
        if not from_our_page(request, self._front.parts.settings):
            raise HTTPException(403)
        token, form = request.path_params["token"], await form_of(request)
        words = str(form.get("words", ""))
        withheld: Withheld | None = None
        match form.get("do"):
            case "join":
                withheld = await self._talks.join(token)
            case "write":
                withheld = await self._talks.write(token, words)
            case "leave":
                await self._talks.leave(token)
        if withheld is not None:
            return await self._page(request, withheld, words)
        return RedirectResponse(f"/talk/{token}?here=1#last", 303)

    def _say(self, key: str, **values: Value) -> str:
        return self._front.parts.wording.text(f"staff.{key}", FALLBACK, values)

    async def _page(self, request: Request, withheld: Withheld | None, words: str) -> Response:
        token, here = request.path_params["token"], "here" in request.query_params
        seen = await self._talks.look(token, is_here=here)
        if seen is None:
            raise HTTPException(404)
        return self._front.page(
            await self._front.visit(request),
            "talk.html",
            status=422 if withheld else 200,
            staff=self._say,
            seen=seen,
            writes=seen.role is Role.WORKER,
            here=here,
            withheld=withheld or seen.withheld,
            words=words,
            zone=self._front.parts.area.zone,
        )
