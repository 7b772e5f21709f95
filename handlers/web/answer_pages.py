"""The page on which an agency answers what a month's report asks it: the link is all that lets somebody in."""

from msgspec import structs
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.conversation.replies import Value
from bot.domain.contribution import Progress
from bot.domain.question import LONGEST_ANSWER, STATUSES, AskedOf, Felt, reply_of
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from handlers.web.front import Front, form_of
from handlers.web.guard import from_our_page
from handlers.web.parts import AgencyReplies

PULSE = ("useful", "acted", "trusted")


class AnswerPages:
    """/answer/<link>: read by people at work, in English, as the report is."""

    def __init__(self, front: Front, replies: AgencyReplies) -> None:
        self._front, self._replies = front, replies
        self.routes = [
            Route("/answer/{token}", self.show, methods=["GET"]),
            Route("/answer/{token}", self.act, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """The questions, and what was answered so far."""
        return await self._page(request)

    async def act(self, request: Request) -> Response:
        """Keep an answer; what is refused stays in its box."""
        if not from_our_page(request, self._front.parts.settings):
            raise HTTPException(403)
        form = await form_of(request)
        try:
            await self._keep(request.path_params["token"], form)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._page(request, str(why), {name: str(value) for name, value in form.items()})
        return RedirectResponse(f"/answer/{request.path_params['token']}?kept=1", 303)

    async def _keep(self, token: str, form: FormData) -> None:
        words = str(form.get("words", ""))
        match form.get("do"):
            case "feel":
                useful, acted, trusted = (form.get(name) == "yes" for name in PULSE)
                await self._replies.feel(token, Felt(useful, acted, trusted))
            case "register":
                await self._replies.register(token, str(form.get("theme", "")), words)
            case _:
                said = reply_of(words, str(form.get("status", "")), str(form.get("until", "")))
                await self._replies.answer(token, str(form.get("question", "")), said)

    def _say(self, key: str, **values: Value) -> str:
        return self._front.parts.wording.text(f"staff.answer.{key}", FALLBACK, values)

    def _means(self, status: Progress) -> str:
        return self._front.parts.wording.text(f"staff.console.became.{status}", FALLBACK, {})

    async def _page(self, request: Request, problem: str = "", typed: dict[str, str] | None = None) -> Response:
        opened = await self._replies.opened(request.path_params["token"])
        if opened is None:
            raise HTTPException(404)
        link, asked = opened
        felt = await self._replies.felt(request.path_params["token"])
        area = self._front.parts.area
        return self._front.page(
            await self._front.visit(request),
            "answer.html",
            status=422 if problem else 200,
            staff=self._say,
            agency=next((one.name for one in area.agencies if one.id == link.agency), link.agency),
            asked=[one for one in asked if not one.register],
            register=[one for one in asked if one.register],
            felt=structs.asdict(felt) if felt else None,
            pulse=PULSE,
            places={one.id: one.name for one in area.neighbourhoods},
            themes={one.code: one.name(FALLBACK) for one in area.themes},
            area_name=area.name,
            problem=problem,
            boxes={one.id: _boxes(one, typed or {}) for one in asked},
            typed=typed or {},
            statuses={one.value: self._means(one) for one in STATUSES},
            kept="kept" in request.query_params,
            longest=LONGEST_ANSWER,
        )


def _boxes(one: AskedOf, typed: dict[str, str]) -> dict[str, str]:
    """What stands in a question's boxes: what was typed and refused, or what was kept of it."""
    if typed.get("question") == one.id:
        return {name: typed.get(name, "") for name in ("words", "status", "until")}
    return {"words": one.received, "status": one.received_status or "", "until": str(one.received_until or "")}
