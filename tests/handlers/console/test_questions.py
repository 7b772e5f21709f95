"""The console's page of questions to agencies: what came back, and what is let out of it."""

import re
from datetime import timedelta

from bot.domain.contribution import Progress
from bot.domain.question import AskedOf, Reply
from bot.storage import agency_questions
from reports.model import Month
from tests.factories_staff import SAM
from tests.handlers.console.desk import Desk


def asked(desk: Desk) -> AskedOf:
    """A question that nobody has answered yet."""
    town = desk.staff.town
    return AskedOf(
        id="q1",
        period=str(Month.on(desk.staff.house.today)),
        scope="quayside",
        agency=town.area.agencies[0].id,
        theme=town.area.themes[0].code,
        text="Could the path be lit?",
        reply_by=desk.staff.house.today,
        worker="sam",
        asked_at=town.now,
    )


async def test_what_an_agency_says_it_means_is_preset_for_whoever_clears_it_and_can_be_changed(desk: Desk) -> None:
    """Product.md 42: status and day as the agency gave them; what the clearing worker chooses is what is printed."""
    town = desk.staff.town
    today = desk.staff.house.today
    question = asked(desk)
    spring = today + timedelta(days=100)
    async with town.database.write() as conn:
        await agency_questions.put(conn, town.keys, question)
        reply = Reply("In spring.", Progress.NOT_NOW, spring)
        await agency_questions.receive(conn, town.keys, "q1", reply, who="c1", now=town.now)
    browser = await desk.signed_in(SAM)
    page = await browser.looks("/console/questions")
    assert f"What they say it means: not now, by {spring.strftime('%-d %B %Y')}" in page
    assert ('value="not_now" selected' in page, f'value="{spring}"' in page) == (True, True)
    assert (">Clear it</button>" in page, "tell them" in page) == (True, False)  # it came from nobody's message
    page = await browser.sends(
        "/console/questions", does="clear", question="q1", words="It is looked at in spring.", status="waiting"
    )
    assert "In spring." in page
    assert ('value="waiting" selected' in page, 'value="not_now" selected' in page) == (True, False)


async def test_what_nobody_said_an_answer_means_is_not_preset_and_not_kept(desk: Desk) -> None:
    """Typed in from a telephone and only kept, it means nothing yet; to be let out, somebody has to say what."""
    town = desk.staff.town
    async with town.database.write() as conn:
        await agency_questions.put(conn, town.keys, asked(desk))
    browser = await desk.signed_in(SAM)
    assert re.findall(r'<option value="(\w*)"', chosen_from(await browser.looks("/console/questions")))[0] == ""
    form = {"question": "q1", "words": "They ring back.", "status": "", "until": ""}
    page = await browser.sends("/console/questions", does="type_in", **form)
    assert (" selected" in chosen_from(page), "What they say it means" in page) == (False, False)
    async with town.database.read() as conn:
        (kept,) = await agency_questions.listed(conn, town.keys)
    assert (kept.received, kept.received_status) == ("They ring back.", None)
    assert "say what the answer means" in await browser.sends("/console/questions", does="clear", **form)
    async with town.database.read() as conn:
        assert (await agency_questions.listed(conn, town.keys))[0].answer == ""


def chosen_from(page: str) -> str:
    """The list of what an answer can mean."""
    return page.partition('<select name="status">')[2].partition("</select>")[0]
