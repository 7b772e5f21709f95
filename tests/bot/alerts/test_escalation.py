"""No escalation is missed, whatever the clock, the channels and the machine go through (S6): thousands of cases."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.alerts.desk import Desk
from bot.alerts.notices import Notice, Writer
from bot.alerts.wanted import PAGE, wanted
from bot.domain.case import Case
from bot.domain.staffed import is_staffed
from bot.errors import SendFailed
from bot.storage import staff, watch
from bot.storage.alerts import By
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.bot.alerts.town import ROSTER, Town, staffed_area, town_of
from tests.chat import wording

AREA = staffed_area()
MINUTE, LOOK = timedelta(minutes=1), timedelta(seconds=2)
AFTER = {"lead": 0, "deputy": 15, "manager": 30, "on-call-1": 60}
STARTS = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


# -- worked out, by the thousand ---------------------------------------------------------------------------------------


@dataclass
class Seen:
    """One case lived through: what the machine saw of it, and who was told after how much real time."""

    case: Case
    told: dict[str, timedelta] = field(default_factory=dict)

    def looks(self, now: datetime, real: timedelta) -> None:
        """One look of the desk, `real` time after the case was opened."""
        passed = self.case.waited_by(now)
        self.case = replace(self.case, waited=passed, looked_at=now)
        for one in wanted([self.case], {}, AREA, ROSTER, now):
            if one.step == PAGE:
                self.told.setdefault(one.recipient, real)


LOOKS = st.lists(
    st.tuples(
        st.integers(1, 600),  # seconds of real time until the next look: the machine may be off meanwhile
        st.sampled_from([0, 0, 0, 0, 0, 0, -86400, -3600, -61, 3600, 86400]),  # by how much the clock is set then
    ),
    min_size=1,
    max_size=60,
)


NAMED = pytest.mark.parametrize("named", [(), ("lead",), ("deputy",), ("manager", "mobiliser"), ("on-call-1",)])


@NAMED
@settings(max_examples=300, deadline=None)
@given(start=STARTS, looks=LOOKS)
def test_everyone_is_told_in_time_whatever_the_clock_does(
    named: tuple[str, ...], start: datetime, looks: list[tuple[int, int]]
) -> None:
    told_in_time(named, start, looks)


@pytest.mark.long
@NAMED
@settings(max_examples=2000, deadline=None)
@given(start=STARTS, looks=LOOKS)
def test_ten_thousand_cases(named: tuple[str, ...], start: datetime, looks: list[tuple[int, int]]) -> None:
    told_in_time(named, start, looks)


def told_in_time(named: tuple[str, ...], start: datetime, looks: list[tuple[int, int]]) -> None:
    seen = Seen(Case("c", "red", start, about=named))
    real, now, set_back, jumps_on = timedelta(), start, timedelta(), False
    seen.looks(now, real)
    for seconds, jump in looks:
        real += timedelta(seconds=seconds)
        now += timedelta(seconds=seconds + jump)
        # What passed while the clock went back is all that can be lost: the time since the look before.
        set_back += timedelta(seconds=seconds if jump < 0 else 0)
        jumps_on = jumps_on or jump > 0
        seen.looks(now, real)
    assert not set(named) & set(seen.told), "whom the words name is never told"
    able = [one for one in AFTER if one not in named]
    assert any(when == timedelta() for when in seen.told.values()), "somebody is told at once"
    for one in able:
        due = AFTER[one] * MINUTE
        if real - set_back >= due:
            assert one in seen.told, f"{one} was never told"
    staffed = is_staffed(AREA, start.astimezone(AREA.zone)) and is_staffed(AREA, now.astimezone(AREA.zone))
    if staffed and not (jumps_on or named) and set_back == timedelta() and real < timedelta(hours=8):
        assert all(when >= AFTER[one] * MINUTE for one, when in seen.told.items()), "and nobody too early"


@settings(max_examples=300, deadline=None)
@given(start=STARTS)
def test_out_of_hours_the_on_call_list_is_told_at_once(start: datetime) -> None:
    seen = Seen(Case("c", "red", start))
    seen.looks(start, timedelta())
    expected = {"lead"} if is_staffed(AREA, start.astimezone(AREA.zone)) else {"lead", "on-call-1"}
    assert set(seen.told) == expected


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_the_nights_on_which_clocks_change_are_nights_like_others(day: datetime) -> None:
    for minute in range(0, 180, 7):
        seen = Seen(Case("c", "red", day + minute * MINUTE))
        for after in range(70):
            seen.looks(day + (minute + after) * MINUTE, after * MINUTE)
        assert {one: when // MINUTE for one, when in seen.told.items()} == AFTER | {"on-call-1": 0}


# -- through the store, with channels that fail and a machine that dies ----------------------------------------------


@dataclass
class Line:
    """A way to reach workers that is away now and then, and forgets nothing of what it told."""

    by: By
    links: bool = False
    away: bool = False
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    async def page(self, address: str, notice: Notice, id_: str) -> None:
        del notice
        if self.away:
            raise SendFailed("away")
        self.told[address].append(id_)


def faults(seed: int) -> Iterator[int]:
    """A small generator of our own, so that a run is the same each time."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 40


@dataclass
class Life:
    """A town's hours with many cases, channels that fail, a clock that is set, and a machine that dies."""

    town: Town
    dice: Iterator[int]
    lines: tuple[Line, Line] = field(default_factory=lambda: (Line(By.MAIL), Line(By.TELEGRAM)))
    opened: dict[str, int] = field(default_factory=dict)

    def one_in(self, many: int) -> bool:
        return next(self.dice) % many == 0

    async def lives(self, cases: int, minutes: int) -> None:
        """So many cases open, one a minute; then all channels are back."""
        self.town.desk = _desk(self.town, self.lines)
        for minute in range(minutes):
            if minute < cases:
                self.opened[await self.town.case()] = minute
            await self._goes_wrong()
            self.town.now += MINUTE
            self.town.running += 60
            await self.town.looks()
        for line in self.lines:
            line.away = False
        self.town.running += 3600
        await self.town.looks()

    def missed(self, minutes: int) -> tuple[int, int]:
        """How many tellings were due by now, by each channel, and how many of them never came."""
        due = [
            (line, one.id, case)
            for case, at in self.opened.items()
            for one in ROSTER
            for line in self.lines
            # A look that meets a clock set back adds nothing: at most a minute each time, and there are a few.
            if minutes - at >= AFTER[one.id] + minutes // 10
        ]
        return len(due), sum(not _told(*one) for one in due)

    async def _goes_wrong(self) -> None:
        for line in self.lines:
            line.away = self.one_in(10) if not line.away else not self.one_in(4)
        if self.one_in(30):
            self.town.now += timedelta(seconds=[-86400, -3600, 7200][next(self.dice) % 3])
        if self.one_in(25):
            self.town.desk = _desk(self.town, self.lines)  # killed, and begun anew
        if self.one_in(40) and self.opened:
            await self._taken(sorted(self.opened)[next(self.dice) % len(self.opened)])

    async def _taken(self, case: str) -> None:
        async with self.town.database.write() as conn:
            await watch.acknowledge(conn, self.town.keys.organisation, case, "lead", self.town.now)
        self.opened.pop(case)


def _told(line: Line, id_: str, case: str) -> bool:
    return any(one.startswith(f"{case}.page.") for one in line.told[_at(line, id_)])


def _at(line: Line, id_: str) -> str:
    return next(one.mail for one in ROSTER if one.id == id_) if line.by is By.MAIL else f"chat of {id_}"


def _desk(town: Town, lines: tuple[Line, Line]) -> Desk:
    writer = Writer(town.area, town.roster, wording())
    return Desk(town.database, town.keys, writer, lines, town.clock, "", lambda: town.running)


async def _bind(town: Town) -> None:
    async with town.database.write() as conn:
        for one in ROSTER:
            await staff.invite(conn, town.keys.organisation, one.id, one.id, town.now)
            await staff.accept(conn, town.keys, one.id, who=one.id, address=f"chat of {one.id}", now=town.now)


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_escalation_is_missed_through_faults(database: Database, keys: Keys, seed: int) -> None:
    async with town_of(database, keys) as town:
        await _bind(town)
        life = Life(town, faults(seed))
        await life.lives(cases=12, minutes=100)
        due, missed = life.missed(100)
    assert due > 50
    assert missed == 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3, 13))
async def test_no_escalation_is_missed_through_many_faults(database: Database, keys: Keys, seed: int) -> None:
    async with town_of(database, keys) as town:
        await _bind(town)
        life = Life(town, faults(seed))
        await life.lives(cases=60, minutes=150)
        due, missed = life.missed(150)
    assert due > 300
    assert missed == 0
