"""What a worker writes down in their chat: notes on somebody's behalf, and what took place."""

import re

from msgspec import Struct

from bot.channel import Outgoing
from bot.conversation.replies import Value
from bot.domain.worker import Right, Worker
from bot.errors import Refused
from bot.staff.cards import Writer
from bot.staff.gatherings import Gatherings, Sums
from bot.staff.note import Note, notes
from bot.staff.noting import Kept, Noting
from bot.storage import note_drafts

NOTE = re.compile(r"\s*/note(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a message of notes begins."""
ACTIVITY = re.compile(r"\s*/activity(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on what took place begins."""


class Jotting(Struct, frozen=True):
    """Takes down notes and activities, and says what is shown then."""

    noting: Noting
    gatherings: Gatherings
    writer: Writer

    async def jot(self, worker: Worker, text: str) -> Outgoing | None:
        """Show what was understood of a message of notes, and ask whether those it is of know."""
        if not worker.may(Right.WRITE_DOWN):
            return None
        found = notes(text, self.noting.area, worker)
        draft = self.noting.new_id()
        if found and not any(one.problem for one in found):
            async with self.noting.database.write() as conn:
                await note_drafts.put(conn, self.noting.keys, worker.id, draft, text=text, now=self.noting.clock())
        return self.writer.jotted(found, draft)

    async def note_activity(self, worker: Worker, line: str) -> Outgoing | None:
        """Keep what took place, and show the month and the year added up."""
        if not worker.may(Right.WRITE_DOWN):
            return None
        if not line.strip():
            return self.writer.added_up(await self._sums(worker))
        try:
            noted = await self.gatherings.note(worker, line)
        except Refused as why:
            return Outgoing(self._say("activity.not_kept", why=str(why)))
        return self.writer.took_place(noted, await self._sums(worker))

    async def _sums(self, worker: Worker) -> Sums:
        return self.gatherings.sums(await self.gatherings.this_year(worker))

    async def undo(self, worker: Worker, id_: str) -> Outgoing:
        """What was noted by mistake is taken back."""
        await self.gatherings.take_back(worker, id_)
        return Outgoing(self._say("activity.undone"))

    async def keep_notes(self, worker: Worker, rest: str) -> Outgoing | None:
        """Keep the notes of the message whose button this is, or forget them."""
        how, _, draft = rest.partition(".")
        if how not in {"know", "tell", "drop"}:
            return None
        async with self.noting.database.write() as conn:
            text = await note_drafts.take(conn, self.noting.keys, worker.id, draft, self.noting.clock())
        if text is None:
            return Outgoing(self._say("note.nothing"))
        if how == "drop":
            return Outgoing(self._say("note.dropped"))
        found: list[Note] = notes(text, self.noting.area, worker)
        if any(one.problem for one in found):
            # Their fence has moved since.
            return self.writer.jotted(found, draft)
        kept: list[Kept] = await self.noting.keep(worker, found, they_know=how == "know")
        return self.writer.kept(kept)

    def _say(self, key: str, **values: Value) -> str:
        return self.writer.say(f"staff.{key}", values)
