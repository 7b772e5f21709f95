"""A question of many from the console: looked at, sent, answered in the chat, counted, called off; children unsent."""

from datetime import timedelta
from typing import Any

import pytest

from bot.broadcasting import Broadcasting
from bot.domain.campaign import FEW, counted_as
from bot.domain.worker import Right, Role, Worker
from bot.errors import NotFound, Refused
from bot.storage import tables
from tests.bot.test_broadcasting import agrees, kit, looked, many, set_of, unasked
from tests.factories_app import PULL
from tests.factories_staff import ASH, MO, SAM, make_draft
from tests.handlers.console.desk import Browser, Desk

FORM = {"title-en": "The square", "words-en": "What would make the square better?", "theme": "play_things_to_do"}


async def looks_and_sends(desk: Desk, browser: Browser, **given: Any) -> str:
    """Write it, look at it, send it; the page before it goes out."""
    today = desk.staff.house.today
    form = FORM | {"place": "quayside", "first": today, "last": today + timedelta(days=14)} | given
    await browser.looks("/console/campaigns/new")
    before = await browser.sends("/console/campaigns/new", **form, does="look")
    if browser.status == 200:
        await browser.sends("/console/campaigns/new", **form, does="send")
    return before


async def test_from_the_form_to_the_answer_on_its_page(desk: Desk) -> None:
    town = desk.staff.town
    await many(town, 12)
    sam = await desk.signed_in(SAM)
    before = await looks_and_sends(desk, sam)
    assert "10 people or a few more have agreed to be asked" in before
    assert "Open until" in sam.page
    await looked(town)
    assert "What would make the square better?" in (await unasked(town, "person 0"))[0].text
    await town.says("person 0", "somewhere to sit in the shade")
    await town.taps("person 0", "right")
    [one] = await desk.staff.campaigns.listed(SAM)
    assert (one.asked, one.answered) == (10, 1), "rounded as it was before it went out"
    page = await sam.looks(f"/console/campaigns/{one.broadcast.id}")
    [item] = (await desk.staff.campaigns.results(SAM, one.broadcast.id)).answers
    assert item.reference in page
    assert "Play and things to do" in page
    assert "shade" not in page, "words are behind the page of each, and its log"
    record = [what for who, what in await desk.staff.on_record() if who == "sam"]
    assert any(what.startswith(f"question of many {one.broadcast.id} quayside") for what in record)


@pytest.mark.parametrize("people", [1, FEW - 1])
async def test_of_a_few_no_number_is_said_before_it_goes_out(desk: Desk, people: int) -> None:
    await many(desk.staff.town, people)
    before = await looks_and_sends(desk, await desk.signed_in(SAM))
    assert f"Fewer than {FEW} people of each place" in before
    assert f"{people} people" not in before


def test_two_places_together_tell_no_more_than_each_alone() -> None:
    """Else whoever looks at one and then at both learns of how few the second has."""
    for few in range(FEW):
        assert counted_as([37, few]) == counted_as([37]) == 35
    assert counted_as([0]) is counted_as([9, 9]) is None
    assert counted_as([12, 19]) == counted_as([14, 15]) == 25


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"title-en": ""}, "it needs a title and a question in English"),
        ({"title-en": "x" * 41}, "41 signs; 40 at most"),
        ({"words-en": "We will fix the square. What then?"}, "promises an outcome"),
        ({"words-en": "What is your name and what would you like?"}, "a child may read this"),
        ({"words-en": "Should Kevin run the club?"}, "looks like a name: Kevin"),
        ({"last": "2026-10-01"}, "its last day is not before that"),
        ({"last": "2027-10-01"}, "60 days at most"),
        ({"first": "soon"}, "soon: that is no day"),
        ({"first": "9999-12-31", "last": "9999-12-31"}, "9999-12-31: that is too far off"),
        ({"title-en": "The\nsquare"}, "a title stands on a button: write it on one line"),
        ({"words-en": "The square\u202e?"}, "no signs in it that nobody sees"),
        ({"place": ""}, None),
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
async def test_what_must_not_go_out_is_said_and_what_was_typed_stays(
    desk: Desk, given: dict[str, str], why: str | None
) -> None:
    sam = await desk.signed_in(SAM)
    before = await looks_and_sends(desk, sam, **given)
    if why is None:
        assert sam.status == 404
    else:
        assert sam.status == 422
        assert why in before
        assert FORM["title-en"] in before or "title-en" in given
    assert await desk.staff.campaigns.listed(SAM) == []


async def test_a_doubt_can_be_set_aside_but_never_what_asks_a_child_who_they_are(desk: Desk) -> None:
    campaigns = desk.staff.campaigns
    named = make_draft(desk.staff, words={"en": "Should Kevin Field get a slide?"})
    with pytest.raises(Refused, match="Kevin"):
        await campaigns.send(SAM, named)
    await campaigns.send(SAM, named, anyway=True)
    asking = make_draft(desk.staff, words={"en": "What is your name?"})
    with pytest.raises(Refused, match="a child may read this"):
        await campaigns.send(SAM, asking, anyway=True)


async def test_put_down_for_a_day_it_goes_out_in_the_morning_of_that_day(desk: Desk) -> None:
    town = desk.staff.town
    await agrees(town, "ann")
    first = desk.staff.house.today + timedelta(days=2)
    await desk.staff.campaigns.send(SAM, make_draft(desk.staff, first=first))
    page = await (await desk.signed_in(SAM)).looks("/console/campaigns")
    assert "Goes out on" in page
    town.now = town.now.replace(hour=22) + timedelta(days=1)
    await looked(town)
    await looked(town, hours=4)
    assert await unasked(town) == [], "it is night"
    await looked(town, hours=6)
    assert len(await unasked(town)) == 1


async def test_called_off_nobody_else_is_sent_it_and_no_chat_offers_it(desk: Desk) -> None:
    town = desk.staff.town
    await many(town, 60)
    sam = await desk.signed_in(SAM)
    await looks_and_sends(desk, sam)
    [one] = await desk.staff.campaigns.listed(SAM)
    assert await Broadcasting(kit(town), town.clock).look()
    reached = len(await town.rows(tables.brought))
    assert 0 < reached < 60
    page = await sam.sends(f"/console/campaigns/{one.broadcast.id}", does="call_off")
    assert "Called off" in page
    assert "it is over already" in await sam.sends(f"/console/campaigns/{one.broadcast.id}", does="call_off")
    assert town.questions() == ()
    await looked(town, days=1)
    assert len(await town.rows(tables.brought)) == reached


async def test_a_child_meets_it_only_in_a_chat_they_opened_and_may_answer(desk: Desk) -> None:
    town = desk.staff.town
    await town.meets("kim", on=PULL, band="under_13")
    await set_of(town, "kim", on=PULL, may_ask_since=town.now)
    sent = await desk.staff.campaigns.send(SAM, make_draft(desk.staff))
    lines = len(await town.answers("kim", PULL))
    await looked(town)
    assert len(await town.answers("kim", PULL)) == lines
    await town.meets("lou", on=PULL, band="under_13")
    assert "The square" in [one.label for one in (await town.answers("lou", PULL))[-1].buttons]
    await town.taps("lou", "asked", on=PULL)
    await town.says("lou", "a splash pool", on=PULL)
    results = await desk.staff.campaigns.results(SAM, sent.id)
    assert (results.summary.asked, results.summary.answered, results.new_voices) == (None, 1, 1)


async def test_who_sees_what_is_fenced_by_neighbourhood(desk: Desk) -> None:
    campaigns = desk.staff.campaigns
    both = make_draft(desk.staff, neighbourhoods=("quayside", "mill-row"))
    for worker in (SAM, ASH):
        with pytest.raises(NotFound):
            await campaigns.send(worker, both)
    shared, own = await campaigns.send(MO, both), await campaigns.send(SAM, make_draft(desk.staff))
    assert {one.broadcast.id for one in await campaigns.listed(ASH)} == {shared.id}
    for look in (campaigns.results, campaigns.call_off):
        with pytest.raises(NotFound):
            await look(ASH, own.id)
    with pytest.raises(NotFound):
        await campaigns.call_off(ASH, shared.id)
    await desk.staff.heard("ann", "a lamp by the pond")
    await agrees(desk.staff.town, "bo")
    await looked(desk.staff.town)
    await desk.staff.town.says("bo", "shade")
    assert (await campaigns.results(ASH, shared.id)).answers == []
    told = [(await campaigns.results(who, shared.id)).summary.asked for who in (ASH, SAM, MO)]
    assert told == [None] * 3, "of a few no number is said"


async def test_what_somebody_in_danger_said_is_no_answer_on_anybodys_page(desk: Desk) -> None:
    town = desk.staff.town
    await agrees(town, "ann")
    sent = await desk.staff.campaigns.send(SAM, make_draft(desk.staff))
    await looked(town)
    await town.says("ann", "shade in the square")
    await town.taps("ann", "right")
    await town.taps("ann", "no_thanks")
    await town.says("ann", "he hits me")
    results = await desk.staff.campaigns.results(SAM, sent.id)
    assert results.answers == []


def test_only_mobilisers_and_their_manager_ask_many() -> None:
    able = {role for role in Role if Worker("x", "X", (role,), ("quayside",)).may(Right.ASK_MANY, "quayside")}
    assert able == {Role.MOBILISER, Role.MANAGER}
