"""Needs with no service: what was looked for in vain, by theme and place, the most often first."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

PAGE = f"{ROOT}/needs"


class NeedsRoom:
    """/console/needs."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.needs
        self.routes = [
            frame.get("/needs", self.listed, Right.WRITE_DOWN),
            frame.post("/needs", self.note, Right.WRITE_DOWN),
            frame.post("/needs/undo", self.undo, Right.WRITE_DOWN),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """All of them where this worker may write."""
        return await self._page(visit)

    async def note(self, request: Request, visit: Visit) -> Response:
        """Note one that somebody asked for; what is refused is said, and what was typed stays."""
        form = await form_of(request)
        try:
            await self._desk.note(visit.worker, said(form, "theme"), said(form, "place"), said(form, "what"))
        except (Refused, NotFound) as why:
            told = str(why) if isinstance(why, Refused) else self._frame.say("needs.where")
            return await self._page(visit, dict(form), told)
        return RedirectResponse(PAGE, 303)

    async def undo(self, request: Request, visit: Visit) -> Response:
        """Take back what was typed in by mistake; one that is not there (any more) is taken back already."""
        with suppress(NotFound):
            await self._desk.take_back(visit.worker, said(await form_of(request), "id"))
        return RedirectResponse(PAGE, 303)

    async def _page(self, visit: Visit, typed: Mapping[str, Any] | None = None, problem: str = "") -> Response:
        area = self._frame.parts.area
        return self._frame.page(
            visit,
            "notebook/needs.html",
            status=422 if problem else 200,
            found=await self._desk.counted(visit.worker),
            lately=await self._desk.typed(visit.worker),
            themes={one.code: one.name("en") for one in area.themes},
            places={one.id: one.name for one in area.neighbourhoods},
            mine={one.id: one.name for one in self._desk.house.places(visit.worker, Right.WRITE_DOWN)},
            typed=typed or {},
            problem=problem,
            here="needs",
        )
