"""The room of talks: an answer to a child is let go, a talk is taken up with a second worker; the rest is not there."""

import re

import pytest

from bot.conversation.events import Opened
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.worker import Worker
from bot.storage import workers
from tests.factories_app import PULL
from tests.factories_staff import ADA, ASH, BEA, CHRIS, LEA, MO, SAM
from tests.handlers.console.desk import Desk
from tests.stores import ONE_STORE

HOOP = "could the park have a hoop"
THANKS = "The park team looks at it next month."


async def answered(desk: Desk) -> str:
    """A child says something and Sam answers in the console."""
    reference = await desk.staff.heard("cy", HOOP, band="under_13")
    sam = await desk.signed_in(SAM)
    path = f"/console/item/{reference}"
    await sam.looks(path)
    await sam.sends(path, does="became", became="under_way", words=THANKS)
    assert "It waits for a second worker" in sam.page
    assert THANKS in sam.page, "they see what waits"
    return reference


async def news(desk: Desk) -> str:
    await desk.staff.town.says("cy", "/status", on=PULL)
    return "\n".join(one.text for one in await desk.staff.town.answers("cy", PULL))


def waiting(page: str) -> str:
    found = re.search(r'name="id" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


async def test_the_second_worker_sees_what_it_answers_and_lets_it_go(desk: Desk) -> None:
    await answered(desk)
    bea = await desk.signed_in(BEA)
    assert "Answers to children that wait for you: 1" in bea.page
    await bea.looks("/console/talks")
    assert THANKS in bea.page
    assert HOOP not in bea.page, "a child's words are behind a button"
    id_ = waiting(bea.page)
    assert HOOP in await bea.sends("/console/talks", id=id_, does="words")
    assert THANKS not in await news(desk)
    await bea.sends("/console/talks", id=id_, does="go")
    assert "No answer waits for you." in bea.page
    assert THANKS in await news(desk)


async def test_why_not_is_asked_for_and_stands_with_the_item(desk: Desk) -> None:
    reference = await answered(desk)
    bea = await desk.signed_in(BEA)
    await bea.looks("/console/talks")
    id_ = waiting(bea.page)
    await bea.sends("/console/talks", id=id_, does="no", why="")
    assert bea.status == 422
    await bea.sends("/console/talks", id=id_, does="no", why="Say who they are.")
    assert bea.status == 200
    sam = await desk.signed_in(SAM)
    await sam.looks(f"/console/item/{reference}")
    page = await sam.sends(f"/console/item/{reference}/words")
    assert "Say who they are." in page
    assert "A second worker stopped this answer" in page
    assert THANKS not in await news(desk)


async def test_nobody_beyond_the_fence_learns_that_one_waits(desk: Desk) -> None:
    await answered(desk)
    bea, sam, ash = await desk.signed_in(BEA), await desk.signed_in(SAM), await desk.signed_in(ASH)
    id_ = waiting(await bea.looks("/console/talks"))
    for browser in (sam, ash):
        await browser.looks("/console/talks")
        assert THANKS not in browser.page
        for does in ("words", "go", "no"):
            await browser.sends("/console/talks", id=id_, does=does, why="x")
            assert browser.status == 422
            assert HOOP not in browser.page
    assert THANKS not in await news(desk)


async def wishes(desk: Desk, band: str = "16_17") -> None:
    """Somebody would like to talk to a person."""
    await desk.staff.town.meets("cy", band=band)
    await desk.staff.town.says("cy", "person", "can Sam talk to me about the park")


async def test_a_talk_with_a_child_is_taken_up_with_a_second_worker_who_is_led_to_it(desk: Desk) -> None:
    await wishes(desk)
    sam, bea = await desk.signed_in(SAM), await desk.signed_in(BEA)
    assert "Would like to talk to a person: 1" in sam.page
    await sam.looks("/console/talks")
    assert "about the park" not in sam.page
    id_ = waiting(sam.page)
    for second in ("", "sam", "chris", "nobody"):
        await sam.sends("/console/talks", id=id_, does="take", second=second)
        assert sam.status == 422, second
    await sam.sends("/console/talks", id=id_, does="take", second="bea")
    assert "Bea sees every message" in sam.page
    assert "not watched: nothing goes out" in sam.page
    links = [re.search(r'href="(/talk/[^"]+)"', await one.looks("/console/talks")) for one in (sam, bea)]
    assert all(links)
    assert links[0] != links[1], "each has their own"
    mo = await desk.signed_in(MO)
    assert "Bea sees every message" in await mo.looks("/console/talks"), "the manager sees that it is held"
    assert "/talk/" not in mo.page
    assert ("sam", f"talk {id_} opened, second bea") in await desk.staff.on_record()


async def test_no_other_place_s_worker_takes_a_talk_up(desk: Desk) -> None:
    await wishes(desk, "adult")
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    id_ = waiting(await sam.looks("/console/talks"))
    assert "Nobody waits." in await ash.looks("/console/talks")
    await ash.sends("/console/talks", id=id_, does="take", second="")
    assert ash.status == 422
    await sam.sends("/console/talks", id=id_, does="take", second="")
    assert sam.status == 200


async def test_the_group_reads_six_summaries_the_rest_later_and_what_was_said_last_time(desk: Desk) -> None:
    references = [await desk.staff.heard(f"person {number}", f"{HOOP} {number}") for number in range(8)]
    for number, one in enumerate(references):
        await desk.staff.triage.does(SAM, one, Deed(Does.AGENDA, words=f"A point {number} of the group's."))
    await desk.staff.triage.does(
        SAM, references[0], Deed(Does.BECAME, Progress.NOT_NOW, words="No money until spring.")
    )
    await desk.staff.triage.does(SAM, references[0], Deed(Does.OFF_AGENDA))
    page = await (await desk.signed_in(CHRIS)).looks("/console/agenda")
    assert "hoop" not in page, "never a neighbour's words"
    assert "No money until spring." not in page, "nor what was written to one"
    assert "Mill Row" not in page
    last, rest = page.split("On the agenda")
    now, later = rest.split("Carried forward")
    assert "A point 0" in last
    assert [number for number in range(8) if f"A point {number}" in now] == [1, 2, 3, 4, 5, 6]
    assert "A point 7" in later
    assert references[1] not in page, "whoever may not open it is given no way there"
    assert references[1] in await (await desk.signed_in(SAM)).looks("/console/agenda")


async def test_a_point_whose_teller_is_in_danger_by_now_is_on_no_agenda(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    await desk.staff.triage.does(SAM, reference, Deed(Does.AGENDA, words="Somewhere to play."))
    assert "Somewhere to play." in await (await desk.signed_in(CHRIS)).looks("/console/agenda")
    await desk.staff.town.says("ada", "i want to kill myself")
    page = await (await desk.signed_in(CHRIS)).looks("/console/agenda")
    assert "Somewhere to play." not in page


async def test_nobody_s_very_words_are_the_summary(desk: Desk) -> None:
    words = "the lift in our block has been broken since the spring and nobody comes"
    reference = await desk.staff.heard("ada", words)
    sam = await desk.signed_in(SAM)
    await sam.looks(f"/console/item/{reference}")
    await sam.sends(f"/console/item/{reference}", does="agenda", words=words, anyway="yes")
    assert sam.status == 422
    assert "their very words" in sam.page
    assert not (await desk.staff.triage.item(SAM, reference)).on_agenda


async def test_a_summary_names_nobody_and_promises_nothing(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    sam = await desk.signed_in(SAM)
    await sam.looks(f"/console/item/{reference}")
    await sam.sends(f"/console/item/{reference}", does="agenda", words="Kevin asks: we will fix the park")
    assert sam.status == 422
    assert not (await desk.staff.triage.item(SAM, reference)).on_agenda


async def nowhere(desk: Desk) -> None:
    """A child whose place nobody knows would like to talk to a person."""
    await desk.staff.town.takes(desk.staff.town.update("cy", Opened(), on=PULL))
    await desk.staff.town.taps("cy", "under_13", PULL)
    await desk.staff.town.says("cy", "person", "can somebody talk to me", on=PULL)


async def gone(desk: Desk, *who: Worker) -> None:
    async with desk.staff.town.database.write() as conn:
        for one in who:
            await workers.go(conn, desk.staff.town.keys.organisation, one.id, desk.staff.town.now)


async def test_a_child_whose_place_is_not_known_reaches_whoever_works_everywhere(desk: Desk) -> None:
    await nowhere(desk)
    mo, sam, ada = [await desk.signed_in(one) for one in (MO, SAM, ADA)]
    assert "Would like to talk to a person: 1" in mo.page
    assert "Would like to talk" not in sam.page + ada.page
    assert "place not known" in await mo.looks("/console/talks")


async def test_where_nobody_works_everywhere_every_mobiliser_sees_that_somebody_waits(desk: Desk) -> None:
    await nowhere(desk)
    await gone(desk, MO, LEA)
    for one in (SAM, ASH):
        browser = await desk.signed_in(one)
        assert "Would like to talk to a person: 1" in browser.page
        assert "place not known" in await browser.looks("/console/talks")
        assert "can somebody talk" not in browser.page
    id_ = waiting(browser.page)
    await browser.sends("/console/talks", id=id_, does="take", second="bea")
    assert "Bea sees every message" in browser.page
    assert "Would like to talk" not in (await desk.signed_in(SAM)).page


async def test_where_nobody_could_answer_whoever_lets_in_is_told_so(desk: Desk) -> None:
    await nowhere(desk)
    await gone(desk, MO, SAM, ASH)
    assert "nobody works here who could answer: 1" in (await desk.signed_in(ADA)).page


async def test_people_are_shown_by_name_and_not_by_code(desk: Desk) -> None:
    reference = await answered(desk)
    await desk.staff.triage.does(MO, reference, Deed(Does.ASSIGN, other="sam"))
    bea, mo = await desk.signed_in(BEA), await desk.signed_in(MO)
    assert "<b>Sam</b>" in await bea.looks("/console/talks")
    assert "<td>Sam</td>" in await mo.looks("/console/record")
    page = await mo.looks(f"/console/item/{reference}")
    assert "Sam has it" in page or "with Sam" in page, page


async def on_agenda(desk: Desk, band: str = "adult") -> str:
    reference = await desk.staff.heard("cy", HOOP, band=band)
    await desk.staff.triage.does(SAM, reference, Deed(Does.AGENDA, words="Somewhere to play."))
    return reference


WHY = "No money until spring, the group asks again then."


async def test_what_was_decided_leaves_the_agenda_with_why_and_reaches_whoever_said_it(desk: Desk) -> None:
    reference = await on_agenda(desk)
    sam, chris = await desk.signed_in(SAM), await desk.signed_in(CHRIS)
    assert "What was decided" in await sam.looks("/console/agenda")
    await sam.sends("/console/agenda", reference=reference, outcome="not_now", words=WHY)
    assert sam.status == 200
    page = await chris.looks("/console/agenda")
    assert WHY in page.split("On the agenda")[0]
    await desk.staff.town.says("cy", "status")
    assert WHY in "\n".join(one.text for one in await desk.staff.town.answers("cy"))
    item = await desk.staff.triage.item(SAM, reference)
    assert (item.on_agenda, item.became) == (False, Progress.NOT_NOW)
    await desk.staff.triage.does(SAM, reference, Deed(Does.AGENDA, words="Somewhere to play, again."))
    assert WHY not in await chris.looks("/console/agenda"), "what was decided before stands no more"


async def test_to_a_child_what_was_decided_goes_past_a_second_worker(desk: Desk) -> None:
    reference = await on_agenda(desk, "under_13")
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/agenda")
    await sam.sends("/console/agenda", reference=reference, outcome="not_now", words=WHY)
    assert WHY not in await news(desk)
    bea = await desk.signed_in(BEA)
    await bea.looks("/console/talks")
    await bea.sends("/console/talks", id=waiting(bea.page), does="go")
    assert WHY in await news(desk)


@ONE_STORE
@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"outcome": "doing", "words": "We buy one."}, "say by when"),
        ({"outcome": "find_out", "words": "Sam asks."}, "say by when"),
        ({"outcome": "not_us", "words": " "}, "without a reason"),
        ({"outcome": "nothing", "words": WHY}, "say what was decided"),
        ({"outcome": "not_now", "words": "we will fix the park"}, "promises"),
        ({"outcome": "doing", "words": "We buy one.", "until": "soon"}, "a day reads like"),
    ],
)
async def test_nothing_leaves_an_agenda_half_decided(desk: Desk, form: dict[str, str], problem: str) -> None:
    reference = await on_agenda(desk)
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    await sam.looks("/console/agenda")
    await sam.sends("/console/agenda", reference=reference, **form)
    assert sam.status == 422
    assert problem in sam.page
    await ash.looks("/console/agenda")
    await ash.sends("/console/agenda", reference=reference, outcome="not_now", words=WHY)
    assert ash.status == 404
    assert (await desk.staff.triage.item(SAM, reference)).on_agenda


@ONE_STORE
async def test_message_me_do_not_ring_stands_beside_the_wish_and_can_be_taken_back(desk: Desk) -> None:
    """product.md 19: it is a stored preference; of whoever may be a child there is none, for nobody rings them."""
    town = desk.staff.town
    await town.meets("ada")
    await town.says("ada", "person", "come with me to the council")
    sam = await desk.signed_in(SAM)
    beside = "write to them, don&#39;t ring"
    assert beside not in await sam.looks("/console/talks")
    await town.taps("ada", "write")
    assert beside in await sam.looks("/console/talks")
    await town.taps("ada", "ring")
    assert beside not in await sam.looks("/console/talks")
    await town.meets("cy", band="16_17")
    await town.says("cy", "person", "about the park")
    offered = [one.token for message in await town.answers("cy") for one in message.buttons]
    assert not any(one.endswith((".write", ".ring")) for one in offered)
