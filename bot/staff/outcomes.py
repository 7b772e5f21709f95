"""What a Local Action Group decided: put down by chair, secretary or worker, who need not read anybody's words.

Chair and secretary see what workers summed up, and nothing by which a contribution is known elsewhere (product.md 38).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct, structs

from bot.domain.deed import Deed
from bot.domain.item import Item
from bot.domain.worker import Right, Worker
from bot.errors import NotFound, Refused
from bot.staff.deeds import do, doubts
from bot.staff.triage import Triage
from bot.storage import agendas, audit, inbox
from bot.storage.agendas import Point

LAST_TIME = timedelta(days=60)
"""What came off the agenda so lately is what was said last time."""
_HANDLE = 16


class Outcomes(Struct, frozen=True):
    """Agendas, and what is decided of their points."""

    triage: Triage

    async def points(self, worker: Worker) -> Sequence[Point]:
        """What is on the agendas this worker may see, and what came off them lately; the longest on it first."""
        return await self._listed(worker, Right.SEE_AGENDA, self.triage.clock() - LAST_TIME)

    def handle(self, worker: Worker, point: Point) -> str:
        """By what a point is known to this worker: its reference, or a code that opens nothing anywhere else."""
        if worker.may(Right.READ_WORDS, point.neighbourhood):
            return point.reference
        keys = self.triage.keys
        return keys.master.keyed_hash("agenda point", keys.organisation, point.reference).hex()[:_HANDLE]

    async def decide(self, worker: Worker, handle: str, deed: Deed) -> None:
        """Put down what was decided of the point of this handle; its person is told as of any answer.

        Raises NotFound beyond the fence, for what is held out for the lead and for what left the agenda, and Refused in
        words for the worker. Whoever cannot read what was said cannot say that a doubt about their words is none.
        """
        triage = self.triage
        on_it = [one for one in await self._listed(worker, Right.DECIDE, triage.clock()) if one.over_at is None]
        point = next((one for one in on_it if self.handle(worker, one) == handle), None)
        if point is None:
            raise NotFound(handle)
        reads = worker.may(Right.READ_WORDS, point.neighbourhood)
        if not reads and not point.summary:
            raise Refused("a worker sums it up first: nobody decides what nobody can read")
        deed = structs.replace(deed, anyway=deed.anyway and reads)
        try:
            await self._put_down(worker, point.reference, deed)
        except Refused as why:
            raise Refused(str(why).replace(point.reference, handle if reads else "this point")) from None

    async def _put_down(self, worker: Worker, reference: str, deed: Deed) -> None:
        triage = self.triage
        wrong = [] if deed.anyway else [*doubts(deed.words, triage.read(deed.words, "en"), triage.area)]
        if wrong:
            raise Refused("; ".join(wrong))
        async with triage.database.write() as conn:
            await inbox.hold(conn, triage.keys.organisation, [reference])
            item: Item | None = await inbox.find(conn, triage.keys.organisation, reference)
            if item is None or not worker.may(Right.DECIDE, item.neighbourhood):
                raise NotFound(reference)
            await do(triage.doing(conn, worker, item), deed)
            done = f"{reference} {deed.does} {deed.other} {deed.owner} {deed.until or ''}"
            what = " ".join(done.split())
            await audit.record(conn, triage.keys, triage.new_id(), who=worker.id, what=what, now=triage.clock())

    async def _listed(self, worker: Worker, right: Right, over_since: datetime) -> Sequence[Point]:
        triage = self.triage
        places = worker.within(right, [one.id for one in triage.area.neighbourhoods])
        async with triage.database.read() as conn:
            return await agendas.listed(conn, triage.keys, places, over_since)
