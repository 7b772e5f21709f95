"""What took place: the year's activities, added up, and a line for the next one."""

from contextlib import suppress

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from handlers.console.frame import ROOT, Frame, Visit, form_of, said


class Activities:
    """/console/activities."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/activities", self.listed, Right.WRITE_DOWN),
            frame.post("/activities", self.note, Right.WRITE_DOWN),
            frame.post("/activities/undo", self.undo, Right.WRITE_DOWN),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """This year's, the newest first."""
        return await self._page(visit)

    async def note(self, request: Request, visit: Visit) -> Response:
        """Keep a line; what is refused is said, and what was typed stays."""
        line = said(await form_of(request), "line")
        try:
            await self._frame.parts.gatherings.note(visit.worker, line)
        except Refused as why:
            return await self._page(visit, line, str(why))
        return RedirectResponse(f"{ROOT}/activities", 303)

    async def undo(self, request: Request, visit: Visit) -> Response:
        """Take one back; one that is not there (any more) is taken back already."""
        with suppress(NotFound):
            await self._frame.parts.gatherings.take_back(visit.worker, said(await form_of(request), "id"))
        return RedirectResponse(f"{ROOT}/activities", 303)

    async def _page(self, visit: Visit, line: str = "", problem: str = "") -> Response:
        gatherings = self._frame.parts.gatherings
        noted = await gatherings.this_year(visit.worker)
        return self._frame.page(
            visit,
            "activities.html",
            status=422 if problem else 200,
            noted=noted,
            sums=gatherings.sums(noted),
            places={one.id: one.name for one in self._frame.parts.area.neighbourhoods},
            line=line,
            problem=problem,
            here="activities",
        )
