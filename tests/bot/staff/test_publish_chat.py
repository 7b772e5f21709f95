"""In a chat one tap approves the report, or holds it back for a reason that is asked for; others are reminded of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channel import load
from bot.domain.review import Reviewed
from bot.errors import NotFound, Refused
from bot.jobs.report_reminders import report_reminders
from bot.staff.publish_chat import WHY_HELD, PublishChat
from bot.storage import reviews, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_releasing import Going
from tests.factories_staff import MO, SAM

MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
async def going(database: Database, keys: Keys, tmp_path: Path) -> Going:
    going = Going(database, keys, tmp_path)
    await going.staffed()
    await going.said("c1")
    await going.looks()
    return going


async def told(going: Going) -> dict[str, list[str]]:
    async with going.database.read() as conn:
        rows = list(await conn.execute(tables.staff_message.select().order_by(tables.staff_message.c.put_at)))
    found: dict[str, list[str]] = {}
    for row in rows:
        body = going.keys.installation.open(f"staff message {row.id}", row.sealed)
        found.setdefault(row.worker, []).append(load(body).text)
    return found


async def test_one_tap_approves_and_says_when_it_goes_out(going: Going) -> None:
    chat = PublishChat(going.desk)
    [waits] = [chat.waits(one) for one in await going.desk.listed()]
    assert [one.token for one in waits.buttons] == ["work.approve.2026-10", "work.hold_report.2026-10"]
    assert "8 November" in waits.text
    assert "Approved" in (await chat.approve(MO, "2026-10")).text
    assert [one.who for one in await going.releases()] == ["mo"]
    with pytest.raises(Refused):
        await chat.approve(MO, "2026-10")


async def test_a_hold_asks_why_first(going: Going) -> None:
    chat, asked = PublishChat(going.desk), list[str]()

    async def ask(_worker: object, what: str) -> None:
        asked.append(what)

    assert "Why" in (await chat.asks_why(MO, "2026-10", ask)).text
    assert asked == [f"{WHY_HELD} 2026-10"]
    held = await chat.hold(MO, "2026-10", "a figure looks wrong")
    assert held is not None
    assert "Held back" in held.text
    assert (await going.desk.find("2026-10")).hold is not None


async def test_a_made_up_button_of_somebody_else_does_nothing(going: Going) -> None:
    chat = PublishChat(going.desk)
    for period in ("2026-10", "", "never", "2026-13"):
        with pytest.raises(NotFound):
            await chat.approve(SAM, period)
    with pytest.raises(NotFound):
        await chat.approve(MO, "never")
    assert await chat.hold(SAM, "2026-10", "no") is None


async def test_mobilisers_are_told_of_their_review_and_managers_of_the_approval_once_a_day(going: Going) -> None:
    for minutes in (0, 15, 30):
        await report_reminders(going.kit, MONDAY + timedelta(minutes=minutes))
    found = await told(going)
    assert [one for one in found["sam"] if "fifteen minutes" in one and "Quayside" in one]
    assert (len(found["sam"]), len([one for one in found["mo"] if "waits to be approved" in one])) == (1, 1)


async def test_nobody_is_reminded_at_night_on_a_weekend_nor_of_what_is_done(going: Going) -> None:
    for quiet in (datetime(2026, 11, 1, 12, tzinfo=UTC), MONDAY.replace(hour=8), MONDAY + timedelta(days=1)):
        await report_reminders(going.kit, quiet)
    assert await told(going) == {}
    async with going.database.write() as conn:
        done = Reviewed("2026-10", "quayside", "sam", "Sam", done_at=MONDAY)
        await reviews.put(conn, going.keys, done, MONDAY)
    await going.desk.approve(MO, "2026-10")
    await report_reminders(going.kit, MONDAY)
    assert await told(going) == {}
