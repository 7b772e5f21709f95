"""What a Local Action Group talks of next: a worker's summaries, never a neighbour's words (product.md 38)."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.domain.agenda import Outcome, Owner
from bot.domain.area import Neighbourhood
from bot.domain.deed import Deed, Does
from bot.domain.worker import Right
from bot.errors import NotFound, Refused
from bot.staff.outcomes import Outcomes
from bot.storage.agendas import Point
from handlers.console.frame import ROOT, Frame, Visit, day_of, form_of, said

SIX = 6
"""Points of one meeting; the rest is carried forward (product.md 38)."""
NO_OUTCOME = "say what was decided of something that is on the agenda"


Page = tuple[Neighbourhood, list[Point], list[Point], list[Point]]
"""A neighbourhood's agenda: what is talked of next, what is carried forward, what is over."""


class Agenda:
    """/console/agenda."""

    def __init__(self, frame: Frame) -> None:
        self._frame, self._outcomes = frame, Outcomes(frame.parts.triage)
        self.routes = [
            frame.get("/agenda", self.listed, Right.SEE_AGENDA),
            frame.post("/agenda", self.decide, Right.DECIDE),
        ]

    async def decide(self, request: Request, visit: Visit) -> Response:
        """Put down what the group decided of one of them, and why; its person is told."""
        form = await form_of(request)
        reference = said(form, "reference")
        if said(form, "outcome") not in set(Outcome):
            return await self._page(visit, problem=NO_OUTCOME, typed=dict(form))
        try:
            deed = Deed(
                Does.DECIDED,
                until=day_of(said(form, "until")),
                words=said(form, "words"),
                other=said(form, "outcome"),
                owner=said(form, "owner"),
                anyway=said(form, "anyway") == "yes",
            )
            await self._outcomes.decide(visit.worker, reference, deed)
        except NotFound:
            raise HTTPException(404) from None
        except Refused as why:
            return await self._page(visit, problem=str(why), typed=dict(form))
        return RedirectResponse(f"{ROOT}/agenda", 303)

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """The agendas of the neighbourhoods this worker may see, a section each."""
        return await self._page(visit)

    async def _page(self, visit: Visit, *, problem: str = "", typed: Mapping[str, Any] | None = None) -> Response:
        parts = self._frame.parts
        places = [one for one in parts.area.neighbourhoods if visit.worker.may(Right.SEE_AGENDA, one.id)]
        points = await self._outcomes.points(visit.worker)
        pages = _agendas(places, points)
        empty = [one.name for one in places if all(one.id != page[0].id for page in pages)]
        themes = {one.code: one.names.get("en", one.code) for one in parts.area.themes}
        return self._frame.page(
            visit,
            "agenda.html",
            status=422 if problem else 200,
            pages=pages,
            empty=empty,
            themes=themes,
            zone=parts.area.zone,
            outcomes=tuple(Outcome),
            owners=tuple(Owner),
            handle=lambda point: self._outcomes.handle(visit.worker, point),
            decides={one.id for one in places if visit.worker.may(Right.DECIDE, one.id)},
            problem=problem,
            typed=typed or {},
            here="agenda",
        )


def _agendas(places: Sequence[Neighbourhood], points: Sequence[Point]) -> list[Page]:
    """Each agenda that has something on it; the only one also where it has not."""
    found = list[Page]()
    for place in places:
        here = [one for one in points if one.neighbourhood == place.id]
        still = [one for one in here if one.over_at is None]
        last = [one for one in here if one.over_at is not None]
        if here or len(places) == 1:
            found.append((place, still[:SIX], still[SIX:], last))
    return found
