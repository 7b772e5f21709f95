"""What workers write at every desk, and what residents tell beside a contribution, is in no file in the clear."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.alerts.case_file import CaseFile
from bot.alerts.notices import Writer
from bot.conversation.effects import AddToTalk, AskForPerson, Complain, KeepStory
from bot.domain.case import Decision
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.paging import Recipient, Role
from bot.domain.story import Story, Use
from bot.domain.talk import Side
from bot.draws import new_id
from bot.staff.note import notes
from bot.staff.stories import Draft
from bot.storage import note_drafts, tables, talks
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.canaries.planted import Planted, found_in
from tests.chat import wording
from tests.factories_app import Whole
from tests.factories_staff import MO, SAM, Staff, make_draft

SEALED = (
    *("agenda_item", "broadcast", "case_line", "case_note", "chat_line", "cleared_line", "complaint", "contribution"),
    *("friday_answer", "friday_draft", "held_words", "journal", "need", "note_draft", "outbox", "poster", "progress"),
    *("safeguarding_case", "second_look", "staff_message", "story", "talk_line", "talk_request"),
)
"""Tables in which something planted must lie, or nothing was tried."""


async def _told_by_residents(staff: Staff, planted: Planted) -> str:
    word = planted.word
    reference = await staff.heard("ada", f"a bench by the {word()}")
    await staff.heard("kim", f"a slide by the {word()}", band="13_15")
    said = KeepStory("story", "quayside", Story(f"dark {word()}", f"lamps {word()}", word()), (Use.REPORT,))
    asked = AskForPerson("asked", "quayside", f"about {word()}")
    await staff.asked(reference, said, asked, Complain("unhappy", f"nobody {word()}", "quayside", date(2026, 11, 1)))
    async with staff.town.database.write() as conn:
        [wish] = await talks.asked(conn, staff.town.keys)
        await talks.open_talk(conn, staff.town.keys, wish, ("Sam", "Bea"), staff.town.now, ids=("sam", "bea"))
    await staff.asked(reference, AddToTalk("asked", Side.WORKER, f"I see, {word()}"))
    await staff.town.meets("dee")
    await staff.town.says("dee", f"he hits me at {word()}", f"he hits me, {word()}")
    return reference


async def _written_by_workers(staff: Staff, planted: Planted, reference: str) -> None:
    word, desk = planted.word, staff.notebook
    await staff.reads(SAM, reference)
    until = staff.house.today + timedelta(days=9)
    await staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.PLANNED, until, words=f"on order {word()}"))
    await staff.triage.does(SAM, reference, Deed(Does.CLEAR, words=f"a seat {word()}", told=f"soon {word()}"))
    await staff.triage.does(SAM, reference, Deed(Does.AGENDA, words=f"seats {word()}"))
    childs = next(one.reference for one in await staff.inbox() if one.protected)
    await staff.reads(SAM, childs)
    await staff.triage.does(SAM, childs, Deed(Does.BECAME, Progress.PLANNED, until, words=f"for you {word()}"))
    await desk.needs.note(SAM, "health", "quayside", f"a dentist {word()}")
    words = Story(f"before {word()}", f"then {word()}", f"now {word()}")
    await desk.stories.write(SAM, Draft(words, (Use.POSTER,), "quayside", is_adult=True))
    await desk.complaints.answer(MO, "unhappy", f"sorry {word()}", anyway=True)
    await staff.fridays.edit(SAM, "quayside", f"Hello {word()}")
    await staff.campaigns.send(SAM, make_draft(staff, words={"en": f"What of {word()}?"}, titles={"en": word()}))
    await staff.posters.hang(SAM, "quayside", f"gate {word()}")
    await staff.noting.keep(SAM, notes(f"Quayside: lamps by {word()}", staff.town.area, SAM), they_know=True)
    async with staff.town.database.write() as conn:
        await note_drafts.put(conn, staff.town.keys, SAM.id, "draft", text=f"a note {word()}", now=staff.town.now)


async def _of_a_case(staff: Staff, planted: Planted) -> None:
    town, roster = staff.town, (Recipient("lead", Role.LEAD, ("Lea",)),)
    writer = Writer(town.area, roster, wording())
    file = CaseFile(town.database, town.keys, writer, town.clock, new_id, "lead")
    [case] = await file.cases()
    await file.note(case.number, f"rang {planted.word()}")
    await file.decide(case.number, Decision.MASH, f"because {planted.word()}")
    await file.close(case.number, f"all well, {planted.word()}")


@pytest.mark.parametrize("store", ["sqlite"])
async def test_nothing_that_was_written_is_in_the_files_in_the_clear(
    database: Database, keys: Keys, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    staff, planted = Staff(Whole(database, keys)), Planted(random.Random(5))  # noqa: S311 - dice
    await staff.let_in()
    reference = await _told_by_residents(staff, planted)
    await _written_by_workers(staff, planted, reference)
    await _of_a_case(staff, planted)
    filled = [name for name in SEALED if await staff.town.rows(tables.metadata.tables[name])]
    assert set(SEALED) - set(filled) <= {"held_words", "friday_answer", "chat_line"}
    assert len(planted.strings) >= 25
    places = {one.name: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
    assert any(name.endswith("-wal") for name in places)
    told = capfd.readouterr()
    assert found_in(places | {"log": (told.out + told.err).encode()}, planted.strings) == []
