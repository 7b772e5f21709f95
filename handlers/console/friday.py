"""The Friday answer: drafted, edited, sent, called back, printed, in one page."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.friday import LONGEST, Friday
from bot.domain.worker import Right
from bot.errors import NotFound, Refused, ReportError
from bot.staff.fridays import Draft
from handlers.console.frame import Frame, Visit, form_of, pdf, said


class FridayPage:
    """/console/friday and /console/friday/<neighbourhood>."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._fridays, self._posters = frame.parts.fridays, frame.parts.posters
        self.routes = [
            frame.get("/friday", self.choose, Right.WRITE_DOWN),
            frame.get("/friday/{place}", self.draft, Right.WRITE_DOWN),
            frame.post("/friday/{place}", self.send, Right.WRITE_DOWN),
            frame.get("/friday/{place}/poster.pdf", self.poster, Right.WRITE_DOWN),
        ]

    async def choose(self, _request: Request, visit: Visit) -> Response:
        """The neighbourhoods this worker may answer."""
        every = [one for one in self._frame.parts.area.neighbourhoods if visit.worker.may(Right.WRITE_DOWN, one.id)]
        sent = {one.id: await self._fridays.newest(one.id) for one in every}
        return self._frame.page(visit, "fridays.html", places=every, sent=sent, here="friday")

    async def draft(self, request: Request, visit: Visit) -> Response:
        """What the week gives, in a box; or what was sent already."""
        place = request.path_params["place"]
        try:
            return await self._page(visit, place, await self._fridays.draft(visit.worker, place))
        except NotFound:
            raise HTTPException(404) from None

    async def send(self, request: Request, visit: Visit) -> Response:
        """Send it, keep it for later, or call it back; what is refused is said, and what was typed stays in the box."""
        place, form = request.path_params["place"], await form_of(request)
        words, does = said(form, "words").replace("\r\n", "\n"), said(form, "does")
        try:
            if does == "back":
                await self._fridays.call_back(visit.worker, place)
            elif does == "keep":
                await self._fridays.edit(visit.worker, place, words)
            else:
                await self._fridays.send(visit.worker, place, words, anyway=said(form, "anyway") == "yes")
            draft = await self._fridays.draft(visit.worker, place)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._page(visit, place, Draft(words), problem=str(why), status=422)
        return await self._page(visit, place, draft, kept=does == "keep")

    async def poster(self, request: Request, visit: Visit) -> Response:
        """The poster of what was sent, else of the draft as it is."""
        place, worker = request.path_params["place"], visit.worker
        try:
            draft, now = await self._fridays.draft(worker, place), self._frame.parts.clock()
        except NotFound:
            raise HTTPException(404) from None
        drafted = Friday(place, self._fridays.week(now), draft.words, worker.name, now)
        friday = await self._fridays.newest(place) or drafted
        languages = request.query_params.getlist("language")
        try:
            return pdf(await self._posters.friday(friday, await self._fridays.became(place), languages))
        except ReportError as why:
            return await self._page(visit, place, draft, problem=str(why), status=503)

    async def _page(
        self, visit: Visit, place: str, draft: Draft, *, kept: bool = False, problem: str = "", status: int = 200
    ) -> Response:
        known = self._frame.parts.area.neighbourhood(place)
        if known is None:
            raise HTTPException(404)
        sent = await self._fridays.newest(place)
        this_week = sent is not None and sent.week == self._fridays.week(self._frame.parts.clock())
        return self._frame.page(
            visit,
            "friday.html",
            status=status,
            place=known,
            draft=draft,
            sent=sent if this_week else None,
            unworded=await self._fridays.unworded(visit.worker, place),
            kept=kept,
            problem=problem,
            longest=LONGEST,
            here="friday",
        )
