"""Who works here, and the record of who did what."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.by_law import AskedBy, Given, about_what, in_codes
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.door import INVITE
from bot.staff.letting_in import change, found, let_in, may_change, may_let_in, put_out
from bot.storage import audit, workers
from bot.storage.workers import Link
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

MOST_LINES = 500
NOBODY = "nobody of this id works here"


class People:
    """/console/people and /console/record."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/people", self.everyone, Right.LET_IN),
            frame.post("/people", self.let_in, Right.LET_IN),
            frame.post("/people/out", self.sign_out, Right.LET_IN),
            frame.post("/people/change", self.change, Right.LET_IN),
            frame.get("/record", self.record, Right.SEE_RECORD),
            frame.post("/record", self.asked_by_law, Right.SEE_RECORD),
        ]

    async def everyone(self, _request: Request, visit: Visit) -> Response:
        """Who works here, as what and where, and a form to let somebody in."""
        return await self._page(visit)

    async def let_in(self, request: Request, visit: Visit) -> Response:
        """Let somebody in; the page shows the links, once, to be handed over."""
        form, area = await form_of(request), self._frame.parts.area
        able = may_let_in(visit.worker)
        roles = [role for role in able if role.value in form.getlist("role")]
        places = [one.id for one in area.neighbourhoods if one.id in form.getlist("place")]
        try:
            someone = await let_in(
                self._frame.parts.access, area, said(form, "name"), roles=roles, places=places, by=visit.worker.id
            )
        except Refused as why:
            return await self._page(visit, problem=str(why), name=said(form, "name"))
        return await self._page(visit, let=someone, links=await self._links(someone))

    async def _links(self, someone: Worker) -> dict[str, str]:
        """What lets somebody in: in the bot's chat, where there is one, and here."""
        access, settings = self._frame.parts.access, self._frame.parts.settings
        links = {}
        if settings.telegram:
            token = await access.make_link(someone.id, Link.CHAT)
            links["chat"] = f"https://t.me/{settings.telegram}?start={INVITE}{token}"
        token = await access.make_link(someone.id)
        return links | {"console": f"{settings.public_url}{ROOT}/enter/{token}"}

    async def _page(
        self,
        visit: Visit,
        *,
        problem: str = "",
        name: str = "",
        let: Worker | None = None,
        links: dict[str, str] | None = None,
    ) -> Response:
        access, area = self._frame.parts.access, self._frame.parts.area
        async with access.database.read() as conn:
            everyone = await workers.everyone(conn, access.keys)
            chats = await workers.chats(conn, access.keys)
        return self._frame.page(
            visit,
            "people.html",
            status=422 if problem else 200,
            workers=everyone,
            able={one.id for one in everyone if may_change(visit.worker, one)},
            chats=chats,
            places={one.id: one.name for one in area.neighbourhoods},
            roles=may_let_in(visit.worker),
            let=let,
            links=links or {},
            problem=problem,
            name=name,
            here="people",
        )

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """End every session of a worker, as when a phone is lost: whoever sees to who is let in may, for anybody."""
        access, who = self._frame.parts.access, said(await form_of(request), "who")
        async with access.database.read() as conn:
            someone = await workers.find(conn, access.keys, who)
        if someone is None:
            return await self._page(visit, problem=NOBODY)
        await access.sign_out_everywhere(someone.id, by=visit.worker.id)
        return RedirectResponse(f"{ROOT}/people", 303)

    async def change(self, request: Request, visit: Visit) -> Response:
        """Somebody is something else from now on, works elsewhere, has gone, or is given new links."""
        form, parts = await form_of(request), self._frame.parts
        who, does = said(form, "who"), said(form, "does")
        roles = [role for role in may_let_in(visit.worker) if role.value in form.getlist("role")]
        places = [one.id for one in parts.area.neighbourhoods if one.id in form.getlist("place")]
        try:
            if does == "links":
                return await self._new_links(visit, who)
            if does == "gone":
                await put_out(parts.access, who, visit.worker)
            else:
                await change(parts.access, parts.area, who, roles=roles, places=places, by=visit.worker)
        except NotFound:
            return await self._page(visit, problem=NOBODY)
        except Refused as why:
            return await self._page(visit, problem=str(why))
        return RedirectResponse(f"{ROOT}/people", 303)

    async def _new_links(self, visit: Visit, who: str) -> Response:
        access = self._frame.parts.access
        async with access.database.write() as conn:
            someone = await found(conn, access, who, visit.worker)
            what, now = f"made links for {someone.id}", access.clock()
            await audit.record(conn, access.keys, access.new_id(), who=visit.worker.id, what=what, now=now)
        return await self._page(visit, let=someone, links=await self._links(someone))

    async def asked_by_law(self, request: Request, visit: Visit) -> Response:
        """Put on record that the police, a court or another body asked, and what they were given (product.md 9)."""
        form, access = await form_of(request), self._frame.parts.access
        by, given, about = said(form, "by"), said(form, "given"), about_what(said(form, "about"))
        if by not in set(AskedBy) or given not in set(Given) or about is None:
            return await self._record_page(visit, problem=self._frame.say("law.wrong"), typed=dict(form))
        async with access.database.write() as conn:
            what, now = in_codes(AskedBy(by), Given(given), about), access.clock()
            await audit.record(conn, access.keys, access.new_id(), who=visit.worker.id, what=what, now=now)
        return RedirectResponse(f"{ROOT}/record", 303)

    async def record(self, request: Request, visit: Visit) -> Response:
        """Who did what, the newest first; whether every line is as it was written, where that is asked for."""
        return await self._record_page(visit, followed="follow" in request.query_params)

    async def _record_page(
        self, visit: Visit, *, followed: bool = False, problem: str = "", typed: Mapping[str, Any] | None = None
    ) -> Response:
        access = self._frame.parts.access
        async with access.database.read() as conn:
            lines = await audit.newest(conn, access.keys.organisation, MOST_LINES)
            # Every line ever written is followed: that takes seconds after some years.
            broken = await audit.broken(conn, access.keys) if followed else None
        zone = self._frame.parts.area.zone
        return self._frame.page(
            visit,
            "record.html",
            status=422 if problem else 200,
            problem=problem,
            typed=typed or {},
            asked_by=tuple(AskedBy),
            given=tuple(Given),
            lines=lines,
            followed=followed,
            broken=broken,
            zone=zone,
            here="record",
        )
