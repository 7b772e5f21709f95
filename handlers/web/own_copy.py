"""Taking away a copy of all that is kept of oneself. On a screen that others use, three words are asked for first."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handlers.web.coming_back import TRIES, Turnstile, three_words
from handlers.web.front import Front, Visit, form_of
from handlers.web.guard import from_our_page
from handlers.web.identity import Identity

KINDS = {"txt": "text/plain; charset=utf-8", "json": "application/json"}


class OwnCopy:
    """/chat/my-words.txt and /chat/my-words.json."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._turnstile = Turnstile(TRIES, lambda: front.parts.clock().timestamp())
        self.routes = [
            Route("/chat/my-words.{kind}", self.fetch, methods=["GET"]),
            Route("/chat/my-words.{kind}", self.unlock, methods=["POST"]),
        ]

    async def fetch(self, request: Request) -> Response:
        """The file, or on a shared screen the question for the three words."""
        visit, identity = await self._visitor(request)
        return self._ask(request, visit, "") if visit.shared else await self._file(request, visit, identity)

    async def unlock(self, request: Request) -> Response:
        """The file, for whoever has the three words of this very chat."""
        form = await form_of(request)
        visit, identity = await self._visitor(request)
        if not (
            from_our_page(request, self._front.parts.settings)
            and self._front.seal.fits(str(form.get("csrf", "")), identity.person)
        ):
            raise HTTPException(403)
        if not self._turnstile.lets_through():
            return self._ask(request, visit, "back.too_many", 429)
        three = three_words(str(form.get("three", ""))[:200])
        person = await self._front.parts.find_by_return_words(three) if three else None
        if person != identity.person:
            return self._ask(request, visit, "back.unknown", 422)
        return await self._file(request, visit, identity)

    async def _visitor(self, request: Request) -> tuple[Visit, Identity]:
        visit = await self._front.visit(request)
        if request.path_params["kind"] not in KINDS:
            raise HTTPException(404)
        if visit.identity is None:
            raise HTTPException(403)
        return visit, visit.identity

    def _ask(self, request: Request, visit: Visit, problem: str, status: int = 200) -> Response:
        kind = request.path_params["kind"]
        form = self._front.form(visit.identity) if visit.identity else {}
        return self._front.page(visit, "own_copy.html", status=status, kind=kind, form=form, problem=problem)

    async def _file(self, request: Request, visit: Visit, identity: Identity) -> Response:
        files = await self._front.parts.own_copy(identity.person, visit.language)
        kind = request.path_params["kind"]
        found = next(((name, body) for name, body in files.items() if name.endswith(f".{kind}")), None)
        if found is None:
            raise HTTPException(404)
        name, body = found
        return Response(body, media_type=KINDS[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})
