"""Workers of the made-up town, and a desk for them beside a whole Earshot."""

import itertools
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.conversation.effects import Effect
from bot.conversation.events import Showed
from bot.core import ROOT
from bot.domain.attachment import File, Medium
from bot.domain.campaign import Draft
from bot.domain.item import Item
from bot.domain.worker import Role, Worker
from bot.draws import new_id
from bot.reading.similar import Similar, Told
from bot.staff.aways import Aways
from bot.staff.campaigns import Campaigns
from bot.staff.friday_taps import Fetch, FridayTaps, fetches_nothing
from bot.staff.fridays import Fridays
from bot.staff.gatherings import Gatherings
from bot.staff.house import House
from bot.staff.notebook import Notebook, desks
from bot.staff.noting import Noting
from bot.staff.posters import Posters
from bot.staff.releasing import Releasing
from bot.staff.sendings import Sendings
from bot.staff.triage import Triage
from bot.storage import attachments, audit, people, workers
from bot.storage.broadcasts import Reach
from bot.storage.inbox import Wanted
from reports.posters.press import Press
from tests.chat import wording
from tests.factories_app import PULL, PUSH, Whole
from tests.factories_storage import carried_out, done
from tests.handlers.web.town import PUBLIC

SAM = Worker("sam", "Sam", (Role.MOBILISER,), ("quayside",))
ASH = Worker("ash", "Ash", (Role.MOBILISER,), ("mill-row",))
MO = Worker("mo", "Mo", (Role.MANAGER,))
LEA = Worker("lea", "Lea", (Role.LEAD,))
ADA = Worker("ada", "Ada", (Role.ADMIN,))
CHRIS = Worker("chris", "Chris", (Role.CHAIR,), ("quayside",))
BEA = Worker("bea", "Bea", (Role.SECOND_WORKER,), ("quayside",))
EVERYONE = (SAM, ASH, MO, LEA, ADA, CHRIS, BEA)


def make_on(**changes: Any) -> dict[str, Any]:
    """Something that is on in Quayside, as a form tells of it."""
    given = {"name": "Football", "where": "the park", "owner": "Sam", "days": (date(2026, 10, 10),)}
    return {**given, "neighbourhood": "quayside", **changes}


def _same_words(told: Told, others: Sequence[Told]) -> tuple[Similar, ...]:
    """Those that say the very same: how readers find them is tried elsewhere."""
    return tuple(Similar(at, 1.0) for at, one in enumerate(others) if one.text == told.text)


@dataclass
class Staff:
    """Workers who look at what people told a town."""

    town: Whole
    triage: Triage = field(init=False)
    noting: Noting = field(init=False)
    fridays: Fridays = field(init=False)
    gatherings: Gatherings = field(init=False)
    posters: Posters = field(init=False)
    notebook: Notebook = field(init=False)
    aways: Aways = field(init=False)
    campaigns: Campaigns = field(init=False)

    def __post_init__(self) -> None:
        numbers = itertools.count(1)
        self.triage = Triage(
            database=self.town.database,
            keys=self.town.keys,
            area=self.town.area,
            clock=self.town.clock,
            new_id=lambda: f"{next(numbers):032x}",
            read=self.town.stock.outside.read,
            similar=_same_words,
            asks_for_contact=lambda words: "your name" in words,
            wording=wording(),
        )

        people, words = itertools.count(1), itertools.count(1)
        self.noting = Noting(
            database=self.town.database,
            keys=self.town.keys,
            area=self.town.area,
            clock=self.town.clock,
            new_id=new_id,
            new_person=lambda: f"somebody {next(people)}",
            draw=secrets.randbelow,
            return_words=lambda _language: f"plum fox kite{next(words)}",
            read=self.town.stock.outside.read,
        )

        town = self.town
        self.gatherings = Gatherings(town.database, town.keys, town.area, town.clock, new_id, town.stock.outside.read)
        self.house = House(town.database, town.keys, town.area, town.clock, new_id)
        self.releasing = Releasing(self.house, lambda key, values: wording().text(key, "en", values))
        self.sendings = Sendings(self.house)
        self.notebook = desks(self.house, self.noting, wording(), lambda words: "your name" in words)
        words_of = wording()
        self.campaigns = Campaigns(
            self.house,
            town.stock.outside.read,
            lambda words: "your name" in words,
            Reach((PULL,), (PUSH,)),
            self.questions_changed,
        )
        self.aways = Aways(
            town.database,
            town.keys,
            town.area,
            town.clock,
            new_id,
            lambda key, values: words_of.text(key, "en", values),
        )
        self.fridays = Fridays(
            database=self.town.database,
            keys=self.town.keys,
            area=self.town.area,
            clock=self.town.clock,
            new_id=new_id,
            read=self.town.stock.outside.read,
            say=lambda key, values: words_of.text(key, "en", values),
            asks_for_contact=lambda words: "your name" in words,
        )
        self.posters = Posters(
            database=town.database,
            keys=town.keys,
            area=town.area,
            clock=town.clock,
            new_id=new_id,
            draw=secrets.randbelow,
            wording=words_of,
            press=Press(ROOT),
            public_url=PUBLIC,
        )

    def friday_taps(self, fetch: Fetch = fetches_nothing) -> FridayTaps:
        return FridayTaps(self.fridays, self.posters, self.triage, self.fridays.say, fetch, PUSH)

    async def questions_changed(self) -> None:
        await self.town.questions.look()

    async def let_in(self, *who: Worker) -> None:
        async with self.town.database.write() as conn:
            for one in who or EVERYONE:
                await workers.let_in(conn, self.town.keys, one, self.town.now)

    async def inbox(self, worker: Worker = SAM, *, open_only: bool = False) -> list[Item]:
        return await self.triage.listed(worker, Wanted((), open_only=open_only))

    async def heard(self, who: str, words: str, *, band: str = "adult") -> str:
        """Somebody met for the first time says something; its reference. Who is under 16 says it in the web chat."""
        before = {one.reference for one in await self.town.contributions()}
        on = PULL if band in {"under_13", "13_15"} else PUSH
        await self.town.meets(who, on=on, band=band)
        await self.town.says(who, words, on=on)
        [reference] = {one.reference for one in await self.town.contributions()} - before
        return reference

    async def reads(self, worker: Worker, *references: str) -> None:
        """A worker has the words of these on their screen."""
        await self.triage.shown(worker, references, every=True)

    async def showed(self, who: str, medium: Medium = Medium.VOICE, content: bytes = b"OggS rest") -> str:
        """Somebody sent a voice note or a photo, and it was fetched; its id."""
        await self.town.meets(who)
        await self.town.takes(self.town.update(who, Showed(medium, file=File(f"from {who}", 100))))
        async with self.town.database.write() as conn:
            [waiting] = await attachments.waiting(conn, self.town.keys, PUSH, self.town.now)
            await attachments.fetched(conn, self.town.keys, waiting, content)
        return waiting.id

    async def id_of(self, reference: str) -> str:
        [one] = [one for one in await self.town.contributions() if one.reference == reference]
        return one.id

    async def asked(self, reference: str, *effects: Effect) -> None:
        """Whoever said something of this reference asked for this as well."""
        [one] = [one for one in await self.town.contributions() if one.reference == reference]
        async with self.town.database.read() as conn:
            person = await people.look(conn, self.town.keys, one.participant or "")
        assert person is not None
        await carried_out(self.town.database, self.town.keys, *(done(person, effect) for effect in effects))

    async def on_record(self) -> list[tuple[str, str]]:
        async with self.town.database.read() as conn:
            return [(who, what) for _, who, what in await audit.lines(conn, self.town.keys.organisation)]


def make_draft(staff: Staff, **given: Any) -> Draft:
    """A question for the Quayside, for a fortnight from today on."""
    today = staff.house.today
    usual = {
        "neighbourhoods": ("quayside",),
        "titles": {"en": "The square"},
        "words": {"en": "What would make the square better?"},
        "first": today,
        "last": today + timedelta(days=14),
        "theme": "play_things_to_do",
    }
    return Draft(**(usual | given))
