"""Months of reports through off-days, two machines, late approvals, holds and mail that fails: each goes out once."""

import asyncio
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.domain.letter import Letter
from bot.domain.release import State
from bot.errors import Refused, SendFailed
from bot.storage import deliveries, releases
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.model import Month
from tests.factories_releasing import Going
from tests.factories_staff import ADA, MO

DAY = timedelta(days=1)
START = datetime(2026, 10, 1, 9, 5, tzinfo=UTC)


class Post:
    """Takes mails on good days; on bad ones refuses for now, or takes and says nothing of it."""

    def __init__(self, random: Random) -> None:
        self.random, self.down = random, False
        self.taken: dict[tuple[str, str], list[str]] = defaultdict(list)

    async def sends(self, letter: Letter) -> None:
        await asyncio.sleep(0)
        if self.down:
            raise SendFailed("SMTP 451")
        self.taken[letter.to, letter.subject].append(letter.id)
        if self.random.random() < 0.1:
            raise SendFailed("SMTPServerDisconnected")


async def lived(going: Going, months: int, seed: int) -> Post:
    """So many months, a look a day on days on which the machine is on."""
    random = Random(seed)  # noqa: S311 - made-up days
    post, there = Post(random), going.another()
    machines = (going, there)
    for one in machines:
        one.sends = post.sends  # type: ignore[method-assign]
        one.port = 1
        one.__post_init__()
    await going.sendings.put(MO, "council", "Cath", "cath@council.example")
    await going.sendings.put(MO, "homes", "Hal", "hal@homes.example")
    off = 0
    # Ten days more than the months: the last one is out by then.
    for day in range(months * 31 + 12):
        now = START + day * DAY
        await going.said(f"c{day}", on=now.date())
        off = off - 1 if off else random.choice((0, 0, 0, 0, 0, 0, 3, 9)) * (random.random() < 0.3)
        if off:
            continue
        post.down = random.random() < 0.2
        for one in machines:
            one.now = now
        await _somebody_decides(going, random)
        await asyncio.gather(*(one.looks(now) for one in machines[: random.choice((1, 2))]))
    post.down = False
    for hour in range(24):
        await going.looks(going.now + timedelta(hours=hour))
    return post


async def _somebody_decides(going: Going, random: Random) -> None:
    for one in (await going.desk.listed())[:1]:
        period = one.draft.period
        try:
            if one.hold is not None:
                if random.random() < 0.5:
                    await going.desk.let_go(MO, period)
            elif random.random() < 0.05:
                await going.desk.hold(ADA, period, "a figure looks wrong")
            elif random.random() < 0.1:
                taps = (going.desk.approve(who, period) for who in (MO, ADA))
                await asyncio.gather(*taps, return_exceptions=True)
        except Refused:
            pass


async def check(going: Going, post: Post, months: int) -> None:
    due = [str(Month(2026, 10).after(number)) for number in range(months)]
    async with going.database.read() as conn:
        every = await releases.every(conn, going.keys.organisation)
        held = {one.draft.period for one in await going.desk.listed() if one.hold}
        for period in due:
            of = [one for one in every if one.period == period]
            out = [one for one in of if one.published_at is not None]
            assert out or period in held, f"{period} is not out"
            assert [one.revision for one in of] == list(range(1, len(of) + 1))
            assert sum(not one.checked for one in of) <= 1
            assert sum(one.checked for one in of) <= 1, "approved once"
            for mail in await deliveries.of(conn, going.keys.organisation, period):
                assert mail.state in {State.SENT, State.REPLACED} or period in held, mail
    ids = [frozenset(found) for found in post.taken.values()]
    assert all(len(each) == 1 for each in ids), "never two Message-IDs for one recipient and edition"
    assert len(frozenset().union(*ids)) == len(ids), "never one for two of them"


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", [1])
async def test_a_month_goes_out_once(database: Database, keys: Keys, tmp_path: Path, seed: int) -> None:
    going = Going(database, keys, tmp_path, now=START)
    await going.staffed()
    await check(going, await lived(going, 1, seed), 1)


@pytest.mark.long
@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", range(2, 5))
async def test_three_years_go_out_once_each(database: Database, keys: Keys, tmp_path: Path, seed: int) -> None:
    going = Going(database, keys, tmp_path, now=START)
    await going.staffed()
    await check(going, await lived(going, 12, seed), 12)
