"""What agencies are asked in a month's report and answer: asked by a worker, answered by a link, cleared by a worker.

An agency's answer reaches nobody before a worker has taken names and promises out of it (product.md 42).
"""

from datetime import date

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import reference as references
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.question import LEAST_TIME, LONGEST_ANSWER, LONGEST_ASKED, STATUSES, AnswerLink, AskedOf, Felt, Reply
from bot.domain.release import newest_of
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused, ReportError
from bot.i18n import FALLBACK
from bot.staff.answer_links import read_link
from bot.staff.deeds import doubts
from bot.staff.mailing import receipt
from bot.staff.reviewing import may_review
from bot.staff.triage import Triage
from bot.storage import agency_questions, audit, deliveries, pulses, releases
from reports.frozen import WHOLE_AREA
from reports.model import Month


class Asking(Struct, frozen=True):
    """A question as a worker typed it."""

    scope: str
    period: str
    agency: str
    theme: str
    text: str
    reply_by: date
    about: tuple[str, ...] = ()


class AgencyAnswers(Struct, frozen=True):
    """The desk of questions and answers.

    `domain` is what Message-IDs end with; "" where nothing is sent, as in the console.
    """

    triage: Triage
    domain: str = ""

    async def listed(self, worker: Worker) -> list[AskedOf]:
        """The questions of the scopes that are this worker's to review, the newest month first."""
        async with self.triage.database.read() as conn:
            found = await agency_questions.listed(conn, self.triage.keys)
        return [one for one in found if may_review(worker, one.scope)]

    async def waiting(self, worker: Worker) -> list[AskedOf]:
        """Those with an answer that nobody has cleared."""
        return [one for one in await self.listed(worker) if one.waits]

    async def ask(self, worker: Worker, asking: Asking) -> str:
        """Ask an agency something in a month's report; its id. Raises NotFound, and Refused in words."""
        triage, today = self.triage, self.triage.clock().astimezone(self.triage.area.zone).date()
        text = " ".join(asking.text.split())
        self._check(worker, asking)
        self._check_words(text, LONGEST_ASKED)
        if asking.reply_by < today + LEAST_TIME:
            raise Refused(f"they need a fortnight to reply: {today + LEAST_TIME} at the earliest")
        about = tuple([(await triage.item(worker, one)).reference for one in asking.about if one.strip()])
        question = AskedOf(
            id=triage.new_id(),
            period=asking.period,
            scope=asking.scope,
            agency=asking.agency,
            theme=asking.theme,
            text=text,
            about=about,
            reply_by=asking.reply_by,
            worker=worker.id,
            asked_at=triage.clock(),
        )
        async with triage.database.write() as conn:
            newest = newest_of(await releases.of(conn, triage.keys.organisation, asking.period))
            if newest is not None and newest.checked:
                raise Refused("that month's report was approved without it: ask it in the next month's")
            await agency_questions.put(conn, triage.keys, question)
            await self._record(conn, worker, f"question {question.id} to {asking.agency} asked")
        return question.id

    async def take_back(self, worker: Worker, id_: str) -> None:
        """Ask it no longer. Raises NotFound, and Refused where it was answered."""
        found = await self._found(worker, id_)
        async with self.triage.database.write() as conn:
            if not await agency_questions.take_back(conn, self.triage.keys.organisation, found.id):
                raise Refused("it has been answered: clear the answer")
            await self._record(conn, worker, f"question {found.id} taken back")

    async def type_in(self, worker: Worker, id_: str, reply: Reply) -> None:
        """Keep an answer that came by telephone or mail. Raises NotFound, and Refused in words."""
        found = await self._found(worker, id_)
        await self._receive(found, reply, worker.id)

    async def clear(
        self, worker: Worker, id_: str, words: str, status: Progress, until: date | None = None
    ) -> tuple[str, ...]:
        """Let an answer out, and tell it to those the question came from; the references that could not be told.

        Raises NotFound, and Refused in words.
        """
        found, text = await self._found(worker, id_), " ".join(words.split())
        self._check_words(text, LONGEST_ANSWER)
        if status not in STATUSES:
            raise Refused("say what the answer means")
        if status is Progress.PLANNED and until is None:
            raise Refused("what is planned has a day: say by when")
        async with self.triage.database.write() as conn:
            now = self.triage.clock()
            await agency_questions.clear(conn, self.triage.keys, found.id, text, status, who=worker.id, now=now)
            await self._record(conn, worker, f"question {found.id} answer cleared: {status}")
        # Looked at above, and an agency may be called like a school.
        told = Deed(Does.BECAME, status, until, self._said_by(found.agency, text), anyway=True)
        return await self._tell(worker, found, told)

    # -- the agency's side -------------------------------------------------------------------------------------------

    async def opened(self, token: str) -> tuple[AnswerLink, list[AskedOf]] | None:
        """What a link opens: a month's questions to one agency; None where it opens nothing."""
        link = read_link(self.triage.keys, token, self.triage.clock())
        if link is None:
            return None
        async with self.triage.database.read() as conn:
            found = await agency_questions.listed(conn, self.triage.keys, (link.period,))
        return link, [one for one in found if one.agency == link.agency]

    async def answer(self, token: str, id_: str, reply: Reply) -> None:
        """Keep what the agency says. Raises NotFound where the link opens no such question, and Refused in words."""
        opened = await self.opened(token)
        found = next((one for one in opened[1] if one.id == id_), None) if opened else None
        if opened is None or found is None:
            raise NotFound(id_)
        await self._receive(found, reply, opened[0].contact, opened[0])

    async def register(self, token: str, theme: str, words: str) -> None:
        """Keep that an agency is working on something by itself. Raises NotFound, and Refused in words."""
        triage, opened = self.triage, await self.opened(token)
        if opened is None:
            raise NotFound(token)
        if all(one.code != theme for one in triage.area.themes):
            raise Refused("say what it is about")
        link, now = opened[0], triage.clock()
        question = AskedOf(
            id=triage.new_id(),
            period=link.period,
            scope=WHOLE_AREA,
            agency=link.agency,
            theme=theme,
            text="",
            reply_by=now.astimezone(triage.area.zone).date(),
            worker="",
            asked_at=now,
            register=True,
        )
        said = self._check_received(Reply(words))
        async with triage.database.write() as conn:
            await agency_questions.put(conn, triage.keys, question)
            await agency_questions.receive(conn, triage.keys, question.id, said, who=link.contact, now=now)

    async def felt(self, token: str) -> Felt | None:
        """What a link's contact said of the month's report so far."""
        link = read_link(self.triage.keys, token, self.triage.clock())
        if link is None:
            return None
        async with self.triage.database.read() as conn:
            return await pulses.of(conn, self.triage.keys.organisation, link.period, link.contact)

    async def feel(self, token: str, felt: Felt) -> None:
        """Keep what a link's contact says of the month's report. Raises NotFound."""
        triage, opened = self.triage, await self.opened(token)
        if opened is None:
            raise NotFound(token)
        async with triage.database.write() as conn:
            await pulses.put(conn, triage.keys.organisation, opened[0], felt, triage.clock())

    # -- within ------------------------------------------------------------------------------------------------------

    async def _found(self, worker: Worker, id_: str) -> AskedOf:
        async with self.triage.database.read() as conn:
            found = await agency_questions.find(conn, self.triage.keys, id_)
        if found is None or not may_review(worker, found.scope):
            raise NotFound(id_)
        return found

    async def _receive(self, found: AskedOf, reply: Reply, who: str, by: AnswerLink | None = None) -> None:
        """Keep an answer; one that came `by` a link is confirmed by mail, for a link may be passed on."""
        said, keys, now = self._check_received(reply), self.triage.keys, self.triage.clock()
        async with self.triage.database.write() as conn:
            await agency_questions.receive(conn, keys, found.id, said, who=who, now=now)
            if by is not None and self.domain:
                so_far = await deliveries.of(conn, keys.organisation, by.period)
                mail = receipt(keys, by, so_far, domain=self.domain, now=now)
                await deliveries.put(conn, keys.organisation, mail)

    def _check_received(self, reply: Reply) -> Reply:
        said, today = reply.words.strip(), self.triage.clock().astimezone(self.triage.area.zone).date()
        if not said:
            raise Refused("there are no words")
        if len(said) > LONGEST_ANSWER:
            raise Refused(f"Your answer has {len(said)} characters: {LONGEST_ANSWER} are printed at most.")
        if reply.until is not None and reply.until < today:
            raise Refused("by when: that day has passed; choose a later one, or leave it empty")
        return Reply(said, reply.status, reply.until)

    async def _tell(self, worker: Worker, found: AskedOf, deed: Deed) -> tuple[str, ...]:
        """Each resident hears it as what became of what they said, children past a second worker; who could not be."""
        untold = list[str]()
        for reference in found.about:
            try:
                await self.triage.does(worker, reference, deed)
            except (NotFound, Refused):
                untold.append(references.tidy(reference) or reference)
        return tuple(untold)

    def _said_by(self, agency: str, text: str) -> str:
        """An answer as residents read it: whose word it is stands before it, for it is not ours."""
        name = next((one.name for one in self.triage.area.agencies if one.id == agency), agency)
        return f"{name}: {text}"

    def _check(self, worker: Worker, asking: Asking) -> None:
        area = self.triage.area
        try:
            month = Month.of(asking.period)
        except ReportError as fault:
            raise NotFound(asking.period) from fault
        if str(month) != asking.period or not may_review(worker, asking.scope):
            raise NotFound(asking.scope)
        if all(one.id != asking.agency for one in area.agencies):
            raise Refused("say which agency is asked")
        if all(one.code != asking.theme for one in area.themes):
            raise Refused("say what it is about")

    def _check_words(self, text: str, most: int) -> None:
        """Whatever is printed names nobody and promises nothing."""
        if not text:
            raise Refused("there are no words")
        if len(text) > most:
            raise Refused(f"This has {len(text)} characters: {most} are printed at most.")
        wrong = [*doubts(text, self.triage.read(text, FALLBACK), self.triage.area)]
        if wrong:
            raise Refused("; ".join(wrong))

    async def _record(self, conn: AsyncConnection, worker: Worker, what: str) -> None:
        triage = self.triage
        await audit.record(conn, triage.keys, triage.new_id(), who=worker.id, what=what, now=triage.clock())
