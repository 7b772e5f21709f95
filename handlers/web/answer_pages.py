"""The page on which an agency answers what a month's report asks it: the link is all that lets somebody in."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import structs
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.conversation.replies import Value
from bot.domain.area import Area
from bot.domain.contribution import Progress
from bot.domain.question import LONGEST_ANSWER, STATUSES, AnswerLink, AskedOf, Felt, reply_of
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from handlers.web.front import Front, form_of
from handlers.web.guard import from_our_page
from handlers.web.parts import AgencyReplies

PULSE = ("useful", "acted", "trusted")
BOXES = ("words", "status", "until")
MOST_BOXES = 400
"""Fields of one page: three a question, and some more."""


class AnswerPages:
    """/answer/<link>: read by people at work, in English, as the report is.

    All of it is one form, each answer with a button of its own: what is typed elsewhere comes along and stays there.
    """

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
        """Keep the answer whose button was pressed; what is refused, and what stands in other boxes, stays there."""
        if not from_our_page(request, self._front.parts.settings):
            raise HTTPException(403)
        token = request.path_params["token"]
        typed = {name: str(value) for name, value in (await form_of(request, MOST_BOXES)).items()}
        request.state.words = "\n\n".join(
            words for name, words in typed.items() if name.startswith("words") and words.strip()
        )
        try:
            sent = await self._keep(token, typed)
        except NotFound:
            return await self._gone(request, request.state.words)
        except Refused as why:
            return await self._page(request, str(why), typed)
        rest = {name: value for name, value in typed.items() if name not in sent}
        if await self._unsent(token, rest):
            return await self._page(request, typed=rest, kept="kept_rest")
        return RedirectResponse(f"/answer/{token}?kept=1", 303)

    async def _keep(self, token: str, typed: Mapping[str, str]) -> Sequence[str]:
        """Keep what was sent; the names of its boxes. Raises NotFound and Refused."""
        what, _, id_ = typed.get("do", "").partition(":")
        match what:
            case "feel":
                if any(typed.get(name) not in {"yes", "no"} for name in PULSE):
                    raise Refused(self._told("all_three"))
                await self._replies.feel(token, Felt(*(typed[name] == "yes" for name in PULSE)))
                return PULSE
            case "register":
                await self._replies.register(token, typed.get("theme", ""), typed.get("words", ""))
                return ("theme", "words")
            case "answer":
                boxes = [f"{name}-{id_}" for name in BOXES]
                await self._replies.answer(token, id_, reply_of(*(typed.get(name, "") for name in boxes)))
                return boxes
        raise Refused(self._told("which"))

    async def _unsent(self, token: str, rest: Mapping[str, str]) -> bool:
        """Whether a box holds what was not kept."""
        opened, felt = await self._replies.opened(token), await self._replies.felt(token)
        pulse = structs.asdict(felt) if felt else {}
        if rest.get("words", "").strip() or any(
            name in rest and pulse.get(name) != (rest[name] == "yes") for name in PULSE
        ):
            return True
        return any(_boxes(one, rest) != _boxes(one, {}) for one in (opened[1] if opened else []))

    def _told(self, key: str, **values: Value) -> str:
        return self._front.parts.wording.text(f"staff.answer.{key}", FALLBACK, values)

    def _means(self, status: Progress) -> str:
        return self._front.parts.wording.text(f"staff.console.became.{status}", FALLBACK, {})

    async def _page(
        self, request: Request, problem: str = "", typed: Mapping[str, str] | None = None, kept: str = ""
    ) -> Response:
        opened = await self._replies.opened(request.path_params["token"])
        if opened is None:
            return await self._gone(request)
        link, asked = opened
        typed = typed or {}
        return self._front.page(
            await self._front.visit(request),
            "answer.html",
            **_of_town(self._front.parts.area, link),
            **_questions(asked, typed),
            status=422 if problem else 200,
            staff=self._told,
            felt=_pulse(await self._replies.felt(request.path_params["token"]), typed),
            pulse=PULSE,
            problem=problem,
            typed=typed,
            statuses={one.value: self._means(one) for one in STATUSES},
            kept=kept or _kept_before(request, problem),
            longest=LONGEST_ANSWER,
        )

    async def _gone(self, request: Request, words: str = "") -> Response:
        """A link that is cut short, made up or too old: where to turn, and what was written, to be copied."""
        visit = await self._front.visit(request)
        return self._front.page(visit, "answer_gone.html", status=404, staff=self._told, words=words)


def _of_town(area: Area, link: AnswerLink) -> dict[str, Any]:
    """What the page calls the agency and the town, its places and themes."""
    return {
        "agency": next((one.name for one in area.agencies if one.id == link.agency), link.agency),
        "area_name": area.name,
        "places": {one.id: one.name for one in area.neighbourhoods},
        "themes": {one.code: one.name(FALLBACK) for one in area.themes},
    }


def _questions(asked: Sequence[AskedOf], typed: Mapping[str, str]) -> dict[str, Any]:
    """What waits for an answer, what an agency works on by itself, and what stands in the boxes of each."""
    return {
        "asked": [one for one in asked if not one.register],
        "register": [one for one in asked if one.register],
        "boxes": {one.id: _boxes(one, typed) for one in asked},
    }


def _kept_before(request: Request, problem: str) -> str:
    """What to say was kept where the page is shown after that."""
    return "kept" if "kept" in request.query_params and not problem else ""


def _boxes(one: AskedOf, typed: Mapping[str, str]) -> dict[str, str]:
    """What stands in a question's boxes: what was typed and not kept, or what was kept of it."""
    if f"words-{one.id}" in typed:
        return {name: "\n".join(typed.get(f"{name}-{one.id}", "").splitlines()) for name in BOXES}
    return {"words": one.received, "status": one.received_status or "", "until": str(one.received_until or "")}


def _pulse(felt: Felt | None, typed: Mapping[str, str]) -> dict[str, bool]:
    """What stands at the three questions, of those that were answered."""
    return (structs.asdict(felt) if felt else {}) | {name: typed[name] == "yes" for name in PULSE if name in typed}
