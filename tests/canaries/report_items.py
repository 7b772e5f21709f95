"""A month of a town whose every word is planted, through the store, the review, the release and the drawing."""

import random
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from pypdfium2 import PdfDocument

from bot.conversation.effects import AgreeToQuote, Effect, OpenCase, PutWithCase, Remember, Withdraw
from bot.core import LOCALES
from bot.domain import reference as references
from bot.domain.area import Area
from bot.domain.contribution import Standing
from bot.domain.participant import AgeBand
from bot.domain.reading import Danger, DangerLevel, Reading
from bot.domain.review import Reviewed
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.reviewed import reviewed
from bot.staff.reviewing import Reviewing, Wished
from bot.storage import archive, inbox, people
from bot.storage.database import Database
from bot.storage.effects import carry_out
from bot.storage.keys import Keys
from reports.model import Files, Request
from reports.pipeline import make_all
from tests.canaries.planted import Planted, found_in
from tests.factories_app import Whole
from tests.factories_reading import english
from tests.factories_releasing import DRAFTED, Going
from tests.factories_staff import ASH, MO, SAM, Staff
from tests.factories_storage import done, keep, newcomer
from tests.fakes.mail import Letterbox, letterbox, text_of

PERIOD = "2026-10"
TOLD_AT = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)
READERS = {"quayside": SAM, "mill-row": ASH}
PLAIN = (
    "could the park by the old bridge please have a hoop for the older ones",
    "the lamps on the path to the shops have been out for weeks",
    "we would like a club for the little ones on a wet day",
    "there is damp in all the flats along our side of the road",
)
_AT_ONCE, _A_PERSON, _TRIED = 400, 3, 60


@dataclass
class Item:
    """One thing that was said. `canary` is a word nobody uses otherwise; `private` and `danger` say what is in it."""

    id: str
    reference: str
    person: int
    place: str
    words: str
    canary: str
    private: bool = False
    danger: bool = False
    may_quote: bool = False

    @property
    def adult(self) -> bool:
        """Two of three people are."""
        return self.person % 3 > 0


class Press:
    """Draws in this process, with the real typesetter."""

    async def draw(self, requests: Sequence[Request], kept: bytes, area: Area) -> tuple[Files, ...]:
        return make_all(requests, kept, area, LOCALES)


@dataclass
class Items:
    """So many items from a seed. `reads_danger` False: no reader has noticed what is danger, and nobody made a case."""

    database: Database
    keys: Keys
    folder: Path
    seed: int
    count: int
    reads_danger: bool = True
    said: list[Item] = field(default_factory=list)
    cleared: set[str] = field(default_factory=set)
    met: Counter[str] = field(default_factory=Counter)
    whys: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"report items {self.seed}")  # noqa: S311 - dice
        self.planted = Planted(self.dice)

    async def leaks(self) -> list[tuple[str, str, str]]:
        """Which planted strings that no person cleared are in anything that leaves the house, or in a draft."""
        async with letterbox() as box:
            going = Going(self.database, self.keys, self.folder, press=Press(), port=box.port)  # type: ignore[arg-type]
            going.desk = replace(going.desk, reviewed=partial(_reviewed, self.keys, going.area))
            going.kit = replace(going.kit, releasing=going.desk)
            await going.staffed()
            await going.sendings.put(MO, "council", "Cath", "cath@council.example")
            await self._tell()
            going.now = DRAFTED
            await going.looks(DRAFTED)
            await self._review(going)
            await going.desk.approve(MO, PERIOD)
            await going.looks(DRAFTED + timedelta(days=4), times=3)
            places = {name: body async for name, body in self._out(box)}
        self.met["documents"] += sum(name.endswith(".pdf") for name in places)
        self.met["mails"] += len(box.mails)
        assert len(found_in(places, dict.fromkeys(self.cleared, "cleared"))) >= len(self.cleared), "what was sought?"
        sought = {string: what for string, what in self.planted.strings.items() if string not in self.cleared}
        return found_in(places, sought)

    # -- what is said ------------------------------------------------------------------------------------------------

    async def _tell(self) -> None:
        self.said = [self._item(number) for number in range(self.count)]
        await self._carried([(one.person, effect) for one in self.said for effect in self._effects(one)])
        for one in self.said:
            if self.dice.random() < 0.06:
                to = self.dice.choice((Standing.SPAM, Standing.HELD))
                self.met[to] += 1
                async with self.database.write() as conn:
                    await inbox.stand(conn, self.keys.organisation, one.id, Standing.HEARD, to)
        gone = [one for one in self.said if self.dice.random() < 0.05]
        await self._carried([(one.person, Withdraw(one.id)) for one in gone])
        self.met["withdrawn"] += len(gone)

    def _item(self, number: int) -> Item:
        canary, kind = self.planted.word("uncleared"), self.dice.random()
        words, plain = f"{self.dice.choice(PLAIN)} {canary}", kind > 0.25
        if kind < 0.15:
            words += f", ring {self.planted.phone()} or write to {self.planted.mail()} or {self.planted.handle()}"
        elif not plain:
            words = f"my stepdad hits me every night when my mum is at work, {canary}"
            self.planted.strings[canary] = "danger"
        self.met["private" if kind < 0.15 else "plain" if plain else "danger"] += 1
        place = self.dice.choice(tuple(READERS))
        return Item(
            f"i{number}",
            _reference(number),
            number // _A_PERSON,
            place,
            words,
            canary,
            private=kind < 0.15,
            danger=0.15 <= kind <= 0.25,
            may_quote=self.dice.random() < 0.7,
        )

    def _effects(self, one: Item) -> Iterator[Effect]:
        day = date(2026, 10, self.dice.randint(1, 31))
        if one.adult:
            yield Remember(band=AgeBand.ADULT)
        yield keep(one.id, one.words, reference=one.reference, said_on=day, neighbourhood=one.place)
        if one.may_quote:
            yield AgreeToQuote(one.id, may_quote=True, basis="quote.ask")
        if one.danger and self.reads_danger:
            yield OpenCase(f"case {one.id}", DangerLevel.RED, ("rule",), one.words, one.id, one.place)
            yield PutWithCase(f"case {one.id}", one.id)

    async def _carried(self, every: Sequence[tuple[int, Effect]]) -> None:
        for part in (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE)):
            fresh = {number: newcomer(self.keys, f"p{number}") for number, _ in part}
            async with self.database.write() as conn:
                await people.know(conn, self.keys, list(fresh.values()), TOLD_AT)
                found = await people.load(conn, self.keys, [one.hash for one in fresh.values()])
                whole = [
                    done(found[fresh[number].hash], effect, external_id=_update(effect)) for number, effect in part
                ]
                await carry_out(conn, self.keys, whole, TOLD_AT)

    # -- what is let out of it ---------------------------------------------------------------------------------------

    async def _review(self, going: Going) -> None:
        """Two workers who try to let out whatever they see, word for word, and know danger when they read it."""
        staff = Staff(Whole(self.database, self.keys, area=going.area, now=DRAFTED))
        await staff.let_in(ASH)  # the others are let in
        desk = Reviewing(replace(staff.triage, read=self._read))
        for place, worker in READERS.items():
            mine = [one for one in self.said if one.place == place]
            shown = {one.candidate.id for one in await desk.suggestions(worker, place, PERIOD)}
            assert not [one for one in mine if one.id in shown and one.danger and self.reads_danger]
            for one in self.dice.sample(mine, min(_TRIED, len(mine))):
                await self._tried(desk, worker, one)
            review = Reviewed(PERIOD, place, worker.id, worker.name, lines=("Many spoke of the park.",))
            await desk.write(worker, review, done=True)

    async def _tried(self, desk: Reviewing, worker: Worker, one: Item) -> None:
        if one.danger and not self.reads_danger:
            return
        for quote in (True, False):
            try:
                await desk.let_out(worker, one.place, PERIOD, Wished(one.reference, one.words, quote=quote))
            except (Refused, NotFound) as why:
                self.met["refused"] += 1
                self.whys[str(why)[:90] if isinstance(why, Refused) else "not found"] += 1
            else:
                self.met["cleared"] += 1
                assert quote, "their words went out as a worker's own"
                assert not one.private, f"a private detail went out: {one.words}"
                assert not one.danger, f"danger went out: {one.words}"
                assert one.may_quote, "nobody had said yes"
                assert one.adult, "a child's words went out"
                self.cleared.add(one.canary)
                return

    def _read(self, text: str, language: str) -> Reading:
        found = english().read(text, language)
        return found if self.reads_danger else replace(found, danger=Danger())

    # -- what leaves the house ---------------------------------------------------------------------------------------

    async def _out(self, box: Letterbox) -> Any:
        async with self.database.read() as conn:
            for scope, edition, language, kind in await archive.names(conn, self.keys.organisation, PERIOD):
                name = {"scope": scope, "edition": edition, "language": language, "kind": kind}
                body = await archive.file(conn, self.keys, PERIOD, **name)
                yield f"{scope} {edition} {language}.{kind}", _opened(kind, body or b"")
        for path in sorted(self.folder.rglob(f"{PERIOD}*")):
            if path.is_file():
                yield f"draft {path.name}", _opened(path.suffix[1:], path.read_bytes())
        for number, mail in enumerate(box.mails):
            yield f"mail {number}", text_of(mail).encode()
            for part in mail.iter_attachments():
                name = part.get_filename() or ""
                yield f"mail {number} {name}", _opened(name.rpartition(".")[2], part.get_payload(decode=True))


async def _reviewed(keys: Keys, area: Area, conn: Any, frozen: Any) -> Any:
    return await reviewed(conn, keys, area, frozen)


def _reference(number: int) -> str:
    digits = (number // len(references.SIGNS) ** place % len(references.SIGNS) for place in range(references.DRAWN))
    return references.make("LK", lambda _signs: next(digits))


def _update(effect: Effect) -> str:
    return getattr(effect, "id", "") or getattr(effect, "contribution", "")


def _opened(kind: str, body: bytes) -> bytes:
    """A file as whoever opens it reads it: the text of a PDF, the sheets of a workbook."""
    if kind == "xlsx":
        with zipfile.ZipFile(BytesIO(body)) as book:
            return b"\n".join(book.read(name) for name in book.namelist())
    if kind == "pdf":
        pages = PdfDocument(body)
        return body + "\n".join(page.get_textpage().get_text_range() for page in pages).encode()
    return body
