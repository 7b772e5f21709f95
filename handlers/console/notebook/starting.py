"""Groups that are a few grown-ups short of starting: what, where, when, what is missing, until when it stands."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.starting import LONGEST, LONGEST_STANDS, MOST_MISSING, STANDS, Starting
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.staff.directories import day_of
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

PAGE = f"{ROOT}/starting"


class StartingRoom:
    """/console/starting."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.startings
        self.routes = [
            frame.get("/starting", self.listed, Right.WRITE_DOWN),
            frame.post("/starting", self.note, Right.WRITE_DOWN),
            frame.post("/starting/undo", self.undo, Right.WRITE_DOWN),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """What stands, the newest first."""
        return await self._page(visit)

    async def note(self, request: Request, visit: Visit) -> Response:
        """Keep one; what is refused is said, and what was typed stays."""
        form = await form_of(request)
        try:
            await self._desk.keep(visit.worker, _said(form))
        except Refused as why:
            return await self._page(visit, dict(form), str(why))
        return RedirectResponse(PAGE, 303)

    async def undo(self, request: Request, visit: Visit) -> Response:
        """It has started, or was a mistake; one that is not there (any more) is taken off already."""
        with suppress(NotFound):
            await self._desk.take_back(visit.worker, said(await form_of(request), "id"))
        return RedirectResponse(PAGE, 303)

    async def _page(self, visit: Visit, typed: Mapping[str, Any] | None = None, problem: str = "") -> Response:
        today = self._desk.house.today
        return self._frame.page(
            visit,
            "notebook/starting.html",
            status=422 if problem else 200,
            shared=await self._desk.shared(visit.worker),
            themes={one.code: one.names.get(FALLBACK, one.code) for one in self._desk.house.area.themes},
            noted=await self._desk.standing(visit.worker),
            places={one.id: one.name for one in self._desk.house.places(visit.worker, Right.WRITE_DOWN)},
            typed=typed or {},
            problem=problem,
            longest=LONGEST,
            most=MOST_MISSING,
            today=today,
            usual=today + STANDS,
            last=today + LONGEST_STANDS,
            here="starting",
        )


def _said(form: FormData) -> Starting:
    """The group a form tells of. Raises Refused."""
    title, where, when, needs = (said(form, name) for name in ("title", "where", "when", "needs"))
    count = int(needs) if needs.isdecimal() and len(needs) <= len(str(MOST_MISSING)) else 0
    return Starting(said(form, "place"), title, count, day_of(said(form, "until")), where, when)
