"""Two processes on one PostgreSQL, by webhook: nothing lost, nothing twice, and one goes on when the other dies."""

import asyncio
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from bot.app import utc_now
from bot.opening import opened
from bot.settings import load
from handlers.telegram.webhook import PATH, SECRET_HEADER
from tests.crash.harness import Subject, start, stop
from tests.crash.subjects import EARSHOT, earshot
from tests.factories_storage import all_said
from tests.fakes.bot_api import BotApi
from tests.fakes.server import served_in_thread
from tests.fakes.telegram.bot import Chat

SECRET = "crash-harness"
PEOPLE = [8_000_000_001 + number for number in range(12)]
SENDS_IN_FLIGHT = 4
PATIENCE = 40.0
SEED = 20261101
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth")
HAMMERED, SPOKEN = 2 + len(ORDER) + 3, 2 + 3 + 2
"""Replies: a hello, one to who did not say their age, one a sentence; then two to CANCEL, of which one says by
which number the words are known, and one to each of three sentences.

Further words at "Which place is this about?", three times at most, are thanked for and the place is asked again: two.
"""

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.xdist_group("crash"),
    pytest.mark.skipif(not Path(EARSHOT).exists(), reason="the program earshot is not installed"),
    pytest.mark.parametrize("store", ["postgresql"], indirect=True),
]


@dataclass
class Cluster:
    """Processes behind a balancer that sends an update to whichever answers."""

    api: BotApi
    subjects: Sequence[Subject]
    bots: list[Any]
    client: httpx.AsyncClient
    dice: random.Random
    ids: Iterator[int]

    def update(self, person: int, text: str) -> dict[str, Any]:
        self.api.bot.chats.setdefault(person, Chat(person))
        sender = {"id": person, "is_bot": False, "first_name": "Somebody"}
        body = {"message_id": next(self.ids), "from": sender, "chat": {"id": person, "type": "private"}, "date": 0}
        return {"update_id": body["message_id"], "message": body | {"text": text}}

    async def post(self, update: dict[str, Any], first: int | None = None) -> None:
        """Post an update until some process has taken it, as Telegram does."""
        order = [0, 1] if first == 0 else [1, 0] if first == 1 else self.dice.sample([0, 1], 2)
        async with asyncio.timeout(PATIENCE):
            for at in itertools.cycle(order):
                url = self.subjects[at].environment["PUBLIC_URL"] + PATH
                try:
                    answer = await self.client.post(url, json=update, headers={SECRET_HEADER: SECRET})
                except httpx.HTTPError:
                    await asyncio.sleep(0.05)
                    continue
                if answer.is_success:
                    return
                await asyncio.sleep(0.05)

    def heard(self, person: int) -> list[str]:
        return [one.text for one in self.api.bot.said_to(person)]

    async def until_each_heard(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while any(len(self.heard(one)) < count for one in PEOPLE):  # noqa: ASYNC110 - the fake is in another thread
                await asyncio.sleep(0.05)

    def kill(self, at: int) -> None:
        self.bots[at].kill()
        self.bots[at].wait()


@contextmanager
def cluster(folder: Path, url: str) -> Iterator[Cluster]:
    """Two fresh processes, started at the same moment on an empty database."""
    api = BotApi()
    with served_in_thread(api.app) as port, (folder / "bots.log").open("ab") as log:
        where: Any = SimpleNamespace(base_url=f"http://127.0.0.1:{port}/bot")
        shared = {"MASTER_KEY_FILE": str(folder / "keys" / "master.key")}
        subjects = [_sharing(earshot(where, folder / name, mode="webhook", database_url=url), shared) for name in "ab"]
        bots = [start(one, log) for one in subjects]
        client = httpx.AsyncClient(timeout=15, limits=httpx.Limits(max_connections=40))
        try:
            yield Cluster(api, subjects, bots, client, random.Random(SEED), itertools.count(500_000_001))  # noqa: S311
        finally:
            for bot in bots:
                stop(bot)


def _sharing(subject: Subject, shared: dict[str, str]) -> Subject:
    return replace(subject, environment=dict(subject.environment) | shared)


async def test_two_processes_are_hammered_and_one_dies(empty_url: str, tmp_path: Path) -> None:
    with cluster(tmp_path, empty_url) as town:
        # Both are up once both have taken something of everybody's.
        hellos = [town.update(person, "/start") for person in PEOPLE]
        await asyncio.gather(*(town.post(one, first=at % 2) for at, one in enumerate(hellos)))
        await town.until_each_heard(1)
        said = {person: [f"{word} bench by the pond, {_name(person)}" for word in ORDER] for person in PEOPLE}
        updates = [town.update(person, text) for person in PEOPLE for text in said[person]]
        hammering = [*updates, *updates]
        town.dice.shuffle(hammering)
        half = len(hammering) // 2
        await asyncio.gather(*(town.post(one) for one in hammering[:half]))
        rest = [asyncio.create_task(town.post(one)) for one in hammering[half:]]
        await asyncio.sleep(0.05)
        town.kill(0)
        await asyncio.gather(*rest)
        await town.until_each_heard(HAMMERED)
        in_order = [[town.update(person, text) for text in ("cancel", *_spoken(person))] for person in PEOPLE]
        await asyncio.gather(*(_one_after_the_other(town, one) for one in in_order))
        await town.until_each_heard(HAMMERED + SPOKEN)
        await asyncio.sleep(1)
        extra = sum(len(town.heard(person)) - (HAMMERED + SPOKEN) for person in PEOPLE)
        stored = await _stored(town.subjects[1].environment)
        await town.client.aclose()
    lines = [line for text in stored for line in text.splitlines()]
    everything = [text for person in PEOPLE for text in (*said[person], *_spoken(person))]
    assert sorted(lines) == sorted(everything)
    assert 0 <= extra <= SENDS_IN_FLIGHT
    for person in PEOPLE:
        assert "\n".join(_spoken(person)) in stored, "the order of what was said one after the other is lost"


async def _stored(environment: Mapping[str, str]) -> list[str]:
    """The words of all contributions, read as a third process would."""
    names = ("database_url", "master_key_file", "data_dir")
    settings = load(**{name: environment[name.upper()] for name in names})
    async with opened(settings, utc_now) as core:
        return [one.words for one in await all_said(core.database, core.keys)]


async def _one_after_the_other(town: Cluster, updates: Sequence[dict[str, Any]]) -> None:
    for one in updates:
        await town.post(one)


def _spoken(person: int) -> list[str]:
    return [f"{word} swing for small children, {_name(person)}" for word in ORDER[:3]]


def _name(person: int) -> str:
    """Everyday words of each person's own, without digits or a name that a reader would mark."""
    colours = ("red", "blue", "green", "yellow", "brown", "black", "white", "pink", "grey", "orange")
    return "painted " + " and ".join(colours[int(digit)] for digit in str(person)[-2:])
