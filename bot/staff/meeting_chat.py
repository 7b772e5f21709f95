"""/meeting in a worker's chat: a line keeps that the group met; alone it shows what is to be done, to be ticked off."""

import re
from collections.abc import Sequence

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.meeting import Task
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.cards import WORK, Say
from bot.staff.meetings import Meetings, ToDo
from bot.storage.meetings import Noted

MEETING = re.compile(r"\s*/meeting(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on a meeting begins."""
UNMEET = "unmeet"
"""The name of the tap that takes one back."""
TICK, UNTICK = "tick", "untick"
"""The names of the taps by which something is done, or is not after all."""
MOST = 10
"""So many of what is to be done have a button; the others are in the console."""
_LABEL = 40


class MeetingChat(Struct, frozen=True):
    """`say` words a key of the staff's wording, `console` is where the console is."""

    meetings: Meetings
    say: Say
    console: str = ""

    async def wrote(self, worker: Worker, line: str) -> Outgoing | None:
        """Keep what a line tells of; without one, show what is to be done and how it is written. None where not theirs.

        Chair and secretary say what is done; that the group met a worker notes.
        """
        if not (worker.may(Right.WRITE_DOWN) or worker.may(Right.DECIDE)):
            return None
        if not line.strip():
            return await self._left(worker)
        if not worker.may(Right.WRITE_DOWN):
            return None
        try:
            noted = await self.meetings.note(worker, line)
        except Refused as why:
            return Outgoing(self._say("not_kept", why=str(why)))
        return Outgoing(self._kept(noted), (Button(self._say("undo"), f"{WORK}{UNMEET}.{noted.id}"),))

    async def take_back(self, worker: Worker, id_: str) -> Outgoing:
        """What was noted by mistake is taken back. Raises NotFound."""
        await self.meetings.take_back(worker, id_)
        return Outgoing(self._say("undone"))

    async def tick(self, worker: Worker, rest: str) -> Outgoing:
        """It is done: what is left is shown, and a button that takes it back. Raises NotFound."""
        one = await self._mark(worker, rest, done=True)
        back = Button(self._say("untick", what=_short(one.task.what)), f"{WORK}{UNTICK}.{rest}")
        return await self._left(worker, self._say("ticked", what=one.task.what), (back,))

    async def untick(self, worker: Worker, rest: str) -> Outgoing:
        """It is not done after all. Raises NotFound."""
        one = await self._mark(worker, rest, done=False)
        return await self._left(worker, self._say("unticked", what=one.task.what))

    async def _mark(self, worker: Worker, rest: str, *, done: bool) -> ToDo:
        id_, _, number = rest.partition(".")
        if not number.isdecimal():
            raise NotFound(rest)
        return await self.meetings.mark(worker, id_, int(number), done=done)

    async def _left(self, worker: Worker, said: str = "", buttons: Sequence[Button] = ()) -> Outgoing:
        """What is to be done still, a numbered line and a button each."""
        left = await self.meetings.to_do(worker)
        shown = left[:MOST]
        lines = [said] if said else []
        lines.append(self._say("to_do", count=len(left)) if left else self._say("all_done"))
        lines += [f"{number}. {self._line(worker, one)}" for number, one in enumerate(shown, start=1)]
        if len(left) > len(shown):
            lines.append(self._say("more", count=len(left) - len(shown), link=f"{self.console}/console/meetings"))
        if not said and worker.may(Right.WRITE_DOWN):
            lines += ["", self._say("how")]
        ticks = [
            Button(self._say("tick", number=number), f"{WORK}{TICK}.{one.meeting}.{one.number}")
            for number, one in enumerate(shown, start=1)
            if worker.may(Right.DECIDE, one.neighbourhood)
        ]
        return Outgoing("\n".join(lines), (*ticks, *buttons))

    def _line(self, worker: Worker, one: ToDo) -> str:
        place = "" if worker.only_neighbourhood else f"{self._place(one.neighbourhood)}: "
        return f"{place}{_told(one.task)}: {self._say(f'is_{one.state}')}"

    def _kept(self, noted: Noted) -> str:
        what = noted.what
        named = self._place(what.neighbourhood)
        lines = [self._say("kept", place=named, date=what.on, new=what.new, free=what.vacancies)]
        lines += [f"- {_told(one)}" for one in what.tasks]
        lines.append(self._say("minutes", link=f"{self.console}/console/meetings/{noted.id}"))
        lines += [self._say("then")] if what.tasks else []
        return "\n".join(lines)

    def _place(self, id_: str) -> str:
        place = self.meetings.house.area.neighbourhood(id_)
        return place.name if place else id_

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.meeting.{key}", values)


def _told(task: Task) -> str:
    due = f"{task.due:%-d %B}" if task.due else ""
    return ", ".join(filter(None, (task.what, task.owner, due)))


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}\u2026"
