"""A worker says that they have a case: by the button, by the link in the mail; opening the link alone says nothing."""

import re

import httpx
import pytest

from bot.alerts.behind_links import BehindLinks
from bot.alerts.door import StaffDoor
from bot.alerts.links import answering, token
from bot.channel import Incoming, Received
from bot.conversation.events import Opened, Pressed, Said
from bot.storage import staff
from handlers.web.app import build
from handlers.web.parts import CasePage
from tests.bot.alerts.town import DEPUTY, LEAD, MANAGER, Town
from tests.handlers.web.town import Town as WebTown


class Door:
    """The staff door, and what went through to the residents' conversations."""

    def __init__(self, town: Town) -> None:
        self.town, self.through = town, list[Received]()
        self.door = StaffDoor(town.database, town.keys, town.desk.writer, town.channel, town.clock, self._take)

    async def _take(self, updates: object) -> None:
        self.through.extend(updates)  # type: ignore[arg-type]

    async def does(self, person: int, event: object) -> None:
        account = self.town.channel.account
        await self.door.take([Incoming(account, "1", 1, str(person), str(person), event, "1")])  # type: ignore[arg-type]


# -- the button --------------------------------------------------------------------------------------------------------


async def test_the_button_in_the_alert_says_that_they_have_it(town: Town) -> None:
    await town.staff_chats()
    case = await town.case()
    await town.looks()
    [alert] = town.api.bot.said_to(town.chats[LEAD].id)
    [[button]] = alert.keyboard
    door = Door(town)
    await door.does(town.chats[LEAD].id, Pressed(button["callback_data"]))
    assert (await town.stands(case)).acknowledged_by == LEAD
    assert "Thank you. You have case" in town.told(LEAD)[-1]
    assert door.through == []


async def test_pressed_twice_or_second_it_says_who_has_it(town: Town) -> None:
    await town.staff_chats()
    case = await town.case()
    await town.looks()
    door = Door(town)
    for who in (LEAD, LEAD, DEPUTY):
        await door.does(town.chats[who].id, Pressed(f"case.{case}"))
    assert "Thank you" in town.told(LEAD)[-1]
    assert "Anna Bell has case" in town.told(DEPUTY)[-1]


async def test_nobody_else_can_press_it(town: Town) -> None:
    await town.staff_chats()
    case = await town.case()
    door = Door(town)
    await door.does(4711, Pressed(f"case.{case}"))
    assert (await town.stands(case)).waits
    assert len(door.through) == 1, "for a resident it is an old button"


async def test_whom_the_words_may_be_about_cannot_have_it(town: Town) -> None:
    await town.staff_chats()
    case = await town.case("anna hits me")
    await town.looks()
    await Door(town).does(town.chats[LEAD].id, Pressed(f"case.{case}"))
    assert (await town.stands(case)).waits
    assert town.told(LEAD) == ["There is nothing to answer here any more."]


# -- the invite --------------------------------------------------------------------------------------------------------


async def test_an_invite_binds_one_chat_once(town: Town) -> None:
    async with town.database.write() as conn:
        await staff.invite(conn, town.keys.organisation, LEAD, "secret", town.now)
    door, anna = Door(town), town.api.person("Anna")
    town.chats[LEAD] = anna
    await anna.opens("staff-secret")
    await door.does(anna.id, Opened("staff-secret"))
    await town.looks()
    assert "You are set up as safeguarding lead." in town.told(LEAD)[0]
    assert door.through == []
    await door.does(4711, Opened("staff-secret"))
    assert len(door.through) == 1, "used up: a stranger is welcomed as anybody"
    await town.case()
    await town.looks()
    assert len(town.told(LEAD)) == 2


async def test_the_same_invite_delivered_twice_does_no_harm(town: Town) -> None:
    async with town.database.write() as conn:
        await staff.invite(conn, town.keys.organisation, LEAD, "secret", town.now)
    door = Door(town)
    for _ in range(2):
        await door.does(77, Opened("staff-secret"))
    assert door.through == []


async def test_an_invite_ends_after_three_days_or_with_the_next(town: Town) -> None:
    async with town.database.write() as conn:
        await staff.invite(conn, town.keys.organisation, LEAD, "old", town.now)
        await staff.invite(conn, town.keys.organisation, LEAD, "new", town.now)
    door = Door(town)
    await door.does(77, Opened("staff-old"))
    town.now += staff.LASTS
    await door.does(77, Opened("staff-new"))
    assert len(door.through) == 2
    async with town.database.read() as conn:
        assert await staff.bound(conn, town.keys.organisation) == set()


async def test_what_a_worker_says_otherwise_goes_on_like_anybodys(town: Town) -> None:
    await town.staff_chats()
    door = Door(town)
    for event in (Said("a bench"), Opened("q7ays1"), Pressed("abc.0.yes")):
        await door.does(town.chats[LEAD].id, event)
    assert len(door.through) == 3


# -- the link ----------------------------------------------------------------------------------------------------


def behind(town: Town) -> BehindLinks:
    return BehindLinks(town.database, town.keys, town.desk.writer, town.clock)


async def test_opening_the_link_says_nothing_and_its_button_says_it(town: Town) -> None:
    case = await town.case()
    await town.looks()
    [link] = re.findall(r"https://voices.example/case/(\S+)", town.box.texts("anna@voices.example")[0])
    far_end = behind(town)

    async def look(token_: str) -> CasePage | None:
        shown = await far_end.look(token_)
        return shown and CasePage(shown.title, shown.text, shown.button)

    async def take(token_: str) -> CasePage | None:
        shown = await far_end.take(token_)
        return shown and CasePage(shown.title, shown.text, shown.button)

    web = WebTown()
    app = build(web.parts(look_at_case=look, take_case=take), web.take)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://voices.example") as browser:
        for _ in range(3):
            page = await browser.get(f"/case/{link}")
            assert (page.status_code, "I have it" in page.text) == (200, True)
            await browser.head(f"/case/{link}")
        assert (await town.stands(case)).waits
        assert "Thank you" in (await browser.post(f"/case/{link}")).text
        assert (await town.stands(case)).acknowledged_by == LEAD
        assert "I have it" not in (await browser.get(f"/case/{link}")).text
        for wrong in (link[:-1] + ("0" if link[-1] != "0" else "1"), "x", link.replace("lead", "deputy"), "a" * 200):
            assert (await browser.get(f"/case/{wrong}")).status_code == 404
            assert (await browser.post(f"/case/{wrong}")).status_code == 404


async def test_who_comes_second_by_the_link_reads_who_has_it(town: Town) -> None:
    case = await town.case()
    far_end = behind(town)
    await far_end.take(token(town.keys, case, LEAD))
    shown = await far_end.take(token(town.keys, case, DEPUTY))
    assert shown
    assert shown.text == "Anna Bell has it already."
    assert (await town.stands(case)).acknowledged_by == LEAD


async def test_a_link_shows_nothing_to_whom_the_words_name(town: Town) -> None:
    case = await town.case("mina hits me")
    await town.looks()
    shown = await behind(town).take(token(town.keys, case, MANAGER))
    assert shown
    assert shown.text == "There is nothing to answer here any more."
    assert (await town.stands(case)).waits


@pytest.mark.parametrize("given", ["", "..", "a.b.c", "\0.lead." + "0" * 32, "c.lead." + "g" * 32])
async def test_a_made_up_link_stands_for_nothing(town: Town, given: str) -> None:
    assert answering(town.keys, given) is None
