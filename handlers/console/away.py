"""Who is away and who covers; and on which day somebody has their digest."""

from contextlib import suppress
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.staff.away_chat import WEEKDAYS
from bot.staff.aways import names
from handlers.console.frame import ROOT, Frame, Visit, form_of, said


class AwayPage:
    """/console/away."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/away", self.show, Right.ANSWER),
            frame.post("/away", self.put_down, Right.ANSWER),
            frame.post("/away/back", self.take_back, Right.ANSWER),
            frame.post("/away/digest", self.prefer, Right.ANSWER),
        ]

    async def show(self, _request: Request, visit: Visit) -> Response:
        """Who is away, now and to come, and the forms."""
        return await self._page(visit)

    async def put_down(self, request: Request, visit: Visit) -> Response:
        """Somebody is away; what is refused is said, and what was typed stays."""
        form = await form_of(request)
        typed = {name: said(form, name) for name in ("who", "first", "last", "cover")}
        try:
            first, last = _day(typed["first"]), _day(typed["last"] or typed["first"])
            who = typed["who"] or visit.worker.id
            await self._frame.parts.aways.put_down(visit.worker, who, first, last, typed["cover"])
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._page(visit, problem=str(why), typed=typed)
        return RedirectResponse(f"{ROOT}/away", 303)

    async def take_back(self, request: Request, visit: Visit) -> Response:
        """They are back; what is not there (any more) is taken back already."""
        with suppress(NotFound):
            await self._frame.parts.aways.take_back(visit.worker, said(await form_of(request), "id"))
        return RedirectResponse(f"{ROOT}/away", 303)

    async def prefer(self, request: Request, visit: Visit) -> Response:
        """Have the digest daily or on one day a week."""
        day = said(await form_of(request), "day")
        await self._frame.parts.aways.prefer(visit.worker, int(day) if day in set("1234567") else None)
        return RedirectResponse(f"{ROOT}/away", 303)

    async def _page(self, visit: Visit, *, problem: str = "", typed: dict[str, str] | None = None) -> Response:
        aways = self._frame.parts.aways
        rota = await aways.rota()
        found = aways.mine(rota, visit.worker)
        over = visit.worker.may(Right.OVERSEE)
        return self._frame.page(
            visit,
            "away.html",
            status=422 if problem else 200,
            found=found,
            names=names(rota, found),
            able=aways.able(rota, "" if over else visit.worker.id),
            whose=[one for one in rota.workers if one.neighbourhoods and one.may(Right.ANSWER)] if over else [],
            over=over,
            today=aways.today,
            weekdays=[(n, name.title()) for n, name in enumerate(WEEKDAYS, start=1)],
            problem=problem,
            typed=typed or {},
            here="away",
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"{text or 'no day'}: a day reads like 2026-12-31") from None
