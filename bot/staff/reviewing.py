"""The mobiliser's fifteen minutes with a month before its report goes out: lines to clear, lines of their own, the ask.

Whatever of a resident's words gets into a report was let out here, one by one, by a person (product.md 13 and 41).
"""

from collections.abc import Sequence

from msgspec import Struct, structs
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import reference as references
from bot.domain.contribution import Contribution
from bot.domain.item import Item
from bot.domain.review import MOST_LINES, LetOut, Reviewed
from bot.domain.worker import EVERYWHERE, Right, Worker
from bot.errors import NotFound, Refused, ReportError
from bot.i18n import FALLBACK
from bot.staff.letting_out import (
    agreed_as_a_group,
    check_descriptive,
    check_line,
    check_not_theirs,
    check_own,
    check_quoted,
    is_translated,
)
from bot.staff.reviewed import lines_of, open_items
from bot.staff.triage import Triage
from bot.storage import audit, consents, drafts, heard, looks, report_lines, reviews, told_stories
from bot.storage.heard import Span
from bot.storage.told_stories import Kept
from reports import dataset
from reports.frozen import WHOLE_AREA
from reports.model import Month
from reports.suggest import Candidate, Suggestion, suggest

_MOST = 100_000


class Desk(Struct, frozen=True):
    """A month of a scope as it waits for its review: what is let out so far, what was written, stories to choose from.

    `items` are those of the lines, by the contribution's id; `waiting` is how many contributions may have a line and
    have none yet, nor were left out, and `children` how many of these are shown in the console only; `drafted` are the
    lines the machine would write of the month, to edit or to take.
    """

    scope: str
    month: Month
    lines: tuple[LetOut, ...]
    items: dict[str, Item]
    waiting: int
    review: Reviewed | None
    stories: tuple[Kept, ...]
    drafted: tuple[str, ...] = ()
    children: int = 0

    @property
    def own(self) -> Reviewed:
        """The worker's own words so far; with the drafted lines where they have not said theirs yet."""
        found = self.review or Reviewed(str(self.month), self.scope, "", "", written=False)
        return found if found.written else structs.replace(found, lines=self.drafted)


class Wished(Struct, frozen=True):
    """A line as a worker typed it. `agreed`: the group whose talk this was agreed to these very words.

    `whole`: all that was said, as it was said, whatever the text; `also_heard` sets a quote beside no theme and figure.
    """

    reference: str
    text: str
    quote: bool = False
    agreed: bool = False
    whole: bool = False
    also_heard: bool = False


class Reviewing(Struct, frozen=True):
    """The desk. What it shows and lets out is what a worker may read, and is on record."""

    triage: Triage

    async def desk(self, worker: Worker, scope: str, period: str) -> Desk:
        """How the review of a scope stands, without anybody's words that are not let out. Raises NotFound."""
        month = self.fenced(worker, scope, period)
        async with self.triage.database.read() as conn:
            items = await self.items(conn, scope, month)
            lines = [one for one in await lines_of(conn, self.triage.keys, month) if one.contribution in items]
            review = (await reviews.of_month(conn, self.triage.keys, period)).get(scope)
            stories = await told_stories.cleared(conn, self.triage.keys, "report")
            drafted = await self._drafted(conn, scope, month)
        mine = tuple(kept for kept, _ in stories if scope in {WHOLE_AREA, kept.neighbourhood})
        past = {one.contribution for one in lines} | set(review.left_out if review else ())
        left = [one for id_, one in items.items() if id_ not in past and not one.apart]
        children = sum(one.protected for one in left)
        return Desk(scope, month, tuple(lines), items, len(left), review, mine, drafted, children)

    async def suggestions(self, worker: Worker, scope: str, period: str) -> tuple[Suggestion, ...]:
        """The lines to look at first, with their words: that they were looked at is put on record. Raises NotFound."""
        month, triage = self.fenced(worker, scope, period), self.triage
        async with triage.database.write() as conn:
            items = await self.items(conn, scope, month)
            left = await self.unlooked(conn, scope, month, items)
            found = suggest(await self.candidates(conn, month, left))
            shown = [one.candidate for one in found]
            if shown:
                await looks.note(conn, triage.keys.organisation, worker.id, {one.id for one in shown}, triage.clock())
                await self.record(conn, worker, f"looked at {' '.join(one.reference for one in shown)}")
        return found

    async def let_out(self, worker: Worker, scope: str, period: str, wished: Wished) -> None:
        """Let a line out for the month's report. Raises NotFound, and Refused in words for the worker."""
        month, triage = self.fenced(worker, scope, period), self.triage
        async with triage.database.write() as conn:
            items = await self.items(conn, scope, month)
            tidied = references.tidy(wished.reference)
            item = next((one for one in items.values() if one.reference == tidied), None)
            said = await heard.by_reference(conn, triage.keys, tidied) if item and tidied else None
            if item is None or said is None:
                raise NotFound(wished.reference)
            line = await self._line(conn, worker, item, said, wished)
            await report_lines.put(conn, triage.keys, line)
            await self.record(conn, worker, f"{item.reference} let out for report {period}")

    async def take_back(self, worker: Worker, scope: str, period: str, reference: str) -> None:
        """Let it out no longer. Raises NotFound."""
        month, tidied = self.fenced(worker, scope, period), references.tidy(reference)
        async with self.triage.database.write() as conn:
            items = await self.items(conn, scope, month)
            item = next((one for one in items.values() if one.reference == tidied), None)
            if item is None:
                raise NotFound(reference)
            await report_lines.take_back(conn, self.triage.keys.organisation, item.id)
            await self.record(conn, worker, f"{item.reference} taken out of report {period}")

    async def write(self, worker: Worker, review: Reviewed, *, done: bool = False) -> None:
        """Keep what a worker says of the month in their own words; `done` says that it may go out.

        What was looked at stays as it is, and of what is given neither `worker`, `name` nor `done_at` counts. Raises
        NotFound, and Refused in words.
        """
        self.fenced(worker, review.scope, review.period)
        lines = tuple(" ".join(one.split()) for one in review.lines if one.strip())
        ask = " ".join(review.ask.split())
        if len(lines) > MOST_LINES:
            raise Refused(f"{len(lines)} lines are more than the five that are read")
        for text in filter(None, (*lines, ask)):
            self._check_own(text)
        now = self.triage.clock()
        async with self.triage.database.write() as conn:
            before = (await reviews.of_month(conn, self.triage.keys, review.period)).get(review.scope)
            kept = structs.replace(
                review,
                worker=worker.id,
                name=worker.name,
                lines=lines,
                ask=ask,
                done_at=now if done else None,
                written=True,
                shortlist=before.shortlist if before else (),
                left_out=before.left_out if before else (),
            )
            await reviews.put(conn, self.triage.keys, kept, now)
            how = "done" if done else "written"
            await self.record(conn, worker, f"review {review.period} {review.scope} {how}")

    async def waiting(self, worker: Worker, months: Sequence[str]) -> list[tuple[str, str]]:
        """Which reviews of these months wait for this worker, as period and neighbourhood."""
        mine = [one.id for one in self.triage.area.served if worker.may(Right.ANSWER, one.id)]
        found: list[tuple[str, str]] = []
        async with self.triage.database.read() as conn:
            for period in months:
                made = await reviews.of_month(conn, self.triage.keys, period)
                done = {scope for scope, one in made.items() if one.done_at is not None}
                found += [(period, scope) for scope in mine if scope not in done]
        return found

    def fenced(self, worker: Worker, scope: str, period: str) -> Month:
        """The month of a review that this worker may do. Raises NotFound."""
        try:
            month = Month.of(period)
        except ReportError as fault:
            raise NotFound(period) from fault
        known = scope == WHOLE_AREA or self.triage.area.neighbourhood(scope) is not None
        if not known or str(month) != period or not may_review(worker, scope):
            raise NotFound(f"{scope} {period}")
        return month

    # -- within -----------------------------------------------------------------------------------------------------

    async def items(self, conn: AsyncConnection, scope: str, month: Month) -> dict[str, Item]:
        """What a review of this scope and month may look at, by id."""
        return await open_items(conn, self.triage.keys, self.triage.area, scope, month)

    async def unlooked(
        self, conn: AsyncConnection, scope: str, month: Month, items: dict[str, Item]
    ) -> dict[str, Item]:
        """Those of a month's items that have no line, were not left out and may be looked at for one."""
        review = (await reviews.of_month(conn, self.triage.keys, str(month))).get(scope)
        past = {one.contribution for one in await report_lines.of(conn, self.triage.keys, items)}
        past |= set(review.left_out if review else ())
        return {id_: one for id_, one in items.items() if id_ not in past and not one.apart}

    async def candidates(self, conn: AsyncConnection, month: Month, items: dict[str, Item]) -> list[Candidate]:
        """Items with their words, as a line may be made of them; that somebody looks is for the caller to record."""
        keys = self.triage.keys
        span = Span(first=month.first, last=month.last, only=frozenset(items))
        said = [one async for one in heard.said(conn, keys, span)]
        may_be = await consents.quotable(conn, keys.organisation, items)
        return [self._candidate(one, items[one.id], may_quote=one.id in may_be) for one in said if one.words.strip()]

    def _candidate(self, said: Contribution, item: Item, *, may_quote: bool) -> Candidate:
        group = agreed_as_a_group(said)
        return Candidate(
            id=said.id,
            reference=said.reference,
            neighbourhood=said.neighbourhood,
            kind=said.kind,
            theme=said.themes[0] if said.themes else "",
            words=said.words,
            reading=self.triage.read(said.words, said.language),
            may_quote=(may_quote and not item.protected) or bool(group),
            child=item.protected,
            agreed_by=group,
            language=said.language,
        )

    async def _line(
        self, conn: AsyncConnection, worker: Worker, item: Item, said: Contribution, wished: Wished
    ) -> LetOut:
        """The line that was wished for, if it may go out at all."""
        triage, text = self.triage, " ".join((said.words if wished.whole else wished.text).split())
        reading = triage.read(text, FALLBACK)
        check_line(text, reading, triage.asks_for_contact)
        agreed_by = agreed_as_a_group(said) if wished.agreed else 0
        translated = False
        if wished.quote:
            may_be = await consents.quotable(conn, triage.keys.organisation, [item.id])
            check_quoted(item, agreed=bool(agreed_by), may_be=bool(may_be))
            translated = is_translated(text, said)
        else:
            check_not_theirs(text, said)
            check_own(text, reading, triage.area)
        return LetOut(
            contribution=item.id,
            period=str(Month.on(said.said_on)),
            quote=wished.quote,
            text=text,
            worker=worker.id,
            at=triage.clock(),
            language=said.language if wished.quote and not translated else FALLBACK,
            translated_from=said.language if translated else "",
            agreed_by=agreed_by,
            child=item.protected,
            also_heard=wished.quote and wished.also_heard,
        )

    async def _drafted(self, conn: AsyncConnection, scope: str, month: Month) -> tuple[str, ...]:
        """The frozen month's own lines of it; none that could not be let out as it is."""
        found = await drafts.find(conn, self.triage.keys, WHOLE_AREA, str(month))
        lines = dataset.head(found.dataset, month).drafted if found else ()
        return tuple(text for one in lines if one.scope == scope for text in one.lines if self._fit(text))

    def _fit(self, text: str) -> bool:
        try:
            self._check_own(text)
        except Refused:
            return False
        return True

    def _check_own(self, text: str) -> None:
        reading = self.triage.read(text, FALLBACK)
        check_line(text, reading, self.triage.asks_for_contact)
        check_own(text, reading, self.triage.area)
        check_descriptive(text)

    async def record(self, conn: AsyncConnection, worker: Worker, what: str) -> None:
        """Put on the sealed record what a worker did."""
        triage = self.triage
        await audit.record(conn, triage.keys, triage.new_id(), who=worker.id, what=what, now=triage.clock())


def may_review(worker: Worker, scope: str) -> bool:
    """Whether the review of a scope is this worker's: the whole area's is for whoever answers everywhere."""
    if scope == WHOLE_AREA:
        return worker.may(Right.ANSWER) and not EVERYWHERE.isdisjoint(worker.roles)
    return worker.may(Right.ANSWER, scope)
