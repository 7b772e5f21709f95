"""Workers come in by links that open once, and stay for as long as they do something, on both stores."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.worker import Role, Worker
from bot.staff.access import Access
from bot.storage import audit, workers
from bot.storage.console_sessions import IDLE, LONGEST
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.tables import console_session, worker_link
from bot.storage.workers import LASTS, Link

MORNING = datetime(2026, 10, 7, 8, 0, tzinfo=UTC)
SAM = Worker("sam", "Sam Okafor", (Role.MOBILISER,), ("lakes-estate",))
MO = Worker("mo", "Mo", (Role.MANAGER,))


class Clock:
    """Stands still until it is moved."""

    now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def passes(self, some: timedelta) -> None:
        self.now += some


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def access(database: Database, keys: Keys, clock: Clock) -> Access:
    tokens, ids = itertools.count(1), itertools.count(1)
    async with database.write() as conn:
        for one in (SAM, MO):
            await workers.let_in(conn, keys, one, clock())
    return Access(database, keys, clock, lambda: f"token {next(tokens)}", lambda: f"{next(ids):032x}")


async def signed_in(access: Access, who: Worker = SAM) -> str:
    token = await access.sign_in(await access.make_link(who.id))
    assert token
    return token


async def test_a_link_opens_once(access: Access) -> None:
    link = await access.make_link(SAM.id)
    token = await access.sign_in(link)
    assert token
    assert await access.who(token) == SAM
    assert await access.sign_in(link) is None
    assert await access.sign_in("made up") is None


async def test_a_link_of_another_sort_or_from_before_opens_nothing(access: Access) -> None:
    assert await access.sign_in(await access.make_link(SAM.id, Link.CHAT)) is None
    first = await access.make_link(SAM.id)
    second = await access.make_link(SAM.id)
    assert await access.sign_in(first) is None
    assert await access.sign_in(second)


async def test_a_link_is_good_for_a_quarter_of_an_hour(access: Access, clock: Clock) -> None:
    link = await access.make_link(SAM.id)
    clock.passes(LASTS[Link.CONSOLE])
    assert await access.sign_in(link) is None


async def test_who_does_nothing_for_twenty_minutes_is_signed_out(access: Access, clock: Clock) -> None:
    token = await signed_in(access)
    for _ in range(3):
        clock.passes(IDLE - timedelta(seconds=1))
        assert await access.who(token) == SAM
    clock.passes(IDLE)
    assert await access.who(token) is None
    assert await access.who(token) is None


async def test_no_session_outlasts_a_working_day(access: Access, clock: Clock) -> None:
    token = await signed_in(access)
    for _ in range(int(LONGEST / timedelta(minutes=15)) - 1):
        clock.passes(timedelta(minutes=15))
        assert await access.who(token) == SAM
    clock.passes(timedelta(minutes=15))
    assert await access.who(token) is None


async def test_signing_in_gives_a_fresh_session_and_signing_out_ends_that_one(access: Access) -> None:
    phone, desk = await signed_in(access), await signed_in(access)
    assert phone != desk
    await access.sign_out(phone)
    assert await access.who(phone) is None
    assert await access.who(desk) == SAM


async def test_every_session_of_a_worker_can_be_ended_and_nobody_elses(access: Access) -> None:
    theirs, other = [await signed_in(access), await signed_in(access)], await signed_in(access, MO)
    assert await access.sign_out_everywhere(SAM.id, by=MO.id) == 2
    assert [await access.who(one) for one in theirs] == [None, None]
    assert await access.who(other) == MO


async def test_who_has_gone_comes_in_nowhere(access: Access, database: Database, keys: Keys, clock: Clock) -> None:
    token, link = await signed_in(access), await access.make_link(SAM.id)
    async with database.write() as conn:
        assert await workers.go(conn, keys.organisation, SAM.id, clock())
        assert not await workers.go(conn, keys.organisation, SAM.id, clock())
    assert await access.who(token) is None
    assert await access.sign_in(link) is None
    async with database.write() as conn:
        assert await workers.everyone(conn, keys) == [MO]
        await workers.let_in(conn, keys, SAM, clock())
    assert await access.who(token) is None, "what was open once stays shut"


async def test_no_token_is_kept_and_coming_in_is_on_record(access: Access, database: Database, keys: Keys) -> None:
    link = await access.make_link(SAM.id)
    token = await access.sign_in(link)
    async with database.read() as conn:
        kept = [*(await conn.execute(select(worker_link))), *(await conn.execute(select(console_session)))]
        told = await audit.lines(conn, keys.organisation)
    assert not any(one in repr(kept) for one in (link, token))
    assert [(who, what) for _, who, what in told] == [("sam", "signed in")]


async def test_a_name_is_locked(access: Access, database: Database) -> None:
    del access
    async with database.read() as conn:
        rows = (await conn.execute(select(workers.worker))).all()
    assert "Okafor" not in repr(rows)


async def test_roles_can_be_changed(access: Access, database: Database, keys: Keys) -> None:
    token = await signed_in(access)
    changed = Worker("sam", "Sam", (Role.CHAIR,), ("olney",))
    async with database.write() as conn:
        assert await workers.change(conn, keys, changed)
        assert not await workers.change(conn, keys, Worker("nobody", "Nobody", (Role.CHAIR,)))
    assert await access.who(token) == changed, "an open session has the new rights at once"
