"""/spend in a worker's chat: a line keeps a small spend, and the sums are shown."""

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.spend import State, pounds
from bot.domain.worker import Right, Worker
from bot.errors import Refused
from bot.staff.cards import WORK, Say
from bot.staff.spends import Spends
from bot.storage.spends import Noted

SPEND = re.compile(r"\s*/spend(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on a small spend begins."""


class SpendChat(Struct, frozen=True):
    """What the chat says of small spends. `say` words a key of the staff's wording."""

    spends: Spends
    say: Say

    async def wrote(self, worker: Worker, line: str) -> Outgoing | None:
        """Keep what a line tells of and show the sums; without a line, the sums. None where it is not theirs."""
        if not worker.may(Right.WRITE_DOWN):
            return None
        if not line.strip():
            return Outgoing("\n".join([self._say("how"), *await self._sums(worker)]))
        try:
            noted = await self.spends.note(worker, line)
        except Refused as why:
            return Outgoing(self._say("not_kept", why=str(why)))
        lines = [self._kept(noted), *await self._sums(worker, noted.what.neighbourhood)]
        return Outgoing("\n".join(lines), (Button(self._say("undo"), f"{WORK}unspend.{noted.id}"),))

    async def take_back(self, worker: Worker, id_: str) -> Outgoing:
        """What was noted by mistake is taken back. Raises NotFound."""
        await self.spends.take_back(worker, id_)
        return Outgoing(self._say("undone"))

    async def allow(self, worker: Worker, id_: str) -> Outgoing:
        """It is all right. Raises NotFound, and Refused where it does not wait any more."""
        await self.spends.decide(worker, id_, allow=True)
        return Outgoing(self._say("said_ok"))

    async def refuse(self, worker: Worker, id_: str) -> Outgoing:
        """It is not. Raises NotFound, and Refused where it does not wait any more."""
        await self.spends.decide(worker, id_, allow=False)
        return Outgoing(self._say("said_no"))

    def _kept(self, noted: Noted) -> str:
        what = noted.what
        told = [what.what, pounds(what.pence), self._place(what.neighbourhood), self._say("on", date=what.on)]
        told += [self._say("paid_to", role=what.paid_to)] if what.paid_to else []
        told.append(self._say("receipt" if what.receipt else "no_receipt"))
        first = self._say("waits" if noted.state is State.WAITS else "kept")
        return "\n".join([first, "; ".join(told)])

    async def _sums(self, worker: Worker, neighbourhood: str = "") -> Sequence[str]:
        every = self.spends.sums(worker, await self.spends.this_year(worker))
        return [
            self._say(
                "sum",
                place=self._place(one.neighbourhood),
                month=pounds(one.month),
                limit=pounds(one.limit),
                year=pounds(one.year),
            )
            for one in every
            if neighbourhood in {"", one.neighbourhood}
        ]

    def _place(self, neighbourhood: str) -> str:
        place = self.spends.house.area.neighbourhood(neighbourhood)
        return place.name if place else neighbourhood

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.spend.{key}", values)
