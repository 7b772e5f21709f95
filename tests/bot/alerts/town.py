"""A town whose workers can be told: a real mail server, the fake Bot API, both stores, a clock that can be moved."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from msgspec.structs import replace

from bot.alert_parts import mail_notice
from bot.alerts.desk import Desk
from bot.alerts.notices import Writer
from bot.alerts.pagers import MailPager, TelegramPager
from bot.conversation.effects import AddToCase, OpenCase
from bot.domain.area import Area, CrisisContact
from bot.domain.case import Case
from bot.domain.mailbox import Mailbox
from bot.domain.paging import Recipient, Role
from bot.domain.reading import DangerLevel
from bot.storage import staff, watch
from bot.storage.database import Database
from bot.storage.effects import carry_out
from bot.storage.keys import Keys
from handlers.mail.sender import MailSender, MailServer
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.client import make_client
from tests.chat import wording
from tests.factories_pack import CHECKED, make_area
from tests.factories_storage import done, known
from tests.fakes.bot_api import TOKEN, BotApi
from tests.fakes.mail import Letterbox, letterbox
from tests.fakes.telegram.person import Person

TUESDAY = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)  # 10:00 in London, staffed
NIGHT = datetime(2026, 6, 2, 21, 0, tzinfo=UTC)
LEAD, DEPUTY, MANAGER, ON_CALL = "lead", "deputy", "manager", "on-call-1"
ROSTER = (
    Recipient(LEAD, Role.LEAD, ("Anna Bell",), "anna@voices.example"),
    Recipient(DEPUTY, Role.DEPUTY, ("Ben Holt",), "ben@voices.example"),
    Recipient(MANAGER, Role.MANAGER, ("Mina Shah",), "mina@voices.example"),
    Recipient(ON_CALL, Role.ON_CALL, ("Cleo",), "cleo@voices.example"),
)
CONTACTS = (
    CrisisContact("emergency", "Emergency services", "999", "call 999", "all", CHECKED),
    CrisisContact("emergency-social-work", "Emergency social work", "01632 960100", "call it", "staff", CHECKED),
    CrisisContact("lado", "LADO", "01632 960200", "call it", "staff", CHECKED),
)
WORDS = "he hits me with a belt"
STEP = timedelta(minutes=1)


def staffed_area(**changes: Any) -> Area:
    return make_area(**({"crisis_contacts": CONTACTS} | changes))


@dataclass
class Town:
    """Cases come in, time passes, workers are told. `chats` are the workers' own, by id."""

    database: Database
    keys: Keys
    box: Letterbox
    api: BotApi
    area: Area = field(default_factory=staffed_area)
    roster: tuple[Recipient, ...] = ROSTER
    now: datetime = TUESDAY
    running: float = 0.0
    chats: dict[str, Person] = field(default_factory=dict)
    opened: int = 0

    def __post_init__(self) -> None:
        self.desk = self.new_desk()

    def new_desk(self) -> Desk:
        """The desk of a process that has just begun: it knows nothing but the database."""
        server = MailServer("127.0.0.1", self.box.port, Mailbox("", "earshot@voices.example"), starttls=False)
        client = make_client(TOKEN, "http://telegram.test/bot", request=self.api.in_process(), sends_a_second=0)
        self.channel = TelegramChannel(client)
        mail = MailPager(partial(mail_notice, MailSender(server, patience=2.0), self.clock))
        pagers = (mail, TelegramPager(self.channel, "I have it"))
        writer = Writer(self.area, self.roster, wording())
        return Desk(
            self.database, self.keys, writer, pagers, self.clock, "https://voices.example", lambda: self.running
        )

    def clock(self) -> datetime:
        return self.now

    async def dies(self) -> None:
        """The process is killed and another begins."""
        self.desk = self.new_desk()

    async def staff_chats(self, *ids: str) -> None:
        """These workers have bound their chats."""
        for id_ in ids or [one.id for one in self.roster]:
            person = self.chats[id_] = self.api.person(id_)
            await person.opens()
            async with self.database.write() as conn:
                await staff.invite(conn, self.keys.organisation, id_, f"token-{id_}", self.now)
                who = self.keys.participant_hash(self.channel.account, str(person.id))
                await staff.accept(conn, self.keys, f"token-{id_}", who=who, address=str(person.id), now=self.now)

    async def case(self, words: str = WORDS, *, level: str = "red", account: str = "telegram:1", **given: Any) -> str:
        """Somebody's words open a case; its id."""
        self.opened += 1
        id_ = f"{self.opened:032x}"
        [ada] = await known(self.database, self.keys, "ada")
        effect = OpenCase(id_, DangerLevel(level), ("beaten",), words, **({"neighbourhood": "quayside"} | given))
        await self._carried(done(ada, effect), account)
        return id_

    async def more(self, case: str, words: str) -> None:
        [ada] = await known(self.database, self.keys, "ada")
        await self._carried(done(ada, AddToCase(case, words)), "telegram:1")

    async def looks(self) -> None:
        """The desk looks and tells, once each."""
        await self.desk.look()
        for pager in self.desk.pagers:
            await self.desk.tell(pager)

    async def passes(self, time: timedelta, step: timedelta = STEP) -> None:
        """Time passes for everybody, the desk looking at each step."""
        end = self.running + time.total_seconds()
        while self.running < end:
            self.running += step.total_seconds()
            self.now += step
            await self.looks()

    async def stands(self, case: str) -> Case:
        async with self.database.read() as conn:
            found = await watch.case(conn, self.keys.organisation, case)
        assert found
        return found

    def mailed(self, id_: str) -> list[str]:
        """The subjects that reached a worker by mail."""
        address = next(one.mail for one in ROSTER if one.id == id_)
        return [str(one["Subject"]) for one in self.box.to(address)]

    def told(self, id_: str) -> list[str]:
        """The texts that reached a worker's chat."""
        return [one.text for one in self.api.bot.said_to(self.chats[id_].id)]

    async def _carried(self, effect: Any, account: str) -> None:
        async with self.database.write() as conn:
            await carry_out(conn, self.keys, [replace(effect, account=account)], self.now)


@asynccontextmanager
async def town_of(database: Database, keys: Keys, **given: Any) -> AsyncIterator[Town]:
    async with letterbox() as box:
        town = Town(database, keys, box, BotApi(), **given)
        yield town
        await asyncio.sleep(0)
