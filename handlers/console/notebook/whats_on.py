"""What's on: what is to come, the next first; added, changed and taken off. What is over goes by itself."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.activity import Activity
from bot.domain.worker import Right
from bot.errors import Refused
from bot.staff.directories import day_of
from bot.storage.directories import Sort
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried

PAGE = f"{ROOT}/whats-on"
_TEXTS = ("name", "where", "owner", "time", "cost", "ages", "phone", "link")


class WhatsOn:
    """/console/whats-on."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.directories
        self.routes = [
            frame.get("/whats-on", self.listed, Right.WRITE_DOWN),
            frame.post("/whats-on", self.put, Right.WRITE_DOWN),
            frame.get("/whats-on/{on}", self.one, Right.WRITE_DOWN),
            frame.post("/whats-on/{on}", self.act, Right.WRITE_DOWN),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """All that is to come where this worker may write, and in the whole area."""
        return await self._list(visit)

    async def put(self, request: Request, visit: Visit) -> Response:
        """Add something; what is refused is said, and what was typed stays."""
        form = await form_of(request)
        try:
            await self._desk.put_activity(visit.worker, "", _said(form))
        except Refused as why:
            return await self._list(visit, _typed(form), str(why))
        return RedirectResponse(PAGE, 303)

    async def one(self, request: Request, visit: Visit) -> Response:
        """One of them, to be changed or taken off."""
        return self._page(visit, await self._found(request, visit))

    async def act(self, request: Request, visit: Visit) -> Response:
        """Changed, taken off, brought back."""
        form, id_ = await form_of(request), request.path_params["on"]
        acts: Acts = {
            "off": lambda: self._desk.take_off(visit.worker, Sort.WHATS_ON, id_),
            "back": lambda: self._desk.bring_back(visit.worker, Sort.WHATS_ON, id_),
            "put": lambda: self._desk.put_activity(visit.worker, id_, _said(form)),
        }
        if problem := await tried(acts, said(form, "does")):
            return self._page(visit, await self._found(request, visit), _typed(form), problem)
        return RedirectResponse(PAGE, 303)

    async def _found(self, request: Request, visit: Visit) -> Activity:
        """The entry of the address. 404 where there is none, or it is not this worker's to change."""
        every = (await self._desk.whole()).activities
        found = next((one for one in every if one.id == request.path_params["on"]), None)
        if found is None or not self._desk.may_change(visit.worker, found):
            raise HTTPException(404)
        return found

    async def _list(self, visit: Visit, typed: Mapping[str, Any] | None = None, problem: str = "") -> Response:
        coming = (await self._desk.whole()).coming(None, self._desk.house.today)
        mine = {one.id for one in self._places(visit)}
        near = [(day, one) for day, one in coming if one.neighbourhood is None or one.neighbourhood in mine]
        return self._frame.page(
            visit,
            "notebook/whats_on.html",
            status=422 if problem else 200,
            coming=[(day, one, self._desk.may_change(visit.worker, one)) for day, one in near],
            off=await self._desk.off(Sort.WHATS_ON),
            typed=typed or {},
            problem=problem,
            **self._shared(visit),
        )

    def _page(self, visit: Visit, one: Activity, typed: Mapping[str, Any] | None = None, problem: str = "") -> Response:
        return self._frame.page(
            visit,
            "notebook/on.html",
            status=422 if problem else 200,
            one=one,
            typed=typed or _as_typed(one),
            problem=problem,
            **self._shared(visit),
        )

    def _shared(self, visit: Visit) -> dict[str, Any]:
        every = self._frame.parts.area.neighbourhoods
        mine = self._places(visit)
        return {
            "places": {one.id: one.name for one in every},
            "mine": {one.id: one.name for one in mine},
            "whole_area": len(mine) == len(every),
            "here": "whats_on",
        }

    def _places(self, visit: Visit) -> Any:
        return self._desk.house.places(visit.worker, Right.WRITE_DOWN)


def _said(form: FormData) -> dict[str, Any]:
    """The entry a form tells of. Raises Refused for a day that is none."""
    told: dict[str, Any] = {name: said(form, name) for name in _TEXTS}
    on = day_of(said(form, "on"))
    days = (on, *(day_of(one) for one in said(form, "others").replace(",", " ").split()))
    until, weekdays = said(form, "until"), tuple(sorted({int(one) for one in form.getlist("weekday") if one in _WEEK}))
    if until:
        told |= {"weekdays": weekdays or (on.isoweekday(),), "first": on, "last": day_of(until)}
    told["days"] = tuple(dict.fromkeys(days[1:] if until else days))
    told["audience"] = said(form, "audience") or "all"
    told["neighbourhood"] = said(form, "place") or None
    return {**told, "planned_by_young": said(form, "planned") == "yes"}


_WEEK = frozenset("1234567")


def _typed(form: FormData) -> dict[str, Any]:
    """What was typed, as it was."""
    return {**{name: str(form[name]) for name in form}, "weekday": tuple(str(one) for one in form.getlist("weekday"))}


def _as_typed(one: Activity) -> dict[str, Any]:
    """An entry as it would be typed."""
    told: dict[str, Any] = {name: getattr(one, name) for name in _TEXTS}
    weekly = one.first is not None
    days = [day.isoformat() for day in one.days]
    on = one.first.isoformat() if one.first else days[0]
    told |= {"on": on, "others": ", ".join(days if weekly else days[1:]), "until": str(one.last or "")}
    told |= {"audience": one.audience, "place": one.neighbourhood or "", "planned": one.planned_by_young and "yes"}
    return {**told, "weekday": tuple(str(day) for day in one.weekdays)}
