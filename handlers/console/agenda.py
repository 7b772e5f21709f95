"""What a Local Action Group talks of next: a worker's summaries, never a neighbour's words (product.md 38)."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.worker import Right
from bot.storage import agendas
from handlers.console.frame import Frame, Visit

SIX = 6
"""Points of one meeting; the rest is carried forward (product.md 38)."""
LAST_TIME = timedelta(days=60)
"""What came off the agenda so lately is what was said last time."""


class Agenda:
    """/console/agenda."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [frame.get("/agenda", self.listed, Right.SEE_AGENDA)]

    async def listed(self, _request: Request, visit: Visit) -> Response:
        """The agendas of the neighbourhoods this worker may see, a section each."""
        parts = self._frame.parts
        places = [one for one in parts.area.neighbourhoods if visit.worker.may(Right.SEE_AGENDA, one.id)]
        access = parts.access
        async with access.database.read() as conn:
            since = parts.clock() - LAST_TIME
            points = await agendas.listed(conn, access.keys, [one.id for one in places], since)
        pages = []
        for place in places:
            here = [one for one in points if one.neighbourhood == place.id]
            still = [one for one in here if one.over_at is None]
            last = [one for one in here if one.over_at is not None]
            if here or len(places) == 1:
                pages.append((place, still[:SIX], still[SIX:], last))
        empty = [one.name for one in places if all(one.id != page[0].id for page in pages)]
        themes = {one.code: one.names.get("en", one.code) for one in parts.area.themes}
        zone = parts.area.zone
        return self._frame.page(visit, "agenda.html", pages=pages, empty=empty, themes=themes, zone=zone, here="agenda")
