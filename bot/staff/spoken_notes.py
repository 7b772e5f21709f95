"""A voice note of a worker's, of what somebody told them: kept as an entry on their behalf, typed up later (29).

Under it may stand what stands around the words of a note: "Lakes idea - dad at gate, would help".
"""

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.attachment import LARGEST, File, Medium
from bot.domain.form import decode, encode
from bot.domain.worker import Right, Worker
from bot.staff.cards import WORK, Writer
from bot.staff.note import Note, notes
from bot.staff.noting import Noting, Spoken
from bot.storage import note_drafts
from bot.storage.attachments import VOICE_KEPT

SPOKEN = "spoken"
"""How the tokens of its buttons begin."""
_HOWS = ("know", "tell", "drop")
_WORDS = "..."
"""Stands where a note has its words."""


class _Draft(Struct, frozen=True):
    """A recording that is kept once its worker says so."""

    file: File
    caption: str


class SpokenNotes(Struct, frozen=True):
    """Keeps them. `account` is that of the channel they come by."""

    noting: Noting
    writer: Writer
    account: str

    async def asks(self, worker: Worker, file: File | None, caption: str) -> Outgoing | None:
        """Ask whether those it is of know that it is kept; None for whoever writes nothing down."""
        if not worker.may(Right.WRITE_DOWN):
            return None
        if file is None or file.size > LARGEST[Medium.VOICE]:
            return Outgoing(self._say("too_large"))
        note = self._note(worker, caption)
        if note.problem:
            return Outgoing(self._say("wrong", why=note.problem))
        draft, kept = self.noting.new_id(), encode(_Draft(file, caption)).decode()
        async with self.noting.database.write() as conn:
            await note_drafts.put(conn, self.noting.keys, worker.id, draft, text=kept, now=self.noting.clock())
        buttons = (Button(self._say(how), f"{WORK}{SPOKEN}.{how}.{draft}") for how in _HOWS)
        return Outgoing(self._say("ask", place=self._place(note)), tuple(buttons))

    async def pressed(self, worker: Worker, rest: str) -> Outgoing | None:
        """Keep the one whose button this is, or forget it."""
        how, _, draft = rest.partition(".")
        if how not in _HOWS:
            return None
        async with self.noting.database.write() as conn:
            kept = await note_drafts.take(conn, self.noting.keys, worker.id, draft, self.noting.clock())
        if kept is None:
            return Outgoing(self.writer.say("staff.note.nothing", {}))
        if how == "drop":
            return Outgoing(self.writer.say("staff.note.dropped", {}))
        found = decode(kept.encode(), _Draft)
        note = self._note(worker, found.caption)
        if note.problem:  # their fence has moved since
            return Outgoing(self._say("wrong", why=note.problem))
        spoken = Spoken(self.account, found.file)
        [one] = await self.noting.keep(worker, [note], they_know=how == "know", source=spoken)
        values: dict[str, Value] = {"reference": one.reference, "days": VOICE_KEPT.days, "words": one.return_words}
        return Outgoing(self._say("kept" if one.return_words else "kept_of_group", **values))

    def _note(self, worker: Worker, caption: str) -> Note:
        """What is written under it, as a note without words; words that stand there are kept beside the recording."""
        [note] = notes(_line(caption), self.noting.area, worker)
        words = note.words.replace(_WORDS, "").strip(" :()") if _WORDS in note.words else note.words
        return Note(words, note.where, note.kind, note.would_help, note.present, note.said_it, note.problem)

    def _place(self, note: Note) -> str:
        place = self.noting.area.neighbourhood(note.where.neighbourhood) if note.where else None
        return place.name if place else ""

    def _say(self, key: str, **values: Value) -> str:
        return self.writer.say(f"staff.spoken.{key}", values)


def _line(caption: str) -> str:
    told = " ".join(caption.split())
    if ":" in told:
        return f"{told} {_WORDS}" if told.endswith(":") else told
    head, dash, beside = told.partition(" - ")
    return f"{head}: {_WORDS}{dash}{beside}" if head else _WORDS
