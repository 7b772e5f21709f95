"""An estate of the real pack with the whole program on: its Telegram, its pages, and a clock that is moved by hand."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx

from bot.app import assembled
from bot.domain.worker import Role
from bot.jobs.cover import cover
from bot.jobs.digest import digest
from bot.jobs.follow_up import follow_up
from bot.jobs.questions import questions
from bot.jobs.silence import silence
from bot.running import Earshot
from bot.scheduler import look
from bot.staff.door import INVITE
from bot.staff.letting_in import let_in
from bot.staff_parts import access
from bot.storage import tables
from bot.storage.workers import Link
from tests.bot.test_app import running, settings
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.server import served
from tests.fakes.telegram.person import Person

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 2, 10, 7, tzinfo=LONDON)
"""An ordinary Monday in term, no holiday near."""
PLACE, DOOR = "fishermead", "3kb7r3p"
MORNING_AND_AFTERNOON = (cover, silence, digest, follow_up, questions)


@dataclass
class Estate:
    """Fishermead, whoever lives and works there, and the time."""

    earshot: Earshot
    api: BotApi
    clock: "Clock"
    address: str
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """Somebody with Telegram in hand."""
        return self.people.setdefault(name, self.api.person(name))

    async def at(self, days: int, time: str) -> None:
        """So many days after Monday, at this time by the clocks of Fishermead: what the clock does is done."""
        hour, minute = time.split(":")
        day = MONDAY + timedelta(days=days)
        self.clock.now = day.replace(hour=int(hour), minute=int(minute))
        for job in MORNING_AND_AFTERNOON:
            await look(job, self.earshot.kit, self.clock)
        if self.earshot.post:
            await self.earshot.post.look()

    async def let_in(self, name: str, role: Role = Role.MOBILISER) -> Person:
        """Somebody works here from now on, in the bot's chat too."""
        core, worker = self.earshot.core, self.person(name)
        door = access(core)
        someone = await let_in(door, core.area, name, roles=[role], places=[PLACE])
        await worker.opens(INVITE + await door.make_link(someone.id, Link.CHAT))
        await worker.hears(f"Hello {name}, you are in")
        return worker

    async def way_in(self, worker: Person) -> str:
        """The path of a link into the console, as the bot gives it to a worker who asks."""
        await worker.says("/console")
        told = await worker.hears("Your way into the console")
        [path] = re.findall(r"/console/enter/\S+", told.text)
        return str(path)

    async def page(self, path: str) -> str:
        """A page as somebody sees it who was never here: a child without a cookie."""
        async with httpx.AsyncClient(base_url=self.address) as browser:
            return (await browser.get(path)).text

    async def answers_kept(self) -> list[str]:
        """What people answered when they were asked, weeks later, whether anything has changed."""
        async with self.earshot.core.database.read() as conn:
            return [row.answer for row in await conn.execute(tables.follow_up.select()) if row.answer]


class Clock:
    """The time, as it was set last."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def estate(folder: Path, url: str) -> AsyncIterator[Estate]:
    """The whole program for Milton Keynes on a store, with a Telegram of its own."""
    api, clock = BotApi(), Clock()
    async with served(api.app) as port:
        given = settings(
            folder,
            database_url=url,
            telegram_bot_token=TOKEN,
            telegram_base_url=f"http://127.0.0.1:{port}/bot",
        )
        async with assembled(given, clock) as earshot, running(earshot):
            yield Estate(earshot, api, clock, f"http://127.0.0.1:{given.web_port}")
