"""The lines of a review one by one, as a chat shows them: the next one to look at, let out or left out, taken back."""

from msgspec import Struct, structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import reference as references
from bot.domain.item import Item
from bot.domain.reading import DangerLevel
from bot.domain.review import Reviewed
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.reviewing import Reviewing, Wished
from bot.storage import looks, report_lines, reviews
from reports.model import Month
from reports.suggest import Candidate, Suggestion, suggest


class Next(Struct, frozen=True):
    """The line to look at now, None where there is none: the `number`-th of `of`.

    `more` wait beyond these; `elsewhere` may be children's words, which are shown in the console only. `hard` sound
    like danger: they stand in no report, and are counted before the first line and after the last one only.
    """

    line: Suggestion | None
    number: int = 0
    of: int = 0
    more: int = 0
    elsewhere: int = 0
    hard: int = 0


class Shortlist(Struct, frozen=True):
    """A few lines of a month, chosen once so that they stay the same from tap to tap. Raises as `Reviewing`."""

    desk: Reviewing

    async def next(self, worker: Worker, scope: str, period: str) -> Next:
        """The next one with its words; that they were looked at is put on record."""
        month, triage = self.desk.fenced(worker, scope, period), self.desk.triage
        async with triage.database.write() as conn:
            items = await self.desk.items(conn, scope, month)
            left = await self.desk.unlooked(conn, scope, month, items)
            open_here = {id_: one for id_, one in left.items() if not one.protected}
            review = await self._review(conn, scope, period)
            anew = not review.shortlist and bool(open_here)
            if anew:
                review = await self._chosen(conn, month, review, open_here)
            line = await self._first(conn, month, [open_here[id_] for id_ in review.shortlist if id_ in open_here])
            if line:
                await self._looked_at(conn, worker, line.candidate)
            hard = await self._hard(conn, month, open_here) if anew or not line else frozenset()
        number = review.shortlist.index(line.candidate.id) + 1 if line else 0
        more = len(open_here.keys() - set(review.shortlist) - hard)
        return Next(line, number, len(review.shortlist), more, len(left) - len(open_here), len(hard))

    async def _chosen(
        self, conn: AsyncConnection, month: Month, review: Reviewed, open_here: dict[str, Item]
    ) -> Reviewed:
        """The review with a few lines chosen for it, which are kept."""
        triage, chosen = self.desk.triage, suggest(await self.desk.candidates(conn, month, open_here))
        review = structs.replace(review, shortlist=tuple(one.candidate.id for one in chosen))
        await reviews.put(conn, triage.keys, review, triage.clock())
        return review

    async def _looked_at(self, conn: AsyncConnection, worker: Worker, seen: Candidate) -> None:
        triage = self.desk.triage
        await looks.note(conn, triage.keys.organisation, worker.id, {seen.id}, triage.clock())
        await self.desk.record(conn, worker, f"looked at {seen.reference}")

    async def hard(self, worker: Worker, scope: str, period: str) -> int:
        """How many sound like danger of those that could be looked at in a chat."""
        month = self.desk.fenced(worker, scope, period)
        async with self.desk.triage.database.read() as conn:
            left = await self.desk.unlooked(conn, scope, month, await self.desk.items(conn, scope, month))
            return len(await self._hard(conn, month, {id_: one for id_, one in left.items() if not one.protected}))

    async def more(self, worker: Worker, scope: str, period: str) -> None:
        """Choose anew among what was not looked at."""
        self.desk.fenced(worker, scope, period)
        async with self.desk.triage.database.write() as conn:
            review = await self._review(conn, scope, period)
            await self._keep(conn, structs.replace(review, shortlist=()))

    async def leave_out(self, worker: Worker, scope: str, period: str, reference: str) -> None:
        """It stands in no report, in nobody's words."""
        item_id = await self._id(worker, scope, period, reference)
        async with self.desk.triage.database.write() as conn:
            review = await self._review(conn, scope, period)
            await self._keep(conn, structs.replace(review, left_out=(*review.left_out, item_id)))
            await self.desk.record(conn, worker, f"{reference} left out of report {period}")

    async def undo(self, worker: Worker, scope: str, period: str, reference: str) -> None:
        """What was done with it last is undone: it waits to be looked at again."""
        item_id = await self._id(worker, scope, period, reference)
        async with self.desk.triage.database.write() as conn:
            await report_lines.take_back(conn, self.desk.triage.keys.organisation, item_id)
            review = await self._review(conn, scope, period)
            left = tuple(one for one in review.left_out if one != item_id)
            first = (item_id, *(one for one in review.shortlist if one != item_id))
            await self._keep(conn, structs.replace(review, left_out=left, shortlist=first))
            await self.desk.record(conn, worker, f"{reference} taken out of report {period}")

    async def reword(self, worker: Worker, scope: str, period: str, reference: str, text: str) -> bool:
        """Let it out as typed: a part of their very words as a quote, where they said yes. True where it is one."""
        wished = Wished(reference, text)
        try:
            await self.desk.let_out(worker, scope, period, wished)
        except Refused as why:
            try:
                await self.desk.let_out(worker, scope, period, structs.replace(wished, quote=True))
            except Refused:
                raise why from None
            return True
        return False

    async def _first(self, conn: AsyncConnection, month: Month, items: list[Item]) -> Suggestion | None:
        """The first of these that may still be looked at: what sounds like danger by now may not."""
        for item in items:
            if found := suggest(await self.desk.candidates(conn, month, {item.id: item})):
                return found[0]
        return None

    async def _hard(self, conn: AsyncConnection, month: Month, items: dict[str, Item]) -> frozenset[str]:
        """Those of these that no line is suggested of, since they sound like danger."""
        found = await self.desk.candidates(conn, month, items)
        return frozenset(one.id for one in found if one.reading.danger.level is not DangerLevel.NONE)

    async def _id(self, worker: Worker, scope: str, period: str, reference: str) -> str:
        month, tidied = self.desk.fenced(worker, scope, period), references.tidy(reference)
        async with self.desk.triage.database.read() as conn:
            items = await self.desk.items(conn, scope, month)
        item = next((one for one in items.values() if one.reference == tidied), None)
        if item is None:
            raise NotFound(reference)
        return item.id

    async def _review(self, conn: AsyncConnection, scope: str, period: str) -> Reviewed:
        found = (await reviews.of_month(conn, self.desk.triage.keys, period)).get(scope)
        return found or Reviewed(period, scope, "", "", written=False)

    async def _keep(self, conn: AsyncConnection, review: Reviewed) -> None:
        await reviews.put(conn, self.desk.triage.keys, review, self.desk.triage.clock())
