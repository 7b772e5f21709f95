"""A case is kept as it was said, every look is on record, what staff write stands apart; nobody meant is shown it."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.alerts.answering import acknowledge
from bot.alerts.case_file import CaseFile
from bot.alerts.case_lines import drill_line, file_lines, list_line, sum_line
from bot.alerts.drills import drills, put_drill
from bot.conversation.effects import DoubtCase, ErasePerson
from bot.domain.case import Decision, Note, number_of
from bot.errors import NotFound, Refused
from bot.jobs.drill import drill
from bot.jobs.kit import Kit
from bot.storage import audit, cases, tables
from tests.bot.alerts.town import LEAD, NIGHT, ROSTER, WORDS, Town
from tests.factories_storage import carried_out, done, known

NUMBERS = count(1)


def file(town: Town, who: str = "lead") -> CaseFile:
    return CaseFile(town.database, town.keys, town.desk.writer, town.clock, lambda: f"{next(NUMBERS):032x}", who)


async def on_record(town: Town) -> list[tuple[str, str]]:
    async with town.database.read() as conn:
        return [(who, what) for _, who, what in await audit.lines(conn, town.keys.organisation)]


def shown(town: Town, opened: Any) -> str:
    return "\n".join(file_lines(opened, town.desk.writer, "01632 960200"))


async def test_every_look_is_on_record_and_counts_as_read(town: Town) -> None:
    case = await town.case(level="amber")
    text = shown(town, await file(town, "Anna Bell").show(number_of(case)))
    assert WORDS in text
    assert await on_record(town) == [(LEAD, f"case {number_of(case)} viewed")]
    assert (await town.stands(case)).read_at == town.now
    await file(town, "somebody new").show(case)
    assert (await on_record(town))[1][0] == "somebody new"


async def test_nobody_looks_without_saying_who(town: Town) -> None:
    case = await town.case()
    with pytest.raises(Refused):
        await file(town, " ").show(case)
    assert await on_record(town) == []


async def test_own_words_stand_apart_and_a_change_of_them_shows(town: Town) -> None:
    case = await town.case()
    await town.more(case, "and my sister")
    await file(town).note(case, "rang the school")
    opened = await file(town).show(case)
    assert [one.words for one in opened.said] == [WORDS, "and my sister"]
    assert [(one.kind, one.words) for one in opened.notes] == [(Note.NOTE, "rang the school")]
    assert all(one.unchanged for one in opened.said)
    async with town.database.write() as conn:
        key = town.keys.open_key((await cases.keys_of(conn, town.keys, {case})).popitem()[1], case)
        await conn.execute(update(tables.safeguarding_case).values(sealed=key.seal("case", "he is nice")))
    changed = await file(town).show(case)
    assert [one.unchanged for one in changed.said] == [False, True]
    assert "CHANGED SINCE" in shown(town, changed)


async def test_what_staff_write_is_locked(town: Town) -> None:
    case = await town.case()
    await file(town).note(case, "canary-note")
    async with town.database.read() as conn:
        rows = [tuple(row) for row in await conn.execute(tables.case_note.select())]
    assert "canary-note" not in str(rows)


async def test_a_decision_is_on_record_with_its_time_and_closing_needs_one(town: Town) -> None:
    case = await town.case()
    with pytest.raises(Refused):
        await file(town).close(case, "done")
    await file(town).decide(case, Decision.MASH, "rang them")
    stands = await town.stands(case)
    assert (stands.decision, stands.decided_at, stands.acknowledged_by) == (Decision.MASH, town.now, LEAD)
    await file(town).answered(case, "they took it on")
    assert (await town.stands(case)).answered_at == town.now
    await file(town).close(case, "with MASH now")
    assert (await town.stands(case)).closed_at == town.now
    assert [one.kind for one in (await file(town).show(case)).notes] == [Note.DECISION, Note.ANSWER, Note.CLOSED]


async def test_nobody_answers_what_was_not_passed_on(town: Town) -> None:
    case = await town.case()
    await file(town).decide(case, Decision.NO_ACTION)
    with pytest.raises(Refused):
        await file(town).answered(case, "?")


@pytest.mark.parametrize("who", ["lead", "Anna Bell", "anna bell"])
async def test_whom_it_may_be_about_finds_no_such_case(town: Town, who: str) -> None:
    case = await town.case("anna hits me")
    await town.looks()
    mine = file(town, who)
    for attempt in (mine.show(case), mine.note(case, "x"), mine.acknowledge(case), mine.close(case, "x")):
        with pytest.raises(NotFound):
            await attempt
    assert await mine.cases() == []
    assert [one.id for one in await file(town, "manager").cases()] == [case]
    assert "LADO: 01632 960200" in shown(town, await file(town, "manager").show(case))


async def test_a_list_says_how_each_stands_and_not_a_word_of_it(town: Town) -> None:
    red, amber = await town.case(), await town.case("worried", level="amber")
    town.now += (NIGHT - town.now) * 3
    lines = [list_line(one, town.desk.writer, town.now) for one in await file(town).cases()]
    assert [line.split()[0] for line in lines] == [number_of(red), number_of(amber)]
    assert all("nobody has it, nobody has read it, undecided" in line and line.endswith("LATE") for line in lines)
    assert not any("hits" in line or "worried" in line for line in lines)
    assert sum_line(await file(town).cases(), town.desk.writer, town.now) == "2 open, 2 late."


async def test_what_the_resident_did_since_is_in_the_file(town: Town) -> None:
    """It was not meant so; and all else was deleted, of which they were told that this stays (S4, S8)."""
    case = await town.case()
    [ada] = await known(town.database, town.keys, "ada")
    await carried_out(town.database, town.keys, done(ada, DoubtCase(case)), done(ada, ErasePerson(), "2"))
    opened = await file(town).show(case)
    assert {one.kind for one in opened.notes} == {Note.NOT_MEANT, Note.ERASURE}
    assert "told that what helps to keep them safe stays" in shown(town, opened)
    assert (await town.stands(case)).waits


# -- drills ------------------------------------------------------------------------------------------------------------


def kit(town: Town) -> Kit:
    unused: Any = None
    return Kit(town.database, town.keys, town.area, unused, Path(), "here", town.roster)


async def test_a_drill_goes_to_everyone_on_both_channels_once_a_month(town: Town) -> None:
    await town.staff_chats()
    for _ in range(3):
        await drill(kit(town), town.now)
        await town.looks()
    for one in ROSTER:
        assert town.mailed(one.id) == ["Earshot: DRILL. Nobody is in danger"]
        assert len(town.told(one.id)) == 1


async def test_no_drill_comes_at_night(town: Town) -> None:
    town.now = NIGHT
    await drill(kit(town), town.now)
    await town.looks()
    assert town.box.mails == []


async def test_how_soon_a_drill_was_answered_is_a_figure(town: Town) -> None:
    await drill(kit(town), town.now)
    await town.looks()
    [name] = {one.drill for one in await _drills(town)}
    town.now += (NIGHT - town.now) / 120
    await acknowledge(town.database, town.keys, name, LEAD, town.now)
    lines = {one.recipient: drill_line(one, town.desk.writer) for one in await _drills(town)}
    assert lines[LEAD].endswith("Anna Bell: mail 0 s, telegram not yet, answered 6 min 0 s")
    assert lines["deputy"].endswith("answered not yet")


async def test_a_drill_pages_nobody_and_is_no_case(town: Town) -> None:
    async with town.database.write() as conn:
        await put_drill(conn, town.keys.organisation, town.roster, "x", town.now)
    assert await file(town).cases(closed=True) == []


async def _drills(town: Town) -> Any:
    async with town.database.read() as conn:
        return await drills(conn, town.keys.organisation)
