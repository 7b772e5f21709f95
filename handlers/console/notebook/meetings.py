"""Meetings of Local Action Groups: noted in a line; their minutes write themselves from the agenda's outcomes."""

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

PAGE = f"{ROOT}/meetings"


class MeetingsRoom:
    """/console/meetings."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.meetings
        self.routes = [
            frame.get("/meetings", self.listed, Right.SEE_AGENDA),
            frame.post("/meetings", self.note, Right.WRITE_DOWN),
            frame.post("/meetings/undo", self.undo, Right.WRITE_DOWN),
            frame.get("/meetings/{meeting}", self.minutes, Right.SEE_AGENDA),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """The last ones, the newest first."""
        return await self._page(visit)

    async def note(self, request: Request, visit: Visit) -> Response:
        """Keep a line; what is refused is said, and what was typed stays."""
        line = said(await form_of(request), "line")
        try:
            await self._desk.note(visit.worker, line)
        except Refused as why:
            return await self._page(visit, line, str(why))
        return RedirectResponse(PAGE, 303)

    async def undo(self, request: Request, visit: Visit) -> Response:
        """Take one back; one that is not there (any more) is taken back already."""
        with suppress(NotFound):
            await self._desk.take_back(visit.worker, said(await form_of(request), "id"))
        return RedirectResponse(PAGE, 303)

    async def minutes(self, request: Request, visit: Visit) -> Response:
        """One page: what was decided and why, who does what by when, by role and never by name."""
        try:
            shown = await self._desk.minutes(visit.worker, request.path_params["meeting"])
        except NotFound:
            raise HTTPException(404) from None
        return self._frame.page(visit, "notebook/minutes.html", one=shown, places=self._places(), here="meetings")

    async def _page(self, visit: Visit, line: str = "", problem: str = "") -> Response:
        return self._frame.page(
            visit,
            "notebook/meetings.html",
            status=422 if problem else 200,
            noted=await self._desk.lately(visit.worker),
            places=self._places(),
            line=line,
            problem=problem,
            here="meetings",
        )

    def _places(self) -> dict[str, str]:
        return {one.id: one.name for one in self._frame.parts.area.neighbourhoods}
