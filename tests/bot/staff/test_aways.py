"""Cover while away: fence, digest and promised dates follow for that time, on record, and it ends by itself."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from bot.channel import Outgoing
from bot.conversation.events import Opened, Pressed, Said
from bot.errors import NotFound, Refused
from bot.jobs.cover import cover
from bot.jobs.digest import digest
from bot.jobs.kit import Kit
from bot.staff.cards import Writer
from bot.staff.door import INVITE
from bot.staff.post import Post
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.workers import Link
from tests.bot.staff.test_door import Chat
from tests.chat import wording
from tests.factories_app import NOON, Whole
from tests.factories_pack import make_area
from tests.factories_staff import ASH, MO, SAM, Staff
from tests.stores import ONE_STORE

TODAY, TOMORROW = NOON.date(), NOON.date() + timedelta(days=1)
"""A Wednesday and a Thursday."""
HOOP = "could the park have a hoop"


class Office:
    """Workers whose chats are known to the bot, the clock, and their post."""

    def __init__(self, staff: Staff) -> None:
        self.staff, self.town, self.chat = staff, staff.town, Chat(staff)
        words = wording()
        writer = Writer(self.town.area, lambda key, values: words.text(key, "en", values))
        nothing: Any = None
        self.kit = Kit(
            self.town.database,
            self.town.keys,
            self.town.area,
            nothing,
            Path(),
            "here",
            writer=writer,
            takes_up=self.town.dispatcher.takes_up,
        )
        self.post = Post(self.town.database, self.town.keys, self.chat.box, self.town.clock)

    async def in_chat(self, *who: str) -> None:
        for one in who:
            token = await self.chat.access.make_link(one, Link.CHAT)
            await self.chat.does(Opened(INVITE + token), one)

    async def at(self, **later: int) -> None:
        """Time passes, and the clock looks."""
        self.town.now += timedelta(**later)
        await cover(self.kit, self.town.now)
        await digest(self.kit, self.town.now)
        await self.post.look()

    def told(self, who: str) -> list[str]:
        shown: list[Outgoing] = [message for address, message in self.chat.box.sent if address == who and message.text]
        return [one.text for one in shown]


@pytest.fixture
async def office(database: Database, keys: Keys) -> Office:
    area = make_area()
    quay, mill, *rest = area.neighbourhoods
    area = structs.replace(area, neighbourhoods=(quay, structs.replace(mill, working_days=(2, 4)), *rest))
    staff = Staff(Whole(database, keys, area=area))
    await staff.let_in()
    office = Office(staff)
    await office.in_chat("sam", "ash", "mo")
    return office


async def test_a_line_in_the_chat_is_all_it_takes_and_the_cover_is_told_and_it_is_on_record(office: Office) -> None:
    await office.chat.does(Said("/away 8-14 Oct Ash"), "sam")
    assert "Sam is away from" in office.told("sam")[-1]
    await office.post.look()
    assert "you cover Quayside" in office.told("ash")[-1]
    assert ("sam", "sam is away 2026-10-08 to 2026-10-14, covered by ash") in await office.staff.on_record()


async def test_the_fence_follows_for_that_time_and_no_longer(office: Office) -> None:
    reference = await office.staff.heard("ada", HOOP)
    await office.staff.aways.put_down(SAM, "sam", TOMORROW, TOMORROW, "ash")
    seen = []
    for _ in range(3):
        token = await office.chat.access.sign_in(await office.chat.access.make_link("ash"))
        assert token is not None
        ash = await office.chat.access.who(token)
        assert ash is not None
        try:
            await office.staff.triage.item(ash, reference)
            seen.append(True)
        except NotFound:
            seen.append(False)
        office.town.now += timedelta(days=1)
    assert seen == [False, True, False]


async def test_the_digest_goes_to_the_cover_by_their_pattern_and_its_buttons_are_theirs(office: Office) -> None:
    """Ash reads on Tuesdays and Thursdays."""
    await office.staff.aways.put_down(SAM, "sam", TOMORROW, TOMORROW + timedelta(days=7), "ash")
    reference = await office.staff.heard("ada", HOOP)
    await office.at(hours=4)
    assert reference in office.told("sam")[-1], "on Wednesday Sam is still here"
    before = len(office.told("sam"))
    await office.at(days=1)
    assert reference in office.told("ash")[-1]
    await office.chat.does(Pressed(f"work.see.{reference}"), "ash")
    assert HOOP in office.told("ash")[-1]
    await office.staff.heard("bo", HOOP)
    await office.at(days=1)
    assert [one for one in office.told("ash")[-1:] if "Quayside: 2" in one] == [], "on Friday Ash does not read"
    await office.at(days=4)
    assert "Quayside" in office.told("ash")[-1]
    assert len(office.told("sam")) == before
    await office.at(days=2)
    assert "Quayside" in office.told("sam")[-1], "on Thursday week Sam is still away, but from Friday on back"


async def test_what_residents_are_told_is_true_while_somebody_is_away(office: Office) -> None:
    """Ash reads on Thursday and on Tuesday: "Sam or a teammate will read it by Tuesday"."""
    await office.staff.aways.put_down(SAM, "sam", TODAY, TODAY + timedelta(days=7), "ash")
    await office.at(minutes=1)
    await office.town.meets("ada")
    await office.town.says("ada", HOOP)
    await office.town.taps("ada", "right")
    await office.town.taps("ada", "no_thanks")
    said = "\n".join(one.text for one in await office.town.answers("ada"))
    assert "Sam or a teammate will read it by Tuesday 13 October" in said
    [kept] = await office.town.contributions()
    assert kept.read_by == date(2026, 10, 13)


async def test_taken_back_it_is_over_at_once(office: Office) -> None:
    await office.chat.does(Said("/away 7-14 Oct Ash"), "sam")
    label = next(one.label for _, sent in reversed(office.chat.box.sent) for one in sent.buttons)
    await office.chat.taps(label, "sam")
    assert "Taken back" in office.told("sam")[-1]
    rota = await office.staff.aways.rota()
    assert rota.aways == ()
    assert [one.id for one in rota.readers("quayside", TODAY)] == ["sam"]


@ONE_STORE
@pytest.mark.parametrize(
    ("first", "last", "stand_in", "why"),
    [
        (TODAY, TODAY, "sam", "cannot cover"),
        (TODAY, TODAY, "chris", "cannot cover"),
        (TODAY, TODAY, "lea", "cannot cover"),
        (TODAY, TODAY, "", "cannot cover"),
        (TOMORROW, TODAY, "ash", "last day"),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1), "ash", "last day"),
        (TODAY, TODAY + timedelta(days=400), "ash", "longer than a year"),
    ],
)
async def test_what_cannot_be_is_refused_in_words(
    office: Office, first: date, last: date, stand_in: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        await office.staff.aways.put_down(SAM, "sam", first, last, stand_in)


async def test_no_two_who_cover_for_each_other_are_away_together(office: Office) -> None:
    put_down = office.staff.aways.put_down
    await put_down(SAM, "sam", TODAY, TOMORROW, "ash")
    with pytest.raises(Refused, match="already: take that back first"):
        await put_down(SAM, "sam", TOMORROW, TOMORROW, "mo")
    with pytest.raises(Refused, match="covers for sam"):
        await put_down(ASH, "ash", TOMORROW, TOMORROW, "mo")
    await put_down(ASH, "ash", TOMORROW + timedelta(days=1), TOMORROW + timedelta(days=3), "mo")
    with pytest.raises(Refused, match="Ash is away too"):
        await put_down(SAM, "sam", TOMORROW + timedelta(days=3), TOMORROW + timedelta(days=9), "ash")


async def test_only_themselves_and_their_manager_say_that_somebody_is_away(office: Office) -> None:
    with pytest.raises(NotFound):
        await office.staff.aways.put_down(ASH, "sam", TODAY, TOMORROW, "ash")
    away = await office.staff.aways.put_down(MO, "sam", TODAY, TOMORROW, "Ash")
    with pytest.raises(NotFound):
        await office.staff.aways.take_back(ASH, away.id)
    await office.staff.aways.take_back(SAM, away.id)


async def test_weekly_it_comes_on_the_day_that_is_wished_for_and_never_is_lost_on_a_day_nobody_reads(
    office: Office,
) -> None:
    await office.staff.heard("ada", HOOP)
    await office.chat.does(Said("/digest Saturday"), "sam")
    assert "once a week, on Saturday" in office.told("sam")[-1]
    before = len(office.told("sam"))
    days = []
    await office.at(hours=4)
    for _ in range(14):
        await office.at(days=1)
        days.append(len(office.told("sam")) - before)
    # Nobody reads on Saturdays: it comes on the Mondays after.
    assert days == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2]
    await office.chat.does(Said("/digest daily"), "sam")
    await office.at(days=1)
    assert "Quayside" in office.told("sam")[-1]
