"""The console's page of questions to agencies: what came back, and what is let out of it."""

from datetime import timedelta

from bot.domain.contribution import Progress
from bot.domain.question import AskedOf, Reply
from bot.storage import agency_questions
from reports.model import Month
from tests.factories_staff import SAM
from tests.handlers.console.desk import Desk


async def test_what_an_agency_says_it_means_is_preset_for_whoever_clears_it_and_can_be_changed(desk: Desk) -> None:
    """Product.md 42: status and day as the agency gave them; what the clearing worker chooses is what is printed."""
    town = desk.staff.town
    today = desk.staff.house.today
    question = AskedOf(
        id="q1",
        period=str(Month.on(today)),
        scope="quayside",
        agency=town.area.agencies[0].id,
        theme=town.area.themes[0].code,
        text="Could the path be lit?",
        reply_by=today,
        worker="sam",
        asked_at=town.now,
    )
    spring = today + timedelta(days=100)
    async with town.database.write() as conn:
        await agency_questions.put(conn, town.keys, question)
        reply = Reply("In spring.", Progress.NOT_NOW, spring)
        await agency_questions.receive(conn, town.keys, "q1", reply, who="c1", now=town.now)
    browser = await desk.signed_in(SAM)
    page = await browser.looks("/console/questions")
    assert f"What they say it means: not now, by {spring.strftime('%-d %B %Y')}" in page
    assert ('value="not_now" selected' in page, f'value="{spring}"' in page) == (True, True)
    page = await browser.sends(
        "/console/questions", does="clear", question="q1", words="It is looked at in spring.", status="waiting"
    )
    assert "In spring." in page
    assert ('value="waiting" selected' in page, 'value="not_now" selected' in page) == (True, False)
