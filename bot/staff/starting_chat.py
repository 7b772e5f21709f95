"""/starting in a worker's chat: a line keeps that a group is a few grown-ups short of starting."""

import re

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.starting import Starting
from bot.domain.worker import Right, Worker
from bot.errors import Refused
from bot.staff.cards import WORK, Say
from bot.staff.startings import Startings

STARTING = re.compile(r"\s*/starting(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on such a group begins."""
UNSTART = "unstart"
"""The name of the tap that takes one back."""


class StartingChat(Struct, frozen=True):
    """`say` words a key of the staff's wording."""

    startings: Startings
    say: Say

    async def wrote(self, worker: Worker, line: str) -> Outgoing | None:
        """Keep what a line tells of; without one, how it is written and what stands. None where it is not theirs."""
        if not worker.may(Right.WRITE_DOWN):
            return None
        if not line.strip():
            standing = [self._told(one.what) for one in await self.startings.standing(worker)]
            return Outgoing("\n".join([self._say("how"), *standing]))
        try:
            noted = await self.startings.note(worker, line)
        except Refused as why:
            return Outgoing(self._say("not_kept", why=str(why)))
        kept = f"{self._say('kept')}\n{self._told(noted.what)}"
        return Outgoing(kept, (Button(self._say("undo"), f"{WORK}{UNSTART}.{noted.id}"),))

    async def take_back(self, worker: Worker, id_: str) -> Outgoing:
        """It has started, or was noted by mistake. Raises NotFound."""
        await self.startings.take_back(worker, id_)
        return Outgoing(self._say("undone"))

    def _told(self, what: Starting) -> str:
        place = self.startings.house.area.neighbourhood(what.neighbourhood)
        named = place.name if place else what.neighbourhood
        words = "; ".join(filter(None, (what.title, what.where, what.when)))
        return self._say("told", place=named, what=words, count=what.needs, until=what.until)

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.starting.{key}", values)
