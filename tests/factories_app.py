"""A whole Earshot on a test's own database: people speak, what is stored and answered is seen, time stands still."""

import asyncio
import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import Row, select

from bot.batch import Speaking, Stock
from bot.channel import Abilities, Button, Delivery, Incoming, Outgoing, Take, load
from bot.conversation.events import Event, Opened, Pressed, Reserved, Said
from bot.conversation.scene import Outside
from bot.conversation.script import Dialogue
from bot.dialogues.catalogue import dialogues as every_dialogue
from bot.dispatcher import Dispatcher
from bot.domain.area import Area
from bot.domain.contribution import Contribution
from bot.draws import Draws
from bot.outbox import Outbox
from bot.questions_now import QuestionsNow
from bot.storage import chat_lines, people, quarantine, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.chat import TELEGRAM, WEB, ways, wording
from tests.factories_pack import make_area
from tests.factories_storage import all_said
from tests.plain_readers import PlainReaders

PUSH, PULL = "telegram:1", "web"
NOON = datetime(2026, 10, 7, 11, 0, tzinfo=UTC)
ABILITIES = {
    PUSH: Abilities("telegram", Delivery.PUSH, 100, 4096, edits=True, media=True, speaks_first=True, deletes=True),
    PULL: Abilities("web", Delivery.PULL, 100, 100_000, edits=False, media=False, speaks_first=False, deletes=True),
}
RETURN_WORDS = ("plum", "fox", "kite", "barn", "lamp", "oak")


@dataclass
class Postbox:
    """A channel that keeps what it is given to send. `troubles` are raised first, one a send, by address."""

    account: str = PUSH
    abilities: Abilities = ABILITIES[PUSH]
    sent: list[tuple[str, Outgoing]] = field(default_factory=list)
    troubles: dict[str, list[Exception]] = field(default_factory=lambda: defaultdict(list))
    open: asyncio.Event = field(default_factory=asyncio.Event)
    seconds: float = 0.0
    under_way: int = 0
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self.open.set()

    async def run(self, take: Take) -> None:
        del take
        await asyncio.Event().wait()

    async def send(self, address: str, message: Outgoing) -> str:
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        try:
            await asyncio.sleep(self.seconds)
            await self.open.wait()
            if self.troubles[address]:
                raise self.troubles[address].pop(0)
            self.sent.append((address, message))
            return str(len(self.sent))
        finally:
            self.under_way -= 1

    def texts(self, address: str) -> list[str]:
        """What reached an address, in order."""
        return [message.text for to, message in self.sent if to == address]


@dataclass
class Whole:
    """Earshot put together on a database. People are named; each says, taps and hears on one account."""

    database: Database
    keys: Keys
    area: Area = field(default_factory=make_area)
    now: datetime = NOON
    dialogues: Mapping[str, Dialogue] = field(default_factory=every_dialogue)
    readers: Any = None
    postbox: Postbox = field(default_factory=Postbox)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.questions = QuestionsNow(self.database, self.keys, self.clock)
        self.outbox = Outbox(self.database, self.keys, {PUSH: self.postbox}, self.clock)
        self.stock = self._stock()
        self.dispatcher = Dispatcher(self.database, self.keys, self.stock, self.outbox, self.clock, self.told.extend)

    def clock(self) -> datetime:
        return self.now

    def another(self, database: Database | None = None) -> "Whole":
        """A second process's Earshot on the same store, with the same people and clock."""
        return replace(self, database=database or self.database, postbox=Postbox(), told=[])

    # -- what people do ----------------------------------------------------------------------------------------------

    def update(self, who: str, event: Event, *, on: str = PUSH, order: int = 0, id_: str = "") -> Incoming:
        """Something `who` did; newer than all before it unless `order` says otherwise."""
        number = next(self.numbers)
        return Incoming(on, id_ or str(number), order or number, who, who, event, message=str(number))

    def words(self, who: str, text: str, **fields: Any) -> Incoming:
        return self.update(who, Said(text), **fields)

    async def takes(self, *updates: Incoming) -> None:
        """Take updates as one batch."""
        await self.dispatcher.take(updates)

    async def says(self, who: str, *texts: str, on: str = PUSH) -> None:
        """Say texts, one batch each."""
        for text in texts:
            await self.takes(self.words(who, text, on=on))

    async def taps(self, who: str, choice: str, on: str = PUSH) -> None:
        """Tap the newest button of the choice of this key."""
        shown = [one for message in await self.answers(who, on) for one in message.buttons]
        token = next(one.token for one in reversed(shown) if one.token.endswith(f".{choice}"))
        await self.takes(self.update(who, Pressed(token), on=on))

    async def meets(self, *who: str, on: str = PUSH, band: str = "adult") -> None:
        """These people have said hello, and how old they are."""
        for one in who:
            await self.takes(self.update(one, Opened("q7ays1"), on=on))
            await self.taps(one, band, on)

    # -- what came of it ---------------------------------------------------------------------------------------------

    async def answers(self, who: str, on: str = PUSH) -> list[Outgoing]:
        """What was answered to somebody and waits, or is there to be fetched, oldest first."""
        async with self.database.read() as conn:
            person = await people.look(conn, self.keys, self.hash(who, on))
            if on == PULL:
                lines = await chat_lines.after(conn, self.keys, person) if person else []
                return [load(one.body) for one in lines if one.side == chat_lines.Side.US]
            rows = await conn.execute(select(tables.outbox).order_by(tables.outbox.c.id))
            mine = [row for row in rows if row.participant == self.hash(who, on) and row.sealed]
        return [self._opened(person, row) for row in mine] if person else []

    async def last(self, who: str, on: str = PUSH) -> str:
        """The text last answered to somebody."""
        return (await self.answers(who, on))[-1].text

    async def stored(self, *who: str, on: str = PUSH) -> list[str]:
        """The words of all contributions of these people (of all people), in the order they were kept."""
        wanted = {self.hash(one, on) for one in who}
        return [one.words for one in await self.contributions() if not wanted or one.participant in wanted]

    async def contributions(self) -> list[Contribution]:
        return sorted(await all_said(self.database, self.keys), key=lambda one: one.id)

    async def person(self, who: str, on: str = PUSH) -> people.Person | None:
        async with self.database.read() as conn:
            return await people.look(conn, self.keys, self.hash(who, on))

    async def quarantined(self) -> int:
        async with self.database.read() as conn:
            return await quarantine.count(conn, self.keys.organisation)

    async def rows(self, table: Any) -> list[Row[Any]]:
        async with self.database.read() as conn:
            return list(await conn.execute(select(table).order_by(*table.primary_key)))

    def hash(self, who: str, on: str = PUSH) -> str:
        return self.keys.participant_hash(on, who)

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[Postbox]:
        """Send for the pushed account while the block runs; it ends once what was sent is marked."""
        task = asyncio.create_task(self.outbox.run(PUSH))
        await asyncio.sleep(0)
        try:
            yield self.postbox
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def sending_ends(self) -> None:
        """Have everything that waits sent."""
        async with self.sending() as postbox:
            while any(row.sent_at is None for row in await self.rows(tables.outbox)):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        postbox.sent.clear()

    async def sent_all(self) -> None:
        """Wait until nothing waits to be sent here."""
        async with asyncio.timeout(10):
            await self.outbox.idle()

    def _opened(self, person: people.Person, row: Row[Any]) -> Outgoing:
        clear = person.key.open("outbox", row.sealed)
        return load(clear[4 + int.from_bytes(clear[:4]) :])

    def _stock(self) -> Stock:
        readers = self.readers or PlainReaders(self.area)
        return Stock(
            area=self.area,
            dialogues=self.dialogues,
            wording=wording(),
            outside=ways().understood(
                Outside(
                    draw=Draws(self.clock, self.area.zone, {"en": RETURN_WORDS}),
                    read=readers.read,
                    screen=readers.screen,
                    screen_together=readers.screen_together,
                    reserved=lambda text: Reserved(word) if (word := readers.reserved(text)) else None,
                    label=wording().label,
                    spellings=wording().spellings,
                    questions=self.questions,
                )
            ),
            speaking={PUSH: Speaking(ABILITIES[PUSH], TELEGRAM), PULL: Speaking(ABILITIES[PULL], WEB)},
            new_key=partial(people.fresh, self.keys),
        )


async def until(holds: Callable[[], object], *, seconds: float = 5.0) -> None:
    """Wait until something holds; AssertionError after so many seconds."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.005)


def labels(message: Outgoing) -> list[str]:
    """The words on a message's buttons."""
    return [one.label for one in message.buttons]


def button(message: Outgoing, choice: str) -> Button:
    """A message's button of the choice of this key."""
    return next(one for one in message.buttons if one.token.endswith(f".{choice}"))
