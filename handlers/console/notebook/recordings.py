"""Photos and voice notes that wait for a person: opened on record, looked at, typed up, and then gone."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.attachment import Medium, media_type
from bot.domain.reading import DangerLevel
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.staff.recordings import LONGEST
from bot.storage.attachments import Listed
from handlers.console.frame import ROOT, Frame, Visit, form_of, said

PAGE = f"{ROOT}/recordings"


class RecordingsRoom:
    """/console/recordings."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._desk = frame, frame.parts.notebook.recordings
        self.routes = [
            frame.get("/recordings", self.listed, Right.LOOK),
            frame.get("/recordings/{recording}", self.one, Right.LOOK),
            frame.get("/recordings/{recording}/file", self.file, Right.LOOK),
            frame.post("/recordings/{recording}", self.act, Right.LOOK),
        ]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """What waits, the oldest first."""
        return await self._list(visit)

    async def one(self, request: Request, visit: Visit) -> Response:
        """One of them; nothing of it is opened yet."""
        return self._page(visit, await self._found(request, visit))

    async def file(self, request: Request, visit: Visit) -> Response:
        """The photo or voice note itself; each time it is opened stands on record."""
        try:
            content = await self._desk.content(visit.worker, request.path_params["recording"])
        except NotFound:
            raise HTTPException(404) from None
        form = media_type(content) or "application/octet-stream"
        return Response(content, media_type=form, headers={"Content-Disposition": "inline"})

    async def act(self, request: Request, visit: Visit) -> Response:
        """Open a photo on its page, say that it was looked at, or type up what is said."""
        one, form = await self._found(request, visit), await form_of(request)
        does, words = said(form, "does"), said(form, "words")
        if does == "open" and one.medium is Medium.PHOTO:
            return self._page(visit, one, opened=True)
        try:
            level = await self._done(visit, one, does, words)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return self._page(visit, one, words=words, problem=str(why))
        if level is not DangerLevel.NONE:
            return await self._list(visit, danger=True)
        return RedirectResponse(PAGE, 303)

    async def _done(self, visit: Visit, one: Listed, does: str, words: str) -> DangerLevel:
        if does == "write":
            return await self._desk.write_down(visit.worker, one.id, words)
        if does != "looked":
            raise Refused("there is no such thing to do")
        await self._desk.looked(visit.worker, one.id)
        return DangerLevel.NONE

    async def _found(self, request: Request, visit: Visit) -> Listed:
        try:
            return await self._desk.find(visit.worker, request.path_params["recording"])
        except NotFound:
            raise HTTPException(404) from None

    async def _list(self, visit: Visit, *, danger: bool = False) -> Response:
        return self._frame.page(
            visit,
            "notebook/recordings.html",
            waiting=await self._desk.waiting(visit.worker),
            danger=danger,
            **self._shared(),
        )

    def _page(self, visit: Visit, one: Listed, *, opened: bool = False, words: str = "", problem: str = "") -> Response:
        return self._frame.page(
            visit,
            "notebook/recording.html",
            status=422 if problem else 200,
            one=one,
            opened=opened,
            words=words,
            problem=problem,
            longest=LONGEST,
            **self._shared(),
        )

    def _shared(self) -> dict[str, Any]:
        area = self._frame.parts.area
        places = {one.id: one.name for one in area.neighbourhoods}
        return {"places": places, "zone": area.zone, "lead": area.safeguarding_lead, "here": "recordings"}
