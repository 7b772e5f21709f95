"""The Friday answer in a worker's chat: read, said in other words, recorded, sent, called back, printed."""

import re
from collections.abc import Awaitable, Callable, Sequence

from msgspec import Struct

from bot.channel import Button, Document, Outgoing
from bot.conversation.replies import Value, Values
from bot.domain.attachment import File
from bot.domain.cleared import parted
from bot.domain.deed import Deed, Does
from bot.domain.friday import GRACE, LONGEST_VOICE, Friday, Voice
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused, ReportError, SendFailed
from bot.staff.cards import WORK
from bot.staff.fridays import Draft, Fridays
from bot.staff.posters import Posters
from bot.staff.triage import Triage

FRIDAY = re.compile(r"\s*/friday(?:@\w+)?(?!\S)", re.IGNORECASE)
"""How a worker asks for it on any day."""
WRITE, SPEAK, CLEAR = "friday", "voice", "clear"
"""Asked for: what is written, or recorded, next is the answer of a place, or what everybody may read of a thing."""
LARGEST = 2_000_000
"""Bytes of a recording: a minute of Telegram's voice has a quarter of it."""
_MOST_NAMED = 8

Fetch = Callable[[str, int], Awaitable[bytes]]
"""The channel's name for a file, and how large it may be -> the file; raises SendFailed."""
Ask = Callable[[Worker, str], Awaitable[None]]
"""Says what a worker's next message answers."""


async def fetches_nothing(_file: str, _largest: int) -> bytes:
    """A channel that has no files."""
    raise SendFailed("no files here", permanent=True)


class FridayTaps(Struct, frozen=True):
    """Does what is tapped of it. `ask` says what the next message answers, `account` is the chat's own."""

    fridays: Fridays
    posters: Posters
    triage: Triage
    say: Callable[[str, Values], str]
    fetch: Fetch = fetches_nothing
    account: str = ""

    async def begun(self, worker: Worker, _rest: str = "") -> Outgoing | None:
        """The answer of their place, or which one it is to be; None where they have none to answer."""
        places = [one for one in self.fridays.area.neighbourhoods if worker.may(Right.WRITE_DOWN, one.id)]
        if not places:
            return None
        if len(places) == 1:
            return await self._shown(worker, places[0].id)
        buttons = [Button(one.name, f"{WORK}friday.read.{one.id}") for one in places]
        return Outgoing(self._say("which"), tuple(buttons))

    async def announced(self, worker: Worker, place: str) -> Outgoing:
        """That it is drafted; and what has moved of which nothing can be read by everyone yet."""
        unworded = [one.reference for one in await self.fridays.unworded(worker, place)]
        lines = [self._say("drafted", place=self._name(place))]
        if unworded:
            named = ", ".join(unworded[:_MOST_NAMED])
            lines.append(self._say("unworded", count=len(unworded), references=named))
        see = [Button(one, f"{WORK}see.{one}") for one in unworded[:_MOST_NAMED]]
        return Outgoing("\n".join(lines), (self._button("read", place), *see))

    async def pressed(self, worker: Worker, rest: str, ask: Ask) -> Outgoing | None:
        """What is shown after a tap: `rest` is what is done and the place. Raises NotFound."""
        name, _, place = rest.partition(".")
        if name in _ASKS:
            await self.fridays.draft(worker, place)
            code, key = _ASKS[name]
            await ask(worker, f"{code} {place}")
            return Outgoing(self._say(key))
        does = {
            "read": self._shown,
            "send": self._send,
            "anyway": self._send_anyway,
            "unsay": self._unsay,
            "back": self._call_back,
            "poster": self._poster,
        }.get(name)
        return await does(worker, place) if does else None

    async def asks_to_clear(self, worker: Worker, reference: str, ask: Ask) -> Outgoing:
        """Asks for a line of a contribution that everybody may read. Raises NotFound."""
        item = await self.triage.item(worker, reference)
        await ask(worker, f"{CLEAR} {item.reference}")
        return Outgoing(self.say("staff.card.clear_now", {"reference": item.reference}))

    async def clear(self, worker: Worker, reference: str, text: str) -> Outgoing:
        """Lets out what they wrote of a contribution."""
        asked, told = parted(text)
        try:
            await self.triage.does(worker, reference, Deed(Does.CLEAR, words=asked, told=told))
        except NotFound:
            return Outgoing(self.say("staff.card.not_there", {"reference": reference}))
        except Refused as why:
            return Outgoing(self.say("staff.card.not_let_out", {"why": str(why)}))
        return Outgoing(self.say("staff.card.cleared", {"asked": asked, "told": told}))

    async def wrote(self, worker: Worker, place: str, text: str) -> Outgoing:
        """The answer in their own words."""
        try:
            await self.fridays.edit(worker, place, text)
        except NotFound:  # their fence has moved since
            return Outgoing(self._say("not_yours"))
        except Refused as why:
            return Outgoing(self._say("not_sent", why=str(why)), (self._button("edit", place),))
        return await self._shown(worker, place)

    async def spoke(self, worker: Worker, place: str, file: File | None) -> Outgoing:
        """The answer in their own voice."""
        again = (self._button("record", place), self._button("read", place))
        if file is None or file.size > LARGEST:
            return Outgoing(self._say("no_voice"), again)
        try:
            content = await self.fetch(file.id, LARGEST)
            seconds = file.seconds or LONGEST_VOICE
            await self.fridays.record(worker, place, Voice(self.account, file.id, seconds, ""), content)
        except SendFailed:
            return Outgoing(self._say("no_voice"), again)
        except NotFound:
            return Outgoing(self._say("not_yours"))
        except Refused as why:
            return Outgoing(self._say("not_sent", why=str(why)), again)
        return await self._shown(worker, place)

    async def _shown(self, worker: Worker, place: str) -> Outgoing:
        draft = await self.fridays.draft(worker, place)
        lines = [self._say("shown", place=self._name(place)), "", draft.words, *self._about_voice(draft)]
        able = ["edit", "record"]
        able = ["send", *able] if draft.voice is None or draft.voiced else able
        able += ["unsay"] if draft.voice else []
        return Outgoing("\n".join(lines), tuple(self._button(one, place) for one in (*able, "poster")))

    def _about_voice(self, draft: Draft) -> Sequence[str]:
        if draft.voice is None:
            return ()
        told = self._say("voiced", seconds=draft.voice.seconds) if draft.voiced else self._say("other_words")
        return ("", told)

    async def _send(self, worker: Worker, place: str) -> Outgoing:
        return await self._sent(worker, place, anyway=False)

    async def _send_anyway(self, worker: Worker, place: str) -> Outgoing:
        return await self._sent(worker, place, anyway=True)

    async def _sent(self, worker: Worker, place: str, *, anyway: bool) -> Outgoing:
        draft = await self.fridays.draft(worker, place)
        try:
            await self.fridays.send(worker, place, draft.words, anyway=anyway)
        except Refused as why:
            again = (self._button("edit", place), self._button("anyway", place))
            return Outgoing(self._say("not_sent", why=str(why)), again)
        minutes = int(GRACE.total_seconds() // 60)
        told = self._say("sent", place=self._name(place), minutes=minutes)
        return Outgoing(told, (self._button("back", place), self._button("poster", place)))

    async def _unsay(self, worker: Worker, place: str) -> Outgoing:
        await self.fridays.unsay(worker, place)
        return await self._shown(worker, place)

    async def _call_back(self, worker: Worker, place: str) -> Outgoing:
        begun = await self.fridays.call_back(worker, place)
        return Outgoing(self._say("called_off" if begun else "called_back"), (self._button("read", place),))

    async def _poster(self, worker: Worker, place: str) -> Outgoing:
        """The poster of what was sent, else of the draft as it is."""
        draft = await self.fridays.draft(worker, place)
        now = self.fridays.clock()
        sent = await self.fridays.newest(place) or Friday(place, self.fridays.week(now), draft.words, worker.name, now)
        try:
            file: Document = await self.posters.friday(sent, await self.fridays.became(place))
        except ReportError as why:
            return Outgoing(self._say("no_poster", why=str(why)))
        return Outgoing(self._say("poster_here", place=self._name(place)), file=file)

    def _name(self, place: str) -> str:
        known = self.fridays.area.neighbourhood(place)
        if known is None:
            raise NotFound(place)
        return known.name

    def _button(self, name: str, place: str) -> Button:
        return Button(self._say(name), f"{WORK}friday.{name}.{place}")

    def _say(self, key: str, **values: Value) -> str:
        return self.say(f"staff.friday.{key}", values)


_ASKS = {"edit": (WRITE, "write_now"), "record": (SPEAK, "record_now")}
