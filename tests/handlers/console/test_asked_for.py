"""What residents asked for of us and of others: complaints on a clock, introductions only with the yes that stands."""

from datetime import date, timedelta

from bot.conversation.effects import AskToReport, Complain, Introduce, WithdrawIntroduction
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from tests.factories_app import PUSH
from tests.factories_staff import ASH, MO, SAM
from tests.handlers.console.desk import Desk

DAMP = "damp in the flats by the pond"
DUE = date(2026, 11, 6)


async def news(desk: Desk, who: str) -> str:
    """All that somebody was told."""
    await desk.staff.town.says(who, "/status")
    return "\n".join(one.text for one in await desk.staff.town.answers(who, PUSH))


async def complained(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", DAMP)
    await desk.staff.asked(reference, Complain("q1", "Sam never wrote back", "quayside", DUE))


async def test_a_complaint_is_the_manager_s_alone_and_on_a_clock_of_thirty_days(desk: Desk) -> None:
    """P14: nobody it may be about sees it, and a late one is said to be late."""
    await complained(desk)
    sam, mo = await desk.signed_in(SAM), await desk.signed_in(MO)
    await sam.looks("/console/complaints")
    assert sam.status == 404
    assert "Complaints that wait for an answer: 1" in await mo.looks("/console")
    page = await mo.looks("/console/complaints")
    assert "days left: 30" in page
    assert "nobody has it yet" in page
    assert "never wrote back" not in page
    assert "Sam never wrote back" in await mo.sends("/console/complaints/q1/words")
    assert ("mo", "looked at complaint q1") in await desk.staff.on_record()
    desk.staff.town.now += timedelta(days=31)
    assert "late: due by" in await (await desk.signed_in(MO)).looks("/console/complaints")


async def test_a_complaint_is_acknowledged_by_one_and_answered_once(desk: Desk) -> None:
    await complained(desk)
    mo = await desk.signed_in(MO)
    await mo.looks("/console/complaints")
    assert "Mo has it" in await mo.sends("/console/complaints/q1", does="acknowledge")
    await mo.sends("/console/complaints/q1", does="acknowledge")
    assert mo.status == 422
    await mo.looks("/console/complaints")
    assert "Answered: 1" in await mo.sends("/console/complaints/q1", does="answered")
    assert "that wait for an answer" not in await mo.looks("/console")
    assert [what for _, what in await desk.staff.on_record() if "q1" in what] == [
        "complaint q1 acknowledged",
        "complaint q1 answered",
    ]


async def introduced(desk: Desk) -> str:
    reference = await desk.staff.heard("ada", DAMP)
    said = await desk.staff.id_of(reference)
    await desk.staff.asked(reference, Introduce("i1", said, "council"), AskToReport("h1", said, "quayside"))
    return reference


async def test_an_introduction_waits_with_its_yes_until_a_worker_says_what_came_of_it(desk: Desk) -> None:
    reference = await introduced(desk)
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    page = await sam.looks("/console/introductions")
    assert reference in page
    assert "agreed on" in page
    assert DAMP not in page
    assert reference not in await ash.looks("/console/introductions")
    assert DAMP in await sam.sends("/console/introductions/i1/words")
    assert ("sam", f"looked at {reference} to pass it on to council") in await desk.staff.on_record()
    await sam.sends("/console/introductions/i1", does="made")
    await sam.sends("/console/introductions/h1", does="not_made")
    assert "Nobody waits to be put in touch." in sam.page
    assert ("sam", f"{reference} introduction to council made") in await desk.staff.on_record()


async def test_without_the_yes_no_word_is_shown_to_pass_on(desk: Desk) -> None:
    """Help to report is no yes to an agency; a yes that was taken back is none either (product.md 9)."""
    reference = await introduced(desk)
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/introductions")
    await sam.sends("/console/introductions/h1/words")
    assert sam.status == 404
    await desk.staff.asked(reference, WithdrawIntroduction(await desk.staff.id_of(reference), "council"))
    await sam.looks("/console/introductions")
    await sam.sends("/console/introductions/i1/words")
    assert sam.status == 404
    assert DAMP not in sam.page
    await sam.looks("/console/introductions")
    await sam.sends("/console/introductions/i1", does="made")
    assert sam.status == 404


async def test_whoever_asked_for_an_introduction_hears_that_it_was_made_and_nobody_else(desk: Desk) -> None:
    """What stood promised stands; who said the same, and was joined to it, is not told whom another was put to."""
    reference, other = await introduced(desk), await desk.staff.heard("eve", DAMP)
    await desk.staff.triage.does(SAM, other, Deed(Does.JOIN, other=reference))
    await desk.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.UNDER_WAY, until=date(2026, 10, 20)))
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/introductions")
    await sam.sends("/console/introductions/h1", does="made")
    assert "put you in touch with" not in await news(desk, "ada"), "help to report is no introduction"
    await sam.sends("/console/introductions/i1", does="made")
    told = await news(desk, "ada")
    assert "You asked us to put you in touch with Little Harbour Council" in told
    assert "put you in touch with" not in await news(desk, "eve")
    item = await desk.staff.triage.item(SAM, reference)
    assert (item.became, item.next_date) == (Progress.UNDER_WAY, date(2026, 10, 20))
