"""Small spends: the year's, each neighbourhood's month against its limit; what goes beyond it waits for a manager."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.spend import Spend, pence_of, pounds
from bot.domain.worker import Right
from bot.errors import Refused
from bot.staff.directories import day_of
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried

PAGE = f"{ROOT}/spends"


class SpendsRoom:
    """/console/spends."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.spends
        self.routes = [
            frame.get("/spends", self.listed, Right.WRITE_DOWN),
            frame.post("/spends", self.note, Right.WRITE_DOWN),
            frame.get("/spends/table.csv", self.table, Right.WRITE_DOWN),
            frame.post("/spends/{spend}", self.act, Right.WRITE_DOWN),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """This year's, the newest first."""
        return await self._page(visit)

    async def note(self, request: Request, visit: Visit) -> Response:
        """Keep one; what is refused is said, and what was typed stays."""
        form = await form_of(request)
        try:
            await self._desk.keep(visit.worker, _said(form))
        except Refused as why:
            return await self._page(visit, dict(form), str(why))
        return RedirectResponse(PAGE, 303)

    async def act(self, request: Request, visit: Visit) -> Response:
        """Taken back; or, by a manager, all right or not."""
        id_, form = request.path_params["spend"], await form_of(request)
        acts: Acts = {
            "undo": lambda: self._desk.take_back(visit.worker, id_),
            "allow": lambda: self._desk.decide(visit.worker, id_, allow=True),
            "refuse": lambda: self._desk.decide(visit.worker, id_, allow=False),
        }
        if problem := await tried(acts, said(form, "does"), self._desk.find(visit.worker, id_)):
            return await self._page(visit, problem=problem)
        return RedirectResponse(PAGE, 303)

    async def table(self, _request: Request, visit: Visit) -> Response:
        """This year's as a table to take away."""
        year = self._desk.house.today.year
        lines = await self._desk.table(visit.worker, year)
        headers = {"Content-Disposition": f'attachment; filename="spends-{year}.csv"'}
        return Response(b"".join(lines), media_type="text/csv; charset=utf-8", headers=headers)

    async def _page(self, visit: Visit, typed: Mapping[str, Any] | None = None, problem: str = "") -> Response:
        year = await self._desk.this_year(visit.worker)
        waiting = await self._desk.waiting(visit.worker)
        return self._frame.page(
            visit,
            "notebook/spends.html",
            status=422 if problem else 200,
            noted=[(one, self._desk.may_take_back(visit.worker, one)) for one in year],
            waiting=waiting,
            sums=self._desk.sums(visit.worker, year),
            places={one.id: one.name for one in self._desk.house.places(visit.worker, Right.WRITE_DOWN)},
            pounds=pounds,
            today=self._desk.house.today,
            typed=typed or {},
            problem=problem,
            here="spends",
        )


def _said(form: FormData) -> Spend:
    """The spend a form tells of. Raises Refused."""
    try:
        pence = pence_of(said(form, "amount"))
    except ValueError as why:
        raise Refused(str(why)) from None
    what = said(form, "what")
    if not what:
        raise Refused("say what it was for, such as juice for the hoop day")
    receipt = said(form, "receipt") == "yes"
    return Spend(what, said(form, "place"), day_of(said(form, "on")), pence, said(form, "paid_to"), receipt)
