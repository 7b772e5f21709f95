"""The demonstration is five months long whatever day it is, went through real conversations, and says what it is."""

import random
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from bot import app, demo, demo_desk
from bot.demo import LABEL, PEOPLE_A_MONTH, PastClock, Speaker, made_up
from bot.domain.cleared import quotes
from bot.domain.contribution import Standing
from bot.settings import load
from bot.staff_parts import access
from bot.storage import report_lines
from reports.freeze import freeze
from reports.model import Month
from tests.factories_pack import make_area
from tests.factories_storage import all_said

DAYS = [
    datetime(2026, 10, 31, 12, tzinfo=UTC),
    datetime(2026, 3, 1, 0, 6, tzinfo=UTC),
    datetime(2026, 3, 31, 23, 30, tzinfo=UTC),
    datetime(2026, 1, 1, 12, tzinfo=UTC),
    datetime(2028, 2, 29, 12, tzinfo=UTC),
]


def speakers(now: datetime) -> list[Speaker]:
    core: Any = SimpleNamespace(area=make_area())
    return [one for crowd in made_up(core, now, random.Random("a test")) for one in crowd]  # noqa: S311


@pytest.mark.parametrize("now", DAYS)
def test_each_of_the_last_months_has_its_people_and_nobody_speaks_in_the_future(now: datetime) -> None:
    said = speakers(now)
    this = Month.on(now.astimezone(make_area().zone).date())
    expected = {this.after(at - 4): people for at, people in enumerate(PEOPLE_A_MONTH)}
    assert Counter(Month.on(one.at.date()) for one in said) == expected
    assert max(one.at for one in said) <= now


def test_in_the_first_minutes_of_a_month_nobody_has_spoken_in_it() -> None:
    now = datetime(2026, 10, 31, 23, 59, tzinfo=UTC) + timedelta(minutes=2)
    assert len(speakers(now)) == sum(PEOPLE_A_MONTH[:-1])


def test_days_come_in_their_order() -> None:
    said = [one.at for one in speakers(DAYS[0])]
    assert said == sorted(said)


def test_each_line_of_the_desk_is_of_one_saying_and_in_nobody_s_own_words() -> None:
    sayings = [one for one in demo.SAYINGS.read_text("utf-8").splitlines() if one and not one.startswith("#")]
    desk = tomllib.loads(demo_desk.DESK.read_text("utf-8"))
    for one in (*desk["line"], *desk["told"]):
        [said] = [words for words in sayings if words.startswith(one["said"])]
        assert not quotes(one.get("text") or one["asked"], said), one


async def test_everybody_in_it_was_heard_by_the_real_conversations(tmp_path: Path) -> None:
    now = datetime(2026, 10, 31, 12, tzinfo=UTC)
    settings = load(
        data_dir=tmp_path / "var", master_key_file=tmp_path / "keys" / "master.key", web_port=0, database_url=""
    )
    clock = PastClock(lambda: now)
    async with app.assembled(settings, clock, label=LABEL) as earshot:
        await demo.fill(earshot, clock, Console(file=StringIO()))
        assert clock() == now
        assert LABEL in earshot.greeting()[0]
        ways_in = await demo.let_in_workers(earshot)
        links = [line.rpartition("/")[2] for line in ways_in if "/console/enter/" in line]
        assert len(links) == 2
        for link in links:
            assert await access(earshot.core).sign_in(link)
            assert not await access(earshot.core).sign_in(link)
        kept = await all_said(earshot.core.database, earshot.core.keys)
        await earshot.dispatcher.drained()
        core, last = earshot.core, Month(2026, 9)
        month = await freeze(core.database, core.keys, core.area, last)
        async with core.database.read() as conn:
            lines = await report_lines.of_month(conn, core.keys, str(last))
    here = core.area.served[0].id
    spoke = {one.person for one in month.heard if one.neighbourhood == here and one.said_on >= last.first}
    assert 25 <= len(spoke) <= 40
    assert Month.on(min(one.said_on for one in month.heard)) == last.after(-3), "it has three months to be set beside"
    assert len(month.told) >= 2
    assert len(month.gatherings) == 3
    assert len(lines) >= 12, "what a few said is the heart of a small estate's report"
    [met] = month.meetings
    assert [one.done for one in met.actions] == [False, True]
    assert month.pace.kept >= 0.8 * month.pace.due, "promises were kept, by and large"
    people = speakers(now)
    assert len({one.participant for one in kept}) == len(people)
    assert {Month.on(one.said_on) for one in kept} == {Month(2026, month) for month in (6, 7, 8, 9, 10)}
    heard = [one for one in kept if one.standing is Standing.HEARD]
    assert len(heard) >= 0.9 * len(people)
