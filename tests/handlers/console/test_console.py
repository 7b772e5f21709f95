"""A worker's day in the console: coming in, what waits, one tap for many, telling people what became of it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.domain.deed import Deed, Does
from bot.storage import tables
from bot.storage.console_sessions import IDLE
from handlers.console import sign_in
from tests.factories_staff import CHRIS, MO, SAM
from tests.handlers.console.desk import Desk
from tests.stores import ONE_STORE

HOOP = "could the park have a hoop"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "SLOW", 0.0)


async def test_opening_a_link_changes_nothing_and_the_button_lets_in_once(desk: Desk) -> None:
    link = await desk.access.make_link(SAM.id)
    machine, sam = desk.browser(), desk.browser()
    await machine.looks(f"/console/enter/{link}")
    assert "works once" in machine.page
    assert "Hello Sam" in await sam.comes_in(link)
    assert "opens nothing" in await machine.comes_in(link)
    assert machine.status == 404


async def test_the_cookie_is_for_nobody_else(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    [cookie] = [one for one in sam.client.cookies.jar if "console" in one.name]
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"
    assert len(cookie.value or "") >= 32


async def test_what_waits_is_on_today_s_page_without_a_word_of_it(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    sam = await desk.signed_in(SAM)
    assert reference in sam.page
    assert "Not read yet: 1" in sam.page
    assert "hoop" not in sam.page
    desk.staff.town.now += timedelta(days=9)
    late = await (await desk.signed_in(SAM)).looks("/console")
    assert "Late: 1" in late


async def test_the_first_page_shows_the_first_five_of_a_list_and_no_item_twice(desk: Desk) -> None:
    early = await desk.staff.heard("ada", HOOP)
    desk.staff.town.now += timedelta(days=9)
    references = [await desk.staff.heard(f"person {number}", f"{HOOP} {number}") for number in range(6)]
    sam = await desk.signed_in(SAM)
    assert sam.page.count(f"/item/{early}") == 1, "it is late, and so not among the unread as well"
    assert sum(one in sam.page for one in references) == 5
    assert "All 6 not read yet" in sam.page


async def test_words_are_behind_a_button_and_looking_is_on_record(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    sam = await desk.signed_in(SAM)
    assert "hoop" not in await sam.looks(f"/console/item/{reference}")
    assert HOOP in await sam.sends(f"/console/item/{reference}/words")
    mo = await desk.signed_in(MO)
    record = await mo.looks("/console/record?follow=1")
    assert f"looked at {reference}" in record
    assert "Every line is as it was written." in record


async def test_twenty_items_are_read_and_thanked_for_in_three_taps(desk: Desk) -> None:
    """[Show the words], [Tick all], [Read and thank]; without the script a tick each, of which the first is free."""
    references = [await desk.staff.heard(f"person {number}", f"{HOOP} {number}") for number in range(20)]
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/inbox")
    assert "hoop" not in sam.page
    await sam.sends("/console/inbox/words")
    assert sam.page.count(HOOP) == 20
    await sam.sends("/console/inbox", item=references, does="read")
    assert sam.status == 200
    assert {one.became for one in await desk.staff.inbox()} == {"read"}
    assert "Nothing waits for you." in await sam.looks("/console")
    [(_, what)] = [one for one in await desk.staff.on_record() if "looked at" in one[1]]
    assert all(one in what for one in references), "one look at twenty is one line that names each"


async def test_without_the_script_twenty_items_are_read_and_thanked_for_in_two_taps_and_no_hard_one(desk: Desk) -> None:
    """[Show all, children's and hard ones too], [Read and thank for the 18 new ones shown]: what is hard is left."""
    for number in range(18):
        await desk.staff.heard(f"person {number}", f"{HOOP} {number}", band="under_13" if number < 2 else "adult")
    hard = [
        await desk.staff.heard(f"hard {number}", f"my friend is bullied at the park {number}") for number in range(2)
    ]
    async with desk.staff.town.database.write() as conn:
        await conn.execute(update(tables.safeguarding_case).values(state="closed", closed_at=desk.staff.town.now))
    sam = await desk.signed_in(SAM)
    assert 'value="read_shown"' not in await sam.looks("/console/inbox"), "nothing unseen is thanked for"
    await sam.sends("/console/inbox/words", every="yes")
    assert "Read and thank for the 18 new ones shown" in sam.page
    came = await desk.staff.heard("late", f"{HOOP} once more")
    shown = re.findall(r'name="shown" value="([^"]+)"', sam.page)
    await sam.sends("/console/inbox", shown=shown, does="read_shown")
    assert sam.status == 200
    left = {one.reference for one in await desk.staff.inbox() if one.became is None}
    assert left == {*hard, came}, "nor what came since"


async def test_what_was_not_on_their_screen_cannot_be_thanked_for(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    mo, sam = await desk.signed_in(MO), await desk.signed_in(SAM)
    await mo.looks("/console/inbox")
    await mo.sends("/console/inbox/words")
    await sam.looks("/console/inbox")
    await sam.sends("/console/inbox", item=[reference], does="read")
    assert sam.status == 422, "somebody else's look is not theirs"
    assert "read the words first" in sam.page
    assert (await desk.staff.triage.item(SAM, reference)).became is None


async def test_children_s_words_and_distressing_ones_are_shown_only_where_asked_for_by_name(desk: Desk) -> None:
    await desk.staff.heard("ada", HOOP)
    await desk.staff.heard("cy", "can we have swimming", band="under_13")
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/inbox")
    await sam.sends("/console/inbox/words")
    assert HOOP in sam.page
    assert "swimming" not in sam.page
    assert "may be a child" in sam.page
    await sam.sends("/console/inbox/words", every="yes")
    assert "swimming" in sam.page


async def test_the_inbox_is_narrowed_to_what_is_one_s_own_late_or_unread(desk: Desk) -> None:
    mine, other = await desk.staff.heard("ada", HOOP), await desk.staff.heard("bo", HOOP)
    await desk.staff.triage.does(SAM, mine, Deed(Does.ASSIGN, other="sam"))
    await desk.staff.triage.does(SAM, other, Deed(Does.TALK_OVER))
    sam = await desk.signed_in(SAM)
    assert other not in await sam.looks("/console/inbox?whose=mine")
    assert mine in sam.page
    assert mine not in await sam.looks("/console/inbox?whose=talk_over")
    assert "Nothing here." in await sam.looks("/console/inbox?whose=late")
    assert mine in await sam.looks("/console/inbox?whose=unread&standing=heard")


async def test_what_cannot_be_done_is_named_and_the_rest_is_done(desk: Desk) -> None:
    first, second = [await desk.staff.heard(who, HOOP) for who in ("ada", "bo")]
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/inbox")
    await sam.sends("/console/inbox/words")
    await sam.sends("/console/inbox", item=[first], does="read")
    await sam.looks("/console/inbox")
    await sam.sends("/console/inbox", item=[first, second, "LK-NOBODY"], does="read")
    assert sam.status == 422
    assert f"{first}: {first} is put down as read already" in sam.page
    assert {one.became for one in await desk.staff.inbox()} == {"read"}


async def test_what_became_of_it_is_told_and_what_is_refused_is_not_lost(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    sam = await desk.signed_in(SAM)
    path = f"/console/item/{reference}"
    await sam.looks(path)
    words = "We will fix it by Friday."
    await sam.sends(path, does="became", became="under_way", words=words)
    assert sam.status == 422
    assert words in sam.page
    assert "promises an outcome" in sam.page
    await sam.sends(path, does="became", became="under_way", until="2026-10-30", words="I asked the park team.")
    assert sam.status == 200
    assert "On its way to whoever said it. <q" in sam.page.replace("\n", " ")
    assert "I asked the park team." in sam.page, "they see what went"
    await desk.staff.town.says("ada", "/status")
    told = "\n".join(one.text for one in await desk.staff.town.answers("ada"))
    assert "I asked the park team." in told


@ONE_STORE
@pytest.mark.parametrize(
    "form", [{"does": "nothing"}, {"does": "became", "became": "x"}, {"does": "became", "until": "30.10."}, {}]
)
async def test_a_form_that_asks_for_nothing_there_is_changes_nothing(desk: Desk, form: dict[str, str]) -> None:
    reference = await desk.staff.heard("ada", HOOP)
    sam = await desk.signed_in(SAM)
    await sam.looks(f"/console/item/{reference}")
    await sam.sends(f"/console/item/{reference}", **form)
    assert sam.status == 422
    assert (await desk.staff.triage.item(SAM, reference)).became is None


async def test_the_inbox_is_filtered_and_asks_for_nothing_it_cannot(desk: Desk) -> None:
    idea, issue = await desk.staff.heard("ada", HOOP), await desk.staff.heard("bo", "damp in my flat")
    sam = await desk.signed_in(SAM)
    page = await sam.looks("/console/inbox?kind=issue&theme=housing&place=quayside")
    assert issue in page
    assert idea not in page
    assert idea in await sam.looks("/console/inbox?kind=nonsense&standing=nonsense&theme=")
    assert idea not in await sam.looks("/console/inbox?place=mill-row")


async def test_after_twenty_minutes_without_a_tap_they_are_outside(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    desk.staff.town.now += IDLE
    assert "You are not signed in" in await sam.looks("/console/inbox")


async def test_signing_out_ends_the_session_for_good(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    token = dict(sam.client.cookies)
    await sam.sends("/console/out")
    assert "You are not signed in" in sam.page
    thief = desk.browser()
    thief.client.cookies.update(token)
    assert "You are not signed in" in await thief.looks("/console")


async def test_a_manager_signs_somebody_out_whose_phone_is_lost(desk: Desk) -> None:
    sam, mo = await desk.signed_in(SAM), await desk.signed_in(MO)
    assert "Sam" in await mo.looks("/console/people")
    await mo.sends("/console/people/out", who="sam")
    assert "You are not signed in" in await sam.looks("/console")
    assert "Hello Mo" in await mo.looks("/console")


async def test_what_residents_write_is_never_markup(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "could the <script>alert(1)</script> park have a hoop")
    sam = await desk.signed_in(SAM)
    await sam.looks(f"/console/item/{reference}")
    page = await sam.sends(f"/console/item/{reference}/words")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


async def test_with_the_words_stand_what_is_private_what_became_of_it_and_what_is_possibly_the_same(desk: Desk) -> None:
    words = "the lights are out, ring me on 07700 900123"
    first, second = await desk.staff.heard("ada", words), await desk.staff.heard("bo", words)
    sam = await desk.signed_in(SAM)
    path = f"/console/item/{first}"
    await sam.looks(path)
    await sam.sends(path, does="became", became="planned", until="2026-10-30", words="Lamps are ordered.")
    page = await sam.sends(f"{path}/words")
    assert '<mark title="phone">07700 900123</mark>' in page
    assert "Lamps are ordered." in page
    assert f"Join with {second}" in page
    await sam.sends(path, does="join", other=second)
    assert [one.reference for one in await desk.staff.inbox(open_only=True)] == [second]


async def test_every_room_of_theirs_is_in_one_menu_that_works_without_a_script(desk: Desk) -> None:
    """Grouped, no room of somebody else's, the one they are in marked, and its neighbours beside the menu."""
    mo, chris = await desk.signed_in(MO), await desk.signed_in(CHRIS)
    page = await mo.looks("/console/map")
    menu, near = page.split('<ul class="near">')
    assert "<summary>All rooms</summary>" in menu
    for path in ("inbox", "whats-on", "complaints", "record", "introductions"):
        assert f'href="/console/{path}"' in menu
    assert '/console/cases"' not in page, "Mo is no lead"
    assert '<a href="/console/map" aria-current="page">' in near
    assert 'href="/console/posters"' in near
    assert 'href="/console/inbox"' not in near
    page = await chris.looks("/console/agenda")
    assert "The neighbourhood" not in page, "a group of rooms none of which is theirs"
    assert 'href="/console/agenda" aria-current="page"' in page
