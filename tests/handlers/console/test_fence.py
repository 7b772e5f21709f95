"""Every page, role and neighbourhood: what is not theirs is not there, and no form of anybody else's does anything."""

import pytest

from bot.conversation.effects import Complain, Introduce, KeepStory
from bot.domain.story import Story, Use
from bot.domain.worker import Right, Worker
from bot.storage import drafts
from reports import dataset
from tests.factories_reports import make_frozen
from tests.factories_staff import ASH, EVERYONE, MO, SAM, make_draft, make_on
from tests.factories_storage import TODAY
from tests.handlers.console.desk import Browser, Desk, pages
from tests.stores import ONE_STORE

OPEN_TO_ALL = {
    ("GET", "/console/enter/{link}"),
    ("POST", "/console/enter/{link}"),
    ("GET", "/console/out"),
    ("GET", "/console/static/{name}"),
}
"""A link, a page that says how to come in, and our own style."""
NEEDS: dict[tuple[str, str], Right | None] = {
    ("GET", "/console"): None,
    ("POST", "/console/out"): None,
    ("GET", "/console/inbox"): Right.READ_WORDS,
    ("POST", "/console/inbox"): Right.ANSWER,
    ("POST", "/console/inbox/words"): Right.READ_WORDS,
    ("GET", "/console/promises"): Right.READ_WORDS,
    ("GET", "/console/item/{reference}"): Right.READ_WORDS,
    ("POST", "/console/item/{reference}/words"): Right.READ_WORDS,
    ("POST", "/console/item/{reference}"): Right.ANSWER,
    ("GET", "/console/friday"): Right.WRITE_DOWN,
    ("GET", "/console/friday/{place}"): Right.WRITE_DOWN,
    ("POST", "/console/friday/{place}"): Right.WRITE_DOWN,
    ("GET", "/console/friday/{place}/poster.pdf"): Right.WRITE_DOWN,
    ("GET", "/console/posters"): Right.WRITE_DOWN,
    ("GET", "/console/posters/{place}"): Right.WRITE_DOWN,
    ("POST", "/console/posters/{place}"): Right.WRITE_DOWN,
    ("GET", "/console/posters/{place}/poster.pdf"): Right.WRITE_DOWN,
    ("GET", "/console/posters/{place}/cards.pdf"): Right.WRITE_DOWN,
    ("GET", "/console/activities"): Right.WRITE_DOWN,
    ("POST", "/console/activities"): Right.WRITE_DOWN,
    ("POST", "/console/activities/undo"): Right.WRITE_DOWN,
    ("GET", "/console/signposts"): Right.WRITE_DOWN,
    ("POST", "/console/signposts"): Right.WRITE_DOWN,
    ("GET", "/console/signposts/{signpost}"): Right.WRITE_DOWN,
    ("POST", "/console/signposts/{signpost}"): Right.WRITE_DOWN,
    ("GET", "/console/whats-on"): Right.WRITE_DOWN,
    ("POST", "/console/whats-on"): Right.WRITE_DOWN,
    ("GET", "/console/whats-on/{on}"): Right.WRITE_DOWN,
    ("POST", "/console/whats-on/{on}"): Right.WRITE_DOWN,
    ("GET", "/console/away"): Right.ANSWER,
    ("POST", "/console/away"): Right.ANSWER,
    ("POST", "/console/away/back"): Right.ANSWER,
    ("POST", "/console/away/digest"): Right.ANSWER,
    ("GET", "/console/campaigns"): Right.ASK_MANY,
    ("GET", "/console/campaigns/new"): Right.ASK_MANY,
    ("POST", "/console/campaigns/new"): Right.ASK_MANY,
    ("GET", "/console/campaigns/{campaign}"): Right.ASK_MANY,
    ("POST", "/console/campaigns/{campaign}"): Right.ASK_MANY,
    ("GET", "/console/spends"): Right.WRITE_DOWN,
    ("POST", "/console/spends"): Right.WRITE_DOWN,
    ("GET", "/console/spends/table.csv"): Right.WRITE_DOWN,
    ("POST", "/console/spends/{spend}"): Right.WRITE_DOWN,
    ("GET", "/console/needs"): Right.WRITE_DOWN,
    ("POST", "/console/needs"): Right.WRITE_DOWN,
    ("POST", "/console/needs/undo"): Right.WRITE_DOWN,
    ("GET", "/console/talks"): Right.TALK,
    ("POST", "/console/talks"): Right.TALK,
    ("GET", "/console/agenda"): Right.SEE_AGENDA,
    ("POST", "/console/agenda"): Right.DECIDE,
    ("GET", "/console/map"): Right.SEE_FIGURES,
    ("GET", "/console/reports"): Right.SEE_FIGURES,
    ("GET", "/console/reports/{scope}/{period}.{kind}"): Right.SEE_FIGURES,
    ("GET", "/console/reports/{scope}/{period}/review"): Right.ANSWER,
    ("POST", "/console/reports/{scope}/{period}/review"): Right.ANSWER,
    ("POST", "/console/reports/{scope}/{period}/review/words"): Right.ANSWER,
    ("GET", "/console/questions"): Right.ANSWER,
    ("POST", "/console/questions"): Right.ANSWER,
    ("GET", "/console/publish"): Right.PUBLISH,
    ("GET", "/console/publish/{period}"): Right.PUBLISH,
    ("POST", "/console/publish/{period}"): Right.PUBLISH,
    ("GET", "/console/contacts"): Right.PUBLISH,
    ("POST", "/console/contacts"): Right.PUBLISH,
    ("POST", "/console/contacts/{contact}"): Right.PUBLISH,
    ("GET", "/console/introductions"): Right.ANSWER,
    ("POST", "/console/introductions/{introduction}/words"): Right.READ_WORDS,
    ("POST", "/console/introductions/{introduction}"): Right.ANSWER,
    ("GET", "/console/paper"): Right.WRITE_DOWN,
    ("POST", "/console/paper"): Right.WRITE_DOWN,
    ("GET", "/console/recordings"): Right.LOOK,
    ("GET", "/console/recordings/{recording}"): Right.LOOK,
    ("GET", "/console/recordings/{recording}/file"): Right.LOOK,
    ("POST", "/console/recordings/{recording}"): Right.LOOK,
    ("GET", "/console/stories"): Right.READ_WORDS,
    ("POST", "/console/stories"): Right.WRITE_DOWN,
    ("GET", "/console/stories/{story}"): Right.READ_WORDS,
    ("POST", "/console/stories/{story}/words"): Right.READ_WORDS,
    ("POST", "/console/stories/{story}"): Right.WRITE_DOWN,
    ("GET", "/console/meetings"): Right.SEE_AGENDA,
    ("POST", "/console/meetings"): Right.WRITE_DOWN,
    ("POST", "/console/meetings/undo"): Right.WRITE_DOWN,
    ("GET", "/console/meetings/{meeting}"): Right.SEE_AGENDA,
    ("POST", "/console/meetings/{meeting}"): Right.DECIDE,
    ("GET", "/console/starting"): Right.WRITE_DOWN,
    ("POST", "/console/starting"): Right.WRITE_DOWN,
    ("POST", "/console/starting/undo"): Right.WRITE_DOWN,
    ("GET", "/console/complaints"): Right.SEE_COMPLAINTS,
    ("POST", "/console/complaints/{complaint}/words"): Right.SEE_COMPLAINTS,
    ("POST", "/console/complaints/{complaint}"): Right.SEE_COMPLAINTS,
    ("GET", "/console/cases"): Right.SEE_CASES,
    ("POST", "/console/cases"): Right.SEE_CASES,
    ("GET", "/console/cases/{number}"): Right.SEE_CASES,
    ("POST", "/console/cases/{number}/words"): Right.SEE_CASES,
    ("POST", "/console/cases/{number}"): Right.SEE_CASES,
    ("GET", "/console/people"): Right.LET_IN,
    ("POST", "/console/people"): Right.LET_IN,
    ("POST", "/console/people/out"): Right.LET_IN,
    ("POST", "/console/people/change"): Right.LET_IN,
    ("GET", "/console/record"): Right.SEE_RECORD,
    ("POST", "/console/record"): Right.SEE_RECORD,
    ("GET", "/console/leaving"): Right.OVERSEE,
    ("POST", "/console/leaving"): Right.OVERSEE,
    ("POST", "/console/leaving/kit"): Right.OVERSEE,
}
"""What each page asks for. A page that is not in here fails the first test."""
EVERYBODYS = ("{signpost}",)
"""What is one for the whole area: whoever may do it anywhere may do it."""
NEVER = {
    "{number}": "C-NEVER",
    "{place}": "quayside",
    "{scope}": "quayside",
    "{period}": "2026-01",
    "{kind}": "csv",
} | {
    f"{{{name}}}": "never"
    for name in (
        "signpost",
        "on",
        "spend",
        "introduction",
        "complaint",
        "recording",
        "story",
        "campaign",
        "contact",
        "meeting",
    )
}


def filled(path: str, **named: str) -> str:
    for name, value in (NEVER | {f"{{{name}}}": value for name, value in named.items()}).items():
        path = path.replace(name, value)
    return path


async def all_there_is(desk: Desk) -> dict[str, str]:
    """One of everything there is, of Quayside, by what stands for it in a page's address."""
    notebook, number = desk.staff.notebook, await in_danger(desk)
    await notebook.directories.put_activity(SAM, "", make_on())
    [on] = (await notebook.directories.whole()).activities
    spend = await notebook.spends.note(SAM, "12.50 juice for the hoop day")
    reference = await desk.staff.heard("ada", "could the park have a hoop")
    unhappy = Complain("unhappy", "nobody came", "quayside", TODAY)
    told = KeepStory("told", "quayside", Story("dark", "lamps came", "bright"), (Use.REPORT,))
    met = Introduce("introduced", await desk.staff.id_of(reference), "council")
    await desk.staff.asked(reference, met, unhappy, told)
    async with desk.staff.town.database.write() as conn:
        frozen = {"dataset": dataset.dump(make_frozen()), "now": desk.staff.town.now}
        for scope in ("quayside", "all"):
            await drafts.keep(conn, desk.staff.town.keys, scope, "2026-09", **frozen)
    return {
        "scope": "quayside",
        "contact": (await desk.staff.sendings.put(MO, "council", "Cath", "cath@council.example")).id,
        "period": "2026-09",
        "kind": "csv",
        "reference": reference,
        "introduction": "introduced",
        "complaint": "unhappy",
        "story": "told",
        "recording": await desk.staff.showed("dot"),
        "number": number,
        "signpost": desk.parts.area.signposts[0].id,
        "on": on.id,
        "spend": spend.id,
        "meeting": (await notebook.meetings.note(SAM, "today - 2 new; chair: book the hall")).id,
        "starting": (await notebook.startings.note(SAM, "a bike workshop; the hub; 1 short")).id,
        "campaign": (await desk.staff.campaigns.send(SAM, make_draft(desk.staff))).id,
    }


async def in_danger(desk: Desk) -> str:
    """Somebody in danger writes; the number of the case."""
    await desk.staff.town.meets("dee")
    await desk.staff.town.says("dee", "he hits me")
    [case] = await desk.case_file("lead").cases()
    return case.number


async def asks(browser: Browser, method: str, path: str, **named: str) -> int:
    at = filled(path, **named)
    if method == "GET":
        await browser.looks(at)
    else:
        # A kit is of a place: without one there is nothing to be found.
        place = {"place": "quayside"} if path.endswith("/kit") else {}
        await browser.sends(at, does="read", item=named["reference"], who="nobody", **place)
    return browser.status


async def test_every_page_says_who_may_see_it(desk: Desk) -> None:
    assert set(pages(desk.parts)) == OPEN_TO_ALL | NEEDS.keys()


@pytest.mark.parametrize(
    ("store", "worker"),
    [*(("sqlite", one) for one in EVERYONE), ("postgresql", MO)],
    indirect=["store"],
    ids=lambda one: one.id if isinstance(one, Worker) else one,
)
async def test_a_page_is_there_for_those_who_have_its_right_and_for_nobody_else(desk: Desk, worker: Worker) -> None:
    named = await all_there_is(desk)
    browser = await desk.signed_in(worker)
    # Signing out comes last: it ends the session of all the others.
    for method, path in sorted(NEEDS, key=lambda page: page == ("POST", "/console/out")):
        right = NEEDS[method, path]
        status = await asks(browser, method, path, **named)
        fenced = "{" in path and not path.endswith(EVERYBODYS)
        here = right is None or worker.may(right, "quayside" if fenced else None)
        # 422: the page is theirs, and says that there is no such thing to be done (again).
        assert status in ({200, 422} if here else {404}), (worker.id, method, path, status)


async def test_who_is_not_signed_in_is_shown_nothing_and_changes_nothing(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "could the park have a hoop")
    stranger = desk.browser()
    for method, path in NEEDS:
        await asks(stranger, method, path, reference=reference)
        assert "You are not signed in" in stranger.page, (method, path)
    assert [one.became for one in await desk.staff.inbox()] == [None]


@ONE_STORE
@pytest.mark.parametrize("csrf", ["", "0" * 40, "another session"])
async def test_no_form_of_another_page_or_session_does_anything(desk: Desk, csrf: str) -> None:
    reference = await desk.staff.heard("ada", "could the park have a hoop")
    sam, other = await desk.signed_in(SAM), await desk.signed_in(ASH)
    token = other.csrf if csrf == "another session" else csrf
    for (method, path), right in NEEDS.items():
        if method == "POST":
            await sam.sends(
                filled(path, reference=reference),
                csrf=token,
                does="read",
                item=reference,
                who="ash",
            )
            assert sam.status == (404 if right and not SAM.may(right) else 403), path
    assert [one.became for one in await desk.staff.inbox()] == [None]
    assert "Hello Ash" in await other.looks("/console")
    assert "Hello Sam" in await sam.looks("/console")


async def test_a_form_from_somebody_elses_page_does_nothing_even_with_our_token(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "could the park have a hoop")
    sam = await desk.signed_in(SAM)
    data = {"csrf": sam.csrf, "does": "read"}
    answer = await sam.client.post(f"/console/item/{reference}", data=data, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert [one.became for one in await desk.staff.inbox()] == [None]


async def test_an_item_beyond_the_fence_looks_as_one_that_never_was(desk: Desk) -> None:
    reference = await desk.staff.heard("ada", "could the park have a hoop")
    ash = await desk.signed_in(ASH)
    beyond = await ash.looks(f"/console/item/{reference}")
    assert ash.status == 404
    assert beyond == await ash.looks("/console/item/LK-NEVER")


async def test_nobody_is_signed_in_by_somebody_elses_page(desk: Desk) -> None:
    """They would write as somebody they are not (F58)."""
    link, victim = await desk.access.make_link(ASH.id), desk.browser()
    answer = await victim.client.post(f"/console/enter/{link}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "Hello" not in await victim.looks("/console")


async def test_coming_in_anew_ends_the_session_that_was_on_this_screen(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    before = dict(sam.client.cookies)
    await sam.comes_in(await desk.access.make_link(SAM.id))
    thief = desk.browser()
    thief.client.cookies.update(before)
    assert "You are not signed in" in await thief.looks("/console")
