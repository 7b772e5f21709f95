"""/report in a worker's chat: a month as it would go out now, as a PDF, headed as a draft.

Drawing takes seconds, and nobody's message waits for it: it is said at once that it is being drawn, and it comes later.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping

from msgspec import Struct, field

from bot.channel import Button, Document, Outgoing, dump
from bot.conversation.replies import Value
from bot.domain.worker import EVERYWHERE, Right, Worker
from bot.errors import EarshotError, NotFound, ReportError
from bot.staff.cards import WORK, Say
from bot.staff.house import House
from bot.staff.letters import month_name
from bot.staff.month_line import month_in
from bot.storage import staff_messages
from reports.frozen import WHOLE_AREA
from reports.model import Edition, Month, Request

REPORT = re.compile(r"\s*/report(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a worker asks for it."""
PREVIEW = "preview"
"""The name of its tap."""

Draw = Callable[[Request], Awaitable[Mapping[str, bytes]]]
"""A report as it would go out now, as files by name. Raises ReportError."""


class PreviewChat(Struct, frozen=True):
    """Has it drawn, and sends it. `say` words a key of the staff's wording."""

    house: House
    say: Say
    draw: Draw
    drawing: set[asyncio.Task[None]] = field(default_factory=set)

    async def begun(self, worker: Worker, rest: str = "") -> Outgoing | None:
        """The report of last month, or of the one named, of their place; of which, where they have several.

        Raises Refused in words for what is no month.
        """
        mine = [one for one in (*(each.id for each in self.house.area.served), WHOLE_AREA) if _may(worker, one)]
        if not mine:
            return None
        period = str(month_in(rest, self.house.today))
        if len(mine) == 1:
            return await self.pressed(worker, f"{mine[0]}.{period}")
        buttons = tuple(Button(self._name(one), f"{WORK}{PREVIEW}.{one}.{period}") for one in mine)
        return Outgoing(self._say("which", month=month_name(period)), buttons)

    async def pressed(self, worker: Worker, rest: str) -> Outgoing:
        """Begin to draw it. Raises NotFound."""
        scope, _, period = rest.partition(".")
        try:
            month = Month.of(period)
        except ReportError:
            raise NotFound(period) from None
        if not _may(worker, scope) or (scope != WHOLE_AREA and self.house.area.neighbourhood(scope) is None):
            raise NotFound(scope)
        asked = Request(month, None if scope == WHOLE_AREA else scope, Edition.AGENCY)
        task = asyncio.create_task(self._draw(worker, asked))
        self.drawing.add(task)
        task.add_done_callback(self.drawing.discard)
        return Outgoing(self._say("drawing", month=month_name(period), place=self._name(scope)))

    async def _draw(self, worker: Worker, asked: Request) -> None:
        said = {"month": month_name(str(asked.month)), "place": self._name(asked.neighbourhood or WHOLE_AREA)}
        try:
            files = await self.draw(asked)
        except EarshotError:
            shown = Outgoing(self._say("not_drawn", **said))
        else:
            [paper] = [body for name, body in files.items() if name.endswith(".pdf")]
            shown = Outgoing(self._say("here", **said), file=Document(f"draft_{asked.stem}.pdf", paper))
        now = self.house.clock()
        async with self.house.database.write() as conn:
            id_ = f"{PREVIEW} {self.house.new_id()}"
            await staff_messages.put(conn, self.house.keys, id_, worker=worker.id, body=dump(shown), now=now)

    def _name(self, scope: str) -> str:
        known = self.house.area.neighbourhood(scope)
        return known.name if known else self.house.area.name

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.preview.{key}", values)


def _may(worker: Worker, scope: str) -> bool:
    """Whether its figures are this worker's: the whole area's are for whoever has every place."""
    if scope == WHOLE_AREA:
        return worker.may(Right.SEE_FIGURES) and not EVERYWHERE.isdisjoint(worker.roles)
    return worker.may(Right.SEE_FIGURES, scope)
