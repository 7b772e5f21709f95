"""Reports in draft, as workers look at them: made by the clock, frozen, not yet checked by a person."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.area import Area
from bot.domain.worker import EVERYWHERE, Right, Worker
from bot.errors import NotFound
from bot.staff.printing import released
from bot.storage import drafts, releases
from bot.storage.database import Database
from bot.storage.drafts import Draft, Made
from bot.storage.keys import Keys
from reports.frozen import WHOLE_AREA
from reports.model import Edition, Files, Month, Request

Draw = Callable[[Sequence[Request], bytes, Area], Awaitable[tuple[Files, ...]]]
"""Reports of a frozen month as it is kept, in the order asked for; ReportError where one cannot be drawn."""


class Drafted(Struct, frozen=True):
    """Lists drafts and draws them anew from what was frozen: the same month gives the same bytes.

    A month is frozen once for the whole area, and every scope drawn from it. Months of before that have a data set for
    each scope, and the whole area's among them.
    """

    database: Database
    keys: Keys
    area: Area
    draw: Draw

    async def listed(self, worker: Worker) -> list[Made]:
        """The drafts within a worker's fence, the newest month first."""
        async with self.database.read() as conn:
            found = await drafts.listed(conn, self.keys.organisation)
        of = {(one.period, scope): replace(one, scope=scope) for one in found for scope in self._scopes(one)}
        mine = [one for one in of.values() if self._may(worker, one.scope)]
        return sorted(sorted(mine, key=attrgetter("scope")), key=attrgetter("period"), reverse=True)

    async def files(self, worker: Worker, scope: str, period: str) -> Mapping[str, bytes]:
        """A draft's files by name, with exact figures until the month is released; then its agency edition's.

        Exact ones beside printed ones, or a count made later, would tell that somebody left. Raises NotFound beyond the
        fence, and ReportError where it cannot be drawn.
        """
        if not self._may(worker, scope):
            raise NotFound(scope)
        async with self.database.read() as conn:
            whole = await drafts.find(conn, self.keys, WHOLE_AREA, period)
            found = whole or await drafts.find(conn, self.keys, scope, period)
            out = await released(conn, self.keys, period)
        if found is None or scope not in self._scopes(found):
            raise NotFound(f"{scope} {period}")
        edition = Edition.AGENCY if out else Edition.INTERNAL
        asked = Request(Month.of(period), None if scope == WHOLE_AREA else scope, edition)
        [files] = await self.draw([asked], out or found.dataset, self.area)
        return dict(files)

    async def released(self) -> frozenset[str]:
        """The months of which an edition was decided: their figures are the printed ones."""
        async with self.database.read() as conn:
            return frozenset(one.period for one in await releases.every(conn, self.keys.organisation))

    def _scopes(self, frozen: Made | Draft) -> tuple[str, ...]:
        """What is drawn from a frozen set: of the whole area's, every served neighbourhood too."""
        if frozen.scope != WHOLE_AREA:
            return (frozen.scope,)
        return (WHOLE_AREA, *(one.id for one in self.area.served))

    def _may(self, worker: Worker, scope: str) -> bool:
        if scope == WHOLE_AREA:
            # The whole area holds every neighbourhood's: it is for whoever has them all.
            return worker.may(Right.SEE_FIGURES) and not EVERYWHERE.isdisjoint(worker.roles)
        return worker.may(Right.SEE_FIGURES, scope)
