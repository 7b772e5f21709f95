"""Complaints about this service, with the days that are left, and their answers; each look at one is on record."""

from collections.abc import Mapping
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.complaint import name_of
from bot.domain.worker import Right
from bot.errors import NotFound
from bot.staff.complaints import waits
from bot.storage.complaints import Complaint
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried

PAGE = f"{ROOT}/complaints"


class ComplaintsRoom:
    """/console/complaints."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.complaints
        self.routes = [
            frame.get("/complaints", self.listed, Right.SEE_COMPLAINTS),
            frame.post("/complaints/{complaint}/words", self.words, Right.SEE_COMPLAINTS),
            frame.post("/complaints/{complaint}", self.act, Right.SEE_COMPLAINTS),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """All of them without a word."""
        return await self._page(visit)

    async def words(self, request: Request, visit: Visit) -> Response:
        """One with its words."""
        try:
            opened = await self._desk.look(visit.worker, request.path_params["complaint"])
        except NotFound:
            raise HTTPException(404) from None
        return await self._page(visit, opened)

    async def act(self, request: Request, visit: Visit) -> Response:
        """Acknowledge it, answer it in its maker's chat, or say that it was answered another way."""
        id_, form = request.path_params["complaint"], await form_of(request)
        words, anyway = said(form, "words"), said(form, "anyway") == "yes"
        acts: Acts = {
            "answer": lambda: self._desk.answer(visit.worker, id_, words, anyway=anyway),
            "acknowledge": lambda: self._desk.acknowledge(visit.worker, id_),
            "answered": lambda: self._desk.answered(visit.worker, id_),
        }
        if problem := await tried(acts, said(form, "does"), self._desk.find(visit.worker, id_)):
            return await self._page(visit, problem=problem, typed={"id": id_, "words": words})
        return RedirectResponse(PAGE, 303)

    async def _page(
        self,
        visit: Visit,
        opened: Complaint | None = None,
        problem: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> Response:
        today: date = self._desk.house.today
        every = await self._desk.listed(visit.worker)
        area = self._frame.parts.area
        return self._frame.page(
            visit,
            "notebook/complaints.html",
            status=422 if problem else 200,
            waiting=[
                (one, (one.answer_by - today).days, await self._desk.looks(one.id))
                for one in every
                if one.answered_at is None
            ],
            waits=waits,
            name_of=name_of,
            typed=typed or {},
            over=[one for one in every if one.answered_at is not None],
            opened=opened,
            places={one.id: one.name for one in area.neighbourhoods},
            zone=area.zone,
            problem=problem,
            here="complaints",
        )
