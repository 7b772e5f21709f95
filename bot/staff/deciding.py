"""What a second worker does with answers that wait for them, in the console and by taps alike."""

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Contribution
from bot.domain.item import Item
from bot.domain.second_look import SecondLook, Verdict
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.answering import check, put_down
from bot.staff.triage import Triage
from bot.storage import audit, complaints, heard, inbox
from bot.storage.complaints import Complaint


class Deciding(Struct, frozen=True):
    """Looks, lets go, stops."""

    triage: Triage

    async def waiting(self, worker: Worker) -> list[SecondLook]:
        """What waits for this worker, the longest first."""
        async with self.triage.database.read() as conn:
            return await self.triage.second.waiting(conn, worker)

    async def words(self, worker: Worker, id_: str) -> tuple[SecondLook, str]:
        """One of them, and what it answers: the second worker sees every message (25), on record. NotFound, Refused."""
        triage = self.triage
        async with triage.database.write() as conn:
            one = await triage.second.theirs(conn, worker, id_)
            said = await self._answers(conn, one)
            what = f"looked at {one.reference} for second look {one.id}"
            await audit.record(conn, triage.keys, triage.new_id(), who=worker.id, what=what, now=triage.clock())
        return one, said.words if said else ""

    async def find(self, worker: Worker, id_: str) -> SecondLook:
        """One of them, as it was asked. NotFound, Refused."""
        async with self.triage.database.write() as conn:
            return await self.triage.second.theirs(conn, worker, id_)

    async def let_go(self, worker: Worker, id_: str) -> Verdict:
        """Let it go to whoever it answers; OVER where that cannot be any more. NotFound, Refused."""
        triage = self.triage
        async with triage.database.write() as conn:
            one = await triage.second.theirs(conn, worker, id_)
            triage.second.check_staffed()
            why = await (self._answer_complaint if one.complaint else self._answer_item)(conn, one)
            verdict = Verdict.OVER if why else Verdict.LET_GO
            await triage.second.decide(conn, worker, one, verdict, why)
        return verdict

    async def stop(self, worker: Worker, id_: str, why: str) -> None:
        """It does not go; why is said to whoever wrote it. NotFound, Refused."""
        if not why.strip():
            raise Refused("say why not: they write it another way then")
        async with self.triage.database.write() as conn:
            one = await self.triage.second.theirs(conn, worker, id_)
            await self.triage.second.decide(conn, worker, one, Verdict.STOPPED, why.strip())

    async def _answers(self, conn: AsyncConnection, one: SecondLook) -> Complaint | Contribution | None:
        """What it answers, with its words; None where that is not there any more."""
        if one.complaint:
            return await complaints.look(conn, self.triage.keys, one.complaint)
        return await heard.by_reference(conn, self.triage.keys, one.reference) if await self._item(conn, one) else None

    async def _answer_complaint(self, conn: AsyncConnection, one: SecondLook) -> str:
        """Let it go; says why not where it cannot be said any more."""
        keys, now = self.triage.keys, self.triage.clock()
        gone = await complaints.answer(conn, keys, one.complaint, one.deed.words, who=one.worker, now=now)
        return "" if gone else f"{one.reference} is not there any more, or is answered"

    async def _answer_item(self, conn: AsyncConnection, one: SecondLook) -> str:
        """The same of a contribution."""
        triage = self.triage
        await inbox.hold(conn, triage.keys.organisation, [one.reference])
        item = await self._item(conn, one)
        why = self._not_any_more(one, item)
        if item is not None and not why:
            # On record it is whoever wrote it who answers; that another let it go stands beside it.
            author = Worker(one.worker, "", ())
            await put_down(triage.doing(conn, author, item), one.deed)
        return why

    async def _item(self, conn: AsyncConnection, one: SecondLook) -> Item | None:
        return await inbox.find(conn, self.triage.keys.organisation, one.reference)

    def _not_any_more(self, one: SecondLook, item: Item | None) -> str:
        if item is None:
            return f"{one.reference} is not there any more"
        try:
            check(item, one.deed, self.triage.clock().astimezone(self.triage.area.zone).date())
        except (NotFound, Refused) as why:
            return str(why)
        return ""
