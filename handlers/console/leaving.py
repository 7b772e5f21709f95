"""Leaving: promises handed over by name, an exit kit to save, and the day on which nobody reads any more."""

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried


class LeavingRoom:
    """/console/leaving."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/leaving", self.show, Right.OVERSEE),
            frame.post("/leaving", self.act, Right.OVERSEE),
            frame.post("/leaving/kit", self.kit, Right.OVERSEE),
        ]

    async def show(self, _request: Request, visit: Visit) -> Response:
        """What is open, and the ways to leave."""
        return await self._page(visit)

    async def act(self, request: Request, visit: Visit) -> Response:
        """Hand over, close, or go on after all; what is refused is said, and what was typed stays."""
        desk, worker, form = self._frame.parts.leaving, visit.worker, await form_of(request)
        sure, on = said(form, "sure") == "yes", said(form, "on")
        acts: Acts = {
            "worker": lambda: desk.to_worker(worker, said(form, "giver"), said(form, "taker")),
            "organisation": lambda: desk.to_organisation(worker, said(form, "place"), said(form, "name"), sure=sure),
            "close": lambda: desk.close(worker, on, said(form, "where"), sure=sure),
            "stay": lambda: desk.stay(worker),
        }
        if problem := await tried(acts, said(form, "does")):
            return await self._page(visit, problem=problem, typed=dict(form))
        return RedirectResponse(f"{ROOT}/leaving", 303)

    async def kit(self, request: Request, visit: Visit) -> Response:
        """The exit kit of a neighbourhood, as a locked file."""
        form = await form_of(request)
        try:
            file = await self._frame.parts.leaving.kit(visit.worker, said(form, "place"), said(form, "password"))
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._page(visit, problem=str(why), typed={"place": said(form, "place")})
        headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(file.body, media_type="application/octet-stream", headers=headers)

    async def _page(self, visit: Visit, *, problem: str = "", typed: Mapping[str, Any] | None = None) -> Response:
        parts = self._frame.parts
        return self._frame.page(
            visit,
            "leaving.html",
            status=422 if problem else 200,
            closes=await parts.leaving.closes(),
            waiting=await parts.leaving.open_by_place(),
            answerers=await parts.leaving.answerers(),
            today=parts.leaving.house.today,
            problem=problem,
            typed=typed or {},
            here="leaving",
        )
