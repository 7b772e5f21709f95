"""Reports in draft, as workers look at them: made by the clock, frozen, not yet checked by a person."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from msgspec import Struct

from bot.domain.area import Area
from bot.domain.worker import EVERYWHERE, Right, Worker
from bot.errors import NotFound
from bot.storage import drafts
from bot.storage.database import Database
from bot.storage.drafts import Made
from bot.storage.keys import Keys
from reports import dataset
from reports.model import Edition, Files, Heard, Month, Request

WHOLE_AREA = "all"
Draw = Callable[[Sequence[Request], Sequence[Heard], Area], Awaitable[tuple[Files, ...]]]
"""Reports of rows, in the order asked for; ReportError where one cannot be drawn."""


class Drafted(Struct, frozen=True):
    """Lists drafts and draws them anew from what was frozen: the same rows give the same bytes."""

    database: Database
    keys: Keys
    area: Area
    draw: Draw

    async def listed(self, worker: Worker) -> list[Made]:
        """The drafts within a worker's fence, the newest month first."""
        async with self.database.read() as conn:
            found = await drafts.listed(conn, self.keys.organisation)
        return [one for one in found if self._may(worker, one.scope)]

    async def files(self, worker: Worker, scope: str, period: str) -> Mapping[str, bytes]:
        """A draft's files by name. NotFound beyond the fence; ReportError where it cannot be drawn."""
        if not self._may(worker, scope):
            raise NotFound(scope)
        async with self.database.read() as conn:
            found = await drafts.find(conn, self.keys, scope, period)
        if found is None:
            raise NotFound(f"{scope} {period}")
        asked = Request(Month.of(period), None if scope == WHOLE_AREA else scope, Edition.INTERNAL)
        [files] = await self.draw([asked], dataset.load(found.dataset), self.area)
        return dict(files)

    def _may(self, worker: Worker, scope: str) -> bool:
        if scope == WHOLE_AREA:
            # The whole area holds every neighbourhood's: it is for whoever has them all.
            return worker.may(Right.SEE_FIGURES) and not EVERYWHERE.isdisjoint(worker.roles)
        return worker.may(Right.SEE_FIGURES, scope)
