"""/meeting in a worker's chat: a line keeps that the group met, and says back what was understood."""

import re

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.worker import Right, Worker
from bot.errors import Refused
from bot.staff.cards import WORK, Say
from bot.staff.meetings import Meetings
from bot.storage.meetings import Noted

MEETING = re.compile(r"\s*/meeting(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on a meeting begins."""
UNMEET = "unmeet"
"""The name of the tap that takes one back."""


class MeetingChat(Struct, frozen=True):
    """`say` words a key of the staff's wording, `console` is where the console is."""

    meetings: Meetings
    say: Say
    console: str = ""

    async def wrote(self, worker: Worker, line: str) -> Outgoing | None:
        """Keep what a line tells of; without one, how it is written. None where it is not theirs."""
        if not worker.may(Right.WRITE_DOWN):
            return None
        if not line.strip():
            return Outgoing(self._say("how"))
        try:
            noted = await self.meetings.note(worker, line)
        except Refused as why:
            return Outgoing(self._say("not_kept", why=str(why)))
        return Outgoing(self._kept(noted), (Button(self._say("undo"), f"{WORK}{UNMEET}.{noted.id}"),))

    async def take_back(self, worker: Worker, id_: str) -> Outgoing:
        """What was noted by mistake is taken back. Raises NotFound."""
        await self.meetings.take_back(worker, id_)
        return Outgoing(self._say("undone"))

    def _kept(self, noted: Noted) -> str:
        what = noted.what
        place = self.meetings.house.area.neighbourhood(what.neighbourhood)
        named = place.name if place else what.neighbourhood
        lines = [self._say("kept", place=named, date=what.on, new=what.new, free=what.vacancies)]
        for one in what.tasks:
            due = f"{one.due:%-d %B}" if one.due else ""
            lines.append("- " + ", ".join(filter(None, (one.what, one.owner, due))))
        lines.append(self._say("minutes", link=f"{self.console}/console/meetings/{noted.id}"))
        return "\n".join(lines)

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.meeting.{key}", values)
