"""The notebook's rooms: where help is and what is on, as workers keep them and residents are shown them."""

from datetime import timedelta

from tests.factories_staff import ASH, MO, SAM
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
