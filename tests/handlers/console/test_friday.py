"""The Friday answer: from draft to the page of its place in one tap; a child without a cookie reads it there."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from msgspec import structs
from pypdf import PdfReader

from bot.conversation.effects import Withdraw
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.errors import Refused
from bot.storage import tables
from bot.storage.done import Done
from bot.storage.effects import carry_out
from tests.factories_app import PUSH
from tests.factories_staff import ASH, SAM
from tests.handlers.console.desk import Desk

HOOP = "could the park have a hoop"


async def test_what_asks_a_child_who_they_are_is_never_sent(desk: Desk) -> None:
    """Children read it on their pages: no tick lets it through, as with a question of many."""
    with pytest.raises(Refused, match="children read this"):
        await desk.staff.fridays.send(SAM, "quayside", "Tell me your name by the swings.", anyway=True)
    assert await desk.staff.fridays.newest("quayside") is None


async def test_it_is_drafted_from_what_moved_this_week_without_a_word_of_anybody_s(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    deed = Deed(Does.BECAME, Progress.PLANNED, date(2026, 11, 1), "Ada Okafor asked for it", anyway=True)
    await desk.staff.triage.does(SAM, reference, deed)
    sam = await desk.signed_in(SAM)
    page = await sam.looks("/console/friday/quayside")
    assert "Thank you to all who told us something this week." in page
    assert "Play and things to do: planned." in page
    assert "hoop" not in page
    assert "Okafor" not in page
    desk.staff.town.now += timedelta(days=8)
    later = await (await desk.signed_in(SAM)).looks("/console/friday/quayside")
    assert "planned" not in later
    assert "Nobody has told us anything new" in later


async def test_sent_it_stands_on_the_page_of_its_place_for_a_week(desk: Desk) -> None:
    await desk.staff.heard("ada", HOOP)
    sam, child = await desk.signed_in(SAM), desk.browser()
    await sam.looks("/console/friday/quayside")
    await sam.sends("/console/friday/quayside", words="The hoop is planned.\nCome on Saturday.")
    assert "It stands on the page of this place." in sam.page
    assert "The hoop is planned." in await child.looks("/p/q7ays1")
    assert "Sam" in child.page
    assert "The hoop is planned." not in await child.looks("/p/m1llrw")
    desk.staff.town.now += timedelta(days=9)
    assert "The hoop is planned." not in await child.looks("/p/q7ays1")


async def test_sent_anew_the_last_one_counts_and_it_is_on_record(desk: Desk) -> None:
    sam, child = await desk.signed_in(SAM), desk.browser()
    for words in ("The first.", "The second."):
        await sam.looks("/console/friday/quayside")
        await sam.sends("/console/friday/quayside", words=words)
    page = await child.looks("/p/q7ays1")
    assert "The second." in page
    assert "The first." not in page
    assert [what for _, what in await desk.staff.on_record()].count("Friday answer quayside 2026-10-09") == 2


async def test_a_name_or_a_promise_in_it_is_said_and_it_is_not_sent(desk: Desk) -> None:
    sam, child = await desk.signed_in(SAM), desk.browser()
    await sam.looks("/console/friday/quayside")
    await sam.sends("/console/friday/quayside", words="We will fix the lights.")
    assert sam.status == 422
    assert "promises an outcome" in sam.page
    assert "We will fix the lights." in sam.page
    assert "lights" not in await child.looks("/p/q7ays1")


async def test_who_signs_it_may_name_themselves_and_nobody_else(desk: Desk) -> None:
    fridays, dave = desk.staff.fridays, structs.replace(SAM, name="Dave")
    draft = (await fridays.draft(dave, "quayside")).words
    assert draft.startswith("Hello Quayside, Dave here")
    assert (await fridays.send(dave, "quayside", draft)).words == draft
    with pytest.raises(Refused, match="looks like a name: Kevin"):
        await fridays.send(dave, "quayside", "Dave here, with Kevin.")


async def test_no_other_place_s_worker_may_send_it(desk: Desk) -> None:
    ash = await desk.signed_in(ASH)
    await ash.looks("/console/friday/mill-row")
    await ash.sends("/console/friday/quayside", words="From elsewhere.")
    assert ash.status == 404


async def test_what_is_spam_or_held_for_a_person_to_look_at_is_in_no_draft(desk: Desk) -> None:
    for who, does in (("ada", Does.SPAM), ("bo", Does.HOLD)):
        reference = await desk.staff.heard(who, HOOP)
        await desk.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.PLANNED, date(2026, 11, 1)))
        await desk.staff.triage.does(SAM, reference, Deed(does))
    page = await (await desk.signed_in(SAM)).looks("/console/friday/quayside")
    assert "Nobody has told us anything new" in page
    assert "planned" not in page


async def test_a_child_with_no_cookie_finds_what_became_of_her_idea_on_the_page_and_on_the_poster(desk: Desk) -> None:
    """Within seven days of a decision, though nobody sent anything to her (product.md 35)."""
    idea = "please can we have a ramp for our skateboards behind the shops because there is nowhere"
    reference = await desk.staff.heard("ivy", idea, band="under_13")
    sam, child = await desk.signed_in(SAM), desk.browser()
    await sam.looks(f"/console/item/{reference}")
    await sam.sends(f"/console/item/{reference}", does="became", became="planned", until="2026-10-30")
    assert "ramp" not in await child.looks("/p/q7ays1"), "nothing leaves uncleared"
    assert reference in await sam.looks("/console/friday/quayside"), "she is reminded that nobody can read of it"
    await sam.looks(f"/console/item/{reference}")
    await sam.sends(f"/console/item/{reference}", does="clear", words=idea, told="")
    assert sam.status == 422
    assert "very words" in sam.page, "a child's own words never go out"
    line = {"words": "a ramp for skateboards", "told": "The council will look at the ground."}
    await sam.sends(f"/console/item/{reference}", does="clear", **line)
    assert "a ramp for skateboards" in await child.looks("/p/q7ays1")
    assert "it is planned. By Friday 30 October" in child.page
    desk.staff.town.now += timedelta(days=2)
    sam = await desk.signed_in(SAM)
    page = await sam.looks("/console/friday/quayside")
    told = "A ramp for skateboards: planned. By Friday 30 October. The council will look at the ground."
    assert told in page
    assert reference not in page
    draft = (await desk.staff.fridays.draft(SAM, "quayside")).words
    await sam.sends("/console/friday/quayside", words=draft)
    assert told in await child.looks("/p/q7ays1")
    assert child.client.cookies == {}
    poster = (await sam.client.get("/console/friday/quayside/poster.pdf")).content
    [paper] = PdfReader(BytesIO(poster)).pages
    assert told in " ".join(paper.extract_text().split())
    assert b"<pdfuaid:part>1</pdfuaid:part>" in poster


async def test_what_is_taken_back_or_held_is_on_no_page_any_more(desk: Desk) -> None:
    child = desk.browser()
    for who, does in (("ada", Does.HOLD), ("bo", Does.SPAM)):
        reference = await desk.staff.heard(who, HOOP)
        await desk.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.DONE))
        await desk.staff.triage.does(SAM, reference, Deed(Does.CLEAR, words=f"a net, said {who}"))
        assert f"a net, said {who}" in await child.looks("/p/q7ays1")
        await desk.staff.triage.does(SAM, reference, Deed(does))
        assert f"a net, said {who}" not in await child.looks("/p/q7ays1")


async def test_what_its_writer_takes_back_goes_with_its_line(desk: Desk) -> None:
    town, child = desk.staff.town, desk.browser()
    reference = await desk.staff.heard("ada", HOOP)
    await desk.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.DONE))
    await desk.staff.triage.does(SAM, reference, Deed(Does.CLEAR, words="a net by the pond"))
    assert "a net by the pond" in await child.looks("/p/q7ays1")
    [told] = await town.contributions()
    someone = await town.person("ada")
    assert someone
    async with town.database.write() as conn:
        await carry_out(conn, town.keys, [Done(someone, Withdraw(told.id), PUSH, "", "1")], town.now)
    assert "a net by the pond" not in await child.looks("/p/q7ays1")
    assert await town.rows(tables.cleared_line) == []


async def test_a_line_for_everyone_names_nobody_and_promises_nothing(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    for words, told in (
        ("a net for Kevin", ""),
        ("a net", "We will fix it."),
        ("a net", "tell me your name"),
        (" ", ""),
    ):
        with pytest.raises(Refused):
            await desk.staff.triage.does(SAM, reference, Deed(Does.CLEAR, words=words, told=told))


async def test_what_moved_since_the_last_answer_is_in_the_next_one_though_a_week_was_left_out(desk: Desk) -> None:
    await desk.staff.fridays.send(SAM, "quayside", "This week's.")
    desk.staff.town.now += timedelta(days=2)
    reference = await desk.staff.heard("ada", HOOP)
    await desk.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.DONE))
    desk.staff.town.now += timedelta(days=14)
    assert "Play and things to do: done." in (await desk.staff.fridays.draft(SAM, "quayside")).words


async def test_it_can_be_kept_for_later_and_called_back_once_sent(desk: Desk) -> None:
    sam, child = await desk.signed_in(SAM), desk.browser()
    await sam.looks("/console/friday/quayside")
    await sam.sends("/console/friday/quayside", words="Half of it.", does="keep")
    assert "It is not sent" in sam.page
    assert "Half of it." not in await child.looks("/p/q7ays1")
    await sam.sends("/console/friday/quayside", words="All of it.", does="send")
    assert "All of it." in await child.looks("/p/q7ays1")
    await sam.sends("/console/friday/quayside", does="back")
    assert "All of it." not in await child.looks("/p/q7ays1")
    await sam.sends("/console/friday/quayside", does="back")
    assert sam.status == 422, "there is nothing to call back any more"


@pytest.mark.parametrize("store", ["sqlite"])
async def test_a_kept_draft_loses_the_line_of_whoever_became_a_case_since(desk: Desk) -> None:
    """Nobody in danger finds what they said, worded anew or not, on a page or in a chat (S9)."""
    staff = desk.staff
    for who, asked in (("ada", "a hoop in the small park"), ("bo", "a bench by the pond")):
        reference = await staff.heard(who, "could we have this")
        await staff.reads(SAM, reference)
        until = staff.house.today + timedelta(days=9)
        await staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.PLANNED, until))
        await staff.triage.does(SAM, reference, Deed(Does.CLEAR, words=asked, told="it is on order"))
    await staff.fridays.edit(
        SAM, "quayside", "Hello\nThe small park gets a hoop, in May.\nA bench by the pond: yes.\nSam"
    )
    await staff.town.says("ada", "my friend is bullied at the park")
    kept = (await staff.fridays.draft(SAM, "quayside")).words
    assert kept == "Hello\nA bench by the pond: yes.\nSam"
    with pytest.raises(Refused, match="not to be told any more"):
        await staff.fridays.send(SAM, "quayside", "Hello\nA hoop in the small park - yes\nSam", anyway=True)
    assert (await staff.fridays.send(SAM, "quayside", kept, anyway=True)).words == kept
