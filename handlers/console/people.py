"""Who works here, and the record of who did what."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.storage import audit, workers
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

MOST_LINES = 500


class People:
    """/console/people and /console/record."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/people", self.everyone, Right.LET_IN),
            frame.post("/people/out", self.sign_out, Right.LET_IN),
            frame.get("/record", self.record, Right.SEE_RECORD),
        ]

    async def everyone(self, _request: Request, visit: Visit) -> Response:
        """Who works here, as what and where."""
        access = self._frame.parts.access
        async with access.database.read() as conn:
            found = await workers.everyone(conn, access.keys)
            chats = await workers.chats(conn, access.keys)
        places = {one.id: one.name for one in self._frame.parts.area.neighbourhoods}
        return self._frame.page(visit, "people.html", workers=found, chats=chats, places=places, here="people")

    async def sign_out(self, request: Request, visit: Visit) -> Response:
        """End every session of a worker, as when a phone is lost."""
        who = said(await form_of(request), "who")
        await self._frame.parts.access.sign_out_everywhere(who, by=visit.worker.id)
        return RedirectResponse(f"{ROOT}/people", 303)

    async def record(self, _request: Request, visit: Visit) -> Response:
        """Who did what, the newest first, and whether every line is as it was written."""
        access = self._frame.parts.access
        async with access.database.read() as conn:
            lines = await audit.lines(conn, access.keys.organisation)
            broken = await audit.broken(conn, access.keys)
        zone = self._frame.parts.area.zone
        newest = lines[: -MOST_LINES - 1 : -1]
        return self._frame.page(visit, "record.html", lines=newest, broken=broken, zone=zone, here="record")
