"""Talks, and answers to whoever may be a child: taken up, watched, let go (product.md 25)."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.talk import Held, Role
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.staff.deciding import Deciding
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

GONE = "it is not there any more"


class TalkRoom:
    """/console/talks."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._deciding = Deciding(frame.parts.triage)
        self.routes = [
            frame.get("/talks", self.listed, Right.TALK),
            frame.post("/talks", self.act, Right.TALK),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """What waits for a second pair of eyes, who would talk to a person, and the talks that are open."""
        return await self._page(visit)

    async def act(self, request: Request, visit: Visit) -> Response:
        """Take a talk up; look at what an answer answers, let it go, or say why not."""
        form = await form_of(request)
        try:
            shown = await self._done(visit, form)
        except NotFound:
            return await self._page(visit, problem=GONE)
        except Refused as why:
            return await self._page(visit, problem=str(why), typed=dict(form))
        return await self._page(visit, shown=shown) if shown else RedirectResponse(f"{ROOT}/talks", 303)

    async def _done(self, visit: Visit, form: Mapping[str, Any]) -> dict[str, str]:
        """What was asked for; the words to be shown now, by the answer they belong to."""
        id_ = said(form, "id")
        match said(form, "does"):
            case "words":
                _, words = await self._deciding.words(visit.worker, id_)
                return {id_: words}
            case "go":
                await self._deciding.let_go(visit.worker, id_)
            case "no":
                await self._deciding.stop(visit.worker, id_, said(form, "why"))
            case "take":
                await self._frame.parts.talking.take_up(visit.worker, id_, said(form, "second"))
            case _:
                raise Refused("there is no such thing to do")
        return {}

    async def _page(
        self,
        visit: Visit,
        *,
        shown: Mapping[str, str] | None = None,
        problem: str = "",
        typed: Mapping[str, Any] | None = None,
    ) -> Response:
        parts, worker = self._frame.parts, visit.worker
        held = await parts.talking.open_now(worker)
        return self._frame.page(
            visit,
            "talks.html",
            status=422 if problem else 200,
            answers=await self._deciding.waiting(worker),
            shown=shown or {},
            wishes=await parts.talking.waiting(worker),
            seconds=await parts.talking.seconds(worker),
            held=[(one, self._link(one, worker.id), one.watched(parts.clock())) for one in held],
            places={one.id: one.name for one in parts.area.neighbourhoods}
            | dict.fromkeys(("", parts.area.elsewhere.id), self._frame.say("talks.elsewhere")),
            zone=parts.area.zone,
            problem=problem,
            typed=typed or {},
            here="talks",
        )

    def _link(self, one: Held, worker: str) -> str:
        """Where this worker holds or watches it; "" for whoever is neither."""
        roles = {one.second_id: Role.SECOND, one.worker_id: Role.WORKER}
        return self._frame.parts.talk_link(one.id, roles[worker]) if worker in roles else ""
