"""The map with its trends, and the reports in draft: counts, nobody's words."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.domain.worker import Right
from bot.errors import NotFound, ReportError
from bot.staff.figures import Tile
from bot.staff.reviewing import may_review
from handlers.console.frame import Frame, Visit, said
from handlers.web.report_pages import KINDS, opened

SIDE, GAP = 116, 8
"""Pixels of a tile of the map and between two."""


class FigureRooms:
    """/console/map, /console/reports and a draft's files."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.routes = [
            frame.get("/map", self.map, Right.SEE_FIGURES),
            frame.get("/reports", self.drafts, Right.SEE_FIGURES),
            frame.get("/reports/{scope}/{period}.{kind}", self.draft, Right.SEE_FIGURES),
        ]

    async def map(self, request: Request, visit: Visit) -> Response:
        """The neighbourhoods of this worker on the pack's tiles, and each one's themes beside its own months before."""
        figures = self._frame.parts.figures
        months, asked = figures.months(), said(request.query_params, "month")
        month = next((one for one in months if str(one) == asked), months[0])
        tiles = await figures.of(visit.worker, month)
        drawn = _laid_out(tiles)
        return self._frame.page(
            visit,
            "map.html",
            drawn=drawn,
            wide=max((x for _, x, _ in drawn), default=0) + SIDE,
            high=max((y for _, _, y in drawn), default=0) + SIDE,
            side=SIDE,
            months=[(str(one), one.first.strftime("%B %Y")) for one in months],
            month=str(month),
            goes_on=figures.goes_on(month),
            threshold=self._frame.parts.area.thresholds.publish,
            here="map",
        )

    async def drafts(self, _request: Request, visit: Visit) -> Response:
        """The drafts there are, the newest month first, and how each stands."""
        found = await self._frame.parts.drafted.listed(visit.worker)
        area = self._frame.parts.area
        places = {one.id: one.name for one in area.neighbourhoods}
        return self._frame.page(
            visit,
            "drafts.html",
            drafts=found,
            released=await self._frame.parts.drafted.released(),
            reviewed={one.scope for one in found if may_review(visit.worker, one.scope)},
            places=places,
            area_name=area.name,
            zone=area.zone,
            here="reports",
        )

    async def draft(self, request: Request, visit: Visit) -> Response:
        """A draft, drawn from what was frozen."""
        asked = request.path_params
        if asked["kind"] not in KINDS:
            raise HTTPException(404)
        try:
            files = await self._frame.parts.drafted.files(visit.worker, asked["scope"], asked["period"])
        except (NotFound, ReportError):
            raise HTTPException(404) from None
        return opened(files, asked["kind"])


def _laid_out(tiles: Sequence[Tile]) -> list[tuple[Tile, int, int]]:
    """The tiles with their left and upper edges in pixels; those without a spot in the pack stand in a row on top."""
    spots = [one.place.tile or (-1, number) for number, one in enumerate(tiles)]
    top, left = min((row for row, _ in spots), default=0), min((column for _, column in spots), default=0)
    step = SIDE + GAP
    return [(one, (column - left) * step, (row - top) * step) for one, (row, column) in zip(tiles, spots, strict=True)]
