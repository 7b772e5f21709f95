"""A month of the made-up town on its way out, with a clock that is moved by hand."""

import itertools
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from bot.alert_parts import mail_letter
from bot.conversation.effects import AgreeToQuote, ErasePerson, Withdraw
from bot.domain.area import Agency, Area
from bot.domain.contribution import Kind
from bot.domain.letter import Letter
from bot.domain.mailbox import Mailbox
from bot.domain.release import Release
from bot.draws import new_id
from bot.jobs.kit import Kit
from bot.jobs.report_delivery import report_delivery
from bot.jobs.report_drafts import report_drafts
from bot.jobs.report_release import report_release
from bot.staff.house import House
from bot.staff.releasing import Releasing
from bot.staff.sendings import Sendings
from bot.storage import archive, drafts, releases, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.people import Person
from handlers.mail.sender import MailSender, MailServer
from reports import dataset
from reports.frozen import Frozen, Line, LineUse, Question
from reports.model import Files, Month, Request
from tests.chat import wording
from tests.factories_pack import make_area
from tests.factories_staff import ADA, MO, SAM
from tests.factories_storage import carried_out, done, keep, known

OCTOBER = Month(2026, 10)
DRAFTED = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)
SENDS = datetime(2026, 11, 8, 9, 0, tzinfo=UTC)
PLAY = "play_things_to_do"
COUNCIL = Agency("council", "Lakes Council", (PLAY,))
HOMES = Agency("homes", "Lakes Homes", ("housing",))


@dataclass
class Press:
    """Draws at once: a document's bytes follow from what was frozen.

    `breaks` is raised first, so many times; `orders` are those of what leaves the house.
    """

    breaks: int = 0
    orders: int = 0
    before: Callable[[], Awaitable[None]] | None = None

    async def draw(self, requests: Sequence[Request], kept: bytes, _area: Area) -> tuple[Files, ...]:
        if self.before:
            await self.before()
        if self.breaks:
            self.breaks -= 1
            raise RuntimeError("the template broke")
        self.orders += requests[0].edition.public
        frozen = dataset.load(kept, requests[0].month)
        return tuple(self._files(one, frozen) for one in requests)

    def _files(self, asked: Request, frozen: Frozen) -> Files:
        said = " / ".join(one.text for one in frozen.lines)
        told = f"{asked.stem} {dataset.fingerprint(frozen)} {said}".encode()
        table = b"section,kind,theme_code,theme,measure,figure,change\r\n"
        rows = f"hopes,idea,{PLAY},Play,people,about 20,\r\nhopes,idea,housing,Housing,people,about 15,\r\n"
        return Files(asked.stem, b"<p>" + told, b"%PDF " + told, table + rows.encode())


@dataclass
class Going:
    """The jobs of one machine on a store; `another` is a second machine on the same one."""

    database: Database
    keys: Keys
    folder: Path
    now: datetime = DRAFTED
    press: Press = field(default_factory=Press)
    area: Area = field(default_factory=lambda: make_area(agencies=(COUNCIL, HOMES)))
    worker: str = "here"
    port: int = 0

    def __post_init__(self) -> None:
        words, numbers = wording(), itertools.count(1)
        house = House(self.database, self.keys, self.area, lambda: self.now, lambda: f"{self.worker}{next(numbers)}")
        self.desk = Releasing(house, lambda key, values: words.text(key, "en", values), "voices.example")
        drawing: Any = self.press
        self.kit = Kit(
            self.database,
            self.keys,
            self.area,
            drawing,
            self.folder,
            self.worker,
            releasing=self.desk,
            mail=self.sends if self.port else None,
            address="https://voices.example",
        )
        self.sendings = Sendings(house)

    async def sends(self, letter: Letter) -> None:
        """By a real mail server on this machine."""
        server = MailServer("127.0.0.1", self.port, Mailbox("Earshot", "earshot@voices.example"), starttls=False)
        await mail_letter(MailSender(server, patience=2.0), lambda: self.now, letter)

    async def said(self, *ids: str, on: date = date(2026, 10, 7)) -> Person:
        """Ann said things of these ids on a day."""
        [ann] = await known(self.database, self.keys, "ann")
        for id_ in ids:
            effect = keep(id_, f"words of {id_}", said_on=on, neighbourhood="quayside")
            await carried_out(self.database, self.keys, done(ann, effect, external_id=id_))
        return ann

    async def quoted(self, ann: Person, *ids: str, may: bool = True) -> None:
        """Ann says whether she may be quoted."""
        for id_ in ids:
            await carried_out(self.database, self.keys, done(ann, AgreeToQuote(id_, may, "quote.ask")))

    async def withdrawn(self, ann: Person, *ids: str) -> None:
        """Ann takes things back."""
        await carried_out(self.database, self.keys, *(done(ann, Withdraw(one)) for one in ids))

    async def erased(self, ann: Person) -> None:
        """Ann is deleted."""
        await carried_out(self.database, self.keys, done(ann, ErasePerson()))

    async def staffed(self) -> None:
        """Sam, Mo and Ada work here."""
        async with self.database.write() as conn:
            for one in (SAM, MO, ADA):
                await workers.let_in(conn, self.keys, one, self.now)

    async def with_words(self, *ids: str, questions: Sequence[Question] = ()) -> None:
        """The draft of October has these contributions as cleared quotes: what a review makes of it."""
        async with self.database.write() as conn:
            draft = await drafts.find(conn, self.keys, "all", "2026-10")
            assert draft is not None
            month = dataset.load(draft.dataset, OCTOBER)
            lines = tuple(Line(one, "quayside", Kind.IDEA, PLAY, f"quote {one}", LineUse.QUOTE) for one in ids)
            anew = dataset.pack(replace(month, lines=lines, questions=tuple(questions)))
            await drafts.keep_anew(conn, self.keys, "all", "2026-10", dataset=anew.content, hashed=anew.hash)

    async def looks(self, at: datetime | None = None, *, times: int = 1) -> None:
        """The clock looks what is due."""
        self.now = at or self.now
        for _ in range(times):
            await report_drafts(self.kit, self.now)
            await report_release(self.kit, self.now)
            await report_delivery(self.kit, self.now)
            self.now += timedelta(minutes=1)

    async def releases(self, period: str = "2026-10") -> list[Release]:
        async with self.database.read() as conn:
            return await releases.of(conn, self.keys.organisation, period)

    async def archived(self, period: str = "2026-10", scope: str = "all", kind: str = "html") -> bytes | None:
        async with self.database.read() as conn:
            name = {"scope": scope, "edition": "agency", "language": "en", "kind": kind}
            return await archive.file(conn, self.keys, period, **name)

    def another(self) -> "Going":
        """A second machine."""
        return Going(self.database, self.keys, self.folder, self.now, Press(), self.area, "there", self.port)


def make_question(agency: str = "council", **changes: Any) -> Question:
    """Who mends the lamps?, asked in October."""
    given = {"id": new_id(), "agency": agency, "theme": PLAY, "text": "Who mends the lamps?", "asked": OCTOBER}
    return Question(**(given | changes))
