"""Meetings of Local Action Groups: noted in a line; their minutes write themselves from the agenda's outcomes."""

from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried

PAGE = f"{ROOT}/meetings"
DIGITS = 4
"""No meeting left more to do than a number of so many digits counts."""


class MeetingsRoom:
    """/console/meetings."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.meetings
        self.routes = [
            frame.get("/meetings", self.listed, Right.SEE_AGENDA),
            frame.post("/meetings", self.note, Right.WRITE_DOWN),
            frame.post("/meetings/undo", self.undo, Right.WRITE_DOWN),
            frame.post("/meetings/{meeting}", self.act, Right.DECIDE),
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

    async def act(self, request: Request, visit: Visit) -> Response:
        """Something that was to be done is done, or is not after all; back to the page it was said on."""
        form, meeting = await form_of(request), request.path_params["meeting"]
        number, does = said(form, "number"), said(form, "does")
        at = int(number) if number.isdecimal() and len(number) <= DIGITS else -1
        acts: Acts = {
            "done": lambda: self._desk.mark(visit.worker, meeting, at, done=True),
            "undone": lambda: self._desk.mark(visit.worker, meeting, at, done=False),
        }
        problem = await tried(acts, does, self._desk.minutes(visit.worker, meeting))
        if problem:
            return await self._page(visit, problem=problem)
        return RedirectResponse(f"{PAGE}/{meeting}" if said(form, "from") == "minutes" else PAGE, 303)

    async def minutes(self, request: Request, visit: Visit) -> Response:
        """One page: what was decided and why, who does what by when, by role and never by name."""
        try:
            shown = await self._desk.minutes(visit.worker, request.path_params["meeting"])
        except NotFound:
            raise HTTPException(404) from None
        return self._frame.page(
            visit,
            "notebook/minutes.html",
            one=shown,
            places=self._places(),
            decides=visit.worker.may(Right.DECIDE, shown.noted.what.neighbourhood),
            today=self._desk.house.today,
            here="meetings",
        )

    async def _page(self, visit: Visit, line: str = "", problem: str = "") -> Response:
        return self._frame.page(
            visit,
            "notebook/meetings.html",
            status=422 if problem else 200,
            noted=await self._desk.lately(visit.worker),
            left=await self._desk.to_do(visit.worker),
            decides=[one.id for one in self._desk.house.places(visit.worker, Right.DECIDE)],
            places=self._places(),
            line=line,
            problem=problem,
            here="meetings",
        )

    def _places(self) -> dict[str, str]:
        return {one.id: one.name for one in self._frame.parts.area.neighbourhoods}
