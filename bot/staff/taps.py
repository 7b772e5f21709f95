"""What a worker's taps and answers in their chat do: the same deeds as in the console."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from bot.channel import Outgoing
from bot.domain.contribution import Progress, Standing
from bot.domain.deed import Deed, Does
from bot.domain.item import Item
from bot.domain.reading import DangerLevel
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.away_chat import AwayChat
from bot.staff.cards import WORK, Writer
from bot.staff.gatherings import Gatherings, Sums
from bot.staff.note import Note, notes
from bot.staff.noting import Kept, Noting
from bot.staff.spend_chat import SPEND, SpendChat
from bot.staff.triage import Triage
from bot.storage import note_drafts, workers
from bot.storage.inbox import Wanted

ANSWER = "answer"
"""Asked for in the chat: what is written next is the answer to a contribution."""
NOTE = re.compile(r"\s*/note(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a message of notes begins."""
AWAY = re.compile(r"\s*/away(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on being away begins."""
DIGEST = re.compile(r"\s*/digest(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on the day of the digest begins."""
ACTIVITY = re.compile(r"\s*/activity(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a line on what took place begins."""
_DATES = {"week": timedelta(days=7), "month": timedelta(days=28)}
_MOST = 2_000
"""So many are thanked by one tap, as many as a digest counts."""
_MOMENT = re.compile(r"[0-9]{1,11}")
"""Seconds since 1970 as a button carries them."""
_ONE_TAP = frozenset({"read", "agenda", "talk_over", "no_service", "hold", "release", "spam", "not_spam"})
"""What needs nothing but the tap."""


class Taps(Struct, frozen=True):
    """Does what is tapped, and says what is shown then. `reserved` is the reserved word that a text consists of."""

    triage: Triage
    noting: Noting
    gatherings: Gatherings
    spending: SpendChat
    writer: Writer
    reserved: Callable[[str], str | None]
    away: AwayChat

    async def pressed(self, worker: Worker, token: str) -> Outgoing | None:
        """What is shown after a tap; None for a token that is none of ours, or no longer anything of theirs."""
        name, _, rest = token.removeprefix(WORK).partition(".")
        try:
            return await self._does(worker, name, rest)
        except NotFound:
            return None
        except Refused as why:
            return Outgoing(str(why))

    async def wrote(self, worker: Worker, text: str) -> Outgoing | None:
        """What a worker wrote, where it answers what they were asked; None where it is an ordinary message."""
        commands = (
            (NOTE, self._jot),
            (ACTIVITY, self._note_activity),
            (AWAY, self.away.away),
            (DIGEST, self.away.digest),
            (SPEND, self.spending.wrote),
        )
        for how, work in commands:
            if begun := how.match(text):
                return await work(worker, text[begun.end() :])
        reference = await self._answered(worker)
        if not reference or self.reserved(text) or text.lstrip().startswith("/"):
            # "cancel" is nobody's answer: it means what it always means.
            return None
        return await self._answer(worker, reference, text)

    async def _answered(self, worker: Worker) -> str:
        """The contribution that what they write now answers, "" for none; it is asked for no more."""
        async with self.triage.database.write() as conn:
            organisation, now = self.triage.keys.organisation, self.triage.clock()
            what, _, reference = (await workers.asked(conn, organisation, worker.id, now)).partition(" ")
            if what != ANSWER:
                return ""
            await workers.ask(conn, organisation, worker.id, "", now)
        return reference

    async def _answer(self, worker: Worker, reference: str, text: str) -> Outgoing:
        try:
            item = await self.triage.does(worker, reference, Deed(Does.BECAME, Progress.READ, words=text))
        except NotFound:
            # Taken back, or a case by now: it is no message of the worker's own for all that.
            return Outgoing(self._say("card.not_sent", why=self._say("card.not_there", reference=reference)))
        except Refused as why:
            return Outgoing(self._say("card.not_sent", why=str(why)))
        return self._card(item)

    async def _does(self, worker: Worker, name: str, rest: str) -> Outgoing | None:
        shows = {
            "all": self._read_all,
            "see": self._see,
            "answer": self._asks,
            "signpost": self._signposts,
            "note": self._keep_notes,
            "undo": self._undo,
            "back": self.away.back,
            "unspend": self.spending.take_back,
        }
        if name in shows:
            return await shows[name](worker, rest)
        reference, _, other = rest.partition(".")
        deed = self._deed(name, other)
        return self._card(await self.triage.does(worker, reference, deed)) if deed else None

    def _deed(self, name: str, other: str) -> Deed | None:
        if name == "help":
            # The pack's own words hold a number to ring.
            return Deed(Does.SIGNPOST, other=other, anyway=True)
        if name in _DATES:
            today = self.triage.clock().astimezone(self.triage.area.zone).date()
            return Deed(Does.BECAME, Progress.UNDER_WAY, until=today + _DATES[name])
        return Deed(Does(name)) if name in _ONE_TAP else None

    async def _signposts(self, worker: Worker, reference: str) -> Outgoing:
        item = await self.triage.item(worker, reference)
        return self.writer.choices(item, await self.triage.signposts(item), self.triage.clock())

    async def _read_all(self, worker: Worker, rest: str) -> Outgoing | None:
        """Read and thank all of a neighbourhood that nobody has read and that came before the digest."""
        place, _, upto = rest.partition(".")
        if not _MOMENT.fullmatch(upto):
            return None
        before = datetime.fromtimestamp(int(upto), UTC)
        wanted = Wanted((place,), open_only=True, standing=Standing.HEARD)
        items = await self.triage.listed(worker, wanted, _MOST)
        unread = [one for one in items if one.became is None and one.received_at <= before]
        read = [one for one in unread if await self._reads(worker, one.reference)]
        return Outgoing(self._say("digest.all_read", count=len(read)))

    async def _reads(self, worker: Worker, reference: str) -> bool:
        """Whether it was read just now: somebody else may have done it meanwhile, or it is a case by now."""
        try:
            await self.triage.does(worker, reference, Deed(Does.READ))
        except (NotFound, Refused):
            return False
        return True

    async def _see(self, worker: Worker, reference: str) -> Outgoing:
        """A card. Words of children, and distressing ones, are in the console only (product.md 28)."""
        item = await self.triage.item(worker, reference)
        if item.protected:
            return self._card(item)
        opened = await self.triage.words(worker, reference)
        distressing = self.triage.read(opened.words, "en").danger.level is not DangerLevel.NONE
        return self._card(item, None if distressing else opened.words)

    async def _asks(self, worker: Worker, reference: str) -> Outgoing:
        item = await self.triage.item(worker, reference)
        async with self.triage.database.write() as conn:
            organisation, now = self.triage.keys.organisation, self.triage.clock()
            await workers.ask(conn, organisation, worker.id, f"{ANSWER} {item.reference}", now)
        return Outgoing(self._say("card.write_now", reference=item.reference))

    async def _jot(self, worker: Worker, text: str) -> Outgoing | None:
        """Show what was understood of a message of notes, and ask whether those it is of know."""
        if not worker.may(Right.WRITE_DOWN):
            return None
        found = notes(text, self.triage.area, worker)
        if found and not any(one.problem for one in found):
            async with self.triage.database.write() as conn:
                await note_drafts.put(conn, self.triage.keys, worker.id, text, self.triage.clock())
        return self.writer.jotted(found)

    async def _note_activity(self, worker: Worker, line: str) -> Outgoing | None:
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

    async def _undo(self, worker: Worker, id_: str) -> Outgoing:
        """What was noted by mistake is taken back."""
        await self.gatherings.take_back(worker, id_)
        return Outgoing(self._say("activity.undone"))

    async def _keep_notes(self, worker: Worker, how: str) -> Outgoing | None:
        """Keep the notes that were jotted down last, or forget them."""
        if how not in {"know", "tell", "drop"}:
            return None
        async with self.triage.database.write() as conn:
            text = await note_drafts.take(conn, self.triage.keys, worker.id, self.triage.clock())
        if text is None:
            return Outgoing(self._say("note.nothing"))
        if how == "drop":
            return Outgoing(self._say("note.dropped"))
        found: list[Note] = notes(text, self.triage.area, worker)
        if any(one.problem for one in found):
            # Their fence has moved since.
            return self.writer.jotted(found)
        kept: list[Kept] = await self.noting.keep(worker, found, they_know=how == "know")
        return self.writer.kept(kept)

    def _card(self, item: Item, words: str | None = None) -> Outgoing:
        return self.writer.card(item, self.triage.clock(), words)

    def _say(self, key: str, **values: object) -> str:
        return self.writer.say(f"staff.{key}", values)  # type: ignore[arg-type]
