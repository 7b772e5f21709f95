"""The notebook's rooms: where help is and what is on, as workers keep them and residents are shown them."""

import re
from datetime import timedelta

import pytest

from bot.errors import Refused
from tests.factories_staff import ASH, MO, SAM, make_on
from tests.handlers.console.desk import Browser, Desk

FRIDGE = {"name": "Community fridge", "phone": "01632 960111", "link": "", "owner": "the hall", "theme": "shops_food"}
FOOTBALL = {"name": "Football", "where": "the park", "owner": "Sam", "place": "quayside", "on": "2026-10-10"}


async def asked_for_help(desk: Desk, who: str, theme: str) -> str:
    """Somebody asks in the chat who can help with a theme; what they are told."""
    await desk.staff.town.says(who, "signposts")
    await desk.staff.town.taps(who, theme)
    return "\n".join(one.text for one in (await desk.staff.town.answers(who))[-3:])


async def on_the_page(desk: Desk, place: str = "q7ays1") -> str:
    return await desk.browser().looks(f"/p/{place}")


async def test_a_signpost_that_a_worker_adds_is_shown_to_whoever_asks_and_gone_once_taken_off(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/signposts")
    await sam.sends("/console/signposts", **FRIDGE)
    assert "Community fridge" in sam.page
    await desk.staff.town.meets("ada")
    assert "Community fridge" in await asked_for_help(desk, "ada", "shops_food")
    [added] = [one for one in (await desk.staff.notebook.directories.whole()).signposts if one.owner == "the hall"]
    await sam.sends(f"/console/signposts/{added.id}", does="off")
    assert "Taken off: 1" in sam.page
    assert "shops_food" not in str((await desk.staff.town.answers("ada"))[-1].buttons)
    await sam.sends(f"/console/signposts/{added.id}", does="back")
    assert "Taken off" not in sam.page
    assert ("sam", f"signpost {added.id} taken off") in await desk.staff.on_record()


async def test_what_the_pack_says_is_corrected_and_checked_in_one_tap(desk: Desk) -> None:
    """Checked, the pack's words stand; corrected, the worker's do."""
    given = desk.parts.area.signposts[0]
    desk.staff.town.now += timedelta(days=400)
    sam = await desk.signed_in(SAM)
    assert "Signposts that nobody has checked for 90 days: 1" in sam.page
    assert "Not checked for 90 days: 1" in await sam.looks("/console/signposts")
    await sam.sends(f"/console/signposts/{given.id}", does="check")
    assert "Not checked for 90 days" not in sam.page
    assert "Signposts that nobody" not in await sam.looks("/console")
    form = {"name": "Advice, upstairs", "phone": given.phone, "owner": given.owner, "theme": list(given.themes)}
    await sam.looks(f"/console/signposts/{given.id}")
    await sam.sends(f"/console/signposts/{given.id}", does="put", **form)
    [now] = (await desk.staff.notebook.directories.whole()).signposts
    assert (now.name, now.id, now.last_checked) == ("Advice, upstairs", given.id, desk.staff.house.today)


async def test_a_wrong_signpost_is_refused_in_words_and_what_was_typed_stays(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/signposts")
    wrong = {
        "phone": ("ring Joe", "phone: must be a telephone number"),
        "link": ("http://x", "link: must be a link that starts with https://"),
        "theme": ("made_up", "themes: choose among those that are offered"),
        "name": ("We will fix it", "this promises an outcome"),
    }
    for field, (value, why) in wrong.items():
        await sam.sends("/console/signposts", **{**FRIDGE, field: value})
        assert sam.status == 422, field
        assert why in sam.page
        assert "the hall" in sam.page
    await sam.sends("/console/signposts", **{**FRIDGE, "phone": ""})
    assert "at least one of the two is needed" in sam.page


async def test_what_is_on_stands_in_the_chat_and_on_the_page_of_its_place_until_it_is_over(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/whats-on")
    await sam.sends("/console/whats-on", **FOOTBALL, ages="8 to 12", cost="free", planned="yes")
    assert "Saturday 10 October" in sam.page
    town = desk.staff.town
    await town.meets("ada")
    await town.says("ada", "what's on")
    told = "\n".join(one.text for one in await town.answers("ada"))
    assert "Age: 8 to 12" in told
    assert "Planned by young people" in told
    assert "Age: 8 to 12" in await on_the_page(desk)
    assert "Football" not in await on_the_page(desk, "m1llrw")
    town.now += timedelta(days=4)
    assert "Football" not in await on_the_page(desk)
    assert "Nothing is to come yet." in await (await desk.signed_in(SAM)).looks("/console/whats-on")


@pytest.mark.parametrize("store", ["sqlite"])
async def test_nothing_unseen_too_long_or_of_a_person_stands_in_what_is_on(desk: Desk) -> None:
    wrong = {
        "name": ("Foot\nball", "name: write it on one line"),
        "where": ("\u202ekrap eht", "where: write it on one line"),
        "owner": ("Joe, 07700 900123", "owner: this looks like a phone"),
        "time": ("x" * 61, "time: it has 61 signs; 60 at most"),
        "cost": ("free, tell us your name", "children read this"),
        "ages": ("8 to 11, 07700 900123", "ages: this looks like a phone: 07700 900123"),
    }
    for field, (value, why) in wrong.items():
        with pytest.raises(Refused) as refused:
            await desk.staff.notebook.directories.put_activity(SAM, "", make_on(**{field: value}))
        assert why in str(refused.value), field
    assert (await desk.staff.notebook.directories.whole()).activities == ()


async def test_what_is_for_adults_is_not_shown_to_a_child(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/whats-on")
    await sam.sends("/console/whats-on", **FOOTBALL, audience="adult")
    await desk.staff.town.meets("kim", band="13_15")
    await desk.staff.town.says("kim", "what's on")
    assert "Football" not in "\n".join(one.text for one in await desk.staff.town.answers("kim"))


async def test_a_weekly_entry_is_changed_day_by_day_and_comes_back_as_it_was_typed(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/whats-on")
    await sam.sends("/console/whats-on", **FOOTBALL, until="2026-12-19", weekday=["2", "6"], others="2026-12-24")
    [on] = (await desk.staff.notebook.directories.whole()).activities
    assert (on.weekdays, [str(day) for day in on.days], str(on.last)) == ((2, 6), ["2026-12-24"], "2026-12-19")
    page = await sam.looks(f"/console/whats-on/{on.id}")
    assert 'value="2026-12-24"' in page
    assert page.count(" checked") == 2
    await sam.sends(f"/console/whats-on/{on.id}", does="put", **{**FOOTBALL, "name": "Football for all"})
    [changed] = (await desk.staff.notebook.directories.whole()).activities
    assert (changed.id, changed.name, changed.weekdays) == (on.id, "Football for all", ())


async def refused(browser: Browser, **form: str) -> str:
    await browser.looks("/console/whats-on")
    await browser.sends("/console/whats-on", **{**FOOTBALL, **form})
    assert browser.status == 422
    return browser.page


async def test_a_day_that_is_over_or_none_and_a_place_beyond_the_fence_are_refused(desk: Desk) -> None:
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    assert "all of them are over" in await refused(sam, on="2026-10-01")
    assert "a day reads like" in await refused(sam, on="soon")
    assert "that place is not yours" in await refused(ash)
    assert "that place is not yours" in await refused(sam, place=""), "the whole area is the manager's"
    mo = await desk.signed_in(MO)
    await mo.looks("/console/whats-on")
    await mo.sends("/console/whats-on", **{**FOOTBALL, "place": ""})
    assert mo.status == 200
    assert "Football" in await on_the_page(desk, "m1llrw")
    assert "/whats-on/" not in (await ash.looks("/console/whats-on")).split('<ul class="items">')[1]


JUICE = {"amount": "12.50", "what": "juice for the hoop day", "on": "2026-10-06", "place": "quayside"}


def figures(page: str) -> str:
    """A page without the signs that hold its values apart."""
    return re.sub("[\u2066-\u2069]", "", page)


async def spends(browser: Browser, **form: str) -> str:
    await browser.looks("/console/spends")
    return await browser.sends("/console/spends", **{**JUICE, **form})


async def test_a_spend_beyond_the_month_s_limit_waits_for_the_manager_and_counts_once_it_is_all_right(
    desk: Desk,
) -> None:
    """The limit is fifty pounds a month where the pack says nothing else."""
    sam, mo = await desk.signed_in(SAM), await desk.signed_in(MO)
    page = await spends(sam, amount="40", paid_to="the corner shop", receipt="yes")
    assert "to the corner shop" in page
    assert "receipt kept" in page
    assert "waits for the manager" in await spends(sam, amount="10.01", what="tea")
    assert "£40.00 of £50.00 this month" in figures(sam.page), "what waits is not added up"
    page = await spends(sam, amount="10", on="2026-09-30", what="last month's")
    assert page.count("waits for the manager") == 1
    assert "£40.00 of £50.00 this month, £50.00 this year" in figures(sam.page)
    [waits] = await desk.staff.notebook.spends.waiting(MO)
    await sam.sends(f"/console/spends/{waits.id}", does="allow")
    assert sam.status == 404, "a mobiliser does not allow it"
    assert "Small spends beyond the limit that wait for you: 1" in await mo.looks("/console")
    await mo.looks("/console/spends")
    await mo.sends(f"/console/spends/{waits.id}", does="allow")
    assert "all right by mo" in mo.page
    assert "£50.01 of £50.00 this month" in figures(mo.page)
    await mo.sends(f"/console/spends/{waits.id}", does="refuse")
    assert mo.status == 422, "decided once"
    assert ("mo", f"spend {waits.id} allowed") in await desk.staff.on_record()


async def test_a_spend_is_taken_back_by_whoever_noted_it_until_a_manager_decided(desk: Desk) -> None:
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    await spends(sam)
    [noted] = await desk.staff.notebook.spends.this_year(SAM)
    await ash.looks("/console/spends")
    await ash.sends(f"/console/spends/{noted.id}", does="undo")
    assert ash.status == 404
    await sam.sends(f"/console/spends/{noted.id}", does="undo")
    assert await desk.staff.notebook.spends.this_year(SAM) == []
    await spends(sam, amount="99")
    [beyond] = await desk.staff.notebook.spends.this_year(SAM)
    await desk.staff.notebook.spends.decide(MO, beyond.id, allow=False)
    await sam.sends(f"/console/spends/{beyond.id}", does="undo")
    assert sam.status == 404


async def test_a_spend_with_a_name_or_no_amount_or_day_or_beyond_the_fence_is_refused(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    for form, why in (
        ({"paid_to": "my neighbour Mrs Jones, 07700 900123"}, "say it without a name or number"),
        ({"amount": "lots"}, "an amount reads like 12.50"),
        ({"amount": "0"}, "is no small spend"),
        ({"on": "2026-10-08"}, "is not a day on which it can have been"),
        ({"place": "mill-row"}, "that place is not yours"),
    ):
        assert why in await spends(sam, **form), form
        assert sam.status == 422
    assert await desk.staff.notebook.spends.this_year(MO) == []


async def test_a_year_s_spends_are_a_table_without_formulas(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await spends(sam, what="=1+1", paid_to="the corner shop")
    table = await sam.client.get("/console/spends/table.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.splitlines()[1:] == [
        "2026-10-06,quayside,'=1+1,12.50,the corner shop,no,kept,sam,",
    ]
    assert ("sam", "spends of 2026 handed out") in await desk.staff.on_record()


async def test_what_nobody_offers_is_counted_once_a_contribution_and_shown_to_the_manager(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "there is no dentist who takes new people")
    sam, mo, ash = [await desk.signed_in(one) for one in (SAM, MO, ASH)]
    for _ in range(2):
        await sam.looks(f"/console/item/{reference}")
        await sam.sends(f"/console/item/{reference}", does="no_service")
    await sam.looks("/console/needs")
    await sam.sends("/console/needs", what="a night bus", theme="transport_parking", place="quayside")
    counted = await desk.staff.notebook.needs.counted(MO)
    assert sorted((one.times, one.asked) for one in counted) == [(1, ()), (1, ("a night bus",))]
    assert "a night bus" in await mo.looks("/console/needs")
    assert "a night bus" not in await ash.looks("/console/needs")
    [typed] = await desk.staff.notebook.needs.typed(SAM)
    await ash.sends("/console/needs/undo", id=typed.id)
    assert await desk.staff.notebook.needs.typed(SAM) == [typed]
    await sam.sends("/console/needs/undo", id=typed.id)
    assert len(await desk.staff.notebook.needs.counted(MO)) == 1


async def test_a_need_without_words_theme_or_place_of_theirs_is_refused(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sam.looks("/console/needs")
    fine = {"what": "a night bus", "theme": "transport_parking", "place": "quayside"}
    for wrong in ({"what": " "}, {"theme": "made_up"}, {"place": "mill-row"}, {"what": "x" * 201}):
        await sam.sends("/console/needs", **{**fine, **wrong})
        assert sam.status == 422, wrong
    assert await desk.staff.notebook.needs.counted(MO) == []


async def test_a_group_that_is_nearly_ready_to_start_is_kept_by_a_form_and_taken_off(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    form = {"place": "quayside", "title": "a bike workshop", "where": "the hub", "when": "", "needs": "1"}
    await sam.looks("/console/starting")
    refused = await sam.sends("/console/starting", **form, until="2020-01-01")
    assert (sam.status, "a bike workshop" in refused) == (422, True)
    shown = await sam.sends("/console/starting", **form, until=str(desk.staff.house.today))
    assert "a bike workshop" in shown
    [one] = await desk.staff.notebook.startings.standing(SAM)
    assert one.what.where == "the hub"
    gone = await sam.sends("/console/starting/undo", id=one.id)
    assert "a bike workshop" not in gone


async def test_what_several_grown_ups_share_stands_above_it_and_leads_to_each(desk: Desk) -> None:
    town = desk.staff.town
    told = list[str]()
    for who in ("ada", "bo", "cy"):
        told.append(await desk.staff.heard(who, "I can cut hair"))
        await town.taps(who, "right")
    sam = await desk.signed_in(SAM)
    page = await sam.looks("/console/starting")
    assert "grown-ups: 3" in page
    assert all(f"/console/item/{one}" in page for one in told)
    assert "hair" not in page, "its words are read on its own page, on record"
    assert "Would you like to meet them" in await sam.looks(f"/console/item/{told[0]}")
    ash = await desk.signed_in(ASH)
    assert "grown-ups:" not in await ash.looks("/console/starting")
