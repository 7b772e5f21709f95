"""A ledger kept by hand of where each thing that was said has to be counted.

It knows none of the code under test: it notes what was done, and at each freeze where everything stood.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.domain.contribution import Standing
from bot.storage import drafts, releases
from reports import dataset
from reports.analyse import PARTS, RECEIVED
from reports.figures import Figure
from reports.findings import count
from reports.frozen import WHOLE_AREA, Frozen
from reports.model import Edition, Month, Request
from reports.printed import Table
from tests.factories_releasing import Going

START = datetime(2026, 10, 1, 9, 5, tzinfo=UTC)
FIRST = Month(2026, 10)
PLACES = ("quayside", "mill-row")
PART = {Standing.WITHDRAWN: "withdrawn", Standing.HELD: "held", Standing.SPAM: "spam"}

Parts = dict[tuple[str | None, str], int]
"""How many messages of a place (None: all of them) stand in a part."""


@dataclass
class Told:
    """One thing that was said, as the ledger has it."""

    id: str
    person: str
    place: str
    said_on: date
    standing: Standing = Standing.HEARD
    joined: bool = False
    erased: bool = False
    at: datetime = START


@dataclass
class Case:
    """A case of somebody: what belongs to it, and whether it is open."""

    person: str
    holds: set[str]
    open: bool = True


class Ledger:
    """What was said, what was frozen of it as what, and which releases were seen. `met` counts what befell the town."""

    def __init__(self, going: Going) -> None:
        self.going, self.now = going, START
        self.told: dict[str, Told] = {}
        self.cases: dict[str, Case] = {}
        self.frozen: dict[str, dict[str, tuple[str, str]]] = {}
        self.frozen_at = START
        self.printed: dict[str, dict[str, Table]] = {}
        self.seen: set[tuple[str, int]] = set()
        self.met: Counter[str] = Counter()

    async def note_frozen(self) -> None:
        """Whatever was frozen just now has all that was said by its last day and was in none before, as it stands."""
        async with self.going.database.read() as conn:
            made = sorted(one.period for one in await drafts.listed(conn, self.going.keys.organisation))
        for period in made:
            if period not in self.frozen:
                counted = {id_ for month in self.frozen.values() for id_ in month}
                last = Month.of(period).last
                mine = [one for one in self.told.values() if one.said_on <= last and one.id not in counted]
                self.frozen_at = self.now
                self.frozen[period] = {one.id: (one.place, self._part(one)) for one in mine if not one.erased}
                await self._check_draft(period)

    def _part(self, one: Told) -> str:
        if one.standing is not Standing.HEARD:
            return PART[one.standing]
        if any(case.open and one.id in case.holds for case in self.cases.values()):
            return "held"
        return "joined" if one.joined else "included"

    def expected(self, period: str) -> Parts:
        """How a month's messages fall into parts by now: as they were frozen, without what is gone, less taken back."""
        parts: Parts = defaultdict(int)
        for id_, (place, part) in self.frozen[period].items():
            one = self.told[id_]
            if not one.erased:
                now = "withdrawn" if one.standing is Standing.WITHDRAWN else part
                parts[place, now] += 1
                parts[None, now] += 1
        return dict(parts)

    async def _check_draft(self, period: str) -> None:
        async with self.going.database.read() as conn:
            draft = await drafts.find(conn, self.going.keys, "all", period)
        assert draft is not None
        self._check(dataset.load(draft.dataset, Month.of(period)), period)

    async def check_released(self) -> None:
        """What is printed of a month holds what the ledger has at its first release, and stays as it is after that."""
        organisation = self.going.keys.organisation
        async with self.going.database.read() as conn:
            for one in await releases.every(conn, organisation):
                if (one.period, one.revision) not in self.seen:
                    self.seen.add((one.period, one.revision))
                    self.met[f"revision {one.why}"] += 1
                    raw = await releases.dataset(conn, self.going.keys, one.period, one.revision)
                    if raw is not None:  # another took its place within the same look
                        frozen = dataset.load(raw, Month.of(one.period))
                        assert dataset.fingerprint(frozen) == one.hash
                        self._check_printed(frozen, one.period)

    def _check_printed(self, frozen: Frozen, period: str) -> None:
        assert frozen.printed is not None
        assert not frozen.heard
        tables = {one.scope: one for one in frozen.printed.of(frozen.month)}
        first = self.printed.setdefault(period, tables)
        assert tables == first, f"{period} revision {frozen.revision}: what was printed has changed"
        if first is tables:
            for place, table in tables.items():
                self._check_table(table, None if place == WHOLE_AREA else place, period)

    def _check_table(self, table: Table, place: str | None, period: str) -> None:
        """Each printed figure holds the true one, and those of the parts can add up to that of what was received."""
        parts = {part: self.expected(period).get((place, part), 0) for part in PARTS}
        figures = dict(table.figures)
        shown = {part: figures.get(("received", part), table.few) for part in PARTS}
        for part, figure in shown.items():
            assert _holds(figure, parts[part]), f"{period} {place} {part}: {figure} for {parts[part]}"
        total = figures.get(RECEIVED, table.few)
        assert _holds(total, sum(parts.values())), f"{period} {place}: {total} for {parts}"

    async def check_at_the_end(self) -> int:
        """No erased thing is left in any draft, nothing is lost, all is released; how many months there were."""
        erased = {one.id for one in self.told.values() if one.erased}
        async with self.going.database.read() as conn:
            for period in self.frozen:
                draft = await drafts.find(conn, self.going.keys, "all", period)
                assert draft is not None
                left = erased & {one.id for one in dataset.load(draft.dataset, Month.of(period)).heard}
                assert not left, f"{period} still has who was deleted: {left}"
        counted = Counter(id_ for month in self.frozen.values() for id_ in month)
        last = Month.of(max(self.frozen)).last
        due = [one for one in self.told.values() if one.said_on <= last and one.at <= self.frozen_at]
        lost = [one.id for one in due if not one.erased and not counted[one.id]]
        assert not lost, f"in no month: {lost}"
        assert set(counted.values()) <= {1}
        for one in await self.going.desk.listed():
            assert one.releases or one.hold or one.sends_at > self.now, f"{one.draft.period} was not released"
        return len(self.frozen)

    def _check(self, frozen: Frozen, period: str) -> None:
        """What a report counts is what the ledger has, and adds up: by parts, and the places to the whole."""
        month, expected = Month.of(period), self.expected(period)
        first = month.compared()[0].first
        counted = count((row for row in frozen.heard if first <= row.said_on <= month.last), self.going.area)
        found: Parts = {}
        for place in (None, *PLACES):
            figures = counted.find(Request(month, place, Edition.INTERNAL))
            parts = {part: figures["received", part].value for part in PARTS}
            assert figures[RECEIVED].value == sum(parts.values()), f"{period} {place}: {parts}"
            found |= {(place, part): value for part, value in parts.items() if value}
        wrong = {cell: (found.get(cell, 0), expected.get(cell, 0)) for cell in found.keys() | expected.keys()}
        assert found == {cell: value for cell, value in expected.items() if value}, (
            f"{period} revision {frozen.revision}, counted and expected: "
            f"{ {cell: both for cell, both in wrong.items() if both[0] != both[1]} }"
        )
        for part in PARTS:
            assert found.get((None, part), 0) == sum(found.get((place, part), 0) for place in PLACES)


def _holds(figure: Figure, value: int) -> bool:
    return figure.low <= value and (figure.high is None or value <= figure.high)
