"""The contract every channel keeps: what happens comes in as an event, what is said goes out whole, with its choices.

Each channel has a driver: a person who acts through it, and sees what it shows. A new channel adds one.
"""

import asyncio
import io
import itertools
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import httpx
import pytest
from rich.console import Console

from bot.channel import Abilities, Button, Channel, Delivery, Incoming, Outgoing, Received
from bot.conversation.events import Commanded, Event, Opened, Pressed, Reserved, Said
from bot.errors import DatabaseBusy, SendFailed
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.client import make_client
from handlers.terminal import Terminal
from handlers.web.channel import WebChannel
from handlers.web.parts import WebSettings
from tests.fakes.bot_api import TOKEN, BotApi
from tests.handlers.web.town import Town, Visitor

AT = datetime(2026, 6, 2, tzinfo=UTC)
ASKED = Outgoing("How old are you?", (Button("Under 13", "talk1.0.under_13"), Button("18+", "talk1.0.adult")))


@dataclass
class Dispatcher:
    """The other side of the port: keeps what it is given; fails as often as told."""

    found: list[Received] = field(default_factory=list)
    failures: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, received: Sequence[Received]) -> None:
        if self.failures:
            self.failures -= 1
            raise DatabaseBusy("locked")
        self.found.extend(received)
        self.news.set()

    async def next_event(self) -> Event:
        return (await self.next_incoming()).event

    async def next_incoming(self) -> Incoming:
        async with asyncio.timeout(5):
            while not self.found:
                await self.news.wait()
                self.news.clear()
        one = self.found.pop(0)
        assert isinstance(one, Incoming)
        return one


class Driver(Protocol):
    """A person acting through a channel."""

    channel: Channel
    dispatcher: Dispatcher

    async def opens(self, door: str) -> None: ...
    async def says(self, text: str) -> None: ...
    async def commands(self, word: str) -> None: ...
    async def presses(self, label: str) -> None:
        """Tap, or type the number of, the choice called `label` of what was shown last."""

    async def tries_again(self) -> None:
        """Do what the person must do after words could not be taken: perhaps nothing."""

    async def sees(self, message: Outgoing) -> str:
        """Have `message` said by the channel and return what the person sees."""


class ByTelegram:
    def __init__(self) -> None:
        self.api = BotApi()
        client = make_client(TOKEN, "http://telegram.test/bot", request=self.api.in_process(), sends_a_second=0)
        self.channel = TelegramChannel(client, first_wait=0.01)
        self.dispatcher = Dispatcher()
        self.person = self.api.person()

    async def opens(self, door: str) -> None:
        await self.person.opens(door)

    async def says(self, text: str) -> None:
        await self.person.says(text)

    async def commands(self, word: str) -> None:
        await self.person.says(f"/{word}")

    async def presses(self, label: str) -> None:
        await self.person.presses(label)

    async def tries_again(self) -> None:
        """Telegram gives what was not confirmed again by itself."""

    async def sees(self, message: Outgoing) -> str:
        id_ = await self.channel.send(str(self.person.id), message)
        shown = self.api.bot.messages[self.person.id, int(id_.split(",")[-1])]
        return "\n".join([shown.text, *shown.labels()])


class ByWeb:
    def __init__(self) -> None:
        self.town = Town(settings=WebSettings("http://127.0.0.1", port=0))
        self.dispatcher = Dispatcher()
        self.channel = WebChannel(self.town.parts())
        self.address = f"http://127.0.0.1:{self.channel.bind()}"
        self.visitor: Visitor | None = None

    async def opens(self, door: str) -> None:
        async with httpx.AsyncClient(base_url=self.address, follow_redirects=True) as client:
            await client.get(f"/chat?door={door}")

    async def says(self, text: str) -> None:
        await (await self._inside()).says(text)

    async def commands(self, word: str) -> None:
        await (await self._inside()).posts(command=word)

    async def presses(self, label: str) -> None:
        await (await self._inside()).presses(label)

    async def tries_again(self) -> None:
        """Their words are in the box of the page that says what went wrong."""
        visitor = await self._inside()
        await visitor.says(visitor.box)

    async def sees(self, message: Outgoing) -> str:
        visitor = await self._inside()
        # What is said is fetched: the store's part, to keep the line, is played here.
        self.town.keeps(self.person, message)
        await visitor.opens()
        return visitor.text

    async def _inside(self) -> Visitor:
        if self.visitor is None:
            client = httpx.AsyncClient(base_url=self.address, follow_redirects=True)
            self.visitor = await Visitor(self.town, client).opens()
            greeted = self.dispatcher.found.pop()
            assert isinstance(greeted, Incoming)
            self.person = greeted.person
            self.town.keeps(self.person, Outgoing("Hello!"))
        return self.visitor


class ByTerminal:
    def __init__(self) -> None:
        self.dispatcher = Dispatcher()
        self.typed: asyncio.Queue[str] = asyncio.Queue()
        self.screen = io.StringIO()
        self.last = Outgoing("")
        console = Console(file=self.screen, width=200, color_system=None)
        numbers = itertools.count()
        self.channel = Terminal(self.lines(), console, lambda: AT, lambda: str(next(numbers)))

    async def lines(self) -> AsyncIterator[str]:
        while True:
            yield await self.typed.get()

    async def opens(self, door: str) -> None:
        self.dispatcher.found.clear()
        self.typed.put_nowait(f"/open {door}\n")

    async def says(self, text: str) -> None:
        self.typed.put_nowait(f"{text}\n")

    async def commands(self, word: str) -> None:
        self.typed.put_nowait(f"/{word}\n")

    async def presses(self, label: str) -> None:
        found = re.search(rf"(\d+) +{re.escape(label)}", self.screen.getvalue())
        assert found, f"no choice {label!r}"
        self.typed.put_nowait(f"{found.group(1)}\n")

    async def tries_again(self) -> None:
        """They are asked to type it again."""
        async with asyncio.timeout(5):
            while "not kept" not in self.screen.getvalue():  # noqa: ASYNC110 - a screen has no event
                await asyncio.sleep(0.01)
        await self.says("more benches")

    async def sees(self, message: Outgoing) -> str:
        self.screen.truncate(0)
        await self.channel.send("terminal", message)
        return self.screen.getvalue()


@pytest.fixture(params=[ByTelegram, ByWeb, ByTerminal], ids=["telegram", "web", "terminal"])
async def someone(request: pytest.FixtureRequest) -> AsyncIterator[Driver]:
    driver: Driver = request.param()
    running = asyncio.create_task(driver.channel.run(driver.dispatcher.take))
    if isinstance(driver, ByTerminal):
        assert await driver.dispatcher.next_event() == Opened(None)
    yield driver
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_coming_through_a_door_is_opened(someone: Driver) -> None:
    await someone.opens("q7ays1")
    event = await someone.dispatcher.next_event()
    assert isinstance(event, Opened)
    assert event.door == "q7ays1"


@pytest.mark.parametrize("text", ["more benches", "menu", "<b>&amp;</b> {x} %s", "🙂 é ẞ עברית", "a" * 4096])
async def test_words_are_said_as_they_were_written(someone: Driver, text: str) -> None:
    await someone.says(text)
    assert await someone.dispatcher.next_event() == Said(text)


@pytest.mark.parametrize("word", [Reserved.MENU, Reserved.HELP, Reserved.HIDE])
async def test_a_reserved_word_can_be_commanded(someone: Driver, word: Reserved) -> None:
    await someone.commands(word)
    assert await someone.dispatcher.next_event() == Commanded(word)


async def test_what_is_said_is_shown_with_its_choices_in_order(someone: Driver) -> None:
    seen = await someone.sees(ASKED)
    places = [seen.index(one) for one in ("How old are you?", "Under 13", "18+")]
    assert places == sorted(places)


async def test_a_choice_made_is_its_button_pressed_by_tap_or_by_number(someone: Driver) -> None:
    await someone.sees(ASKED)
    await someone.presses("18+")
    assert await someone.dispatcher.next_event() == Pressed("talk1.0.adult")


@pytest.mark.parametrize("text", ["<b>bold</b> &amp; *stars* _under_ [x](y)", "{{ 7 * 7 }}", "one\ntwo"])
async def test_what_is_said_is_shown_as_text_and_nothing_else(someone: Driver, text: str) -> None:
    seen = await someone.sees(Outgoing(text))
    assert " ".join(text.split()) in " ".join(seen.split())


async def test_each_message_has_an_id_of_its_own_and_the_account_s_name(someone: Driver) -> None:
    for text in ("one", "two", "two"):
        await someone.says(text)
    found = [await someone.dispatcher.next_incoming() for _ in range(3)]
    assert len({one.external_id for one in found}) == 3
    assert {one.account for one in found} == {someone.channel.account}
    assert len({(one.person, one.address) for one in found}) == 1
    assert [one.order for one in found] == sorted(one.order for one in found)


async def test_words_the_store_could_not_take_come_again_or_are_given_back(someone: Driver) -> None:
    await someone.sees(ASKED)
    someone.dispatcher.failures = 1
    await someone.says("more benches")
    await someone.tries_again()
    assert await someone.dispatcher.next_event() == Said("more benches")


def test_abilities_are_declared(someone: Driver) -> None:
    abilities = someone.channel.abilities
    assert isinstance(abilities, Abilities)
    assert abilities.longest_text >= 4096


async def test_what_is_fetched_is_never_pushed(someone: Driver) -> None:
    if someone.channel.abilities.delivery is Delivery.PUSH:
        return
    with pytest.raises(SendFailed) as failed:
        await someone.channel.send("someone", ASKED)
    assert failed.value.permanent


async def test_a_channel_ends_soon_after_it_is_cancelled(someone: Driver) -> None:
    other: Driver = type(someone)()  # type: ignore[call-arg]
    running = asyncio.create_task(other.channel.run(other.dispatcher.take))
    await asyncio.sleep(0.1)
    running.cancel()
    async with asyncio.timeout(3):
        with suppress(asyncio.CancelledError):
            await running
    assert running.done()
