"""The case file as a worker keeps it: every look at the words on record, what is written beside them, what is decided.

Whoever the words may be about is shown nothing and can do nothing here (reliability.md S11).
"""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.alerts.notices import Writer
from bot.domain.case import Case, Decision, Note
from bot.errors import NotFound, Refused
from bot.storage import alerts, audit, case_notes, cases, complaints, watch
from bot.storage.alerts import Alert
from bot.storage.case_notes import Written
from bot.storage.cases import Said
from bot.storage.database import Database
from bot.storage.keys import Keys


class Opened(Struct, frozen=True):
    """A case with all that is in it."""

    case: Case
    said: list[Said]
    notes: list[Written]
    told: list[Alert]


class CaseFile(Struct, frozen=True):
    """The cases, for one worker: `who` is their id in the roster, or what they call themselves.

    Each command takes a case's number (or id); raises NotFound where there is none, and Refused where it may be about
    this worker or a rule forbids it.
    """

    database: Database
    keys: Keys
    writer: Writer
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    who: str = ""

    @property
    def code(self) -> str:
        """This worker's id in the roster, else what they call themselves."""
        names = {name.casefold(): one.id for one in self.writer.roster for name in (*one.names, one.id)}
        return names.get(self.who.strip().casefold(), self.who.strip())

    async def cases(self, *, closed: bool = False) -> list[Case]:
        """The open cases (all, with `closed`), without words; none that may be about this worker."""
        async with self.database.read() as conn:
            found = await (watch.all_cases if closed else watch.open_cases)(conn, self.keys.organisation)
        return [one for one in found if self.code not in one.about]

    async def kept_back(self) -> list[str]:
        """The ids of complaints that were answered and cannot be told: a case was made of what their makers said (P14).

        None of somebody one of whose cases may be about this worker.
        """
        async with self.database.read() as conn:
            return await self._kept_back(conn)

    async def let_through(self, complaint: str) -> None:
        """Let the maker of one of them be told now. Raises NotFound."""
        async with self.database.write() as conn:
            if not self.code or complaint not in await self._kept_back(conn):
                raise NotFound(complaint)
            now = self.clock()
            await complaints.let_through(conn, self.keys.organisation, complaint, who=self.code, now=now)
            await self._record(conn, f"complaint {complaint} let through", now)

    async def _kept_back(self, conn: AsyncConnection) -> list[str]:
        return await complaints.kept_back(conn, self.keys.organisation, lambda about: self.code not in about)

    async def show(self, number: str) -> Opened:
        """A case with its words. The look is on record before the words are given, and counts as read."""
        async with self.database.write() as conn:
            case, now = await self._case(conn, number), self.clock()
            await self._record(conn, f"case {case.number} viewed", now)
            await watch.read(conn, self.keys.organisation, case.id, now)
            return Opened(
                case,
                await cases.said(conn, self.keys, case.id),
                await case_notes.of_case(conn, self.keys, case.id),
                await alerts.of_case(conn, self.keys.organisation, case.id),
            )

    async def acknowledge(self, number: str) -> bool:
        """This worker has it; False where somebody had it already."""
        async with self.database.write() as conn:
            case, now = await self._case(conn, number), self.clock()
            done = await watch.acknowledge(conn, self.keys.organisation, case.id, self.code, now)
            if done:
                await self._record(conn, f"case {case.number} taken", now)
            return done

    async def note(self, number: str, words: str) -> None:
        """Write something beside the words. Raises Refused where nothing is written."""
        if not words.strip():
            raise Refused("write something first")
        async with self.database.write() as conn:
            case = await self._case(conn, number)
            await self._write(conn, case, Note.NOTE, words)

    async def decide(self, number: str, decision: Decision, words: str = "") -> None:
        """Record what was decided, and when (S10). Whoever decides has the case."""
        async with self.database.write() as conn:
            case, now = await self._case(conn, number), self.clock()
            await watch.acknowledge(conn, self.keys.organisation, case.id, self.code, now)
            await watch.decide(conn, self.keys.organisation, case.id, decision, now)
            await self._write(conn, case, Note.DECISION, f"{decision}: {words}" if words else decision.value)

    async def answered(self, number: str, words: str) -> None:
        """Record what the council or the police answered. Refused where nothing was passed on to them."""
        async with self.database.write() as conn:
            case = await self._case(conn, number)
            if case.decision is None or not case.decision.awaits_an_answer:
                raise Refused(
                    f"{case.number}: nothing was passed on, so nobody has to answer; `earshot case decide` first"
                )
            await watch.answered(conn, self.keys.organisation, case.id, self.clock())
            await self._write(conn, case, Note.ANSWER, words)

    async def close(self, number: str, words: str) -> None:
        """Close a case, with why. Refused before something was decided; that nothing is to be done is a decision."""
        async with self.database.write() as conn:
            case = await self._case(conn, number)
            if case.decision is None:
                raise Refused(f"{case.number}: decide first; `no-action` is a decision too")
            await watch.close(conn, self.keys.organisation, case.id, self.clock())
            await self._write(conn, case, Note.CLOSED, words)

    async def _case(self, conn: AsyncConnection, number: str) -> Case:
        if not self.code:
            raise Refused("say who you are: it goes on record")
        found = await watch.named(conn, self.keys.organisation, number)
        # Not even that there is one is said to whom it may be about.
        fit = [one for one in found if self.code not in one.about]
        if not fit:
            raise NotFound(f"{number}: there is no case of this number; `earshot cases` lists them")
        if len(fit) > 1:
            raise Refused(f"{number}: several cases have this number; use one of {', '.join(one.id for one in fit)}")
        return fit[0]

    async def _write(self, conn: AsyncConnection, case: Case, kind: Note, words: str) -> None:
        now = self.clock()
        await case_notes.write(conn, self.keys, case.id, self.new_id(), Written(kind, self.code, now, words))
        await self._record(conn, f"case {case.number} {kind}", now)

    async def _record(self, conn: AsyncConnection, what: str, now: datetime) -> None:
        await audit.record(conn, self.keys, self.new_id(), who=self.code, what=what, now=now)
