"""The Friday answer: drafted, edited, sent, in one page."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.friday import LONGEST
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from handlers.console.frame import Frame, Visit, form_of, said


class FridayPage:
    """/console/friday and /console/friday/<neighbourhood>."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/friday", self.choose, Right.WRITE_DOWN),
            frame.get("/friday/{place}", self.draft, Right.WRITE_DOWN),
            frame.post("/friday/{place}", self.send, Right.WRITE_DOWN),
        ]

    async def choose(self, _request: Request, visit: Visit) -> Response:
        """The neighbourhoods this worker may answer."""
        every = [one for one in self._frame.parts.area.neighbourhoods if visit.worker.may(Right.WRITE_DOWN, one.id)]
        sent = {one.id: await self._frame.parts.fridays.newest(one.id) for one in every}
        return self._frame.page(visit, "fridays.html", places=every, sent=sent, here="friday")

    async def draft(self, request: Request, visit: Visit) -> Response:
        """What the week gives, in a box; or what was sent already."""
        place = request.path_params["place"]
        try:
            drafted = await self._frame.parts.fridays.draft(visit.worker, place)
        except NotFound:
            raise HTTPException(404) from None
        sent = await self._frame.parts.fridays.newest(place)
        return self._page(visit, place, sent.words if sent else drafted, sent=bool(sent))

    async def send(self, request: Request, visit: Visit) -> Response:
        """Send it; what is refused is said, and what was typed stays in the box."""
        place, form = request.path_params["place"], await form_of(request)
        words = said(form, "words").replace("\r\n", "\n")
        try:
            await self._frame.parts.fridays.send(visit.worker, place, words, anyway=said(form, "anyway") == "yes")
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return self._page(visit, place, words, problem=str(why), status=422)
        return self._page(visit, place, words, sent=True)

    def _page(
        self, visit: Visit, place: str, words: str, *, sent: bool = False, problem: str = "", status: int = 200
    ) -> Response:
        known = self._frame.parts.area.neighbourhood(place)
        if known is None:
            raise HTTPException(404)
        values = {"place": known, "words": words, "sent": sent, "problem": problem, "longest": LONGEST}
        return self._frame.page(visit, "friday.html", status=status, **values, here="friday")
