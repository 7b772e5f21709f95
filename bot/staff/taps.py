"""What a worker's taps and answers in their chat do: the same deeds as in the console."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from bot.channel import Outgoing
from bot.conversation.events import Showed
from bot.domain.attachment import Medium
from bot.domain.contribution import Progress, Standing
from bot.domain.deed import CANNED, Deed, Does
from bot.domain.item import Item
from bot.domain.second_look import Verdict
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff import item_cards
from bot.staff.away_chat import AwayChat
from bot.staff.cards import MOST_LINES, WORK, Writer
from bot.staff.choosing import DATE, Choosing, chosen
from bot.staff.deciding import Deciding
from bot.staff.friday_taps import CLEAR, FRIDAY, SPEAK, WRITE, FridayTaps
from bot.staff.gatherings import Gatherings
from bot.staff.jotting import Jotting
from bot.staff.noting import Noting
from bot.staff.report_taps import ReportTaps
from bot.staff.spend_cards import ALLOW, REFUSE
from bot.staff.spend_chat import SPEND, SpendChat
from bot.staff.triage import Triage
from bot.storage import workers
from bot.storage.inbox import Wanted

ANSWER = "answer"
"""Asked for in the chat: what is written next is the answer to a contribution."""
WHY_NOT = "why_not"
"""Asked for in the chat: what is written next says why an answer does not go to a child."""
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
_ONE_TAP = frozenset(
    {"read", "agenda", "off_agenda", "talk_over", "talked_over", "no_service", "release", "spam", "not_spam"},
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
        return Choosing(self.triage, self.writer)

    @property
    def _jotting(self) -> Jotting:
        return Jotting(self.noting, self.gatherings, self.writer)

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
            (NOTE, self._jotting.jot),
            (ACTIVITY, self._jotting.note_activity),
            (AWAY, self.away.away),
            (DIGEST, self.away.digest),
            (SPEND, self.spending.wrote),
            (FRIDAY, self.friday.begun),
            *(self.reports.commands if self.reports else ()),
        )
        for how, work in commands:
            if begun := how.match(text):
                return await work(worker, text[begun.end() :])
        if self.reserved(text) or text.lstrip().startswith("/"):
            # "cancel" is nobody's answer: it means what it always means.
            await self._asked(worker)
            return None
        what, _, about = (await self._asked(worker)).partition(" ")
        answers = {
            ANSWER: self._answer,
            WHY_NOT: self._stop,
            DATE: self._set_date,
            CLEAR: self.friday.clear,
            WRITE: self.friday.wrote,
        }
        if self.reports:
            answers |= self.reports.answers
        return await answers[what](worker, about, text) if what in answers else None

    async def showed(self, worker: Worker, shown: Showed) -> Outgoing | None:
        """A voice note of a worker, where they were asked for one; None for whatever else they show."""
        what, _, place = (await self._asked(worker)).partition(" ") if shown.medium is Medium.VOICE else ("", "", "")
        return await self.friday.spoke(worker, place, shown.file) if what == SPEAK else None

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

    async def _asks_date(self, worker: Worker, reference: str) -> Outgoing:
        return await self._choosing.asks_date(worker, reference, self._ask)

    async def _set_date(self, worker: Worker, reference: str, text: str) -> Outgoing:
        return await self._choosing.set_date(worker, reference, text, self._ask)

    async def _does(self, worker: Worker, name: str, rest: str) -> Outgoing | None:
        shows = {
            "words": self._words,
            "all": self._read_all,
            "see": self._see,
            "hold": self._holds,
            "go": self._let_go,
            "no": self._why_not,
            "answer": self._asks,
            DATE: self._asks_date,
            "signpost": self._signposts,
            "note": self._jotting.keep_notes,
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
        if self.reports:
            shows |= self.reports.shows(self._ask)
        if name in shows:
            return await shows[name](worker, rest)
        reference, _, other = rest.partition(".")
        deed = self._deed(name, other)
        return self._card(await self.triage.does(worker, reference, deed)) if deed else None

    def _deed(self, name: str, other: str) -> Deed | None:
        if name == "help":
            # The pack's own words hold a number to ring.
            return Deed(Does.SIGNPOST, other=other, anyway=True)
        if (choice := chosen(name, other)) is not None:
            return choice
        if name == "held":
            return Deed(Does.HOLD, other=other)
        if name == "say" and other in CANNED:
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

    async def _let_go(self, worker: Worker, id_: str) -> Outgoing:
        """A second worker has seen an answer to a child, and lets it go."""
        deciding = Deciding(self.triage)
        one = await deciding.find(worker, id_)
        return self.triage.second.cards.done(one, await deciding.let_go(worker, id_))

    async def _why_not(self, worker: Worker, id_: str) -> Outgoing:
        one = await Deciding(self.triage).find(worker, id_)
        await self._ask(worker, f"{WHY_NOT} {one.id}")
        return self.triage.second.cards.why(one)

    async def _stop(self, worker: Worker, id_: str, why: str) -> Outgoing | None:
        deciding = Deciding(self.triage)
        try:
            one = await deciding.find(worker, id_)
            await deciding.stop(worker, id_, why)
        except NotFound:
            return None
        except Refused as refused:
            return Outgoing(str(refused))
        return self.triage.second.cards.done(one, Verdict.STOPPED)

    async def _asks(self, worker: Worker, reference: str) -> Outgoing:
        item = await self.triage.item(worker, reference)
        await self._ask(worker, f"{ANSWER} {item.reference}")
        return item_cards.asks(self.writer, item)

    def _card(self, item: Item, words: str | None = None) -> Outgoing:
        return self.writer.card(item, self.triage.clock(), words)

    def _say(self, key: str, **values: object) -> str:
        return self.writer.say(f"staff.{key}", values)  # type: ignore[arg-type]
