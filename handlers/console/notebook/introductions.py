"""Whom residents asked to be put in touch with, and who would like help to report, until that is settled."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.errors import NotFound
from bot.storage.reporting import Outcome
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried

PAGE = f"{ROOT}/introductions"


class IntroductionsRoom:
    """/console/introductions."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.introductions
        self.routes = [
            frame.get("/introductions", self.listed, Right.ANSWER),
            frame.post("/introductions/{introduction}/words", self.words, Right.READ_WORDS),
            frame.post("/introductions/{introduction}", self.act, Right.ANSWER),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """What waits, the oldest first."""
        return await self._page(visit)

    async def words(self, request: Request, visit: Visit) -> Response:
        """The words that may be passed on, to the agency that was agreed to and to nobody else."""
        id_ = request.path_params["introduction"]
        try:
            one, words = await self._desk.words(visit.worker, id_)
        except NotFound:
            raise HTTPException(404) from None
        return await self._page(visit, opened=one.id, words=words)

    async def act(self, request: Request, visit: Visit) -> Response:
        """Made, or not made."""
        id_, form = request.path_params["introduction"], await form_of(request)
        acts: Acts = {one.value: partial(self._desk.settle, visit.worker, id_, one) for one in Outcome}
        if problem := await tried(acts, said(form, "does"), self._desk.find(visit.worker, id_)):
            return await self._page(visit, problem=problem)
        return RedirectResponse(PAGE, 303)

    async def _page(self, visit: Visit, *, opened: str = "", words: str = "", problem: str = "") -> Response:
        area = self._frame.parts.area
        return self._frame.page(
            visit,
            "notebook/introductions.html",
            status=422 if problem else 200,
            waiting=await self._desk.waiting(visit.worker),
            agencies={one.id: one.name for one in area.agencies},
            places={one.id: one.name for one in area.neighbourhoods},
            zone=area.zone,
            opened=opened,
            words=words,
            problem=problem,
            here="introductions",
        )
