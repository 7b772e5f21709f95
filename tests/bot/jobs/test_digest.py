"""The digest comes at the neighbourhood's hour, once, says no word of anybody's, and is gone within a day."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channel import Outgoing
from bot.conversation.events import Opened
from bot.domain.deed import Deed, Does
from bot.errors import SendFailed
from bot.jobs.digest import digest
from bot.jobs.forgetting import forgetting
from bot.jobs.kit import Kit
from bot.staff.away_chat import AwayChat
from bot.staff.cards import LONGEST_TOKEN, Writer
from bot.staff.post import Post
from bot.staff.spend_chat import SpendChat
from bot.staff.taps import Taps
from bot.storage import tables, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.chat import wording
from tests.factories_app import NOON, PULL, PUSH, Postbox, Whole
from tests.factories_staff import MO, SAM, Staff

FOUR = NOON.replace(hour=15, minute=1)
"""Just after four by the clocks of Little Harbour (UTC + 1), on a Wednesday."""
HOOP = "could the park have a hoop"


class Day:
    """A town whose workers have chats, its clock and its post."""

    def __init__(self, staff: Staff) -> None:
        self.staff, self.town, self.box = staff, staff.town, Postbox()
        words, unused = wording(), None
        writer = Writer(self.town.area, lambda key, values: words.text(key, "en", values))
        nothing: Any = unused
        self.kit = Kit(self.town.database, self.town.keys, self.town.area, nothing, Path(), "here", writer=writer)
        self.taps = Taps(
            staff.triage,
            staff.noting,
            staff.gatherings,
            SpendChat(staff.notebook.spends, writer.say),
            writer,
            self.town.stock.outside.reserved,
            AwayChat(staff.aways),
            staff.friday_taps(),
        )
        self.post = Post(self.town.database, self.town.keys, self.box, self.town.clock)

    async def comes(self, now: datetime) -> None:
        """The clock looks, and what it put down is sent."""
        self.town.now = now
        await digest(self.kit, now)
        await self.post.look()

    def told(self, who: str) -> list[Outgoing]:
        return [message for address, message in self.box.sent if address == f"chat of {who}" and message.text]


@pytest.fixture
async def day(database: Database, keys: Keys) -> Day:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    async with database.write() as conn:
        for one in (SAM, MO):
            chat = {"account": PUSH, "who": one.id, "address": f"chat of {one.id}"}
            await workers.bind(conn, keys, one.id, **chat, now=NOON)
    return Day(staff)


async def test_it_comes_at_four_once_and_has_no_word_of_anybody(day: Day) -> None:
    reference = await day.staff.heard("ada", HOOP)
    await day.comes(FOUR - timedelta(hours=1))
    assert day.told("sam") == []
    for minutes in (0, 5, 60, 300):
        await day.comes(FOUR + timedelta(minutes=minutes))
    [told] = day.told("sam")
    assert told.text.startswith("Quayside: 1 new, 0 late.")
    assert reference in told.text
    assert "new voice" in told.text
    assert "hoop" not in told.text


async def test_it_is_quiet_when_nothing_came(day: Day) -> None:
    await day.comes(FOUR)
    assert day.box.sent == []


async def test_it_does_not_come_on_a_day_on_which_nobody_works(day: Day) -> None:
    await day.staff.heard("ada", HOOP)
    await day.comes(FOUR + timedelta(days=3))
    assert day.box.sent == []


async def test_a_voice_note_that_is_in_no_inbox_yet_is_told_of_every_day_until_somebody_has_listened(day: Day) -> None:
    """Else whoever works from the chat never learns of it, and it is deleted after a fortnight."""
    id_ = await day.staff.showed("dot")
    for days in (0, 1):
        await day.comes(FOUR + timedelta(days=days))
        for who in ("sam", "mo"):
            assert len(day.told(who)) == days + 1
            assert "voice notes that nobody has looked at: 1." in day.told(who)[-1].text
    await day.comes(FOUR + timedelta(days=5))
    told = day.told("sam")[-1]
    assert "0 new, 1 late" in told.text, "it is owed an answer, heard or not"
    assert told.buttons == (), "and nobody may open it before it was heard"
    await day.staff.notebook.recordings.write_down(SAM, id_, HOOP)
    await day.comes(FOUR + timedelta(days=6))
    assert "0 new, 1 late" in day.told("sam")[-1].text, "now it stands in the ledger like anything else"
    assert "voice notes" not in day.told("sam")[-1].text


async def test_overdue_promises_come_first(day: Day) -> None:
    first = await day.staff.heard("ada", HOOP)
    await day.staff.reads(SAM, first)
    await day.staff.triage.does(SAM, first, Deed(Does.BECAME, until=NOON.date() + timedelta(days=1)))
    day.town.now = NOON + timedelta(days=5)
    second = await day.staff.heard("bo", HOOP)
    await day.comes(FOUR + timedelta(days=5))
    [told] = day.told("sam")
    assert "1 new, 1 late" in told.text
    assert told.text.index(first) < told.text.index(second)


def button(message: Outgoing, label: str) -> str:
    """The token of the button of this label."""
    [token] = [one.token for one in message.buttons if one.label == label]
    assert len(token.encode()) <= LONGEST_TOKEN
    return token


async def test_twenty_items_are_read_and_thanked_for_in_two_taps_and_none_that_came_later(day: Day) -> None:
    told_of = [await day.staff.heard(f"person {number}", HOOP) for number in range(20)]
    await day.comes(FOUR)
    day.town.now += timedelta(minutes=30)
    later = await day.staff.heard("bo", HOOP)
    [told] = day.told("sam")
    shown = await day.taps.pressed(SAM, button(told, "Read them here"))
    assert shown is not None
    assert shown.text.count(HOOP) == 20
    thanked = await day.taps.pressed(SAM, button(shown, "Thank these 20"))
    assert thanked is not None
    assert thanked.text == "Read and thanked: 20. Not read yet: 0."
    became = {one.reference: one.became for one in await day.staff.inbox()}
    assert {became[one] for one in told_of} == {"read"}
    assert became[later] is None


async def test_what_children_wrote_is_read_in_the_console_before_it_is_thanked_for(day: Day) -> None:
    child, grown = await day.staff.heard("cy", HOOP, band="under_13"), await day.staff.heard("ada", HOOP)
    await day.comes(FOUR)
    [told] = day.told("sam")
    shown = await day.taps.pressed(SAM, button(told, "Read them here"))
    assert shown is not None
    assert shown.text.count(HOOP) == 1
    assert "1 more are in the console only" in shown.text
    thanked = await day.taps.pressed(SAM, button(shown, "Thank these 1"))
    assert thanked is not None
    assert thanked.text == "Read and thanked: 1. Not read yet: 1."
    assert (await day.staff.triage.item(SAM, child)).became is None
    await day.staff.reads(SAM, child)
    await day.taps.pressed(SAM, button(shown, "Thank these 1"))
    assert (await day.staff.triage.item(SAM, child)).became == "read"
    assert (await day.staff.triage.item(SAM, grown)).became == "read"


async def test_long_words_come_in_as_many_messages_as_they_need(day: Day) -> None:
    for number in range(4):
        await day.staff.heard(f"person {number}", f"{HOOP} " + "please " * 180)
    await day.comes(FOUR)
    [told] = day.told("sam")
    first = await day.taps.pressed(SAM, button(told, "Read them here"))
    assert first is not None
    assert first.text.count(HOOP) == 2
    assert len(first.text) < 4096
    second = await day.taps.pressed(SAM, button(first, "Read on: 2 more"))
    assert second is not None
    assert second.text.count(HOOP) == 2
    assert button(second, "Thank these 4")


async def test_what_somebody_in_danger_said_is_in_no_digest(day: Day) -> None:
    await day.town.meets("ada")
    await day.town.says("ada", "he hits me")
    await day.comes(FOUR)
    assert day.box.sent == []


async def test_the_manager_has_one_over_all_areas(day: Day) -> None:
    await day.staff.heard("ada", HOOP)
    await day.comes(FOUR)
    [told] = day.told("mo")
    assert "Quayside: 1 new, 0 late." in told.text
    assert "Mill Row:" not in told.text


async def test_it_is_taken_away_from_the_chat_within_a_day(day: Day) -> None:
    await day.staff.heard("ada", HOOP)
    await day.comes(FOUR)
    day.town.now = FOUR + timedelta(hours=22, minutes=59)
    await day.post.look()
    assert not any(message.deletes for _, message in day.box.sent)
    day.town.now = FOUR + timedelta(hours=23, minutes=30)
    await day.post.look()
    await day.post.look()
    taken = [message.deletes for _, message in day.box.sent if message.deletes]
    assert len(taken) == 2, "Sam's and Mo's, once each"


async def test_what_cannot_be_sent_now_is_sent_at_the_next_look_and_never_twice(day: Day) -> None:
    await day.staff.heard("ada", HOOP)
    day.town.now = FOUR
    await digest(day.kit, FOUR)
    await digest(day.kit, FOUR)
    await day.post.look()
    await day.post.look()
    assert len(day.told("sam")) == 1


async def test_what_cannot_be_taken_away_now_is_taken_away_at_a_later_look(day: Day) -> None:
    await day.staff.heard("ada", HOOP)
    await day.comes(FOUR)
    day.town.now = FOUR + timedelta(hours=23, minutes=30)
    day.box.troubles["chat of sam"] = [SendFailed("down", retry_after=0.001)]
    await day.post.look()
    assert [address for address, message in day.box.sent if message.deletes] == ["chat of mo"]
    await asyncio.sleep(0.002)
    await day.post.look()
    taken = [address for address, message in day.box.sent if message.deletes]
    assert sorted(taken) == ["chat of mo", "chat of sam"]


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "another chat"])
async def test_it_is_taken_away_where_it_was_sent_though_the_worker_is_elsewhere(day: Day, *, gone: bool) -> None:
    await day.staff.heard("ada", HOOP)
    await day.comes(FOUR)
    async with day.town.database.write() as conn:
        if gone:
            await workers.go(conn, day.town.keys.organisation, "sam", FOUR)
        else:
            chat = {"account": PUSH, "who": "new", "address": "another chat"}
            await workers.bind(conn, day.town.keys, "sam", **chat, now=FOUR)
    day.town.now = FOUR + timedelta(hours=23, minutes=30)
    await day.post.look()
    assert sorted(address for address, message in day.box.sent if message.deletes) == ["chat of mo", "chat of sam"]


async def test_whoever_comes_in_late_is_not_told_old_news(day: Day) -> None:
    async with day.town.database.write() as conn:
        await workers.go(conn, day.town.keys.organisation, "sam", NOON)
    await day.staff.let_in(SAM)
    await day.staff.heard("ada", HOOP)
    for days in range(3):
        await day.comes(FOUR + timedelta(days=days - 2))
    await day.comes(FOUR + timedelta(days=5))
    await day.comes(FOUR + timedelta(days=6))
    async with day.town.database.write() as conn:
        chat = {"account": PUSH, "who": "sam", "address": "chat of sam"}
        await workers.bind(conn, day.town.keys, "sam", **chat, now=NOON)
    await day.post.look()
    assert len(day.told("sam")) == 1


async def test_what_is_over_is_forgotten(day: Day) -> None:
    await day.staff.heard("ada", HOOP)
    await day.comes(FOUR)
    await forgetting(day.kit, FOUR + timedelta(hours=49))
    assert await day.town.rows(tables.staff_message) == []


async def test_a_machine_that_comes_back_at_night_tells_nobody_before_the_next_day(day: Day) -> None:
    await day.staff.heard("ada", HOOP)
    await day.comes(FOUR + timedelta(hours=7))
    assert day.box.sent == []
    await day.comes(FOUR + timedelta(days=1))
    assert len(day.told("sam")) == 1


async def test_who_would_like_to_talk_is_counted_for_whoever_can_answer_them(day: Day) -> None:
    """A child whose place nobody knows is the manager's; where there is none, every mobiliser's."""
    await day.town.meets("ada")
    await day.town.says("ada", "person", "about the park")
    await day.town.takes(day.town.update("cy", Opened(), on=PULL))
    await day.town.taps("cy", "under_13", PULL)
    await day.town.says("cy", "person", "can somebody talk to me", on=PULL)
    await day.comes(FOUR)
    [sam], [mo, _] = day.told("sam"), day.told("mo")
    assert "Would like to talk to a person: 1." in sam.text
    assert "Would like to talk to a person: 2." in mo.text
    assert "somebody talk to me" not in sam.text + mo.text
    async with day.town.database.write() as conn:
        await workers.go(conn, day.town.keys.organisation, "mo", NOON)
    await day.comes(FOUR + timedelta(days=1))
    assert "Would like to talk to a person: 2." in day.told("sam")[-1].text


async def test_once_a_week_it_says_that_enough_grown_ups_share_an_interest(day: Day) -> None:
    for who in ("ada", "bo", "cy"):
        await day.staff.heard(who, "I can cut hair")
        await day.town.taps(who, "right")
    monday = FOUR + timedelta(days=(7 - FOUR.weekday()) % 7)
    for days in (0, 1):
        await day.staff.heard(f"new {days}", HOOP)
        await day.comes(monday + timedelta(days=days))
    told = ["Interests that several grown-ups here share: 1." in one.text for one in day.told("sam")]
    assert told == [True, False]
