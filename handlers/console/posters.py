"""Posters and cards: a code for each place where one hangs, and the PDF to print."""

from collections.abc import Awaitable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channel import Document
from bot.domain.its_own import languages_at, printed_at
from bot.domain.worker import Right
from bot.errors import NotFound, Refused, ReportError
from bot.staff.posters import FEW, LONGEST_WHERE
from handlers.console.frame import ROOT, Frame, Visit, form_of, pdf, said
from reports.posters.sheet import Paper


class PosterRoom:
    """/console/posters and /console/posters/<neighbourhood>."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._posters = frame.parts.posters
        self.routes = [
            frame.get("/posters", self.choose, Right.WRITE_DOWN),
            frame.get("/posters/{place}", self.show, Right.WRITE_DOWN),
            frame.post("/posters/{place}", self.make, Right.WRITE_DOWN),
            frame.get("/posters/{place}/poster.pdf", self.poster, Right.WRITE_DOWN),
            frame.get("/posters/{place}/cards.pdf", self.cards, Right.WRITE_DOWN),
        ]

    async def choose(self, _request: Request, visit: Visit) -> Response:
        """The neighbourhoods this worker may put posters up in."""
        every = [one for one in self._frame.parts.area.neighbourhoods if visit.worker.may(Right.WRITE_DOWN, one.id)]
        return self._frame.page(visit, "poster_places.html", places=every, here="posters")

    async def show(self, request: Request, visit: Visit) -> Response:
        """A neighbourhood's posters, who came by each, and what to print."""
        return await self._page(visit, request.path_params["place"])

    async def make(self, request: Request, visit: Visit) -> Response:
        """A code for a poster of its own."""
        place, where = request.path_params["place"], said(await form_of(request), "where")
        try:
            await self._posters.hang(visit.worker, place, where)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._page(visit, place, problem=str(why), where=where, status=422)
        return RedirectResponse(f"{ROOT}/posters/{place}#print", 303)

    async def poster(self, request: Request, visit: Visit) -> Response:
        """The poster of a code, in the languages and the size asked for."""
        place, asked = request.path_params["place"], request.query_params
        known = self._frame.parts.area.neighbourhood(place)
        paper = Paper.A5 if asked.get("size") == Paper.A5 else Paper.A4
        code = asked.get("code") or (known.door if known else "")
        drawn = self._posters.poster(visit.worker, place, code, asked.getlist("language"), paper)
        return await self._drawn(visit, place, drawn)

    async def cards(self, request: Request, visit: Visit) -> Response:
        """Cards to tear off."""
        place, languages = request.path_params["place"], request.query_params.getlist("language")
        return await self._drawn(visit, place, self._posters.cards(visit.worker, place, languages))

    async def _drawn(self, visit: Visit, place: str, drawn: Awaitable[Document]) -> Response:
        try:
            return pdf(await drawn)
        except NotFound:
            raise HTTPException(404) from None
        except ReportError as why:
            return await self._page(visit, place, problem=str(why), status=503)

    async def _page(
        self, visit: Visit, place: str, *, problem: str = "", where: str = "", status: int = 200
    ) -> Response:
        area = self._frame.parts.area
        try:
            hanging = await self._posters.hanging(visit.worker, place)
        except NotFound:
            raise HTTPException(404) from None
        if (one := area.neighbourhood(place)) is None:
            raise HTTPException(404)
        return self._frame.page(
            visit,
            "posters.html",
            status=status,
            place=one,
            hanging=hanging,
            languages=languages_at(area, one),
            printed=printed_at(area, one),
            sizes=tuple(Paper),
            few=FEW,
            longest=LONGEST_WHERE,
            problem=problem,
            where=where,
            here="posters",
        )
