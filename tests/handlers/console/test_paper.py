"""Paper typed up, voice notes typed up and photos looked at, in the console."""

import html
import re
from datetime import timedelta

from bot.domain.attachment import Medium
from bot.domain.contribution import HelpRole, Kind, Standing
from tests.factories_staff import ASH, LEA, MO, SAM
from tests.handlers.console.desk import Browser, Desk


async def sheet(browser: Browser, **form: object) -> str:
    """An empty sheet, filled in and sent."""
    page = await browser.looks("/console/paper")
    [token] = re.findall(r'name="sheet" value="([0-9a-f]+)"', page)
    rows = {f"line{number}": "" for number in range(6)}
    return await browser.sends("/console/paper", **{"sheet": token, "on": "2026-10-05", "know": "know", **rows, **form})


async def test_a_sheet_is_kept_at_one_go_as_the_chat_would_understand_it_with_words_for_the_cards(desk: Desk) -> None:
    """Each slip is somebody of their own; a group is never added to those who wrote (product.md 29)."""
    sam = await desk.signed_in(SAM)
    page = await sheet(
        sam,
        line0="Quayside idea: hoop by the shops - dad at gate, would help",
        line1="damp in the flats by the pond",
        kind1="issue",
        line3="a youth club",
        present3="12",
        said3="9",
    )
    assert sam.status == 200, page
    hoop, damp, club = sorted(await desk.staff.town.contributions(), key=lambda one: one.id)
    assert (hoop.words, hoop.kind, hoop.help_role) == ("hoop by the shops (dad at gate)", Kind.IDEA, HelpRole.A_BIT)
    assert (damp.words, damp.kind, damp.neighbourhood) == ("damp in the flats by the pond", Kind.ISSUE, "quayside")
    assert (club.present, club.said_it) == (12, 9)
    on_paper = {(one.door, str(one.said_on), one.written_by) for one in (hoop, damp, club)}
    assert on_paper == {("paper", "2026-10-05", "sam")}
    assert len({one.participant for one in (hoop, damp, club)}) == 3
    assert page.count("plum fox kite") == 2, "a group has no card"
    assert "https://earshot.example/chat/back" in page or "/chat/back" in page
    [line] = [what for who, what in await desk.staff.on_record() if who == "sam" and what.startswith("wrote down")]
    assert line.endswith("they know")


async def test_a_sheet_sent_twice_is_kept_once(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    await sheet(sam, sheet="f" * 32, line0="a bench by the pond")
    await sheet(sam, sheet="f" * 32, line0="a bench by the pond")
    assert sam.status == 422
    assert "this sheet is saved already" in sam.page
    assert len(await desk.staff.town.contributions()) == 1


async def test_what_is_wrong_stands_beside_its_row_nothing_is_kept_and_nothing_typed_is_lost(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    wrong = {
        "9 cannot have said it where 3 were present": {"line1": "a club", "present1": "3", "said1": "9"},
        "how many were there and said it are figures": {"line1": "a club", "present1": "many"},
        "that place is not yours to write for": {"line1": "a club", "place1": "mill-row"},
        "say whether they know": {"know": ""},
        "there are no words yet": {"line0": " "},
        "is not a day on which it can have been said": {"on": "2026-10-08"},
    }
    for why, form in wrong.items():
        page = await sheet(sam, **{"line0": "a bench by the pond", **form})
        assert sam.status == 422, why
        assert why in html.unescape(page)
        assert ("a bench by the pond" in page) == ("line0" not in form)
    assert await desk.staff.town.contributions() == []


async def test_who_works_everywhere_names_the_place_in_its_field_or_in_the_line(desk: Desk) -> None:
    mo = await desk.signed_in(MO)
    await sheet(mo, line0="Mill Row idea: a bench", line1="idea: a hoop", place1="quayside", line2="a swing")
    assert "begin the line with a place" in mo.page
    await sheet(mo, line0="Mill Row idea: a bench", line1="idea: a hoop", place1="quayside")
    kept = {(one.neighbourhood, one.words) for one in await desk.staff.town.contributions()}
    assert kept == {("mill-row", "a bench"), ("quayside", "a hoop")}


async def test_danger_on_a_slip_is_a_case_and_is_not_said_again(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    page = await sheet(sam, line0="he hits me")
    assert "it is a case now" in html.unescape(page)
    assert "hits me" not in page
    assert [one.standing for one in await desk.staff.town.contributions()] == [Standing.SAFEGUARDING]


async def test_a_longer_sheet_is_asked_for_and_never_too_long(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    for asked, rows in (("12", 12), ("1000", 24), ("x", 6), ("0", 1), ("\u0661", 6)):
        page = await sam.looks(f"/console/paper?rows={asked}")
        assert page.count('<li class="slip">') == rows, asked


async def test_on_a_longer_sheet_stands_what_was_typed_and_nothing_is_kept_yet(desk: Desk) -> None:
    sam = await desk.signed_in(SAM)
    page = await sheet(sam, line5="Quayside idea: hoop by the shops", help5="yes", know="tell", rows="12")
    assert (sam.status, page.count('<li class="slip">')) == (200, 12)
    assert 'value="Quayside idea: hoop by the shops"' in page
    assert 'name="help5" value="yes" checked' in page
    assert 'value="tell" checked' in page
    assert await desk.staff.town.contributions() == []
    [token] = re.findall(r'name="sheet" value="([0-9a-f]+)"', page)
    rows = {f"line{number}": "" for number in range(12)} | {"line5": "Quayside idea: hoop by the shops"}
    await sam.sends("/console/paper", sheet=token, on="2026-10-05", know="tell", **rows)
    assert [one.words for one in await desk.staff.town.contributions()] == ["hoop by the shops"]


async def test_a_voice_note_is_heard_on_record_typed_up_and_deleted(desk: Desk) -> None:
    id_ = await desk.staff.showed("ann")
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    assert "nobody has looked at: 1" in sam.page
    await ash.looks(f"/console/recordings/{id_}")
    assert ash.status == 404
    await sam.looks("/console/recordings")
    page = await sam.looks(f"/console/recordings/{id_}")
    assert "<audio" in page
    assert not [what for _, what in await desk.staff.on_record() if "opened voice" in what]
    heard = await sam.client.get(f"/console/recordings/{id_}/file")
    assert (heard.content, heard.headers["content-type"]) == (b"OggS rest", "audio/ogg")
    assert [what for who, what in await desk.staff.on_record() if who == "sam" and "opened voice" in what]
    await sam.sends(f"/console/recordings/{id_}", does="write", words=" ")
    assert sam.status == 422
    await sam.looks(f"/console/recordings/{id_}")
    await sam.sends(f"/console/recordings/{id_}", does="write", words="the lift has been broken for a week")
    assert "Nothing waits." in sam.page
    assert "the lift has been broken for a week" in (await desk.staff.town.stored("ann"))[0]
    assert (await sam.client.get(f"/console/recordings/{id_}/file")).status_code == 404


async def test_what_nobody_has_looked_at_stands_among_the_promises_with_its_owner_and_its_day(desk: Desk) -> None:
    """It leads to Recordings, not to a page of its own; when its day has passed it is on the first page as well."""
    await desk.staff.showed("ann")
    sam, ash = await desk.signed_in(SAM), await desk.signed_in(ASH)
    page = await sam.looks("/console/promises")
    [line] = re.findall(r'<li class="item">.*?</li>', page, re.DOTALL)
    assert 'href="/console/recordings"' in line
    assert "/console/item/" not in line
    assert "Sam" in line
    assert "by Friday 9 October" in line
    assert "no longer there is with the safeguarding lead" in page
    assert "Nobody has looked at these yet" not in await sam.looks("/console")
    assert "Nobody is owed anything." in await ash.looks("/console/promises")
    desk.staff.town.now += timedelta(days=5)
    sam = await desk.signed_in(SAM)
    assert "Nobody has looked at these yet, and the day has passed: 1" in await sam.looks("/console")
    assert "late since Friday 9 October" in await sam.looks("/console/promises")


async def test_a_voice_note_that_sounds_like_danger_is_a_case_once_it_is_typed_up(desk: Desk) -> None:
    id_ = await desk.staff.showed("ann")
    sam = await desk.signed_in(SAM)
    await sam.looks(f"/console/recordings/{id_}")
    await sam.sends(f"/console/recordings/{id_}", does="write", words="he hits me")
    assert "it is a case now" in sam.page
    assert "hits me" not in sam.page


async def test_a_photo_is_shown_on_record_and_no_worry_once_somebody_has_looked(desk: Desk) -> None:
    id_ = await desk.staff.showed("ann", Medium.PHOTO, b"\xff\xd8 rest")
    lea = await desk.signed_in(LEA)
    assert "<img" not in await lea.looks(f"/console/recordings/{id_}")
    assert f'src="/console/recordings/{id_}/file"' in await lea.sends(f"/console/recordings/{id_}", does="open")
    assert (await lea.client.get(f"/console/recordings/{id_}/file")).headers["content-type"] == "image/jpeg"
    assert "Nothing waits." in await lea.sends(f"/console/recordings/{id_}", does="looked")


async def test_what_is_more_than_unlooked_at_is_the_lead_s_and_not_in_the_room(desk: Desk) -> None:
    """S9: whoever told of danger before or after has nothing here; it is with their case."""
    id_ = await desk.staff.showed("ann")
    await desk.staff.town.says("ann", "he hits me")
    for worker in (SAM, MO, LEA):
        browser = await desk.signed_in(worker)
        await browser.looks(f"/console/recordings/{id_}/file")
        assert browser.status == 404, worker.id
        assert await desk.staff.notebook.recordings.waiting(worker) == []
