"""The review of a month in a browser: what is let out there, and by whom."""

from bot.conversation.effects import AgreeToQuote
from reports.model import Month
from tests.factories_staff import SAM
from tests.handlers.console.desk import Desk

HOOP = "could the park have a hoop, Kevin next door wants one"


async def test_a_month_is_reviewed_line_by_line_and_nothing_is_shown_before_it_is_asked_for(desk: Desk) -> None:
    reference, period = await desk.staff.heard("ada", HOOP), str(Month.on(desk.staff.house.today))
    await desk.staff.asked(reference, AgreeToQuote(await desk.staff.id_of(reference), may_quote=True, basis="asked"))
    sam, at = await desk.signed_in(SAM), f"/console/reports/quayside/{period}/review"
    assert "hoop" not in await sam.looks(at)
    await sam.sends(f"{at}/words")
    assert "could the park have a hoop" in sam.page
    assert "Kevin" not in sam.page, "private details are masked before anybody clears a line"
    await sam.sends(at, does="let_out", reference=reference, use="quote", text="a hoop, Kevin next door")
    assert sam.status == 422
    assert "a hoop, Kevin next door" in sam.page, "what was typed stays"
    await sam.sends(at, does="let_out", reference=reference, use="quote", text="could the park have a hoop")
    assert sam.status == 200
    assert "“could the park have a hoop”" in await sam.looks(at)
    await sam.sends(at, does="take_back", reference=reference)
    assert "“could the park have a hoop”" not in sam.page


async def test_one_s_own_lines_are_kept_until_they_may_go_out(desk: Desk) -> None:
    period = str(Month.on(desk.staff.house.today))
    sam, at = await desk.signed_in(SAM), f"/console/reports/quayside/{period}/review"
    await sam.looks(at)
    await sam.sends(at, does="keep", line=["People spoke of the park.", "<b>Twice</b>"], ask="A lamp by the path?")
    assert "People spoke of the park." in sam.page
    assert "&lt;b&gt;Twice" in sam.page
    assert "may go out. You can" not in sam.page
    await sam.sends(at, does="done", line=["We will fix it."], ask="")
    assert sam.status == 422
    await sam.sends(at, does="done", line=["People spoke of the park."], ask="A lamp by the path?")
    assert "Sam said on" in sam.page
