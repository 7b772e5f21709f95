"""A whole Earshot that talks to the fake Bot API, and its people: here histories are lived, without sockets."""

import asyncio
import itertools
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import Any

from msgspec.structs import replace

from benchmarks.readers import PACK
from bot.domain.area import Area
from bot.pack.loading import load
from bot.prepared import prepared
from bot.reading.readers import Readers
from bot.running import end
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.client import make_client
from tests.factories_app import PUSH, Whole
from tests.factories_reading import LOCALES
from tests.fakes.bot_api import BotApi
from tests.fakes.direct import Direct
from tests.fakes.telegram.bot import Message
from tests.fakes.telegram.inbox import Waiting
from tests.fakes.telegram.person import Person
from tests.read_once import read_once
from tests.whereabouts import Whereabouts, whereabouts

TOKEN = "1:AAhistoriesOnly00000000000000000000"
STEADY, FICKLE = 3, 2
"""So many never take anything back, and so many do whatever they like."""
GROUP = -1_001_234_567_890
PATIENCE = 30.0
PLAIN = ("bench", "slide", "pond", "grass", "lamp", "swing", "gate", "hedge", "ramp", "kerb")
"""Ten words, one a digit. A made-up word may be taken for a name, and what a child is known by is kept nowhere."""
MARK = re.compile(rf"mark(?: (?:{'|'.join(PLAIN)})){{4}} end")
BENIGN = ("Forbidden: ", "Bad Request: query is too old", "Bad Request: message can't be deleted", "Conflict: ")
"""What a faultless bot may be told: somebody blocked it, time has passed, or a second poll took over from the first."""


@cache
def place() -> tuple[Area, Readers]:
    """The first home with every language of its pack on, and its readers."""
    area = load(PACK)
    area = replace(area, languages=tuple(replace(one, on=True) for one in area.languages))
    return area, read_once(prepared(area, LOCALES).readers)


@dataclass
class Town:
    """Earshot on a database, Telegram, five people and all they said."""

    database: Database
    keys: Keys
    api: BotApi = field(default_factory=lambda: BotApi(TOKEN))
    told: dict[str, int] = field(default_factory=dict)
    seen: list[Waiting] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    malformed: int = 0
    updates: int = 0
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.people = [self.api.person(f"Person {which}") for which in range(STEADY + FICKLE)]
        self.blocked: set[int] = set()
        area, readers = place()
        self.whole = Whole(self.database, self.keys, area=area, readers=readers, postbox=self._channel())  # type: ignore[arg-type]
        self._note_tokens()
        self.tasks: list[asyncio.Task[None]] = []

    def _channel(self) -> TelegramChannel:
        client = make_client(TOKEN, "http://telegram.test/bot", request=Direct(self.api), sends_a_second=0)
        return TelegramChannel(client, first_wait=0.001)

    # -- the program -------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Poll and send, as `earshot run` does."""
        channel: TelegramChannel = self.whole.postbox  # type: ignore[assignment]
        self.tasks = [
            asyncio.create_task(self.whole.outbox.run(PUSH)),
            asyncio.create_task(channel.run(self.whole.dispatcher.take)),
        ]

    async def stop(self) -> None:
        """End it wherever it is."""
        tasks, self.tasks = self.tasks, []
        await end(tasks)
        await self.whole.dispatcher.drained()

    async def restart(self) -> None:
        """Stop, and start again with nothing but what is stored."""
        await self.stop()
        whole = self.whole.another()
        whole.postbox = self._channel()  # type: ignore[assignment]
        whole.__post_init__()
        self.whole = whole
        self._note_tokens()
        self.start()

    def _note_tokens(self) -> None:
        """Know every link by which words are handed over, also those that never reach who blocked the bot."""
        draw = self.whole.stock.outside.draw

        def noting(what: str, argument: str) -> str:
            drawn = draw(what, argument)
            if what == "token":
                self.tokens.append(drawn)
            return drawn

        outside = replace(self.whole.stock.outside, draw=noting)
        self.whole.dispatcher.stock = replace(self.whole.stock, outside=outside)

    async def settles(self) -> None:
        """Wait until every update is confirmed and every reply sent."""
        async with asyncio.timeout(PATIENCE):
            while not self._still():  # noqa: ASYNC110 - many change it
                await asyncio.sleep(0.0005)

    def _still(self) -> bool:
        for one in self.tasks:
            if one.done():
                raise AssertionError(f"a task of the program ended: {one!r}")
        running, outbox = self.whole.dispatcher._running, self.whole.outbox
        busy = any(one.busy for one in outbox._led.values()) or outbox._sent or not outbox._led
        return not (self.api.bot.inbox.waiting(1) or (running and not running.done()) or busy)

    def passes(self, hours: int) -> None:
        """Time goes by, for everybody."""
        self.whole.now += timedelta(hours=hours)
        self.api.clock.forward(hours=hours)

    # -- what comes in -----------------------------------------------------------------------------------------------

    def marked(self, who: int, text: str) -> str:
        """A text that is known again wherever it turns up."""
        mark = f"mark {' '.join(PLAIN[int(digit)] for digit in f'{next(self.numbers):04}')} end"
        self.told[mark] = who
        return f"{text} and more {mark}"

    def shown(self, who: int) -> list[tuple[Message, str]]:
        """The buttons in somebody's chat, oldest first."""
        return [
            (message, button["callback_data"])
            for message in self.api.bot.said_to(self.people[who].id)
            for row in message.keyboard
            for button in row
            if "callback_data" in button
        ]

    def in_group(self, who: int, text: str) -> None:
        """Somebody writes in a group the bot was added to."""
        body = self.people[who]._envelope(1) | {"chat": {"id": GROUP, "type": "supergroup", "title": "Us"}}
        self.api.bot.inbox.add("message", body | {"text": text}, GROUP)

    def noted(self, *, turned: random.Random | None = None) -> None:
        """Remember what waits, so that it can come again; `turned` has it come in another order."""
        waiting = self.api.bot.inbox._waiting
        self.updates += len(waiting)
        self.seen += waiting
        if turned is not None:
            turned.shuffle(waiting)  # type: ignore[arg-type]

    def again(self, number: int) -> None:
        """The last updates come once more."""
        for one in self.seen[-number:]:
            self.api.bot.inbox._waiting.append(one)
            self.updates += 1
        self.api.bot.inbox.wake()

    def breaks(self, body: object) -> None:
        """An update that no Telegram would send."""
        self.malformed += 1
        self.api.bot.inbox.add_raw({"message": body})

    # -- what must hold ----------------------------------------------------------------------------------------------

    async def check(self) -> None:
        """After any history: nobody stuck, nothing lost or doubled, nothing told to another, no call refused."""
        last = await self._everybody_is_answered()
        found = await whereabouts(self.database, self.keys, self.tokens)
        self._nothing_lost(found, last)
        self._nothing_told_to_others()
        assert await self.whole.quarantined() == self.malformed
        refused = [one for one in self.api.bot.refused if not one[1].startswith(BENIGN)]
        assert refused == [], refused

    async def _everybody_is_answered(self) -> set[str]:
        """MENU is answered and a new text too, which is to be kept: gives its marks."""
        before = set(self.told)
        for which, person in enumerate(self.people):
            if which in self.blocked:
                await person.unblocks()
        self.blocked.clear()
        for ask in (lambda _: "/menu", lambda which: self.marked(which, "a last word about the hedge")):
            heard = {person.id: self._seen(person) for person in self.people}
            for which, person in enumerate(self.people):
                await person.says(ask(which))
            self.noted()
            await self.settles()
            silent = [person.name for person in self.people if self._seen(person) == heard[person.id]]
            assert silent == [], f"{silent} got no answer"
        return set(self.told) - before

    def _seen(self, person: Person) -> int:
        return max((one.seen for one in self.api.bot.said_to(person.id)), default=0)

    def _nothing_lost(self, found: Whereabouts, last: set[str]) -> None:
        faults = {
            mark: fault
            for mark, who in self.told.items()
            if (who < STEADY or mark in last) and (fault := found.fault(mark))
        }
        assert faults == {}, "\n".join([str(faults), *self._diary({self.told[mark] for mark in faults})])
        twice = [mark for mark in self.told if sum(text.count(mark) for text in found.kept) > 1]
        assert twice == [], "\n".join(
            [
                "kept twice:",
                *(text for text in found.kept if any(one in text for one in twice)),
                *self._diary({self.told[mark] for mark in twice}),
            ]
        )

    def _diary(self, who: set[int]) -> list[str]:
        """What these people did and heard, for whoever mends what broke."""
        ids = {self.people[which].id for which in who}
        return [
            *(f"{one.chat} {_told(one.update)}" for one in self.seen if one.chat in ids),
            *(
                f"{asked['chat_id']} <- {asked.get('text', method)!r}"[:150]
                for method, asked in self.api.bot.calls
                if int(asked.get("chat_id", 0)) in ids
            ),
        ]

    def _nothing_told_to_others(self) -> None:
        whose = {person.id: which for which, person in enumerate(self.people)}
        for method, asked in self.api.bot.calls:
            chat = int(asked.get("chat_id", 0))
            assert chat == 0 or chat in whose, f"{method} to a chat of nobody's"
            marks = MARK.findall(str(asked.get("text", "")))
            assert all(self.told[one] == whose[chat] for one in marks), f"{marks} told to another"


def _told(update: Mapping[str, Any]) -> str:
    kind, body = next((kind, body) for kind, body in update.items() if kind != "update_id")
    return f"{update['update_id']} {kind} {body.get('text', body.get('data', sorted(body)))!r}"[-150:]


async def emptied(database: Database) -> None:
    """Forget everybody; the organisation and its keys stay."""
    async with database.write() as conn:
        for table in reversed(tables.metadata.sorted_tables):
            if table.name not in {"organisation", "installation"}:
                await conn.execute(table.delete())
