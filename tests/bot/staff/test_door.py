"""The workers' door in the bot's chat: an invite lets in once, /console gives a link, residents never notice."""

import itertools
import re

import pytest

from bot.channel import Incoming, Received
from bot.conversation.events import Event, Opened, Said
from bot.domain.worker import Role, Worker
from bot.staff.access import Access
from bot.staff.door import INVITE, WorkerDoor
from bot.storage import workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.workers import Link
from tests.chat import wording
from tests.factories_app import NOON, PUSH, Postbox

SAM = Worker("sam", "Sam", (Role.MOBILISER,), ("lakes-estate",))
HERE, ELSEWHERE = "4711", "815"


class Chat:
    """The door with a real store behind it, and what came out of both its sides."""

    def __init__(self, database: Database, keys: Keys) -> None:
        tokens = itertools.count(1)
        self.access = Access(database, keys, lambda: NOON, lambda: f"t{next(tokens)}", lambda: f"{next(tokens):032x}")
        self.box, self.through = Postbox(), list[Received]()
        words = wording()
        self.door = WorkerDoor(
            self.access,
            self.box,  # type: ignore[arg-type]
            lambda key, values: words.text(key, "en", values),
            "https://earshot.example",
            self._take,
        )

    async def _take(self, updates: object) -> None:
        self.through.extend(updates)  # type: ignore[arg-type]

    async def does(self, event: Event, person: str = HERE) -> None:
        await self.door.take([Incoming(PUSH, "1", 1, person, person, event)])

    async def told(self, person: str = HERE) -> str:
        return "\n".join(message.text for address, message in self.box.sent if address == person)


@pytest.fixture
async def chat(database: Database, keys: Keys) -> Chat:
    async with database.write() as conn:
        await workers.let_in(conn, keys, SAM, NOON)
    return Chat(database, keys)


async def invited(chat: Chat) -> Opened:
    return Opened(INVITE + await chat.access.make_link(SAM.id, Link.CHAT))


async def test_an_invite_lets_in_and_console_gives_a_link_that_opens(chat: Chat) -> None:
    await chat.does(await invited(chat))
    assert "Hello Sam, you are in" in await chat.told()
    await chat.does(Said("/Console "))
    found = re.search(r"https://earshot\.example/console/enter/(\S+)", await chat.told())
    assert found
    assert await chat.access.sign_in(found[1])
    assert chat.through == []


async def test_an_invite_that_comes_twice_welcomes_nobody_as_a_resident(chat: Chat) -> None:
    invite = await invited(chat)
    await chat.does(invite)
    await chat.does(invite)
    assert chat.through == []
    assert len(chat.box.sent) == 1


async def test_somebody_else_with_a_used_invite_is_a_resident(chat: Chat) -> None:
    invite = await invited(chat)
    await chat.does(invite)
    await chat.does(invite, ELSEWHERE)
    assert len(chat.through) == 1
    assert await chat.told(ELSEWHERE) == ""


async def test_console_from_a_resident_is_a_message_like_any_other(chat: Chat) -> None:
    await chat.does(Said("/console"), ELSEWHERE)
    assert len(chat.through) == 1
    assert chat.box.sent == []


async def test_what_a_worker_says_otherwise_goes_on_to_the_conversation(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said("could the park have a hoop"))
    assert len(chat.through) == 1


async def test_a_worker_who_has_gone_is_a_resident(chat: Chat) -> None:
    await chat.does(await invited(chat))
    async with chat.access.database.write() as conn:
        await workers.go(conn, chat.access.keys.organisation, SAM.id, NOON)
    await chat.does(Said("/console"))
    assert len(chat.through) == 1
