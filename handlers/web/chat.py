"""The conversation's own page: shown whole, posted to by a form, followed live where there is a script."""

from collections.abc import Sequence

from msgspec.structs import replace
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.conversation.events import Commanded, Opened, Reserved
from handlers.web.fridays import on_top
from handlers.web.front import AT_ONCE, Front, Visit, form_of
from handlers.web.guard import from_our_page
from handlers.web.identity import SHARED_DONE, Identity
from handlers.web.said import LONGEST, Posted, posted
from handlers.web.shown import Show, Shown, thanked


class Chat:
    """GET and POST of /chat, and the ways in and out."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._hide_to = front.parts.settings.hide_to or "/blank"
        self.routes = [
            Route("/chat", self.show, methods=["GET"]),
            Route("/chat", self.say, methods=["POST"]),
            Route("/chat/start", self.start, methods=["POST"]),
            Route("/chat/shared", self.share_device, methods=["POST"]),
            Route("/chat/finish", self.finish, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The conversation so far; somebody new is greeted first. A script only ever asks for somebody we met."""
        visit = await self._front.visit(request)
        door = request.query_params.get("door") or None
        if visit.identity is None:
            return self._unknown(request, visit, door)
        lines = await self._lines(visit.identity)
        if not lines:
            await self._greet(visit, visit.identity, door)
            lines = await self._lines(visit.identity)
        before = lines[-1].id if lines else ""
        if visit.news:
            await self._front.told(visit.identity)
            lines = await self._lines(visit.identity)
        if _wants_json(request):
            return self._news(visit, lines, request.query_params.get("after", ""))
        fresh = [one for one in lines if visit.news and one.id > before]
        return await self._page(request, visit, visit.identity, lines, news=fresh)

    def _unknown(self, request: Request, visit: Visit, door: str | None) -> Response:
        """Meet whoever we do not know, unless a script asks, or their browser keeps no cookie."""
        if _wants_json(request):
            raise HTTPException(403)
        return self._met(visit, door) if "met" not in request.query_params else self._no_cookie(visit)

    async def start(self, request: Request) -> Response:
        """Come in by a landing page's button, perhaps through a poster's door."""
        if not from_our_page(request, self._front.parts.settings):
            raise HTTPException(403)
        form = await form_of(request)
        visit = await self._front.visit(request)
        door = str(form.get("door", ""))[:64] or None
        shared = bool(form.get("shared")) or visit.shared
        if visit.identity is None:
            return self._met(Visit(None, visit.language, shared), door)
        if door and await self._lines(visit.identity):
            await self._front.happened(visit.identity, str(form.get("nonce", "")), Opened(door))
        return _see_other("/chat" if not door else f"/chat?door={door}")

    async def say(self, request: Request) -> Response:
        """Take what was written or tapped, then show what came of it."""
        form, visit = await form_of(request), await self._front.visit(request)
        identity = self._let_in(request, form, visit)
        post = posted(form)
        if post.too_long:
            return await self._too_long(request, visit, identity, post)
        if post.event is not None:
            await self._front.happened(identity, str(form.get("nonce", "")), post.event)
            # They may just have said how old they are, or chosen another language.
            visit = await self._front.visit(request)
        if post.event == Commanded(Reserved.HIDE):
            return self._gone(visit)
        if _wants_json(request):
            lines = await self._lines(identity)
            news = self._news(visit, lines, str(form.get("after", "")))
            self._front.seal.remember(news, identity, shared=visit.shared, done=_ended(visit, lines))
            return news
        # A redirect would lose the words beside the button: shown at once, a reload posts the same again, to no effect.
        if not post.left.strip():
            return _see_other("/chat#last")
        return await self._page(request, visit, identity, await self._lines(identity), words=post.left)

    async def share_device(self, request: Request) -> Response:
        """Say whether others use this screen too."""
        form, visit = await form_of(request), await self._front.visit(request)
        identity = self._let_in(request, form, visit)
        shared = form.get("shared") == "yes" or visit.young
        response = _see_other("/chat#say")
        identity = replace(identity, shared=shared)
        self._front.seal.remember(response, identity, shared=shared)
        return response

    async def finish(self, request: Request) -> Response:
        """Clear this screen: what was said stays with us, the screen forgets who said it."""
        form, visit = await form_of(request), await self._front.visit(request)
        if visit.identity is not None:
            self._let_in(request, form, visit)
        response = self._front.page(visit, "cleared.html")
        self._front.seal.forget(response)
        return response

    # -- who may -----------------------------------------------------------------------------------------------------

    def _let_in(self, request: Request, form: FormData, visit: Visit) -> Identity:
        ours = from_our_page(request, self._front.parts.settings)
        if visit.identity and ours and self._front.seal.fits(str(form.get("csrf", "")), visit.identity.person):
            return visit.identity
        raise HTTPException(403)

    def _met(self, visit: Visit, door: str | None) -> Response:
        """Give somebody new a cookie, and see by it coming back that their browser keeps it."""
        response = _see_other("/chat?met=1" + (f"&door={door}" if door and door.isalnum() else ""))
        self._front.seal.remember(response, self._front.stranger(visit), shared=visit.shared)
        return response

    def _no_cookie(self, visit: Visit) -> Response:
        return self._front.page(visit, "trouble.html", key="no_cookie", words="", form={})

    async def _greet(self, visit: Visit, identity: Identity, door: str | None) -> None:
        moment = int(self._front.parts.clock().timestamp() * 1000) // AT_ONCE
        await self._front.happened(identity, f"hello {moment}", Opened(door, visit.language))

    # -- what is shown -----------------------------------------------------------------------------------------------

    async def _lines(self, identity: Identity) -> list[Shown]:
        return Show.of(self._front.parts.area).lines(await self._front.parts.lines(identity.person, identity.since))

    async def _page(
        self,
        request: Request,
        visit: Visit,
        identity: Identity,
        lines: Sequence[Shown],
        *,
        words: str = "",
        problem: str = "",
        news: Sequence[Shown] = (),
    ) -> Response:
        friday = await on_top(self._front, request, visit)
        here = self._front.parts.area.neighbourhood(friday.neighbourhood) if friday else None
        done = _ended(visit, lines)
        response = self._front.page(
            visit,
            "chat.html",
            status=422 if problem else 200,
            lines=lines,
            news=news,
            last=lines[-1].id if lines else "",
            words=words,
            form=self._front.form(identity),
            shared=visit.shared,
            young=visit.young,
            forget=_seconds_left(done=done),
            problem=problem,
            hide_to=self._hide_to,
            files=self._files(visit),
            friday=friday,
            friday_door=here.door if here else "",
        )
        self._front.seal.remember(response, identity, shared=visit.shared, done=done)
        return response

    def _files(self, visit: Visit) -> bool:
        return visit.adult and self._front.parts.keep_upload is not None

    def _news(self, visit: Visit, lines: Sequence[Shown], after: str) -> Response:
        """The lines after `after`, the ids of all, and the language the page is to be in.

        Looking keeps no screen signed in: only what somebody does there.
        """
        known = [one.id for one in lines if one.pieces]
        fresh = [one.as_json() for one in lines if one.id > after]
        forget = _seconds_left(done=_ended(visit, lines))
        told = {"lines": fresh, "ids": known, "forget": forget, "files": self._files(visit)}
        return JSONResponse({**told, "language": visit.language})

    async def _too_long(self, request: Request, visit: Visit, identity: Identity, post: Posted) -> Response:
        say = self._front.say(visit.language)
        problem = say("chat.too_long", longest=LONGEST, over=post.too_long - LONGEST)
        if _wants_json(request):
            return JSONResponse({"problem": problem}, 422)
        lines = await self._lines(identity)
        return await self._page(request, visit, identity, lines, words=post.left, problem=problem)

    def _gone(self, visit: Visit) -> Response:
        response = _see_other(self._hide_to)
        if visit.shared:
            self._front.seal.forget(response)
        return response


def _ended(visit: Visit, lines: Sequence[Shown]) -> bool:
    """True where a screen that others use has nothing more to say."""
    return visit.shared and thanked(lines)


def _seconds_left(*, done: bool) -> int:
    return int(SHARED_DONE.total_seconds()) if done else 0


def _see_other(where: str) -> Response:
    return RedirectResponse(where, 303)


def _wants_json(request: Request) -> bool:
    return request.headers.get("accept") == "application/json"
