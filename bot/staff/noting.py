"""Keeps what a worker wrote down: each voice a person of its own, with three words by which they can come back."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec import Struct, structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import HoldOriginal, KeepAttachment, KeepReturnWords, OpenCase
from bot.conversation.on_record import on_record
from bot.domain import reference
from bot.domain.area import Area, Neighbourhood
from bot.domain.attachment import File, Medium, unlooked_at
from bot.domain.contribution import Contribution, HelpRole, Standing
from bot.domain.participant import Participant
from bot.domain.reading import DangerLevel, Reading
from bot.domain.worker import Worker
from bot.errors import Refused, StorageError
from bot.i18n import FALLBACK
from bot.staff.note import Note
from bot.storage import absences, audit, cases, contributions, held_words, intake, memory, people
from bot.storage.database import Database
from bot.storage.done import Done
from bot.storage.effects import carry_out
from bot.storage.keys import Keys
from bot.storage.people import Newcomer, Person

ACCOUNT = "web"
"""Whoever is written down for comes back by the web chat, with their three words."""
DOOR, PAPER = "note", "paper"
_OTHER = "other"
_ROUNDS = 20


class Kept(Struct, frozen=True):
    """A note that is kept.

    Its reference, the three words for a tear-off card ("" for a group), how it sounds, and what is on record of it.
    """

    reference: str
    return_words: str
    level: DangerLevel
    words: str


class Sheet(Struct, frozen=True):
    """A paper sheet or a group talk typed up afterwards: its form's own id, by which it is kept once, and its day."""

    id: str
    said_on: date


class Spoken(Struct, frozen=True):
    """A recording that somebody's words are on, and the account of the channel by which it can be fetched."""

    account: str
    file: File


class Noting(Struct, frozen=True):
    """Where notes are kept.

    `clock` gives the time in UTC, `new_id` a UUIDv7 in hex, `new_person` a random id for the web chat, `draw(n)` a
    random number below n, `return_words(language)` three words; `read` is what a text seems to say, in a language.
    """

    database: Database
    keys: Keys
    area: Area
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    new_person: Callable[[], str]
    draw: Callable[[int], int]
    return_words: Callable[[str], str]
    read: Callable[[str, str], Reading]

    async def keep(
        self,
        worker: Worker,
        notes: Sequence[Note],
        *,
        they_know: bool,
        source: Sheet | Spoken | None = None,
    ) -> list[Kept]:
        """Keep notes without a problem, all or none, on record. Raises StorageError; Refused if kept before.

        `source` is what they were written down from. A recording is kept with them, to be typed up; words may be "".
        """
        async with self.database.write() as conn:
            await self._once(conn, source)
            days = (await absences.rota(conn, self.keys, self.area, self.clock())).on_the_day(self._today())
            area = structs.replace(self.area, on_the_day=days)
            kept = [await self._keep(conn, worker, one, area, source) for one in notes]
            told = "they know" if they_know else "to be told"
            what = f"wrote down {' '.join(one.reference for one in kept)}, {told}"
            await audit.record(conn, self.keys, self.new_id(), who=worker.id, what=what, now=self.clock())
        return kept

    async def newcomer(self, conn: AsyncConnection) -> Person:
        """Somebody who has told us nothing, and comes back by the web chat if they like."""
        return await self._person(conn)

    async def _once(self, conn: AsyncConnection, source: Sheet | Spoken | None) -> None:
        if isinstance(source, Sheet):
            form = (ACCOUNT, f"sheet:{source.id}")
            if not await intake.claim(conn, self.keys.organisation, [form], self.clock()):
                raise Refused("this sheet is saved already")

    async def _keep(
        self, conn: AsyncConnection, worker: Worker, note: Note, area: Area, source: Sheet | Spoken | None
    ) -> Kept:
        assert note.where is not None  # noqa: S101 - a note without a place has a problem
        place = area.neighbourhood(note.where.neighbourhood) or area.elsewhere
        reading = self.read(note.words, FALLBACK)
        person = await self._person(conn)
        number = await self._free(conn, place.prefix)
        # Nobody said how old they are: what may tell who somebody is stays off the record (product.md 8 and 22).
        record = on_record(Participant(), note.words, reading)
        unsigned = self._contribution(worker, note, place, reading, read_by=area.read_by(place, self._today()))
        said = structs.replace(unsigned, reference=number, participant=person.hash, words=record.words)
        if isinstance(source, Sheet):
            said = structs.replace(said, door=PAPER, said_on=source.said_on)
        await contributions.add_whole(conn, self.keys, [(said, person.key)])
        if record.held:
            original = Done(person, HoldOriginal(self.new_id(), note.words, said.id), ACCOUNT, said.external_id)
            await held_words.hold(conn, self.keys, [original], self.clock())
        words = "" if note.of_group else self.return_words(FALLBACK)
        if words:
            remembered = Done(person, KeepReturnWords(words), ACCOUNT, said.external_id)
            await memory.remember(conn, self.keys, [remembered], self.clock())
        level = reading.danger.level
        if level is not DangerLevel.NONE:
            case = OpenCase(self.new_id(), level, reading.danger.rules, note.words, said.id, place.id)
            await cases.open_cases(conn, self.keys, [Done(person, case, ACCOUNT, said.external_id)], self.clock())
        if isinstance(source, Spoken):
            await self._to_be_heard(conn, person, said, source)
        return Kept(number, words, level, record.words)

    async def _to_be_heard(self, conn: AsyncConnection, person: Person, said: Contribution, spoken: Spoken) -> None:
        """A recording is a worry until somebody has listened, whoever made it (reliability.md S12)."""
        keeps = KeepAttachment(self.new_id(), Medium.VOICE, spoken.file, said.id)
        worry = OpenCase(self.new_id(), DangerLevel.AMBER, (unlooked_at(Medium.VOICE),), "", said.id)
        done = [Done(person, effect, spoken.account, said.external_id) for effect in (keeps, worry)]
        await carry_out(conn, self.keys, done, self.clock())

    async def _person(self, conn: AsyncConnection) -> Person:
        id_ = self.new_person()
        who = self.keys.participant_hash(ACCOUNT, id_)
        await people.know(conn, self.keys, [Newcomer(who, ACCOUNT, id_)], self.clock())
        return (await people.load(conn, self.keys, [who]))[who]

    def _today(self) -> date:
        return self.clock().astimezone(self.area.zone).date()

    def _contribution(
        self, worker: Worker, note: Note, place: Neighbourhood, reading: Reading, *, read_by: date
    ) -> Contribution:
        now, id_ = self.clock(), self.new_id()
        grave = reading.danger.level is DangerLevel.RED
        return Contribution(
            id=id_,
            reference="",
            participant=None,
            account=ACCOUNT,
            external_id=f"note:{id_}",
            words=note.words,
            kind=note.kind or reading.kind,
            themes=tuple(score.theme for score in reading.themes) or (_OTHER,),
            neighbourhood=place.id,
            language=reading.language,
            said_on=self._today(),
            received_at=now,
            standing=Standing.SAFEGUARDING if grave else Standing.HEARD,
            place_about=note.where.place if note.where else None,
            door=DOOR,
            written_by=worker.id,
            said_it=note.said_it,
            present=note.present,
            help_role=HelpRole.A_BIT if note.would_help else None,
            read_by=read_by,
        )

    async def _free(self, conn: AsyncConnection, prefix: str) -> str:
        """A reference that nobody has."""
        for _ in range(_ROUNDS):
            tried = reference.make(prefix, self.draw)
            if not await intake.taken(conn, self.keys.organisation, [tried]):
                return tried
        raise StorageError(f"hardly any reference that begins with {prefix}- is free")
