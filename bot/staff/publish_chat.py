"""The report in a worker's chat: it waits to be approved, a tap approves it or holds it back."""

from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.area import Neighbourhood
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.cards import WORK
from bot.staff.letters import month_name
from bot.staff.releasing import Releasing
from bot.staff.review_cards import TAP
from bot.staff.standing import Standing
from reports.frozen import WHOLE_AREA

APPROVE, HOLD = "approve", "hold_report"
WHY_HELD = "why_held"
"""Asked for: what is written next says why a month is held back."""

Ask = Callable[[Worker, str], Awaitable[None]]
"""Says what a worker's next message answers."""


class PublishChat(Struct, frozen=True):
    """Does what is tapped: the same deeds as in the console."""

    desk: Releasing

    def waits(self, one: Standing, *, reviews: bool = False) -> Outgoing:
        """That a month waits to be approved, with its buttons; `reviews`: the whole area's review is theirs, too."""
        period = one.draft.period
        text = self._say(
            "waits", month=month_name(period), date=one.sends_at.astimezone(self.desk.house.area.zone).date()
        )
        buttons = [
            Button(self._say("approve"), f"{WORK}{APPROVE}.{period}"),
            Button(self._say("hold"), f"{WORK}{HOLD}.{period}"),
        ]
        if reviews:
            buttons.append(self._begins(period, WHOLE_AREA, self._say("begin_whole")))
        return Outgoing(text, tuple(buttons))

    def to_review(self, period: str, places: Sequence[Neighbourhood]) -> Outgoing:
        """That a mobiliser's reviews of a month wait, with a tap that leads into each."""
        named = ", ".join(one.name for one in places)
        label = self._say("begin")
        buttons = [self._begins(period, one.id, one.name if places[1:] else label) for one in places]
        return Outgoing(self._say("review", month=month_name(period), places=named), tuple(buttons))

    async def approve(self, worker: Worker, period: str) -> Outgoing:
        """Approve it; says when it goes out. Raises NotFound, and Refused in words."""
        decided = await self.desk.approve(worker, period)
        day = decided.due_at.astimezone(self.desk.house.area.zone).date()
        return Outgoing(self._say("approved", month=month_name(period), date=day))

    async def asks_why(self, worker: Worker, period: str, ask: Ask) -> Outgoing:
        """A hold needs a reason: what is written next is it. Raises NotFound."""
        self.desk.fenced(worker)
        await self.desk.find(period)
        await ask(worker, f"{WHY_HELD} {period}")
        return Outgoing(self._say("ask_why"))

    async def hold(self, worker: Worker, period: str, reason: str) -> Outgoing | None:
        """Hold it back for this reason; None where it is nothing of theirs."""
        try:
            await self.desk.hold(worker, period, reason)
        except NotFound:
            return None
        except Refused as why:
            return Outgoing(str(why))
        return Outgoing(self._say("held", month=month_name(period)))

    def _begins(self, period: str, scope: str, label: str) -> Button:
        return Button(label, f"{WORK}{TAP}.begin.{scope}.{period}")

    def _say(self, key: str, **values: Value) -> str:
        return self.desk.say(f"staff.publish.{key}", values)
