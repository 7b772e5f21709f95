"""What a worker's taps and answers in their chat do: the same deeds as in the console."""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from bot.channel import Outgoing
from bot.conversation.events import Showed
from bot.domain.attachment import Medium
from bot.domain.contribution import Progress, Standing
from bot.domain.deed import CANNED, Deed, Does
from bot.domain.item import Item
from bot.domain.reading import DangerLevel
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.i18n import FALLBACK
from bot.staff import item_cards, what_to_write
from bot.staff.away_chat import AWAY, DIGEST, AwayChat
from bot.staff.cards import MOST_LINES, WORK, Writer
from bot.staff.choosing import CHOICES, DATE, Choosing, chosen
from bot.staff.friday_taps import CLEAR, FRIDAY, SPEAK, WRITE, FridayTaps
from bot.staff.gatherings import Gatherings
from bot.staff.jotting import ACTIVITY, NOTE, Jotting
from bot.staff.noting import Noting
from bot.staff.report_taps import ReportTaps, Shows
from bot.staff.second_cards import GO, NO
from bot.staff.second_chat import WHY_NOT, SecondChat
from bot.staff.spend_cards import ALLOW, REFUSE
from bot.staff.spend_chat import SPEND, SpendChat
from bot.staff.spoken_notes import SPOKEN, SpokenNotes
from bot.staff.triage import Triage
from bot.storage import workers
from bot.storage.inbox import Wanted

ANSWER = "answer"
"""Asked for in the chat: what is written next is the answer to a contribution."""
SAYS = "say"
"""How the token of a reply that is there already begins."""
_DATES = {"week": timedelta(days=7), "month": timedelta(days=28)}
_MOST = 2_000
"""So many are thanked by one tap, as many as a digest counts."""
_MOMENT = re.compile(r"[0-9]{1,11}")
"""Seconds since 1970 as a button carries them."""
_ONE_TAP = frozenset(
    {"read", "agenda", "off_agenda", "talk_over", "talked_over", "part", "no_service", "release", "spam", "not_spam"}
)
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
    friday: FridayTaps
    reports: ReportTaps | None = None

    @property
    def _choosing(self) -> Choosing:
        return Choosing(self.triage, self.writer, self._ask)

    @property
    def _jotting(self) -> Jotting:
        return Jotting(self.noting, self.gatherings, self.writer)

    @property
    def _spoken(self) -> SpokenNotes:
        return SpokenNotes(self.noting, self.writer, self.friday.account)

    @property
    def _second(self) -> SecondChat:
        return SecondChat(self.triage, self._ask)

    @property
    def commands(self) -> Sequence[tuple[re.Pattern[str], Shows]]:
        """How a message begins that asks for something, and what the rest of it is handed to."""
        return (
            (NOTE, self._jotting.jot),
            (ACTIVITY, self._jotting.note_activity),
            (AWAY, self.away.away),
            (DIGEST, self.away.digest),
            (SPEND, self.spending.wrote),
            (FRIDAY, self.friday.begun),
            (what_to_write.WORKS, self._listed),
            *(self.reports.commands if self.reports else ()),
        )

    @property
    def buttons(self) -> AbstractSet[str]:
        """What every button of a worker's chat begins with, after WORK."""
        return self._shows.keys() | _ONE_TAP | _DATES.keys() | CHOICES.keys() | {SAYS}

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
        try:
            return await self._written(worker, text)
        except NotFound:
            return Outgoing(self._say("card.gone"))
        except Refused as why:
            return Outgoing(str(why))

    async def _written(self, worker: Worker, text: str) -> Outgoing | None:
        for how, work in self.commands:
            if begun := how.match(text):
                return await work(worker, text[begun.end() :]) or self._unknown(worker, text)
        if self.reserved(text) or text.lstrip().startswith("/"):
            # "cancel" is nobody's answer: it means what it always means.
            await self._asked(worker)
            return self._unknown(worker, text)
        what, _, about = (await self._asked(worker)).partition(" ")
        answers = {
            ANSWER: self._answer,
            WHY_NOT: self._second.stop,
            DATE: self._choosing.set_date,
            CLEAR: self.friday.clear,
            WRITE: self.friday.wrote,
        }
        if self.reports:
            answers |= self.reports.answers
        return await answers[what](worker, about, text) if what in answers else None

    async def showed(self, worker: Worker, shown: Showed) -> Outgoing | None:
        """A voice note of a worker: their Friday answer, where they were asked for it, else what somebody told them.

        None for whatever else they show.
        """
        if shown.medium is not Medium.VOICE:
            return None
        what, _, place = (await self._asked(worker)).partition(" ")
        if what == SPEAK:
            return await self.friday.spoke(worker, place, shown.file)
        return await self._spoken.asks(worker, shown.file, shown.caption)

    async def _listed(self, worker: Worker, _rest: str) -> Outgoing:
        return what_to_write.listed(worker, self.writer.say)

    def _unknown(self, worker: Worker, text: str) -> Outgoing | None:
        """A command that is none, or not theirs, is no resident's message; what sounds like danger goes on (27)."""
        wrong = text.lstrip().startswith("/") and self.triage.read(text, FALLBACK).danger.level is DangerLevel.NONE
        return what_to_write.unknown(worker, text, self.writer.say) if wrong else None

    async def _asked(self, worker: Worker) -> str:
        """What they were asked, so that what they write now answers it; "" for nothing. It is asked no more."""
        async with self.triage.database.write() as conn:
            organisation, now = self.triage.keys.organisation, self.triage.clock()
            what = await workers.asked(conn, organisation, worker.id, now)
            if what:
                await workers.ask(conn, organisation, worker.id, "", now)
        return what

    async def _ask(self, worker: Worker, what: str) -> None:
        async with self.triage.database.write() as conn:
            await workers.ask(conn, self.triage.keys.organisation, worker.id, what, self.triage.clock())

    async def _asks_to_clear(self, worker: Worker, reference: str) -> Outgoing:
        return await self.friday.asks_to_clear(worker, reference, self._ask)

    async def _friday(self, worker: Worker, rest: str) -> Outgoing | None:
        return await self.friday.pressed(worker, rest, self._ask)

    async def _answer(self, worker: Worker, reference: str, text: str) -> Outgoing:
        try:
            item = await self.triage.does(worker, reference, Deed(Does.BECAME, Progress.READ, words=text))
        except NotFound:
            # Taken back, or a case by now: it is no message of the worker's own for all that.
            return Outgoing(self._say("card.not_sent", why=self._say("card.not_there", reference=reference)))
        except Refused as why:
            return Outgoing(self._say("card.not_sent", why=str(why)))
        return item_cards.echo(self.writer, item, self.triage.clock(), text)

    @property
    def _shows(self) -> Mapping[str, Shows]:
        """Taps that show something by what their tokens begin with; the others are deeds, and show the card."""
        shows: dict[str, Shows] = {
            "words": self._words,
            "all": self._read_all,
            "see": self._see,
            "hold": self._holds,
            GO: self._second.let_go,
            NO: self._second.why_not,
            "answer": self._asks,
            DATE: self._choosing.asks_date,
            "signpost": self._signposts,
            "note": self._jotting.keep_notes,
            SPOKEN: self._spoken.pressed,
            "undo": self._jotting.undo,
            "clear": self._asks_to_clear,
            "friday": self._friday,
            "back": self.away.back,
            "assign": self._choosing.assign,
            "join": self._choosing.join,
            "pass_on": self._choosing.pass_on,
            "unspend": self.spending.take_back,
            ALLOW: self.spending.allow,
            REFUSE: self.spending.refuse,
        }
        return shows | (dict(self.reports.shows(self._ask)) if self.reports else {})

    async def _does(self, worker: Worker, name: str, rest: str) -> Outgoing | None:
        if show := self._shows.get(name):
            return await show(worker, rest)
        reference, _, other = rest.partition(".")
        if (deed := self._deed(name, other)) is None:
            return None
        item = await self.triage.does(worker, reference, deed)
        return self._card(item, await item_cards.done(self.triage, self.writer, worker, item, deed))

    def _deed(self, name: str, other: str) -> Deed | None:
        if (choice := chosen(name, other)) is not None:
            return choice
        if name == SAYS and other in CANNED:
            return Deed(Does.BECAME, CANNED[other], canned=other)
        if name in _DATES:
            today = self.triage.clock().astimezone(self.triage.area.zone).date()
            return Deed(Does.BECAME, Progress.UNDER_WAY, until=today + _DATES[name])
        return Deed(Does(name)) if name in _ONE_TAP else None

    async def _signposts(self, worker: Worker, reference: str) -> Outgoing:
        item = await self.triage.item(worker, reference)
        return self.writer.choices(item, await self.triage.signposts(item), self.triage.clock())

    async def _words(self, worker: Worker, rest: str) -> Outgoing | None:
        """The words of what nobody has read, as many as one message takes; then they can be thanked for (28)."""
        items = await self._unread(worker, rest)
        if items is None:
            return None
        had = await self.triage.had(worker, items)
        fresh = [one for one in items if one.id not in had]
        chosen = fresh[:MOST_LINES]
        references = [one.reference for one in chosen]
        opened = await self.triage.shown(worker, references, every=False, room=item_cards.LONGEST)
        apart = sum(not one.words for one in opened)
        shown = [one for one in opened if one.words]
        left = len(fresh) - len(opened)
        return item_cards.words(self.writer, rest, shown, left=left, apart=apart, had=len(had))

    async def _read_all(self, worker: Worker, rest: str) -> Outgoing | None:
        """Read and thank all of a neighbourhood that this worker has read, and that came before the digest."""
        items = await self._unread(worker, rest)
        if items is None:
            return None
        had = await self.triage.had(worker, items)
        read = [one for one in items if one.id in had and await self._reads(worker, one.reference)]
        return Outgoing(self._say("digest.all_read", count=len(read), left=len(items) - len(read)))

    async def _unread(self, worker: Worker, rest: str) -> list[Item] | None:
        """What nobody has read there, and came before a digest, the first one first; None for a made-up button."""
        place, _, upto = rest.partition(".")
        if not _MOMENT.fullmatch(upto):
            return None
        before = datetime.fromtimestamp(int(upto), UTC)
        wanted = Wanted((place,), open_only=True, standing=Standing.HEARD)
        items = await self.triage.listed(worker, wanted, _MOST)
        return [one for one in reversed(items) if one.became is None and one.received_at <= before]

    async def _reads(self, worker: Worker, reference: str) -> bool:
        """Whether it was read just now: somebody else may have done it meanwhile, or it is a case by now."""
        try:
            await self.triage.does(worker, reference, Deed(Does.READ))
        except (NotFound, Refused):
            return False
        return True

    async def _see(self, worker: Worker, reference: str) -> Outgoing:
        """A card. Words of children, and distressing ones, are in the console only (product.md 28)."""
        [opened] = await self.triage.shown(worker, [reference], every=False)
        return self._card(opened.item, opened.words)

    async def _holds(self, worker: Worker, reference: str) -> Outgoing:
        """Why it is held is asked first: whoever looks at it next must know."""
        return item_cards.reasons(self.writer, await self.triage.item(worker, reference), self.triage.clock())

    async def _asks(self, worker: Worker, reference: str) -> Outgoing:
        item = await self.triage.item(worker, reference)
        await self._ask(worker, f"{ANSWER} {item.reference}")
        return item_cards.asks(self.writer, item)

    def _card(self, item: Item, words: str | None = None) -> Outgoing:
        return self.writer.card(item, self.triage.clock(), words)

    def _say(self, key: str, **values: object) -> str:
        return self.writer.say(f"staff.{key}", values)  # type: ignore[arg-type]
