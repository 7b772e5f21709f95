"""Choices of a card in the chat: who has it, what it is the same as, which agency is told with their yes, by when."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from msgspec import Struct

from bot.channel import Button, Outgoing
from bot.conversation.replies import Value
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.item import Item
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.cards import WORK, Writer
from bot.staff.day_line import day_in
from bot.staff.triage import Triage
from bot.storage import reporting

GIVES, JOINS = "give", "joined"
"""How the tokens of these choices' buttons begin, each with the reference and what was chosen."""
CHOICES: Mapping[str, Does] = {GIVES: Does.ASSIGN, JOINS: Does.JOIN, "help": Does.SIGNPOST, "held": Does.HOLD}
"""Those of signposts and of why something is held, too, by what they do."""
DATE = "date"
"""Asked for in the chat: what is written next is the next date that is owed of a contribution."""
Ask = Callable[[Worker, str], Awaitable[None]]
"""Asks a worker something, in codes: what they write next answers it."""


class Choosing(Struct, frozen=True):
    """Shows what can be chosen; what is chosen is a deed like any other."""

    triage: Triage
    writer: Writer
    ask: Ask

    async def assign(self, worker: Worker, reference: str) -> Outgoing:
        """Who may have it. Raises NotFound."""
        item = await self.triage.item(worker, reference)
        able = await self.triage.answerers(item)
        buttons = [Button(one.name, f"{WORK}{GIVES}.{item.reference}.{one.id}") for one in able]
        return self._shown(item, "card.who", buttons)

    async def join(self, worker: Worker, reference: str) -> Outgoing:
        """What it is possibly the same as, by lines without words; looking for that opens its words, on record.

        Raises NotFound.
        """
        opened = await self.triage.words(worker, reference)
        item, today = opened.item, self.triage.clock().astimezone(self.triage.area.zone).date()
        alike = await self.triage.alike(worker, opened)
        lines = [self.writer.line(one, today) for one in alike]
        buttons = [Button(one.reference, f"{WORK}{JOINS}.{item.reference}.{one.reference}") for one in alike]
        return self._shown(item, "card.same_as" if alike else "card.same_as_none", buttons, lines)

    async def pass_on(self, worker: Worker, reference: str) -> Outgoing:
        """Which agencies they agreed to be put in touch with; else they are asked first (product.md 9).

        Raises NotFound.
        """
        item = await self.triage.item(worker, reference)
        async with self.triage.database.read() as conn:
            waiting = await reporting.waiting(conn, self.triage.keys.organisation)
        agreed = {one.agency for one in waiting if one.reference == item.reference and one.agency}
        names = [one.name for one in self.triage.area.agencies if one.id in agreed]
        if names:
            return self._shown(item, "card.agreed", [], agencies=", ".join(names))
        ask = Button(self._say("card.ask_first"), f"{WORK}say.{item.reference}.introduce")
        return self._shown(item, "card.not_agreed", [ask])

    async def asks_date(self, worker: Worker, reference: str) -> Outgoing:
        """Ask by which day they hear of it again. Raises NotFound."""
        item = await self.triage.item(worker, reference)
        await self.ask(worker, f"{DATE} {item.reference}")
        return Outgoing(self._say("card.which_date", reference=item.reference))

    async def set_date(self, worker: Worker, reference: str, text: str) -> Outgoing:
        """Take the day they wrote; what is none is asked for again."""
        try:
            until = day_in(text, self.triage.clock().astimezone(self.triage.area.zone).date())
            item = await self.triage.does(worker, reference, Deed(Does.BECAME, Progress.UNDER_WAY, until=until))
        except NotFound:
            return Outgoing(self._say("card.not_sent", why=self._say("card.not_there", reference=reference)))
        except Refused as why:
            await self.ask(worker, f"{DATE} {reference}")
            return Outgoing(str(why))
        return self.writer.card(item, self.triage.clock())

    def _shown(
        self, item: Item, key: str, buttons: Sequence[Button], lines: Sequence[str] = (), **values: Value
    ) -> Outgoing:
        today = self.triage.clock().astimezone(self.triage.area.zone).date()
        text = "\n".join([self.writer.line(item, today), self._say(key, **values), *lines])
        back = Button(self._say("card.see"), f"{WORK}see.{item.reference}")
        return Outgoing(text, (*buttons, back))

    def _say(self, key: str, **values: Value) -> str:
        return self.writer.say(f"staff.{key}", values)


def chosen(name: str, other: str) -> Deed | None:
    """The deed that a choice's button stands for; None for a button of another sort."""
    does = CHOICES.get(name)
    # A signpost's own words hold a number to ring.
    return Deed(does, other=other, anyway=does is Does.SIGNPOST) if does else None
