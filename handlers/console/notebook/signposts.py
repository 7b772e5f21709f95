"""Where help is: one list for all, the longest unchecked first; checked in one tap, corrected, taken off."""

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.area import Signpost
from bot.domain.directory import stale
from bot.domain.worker import Right
from bot.errors import Refused
from bot.storage.directories import Sort
from handlers.console.frame import ROOT, Frame, Visit, form_of, said
from handlers.console.notebook.acts import Acts, tried

PAGE = f"{ROOT}/signposts"


class Signposts:
    """/console/signposts."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.directories
        self.routes = [
            frame.get("/signposts", self.listed, Right.WRITE_DOWN),
            frame.post("/signposts", self.put, Right.WRITE_DOWN),
            frame.get("/signposts/{signpost}", self.one, Right.WRITE_DOWN),
            frame.post("/signposts/{signpost}", self.act, Right.WRITE_DOWN),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """All of them, those first that nobody has checked for long."""
        return await self._list(visit)

    async def put(self, request: Request, visit: Visit) -> Response:
        """Add one; what is refused is said, and what was typed stays."""
        form = await form_of(request)
        try:
            await self._desk.put_signpost(visit.worker, "", _said(form))
        except Refused as why:
            return await self._list(visit, _said(form), str(why))
        return RedirectResponse(PAGE, 303)

    async def one(self, request: Request, visit: Visit) -> Response:
        """One of them, to be corrected or taken off."""
        return self._page(visit, await self._found(request))

    async def act(self, request: Request, visit: Visit) -> Response:
        """Checked today, corrected, taken off, brought back."""
        form, id_ = await form_of(request), request.path_params["signpost"]
        acts: Acts = {
            "check": lambda: self._desk.check(visit.worker, id_),
            "off": lambda: self._desk.take_off(visit.worker, Sort.SIGNPOST, id_),
            "back": lambda: self._desk.bring_back(visit.worker, Sort.SIGNPOST, id_),
            "put": lambda: self._desk.put_signpost(visit.worker, id_, _said(form)),
        }
        if problem := await tried(acts, said(form, "does")):
            return self._page(visit, await self._found(request), _said(form), problem)
        return RedirectResponse(PAGE, 303)

    async def _found(self, request: Request) -> Signpost:
        found = (await self._desk.whole()).signpost(request.path_params["signpost"])
        if found is None:
            raise HTTPException(404)
        return found

    async def _list(self, visit: Visit, typed: Mapping[str, Any] | None = None, problem: str = "") -> Response:
        whole, today = await self._desk.whole(), self._desk.house.today
        old = stale(whole.signposts, today)
        return self._frame.page(
            visit,
            "notebook/signposts.html",
            status=422 if problem else 200,
            old=old,
            rest=[one for one in whole.signposts if one not in old],
            off=await self._desk.off(Sort.SIGNPOST),
            typed=typed or {},
            problem=problem,
            themes=self._themes(),
            here="signposts",
        )

    def _page(self, visit: Visit, one: Signpost, typed: Mapping[str, Any] | None = None, problem: str = "") -> Response:
        return self._frame.page(
            visit,
            "notebook/signpost.html",
            status=422 if problem else 200,
            one=one,
            typed=typed or {name: getattr(one, name) for name in one.__struct_fields__},
            problem=problem,
            themes=self._themes(),
            here="signposts",
        )

    def _themes(self) -> dict[str, str]:
        return {one.code: one.name("en") for one in self._frame.parts.area.themes}


def _said(form: FormData) -> dict[str, Any]:
    told = {name: said(form, name) for name in ("name", "phone", "link", "owner")}
    return {**told, "themes": tuple(str(one) for one in form.getlist("theme"))}
