"""What workers see and do with what came in: within their fence, on record, and told to whoever said it."""

import asyncio
from datetime import date, timedelta

import pytest
from msgspec import structs
from sqlalchemy import text, update
from sqlalchemy.dialects import sqlite

from bot.conversation.effects import HoldOriginal, OpenCase
from bot.conversation.events import Opened
from bot.domain.contribution import Progress, Standing
from bot.domain.deed import Deed, Does
from bot.domain.hold import Hold, Why
from bot.domain.reading import DangerLevel, PrivateSpan, PrivateType, Reading
from bot.domain.worker import Worker
from bot.errors import NotFound, Refused
from bot.staff.deeds import doubts
from bot.staff.triage import late
from bot.storage import cases, erasure, held_words, inbox, tables, workers
from bot.storage.database import Database
from bot.storage.done import Done
from bot.storage.inbox import Wanted
from bot.storage.keys import Keys
from tests.factories_app import PUSH, Whole
from tests.factories_pack import make_area
from tests.factories_staff import ADA, ASH, CHRIS, EVERYONE, LEA, MO, SAM, Staff
from tests.stores import ONE_STORE

HOOP = "could the park have a hoop"


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return staff


async def test_what_came_in_is_listed_without_a_word_of_it(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    [item] = await staff.inbox()
    assert (item.reference, item.kind, item.themes[0]) == (reference, "idea", "play_things_to_do")
    assert item.new_voice
    assert not item.protected
    assert item.open
    assert "hoop" not in repr(item)
    assert await staff.on_record() == []


@ONE_STORE
async def test_of_two_things_in_one_message_a_worker_sees_both_once_they_are_confirmed(staff: Staff) -> None:
    await staff.heard("ada", "could the park have a hoop, and also there is rubbish everywhere")
    assert [one.also for one in await staff.inbox()] == [""], "what the reader guesses is no second theme"
    await staff.town.taps("ada", "right")
    [item] = await staff.inbox()
    assert (item.themes[0], item.also) == ("play_things_to_do", "environment_litter")


async def test_a_second_message_is_no_new_voice_and_others_since_are_counted(staff: Staff) -> None:
    await staff.heard("ada", HOOP)
    staff.town.now += timedelta(days=2)
    await staff.town.takes(staff.town.update("ada", Opened("q7ays1")))
    await staff.town.says("ada", "swings for the park too please")
    await staff.heard("bo", "what about a bigger park")
    found = {one.new_voice: one for one in (await staff.inbox())[1:]}
    assert found[True].others_since == 1
    assert found[False].others_since == 1
    assert (await staff.inbox())[0].others_since == 0


@ONE_STORE
@pytest.mark.parametrize("worker", EVERYONE, ids=lambda one: one.id)
async def test_beyond_the_fence_there_is_nothing(staff: Staff, worker: Worker) -> None:
    reference = await staff.heard("ada", HOOP)
    if worker in {SAM, MO}:
        assert len(await staff.inbox(worker)) == 1
        assert (await staff.triage.words(worker, reference)).words == HOOP
        return
    assert await staff.inbox(worker) == []
    for asked in (
        staff.triage.item(worker, reference),
        staff.triage.words(worker, reference),
        staff.triage.does(worker, reference, Deed(Does.READ)),
    ):
        with pytest.raises(NotFound):
            await asked
    assert await staff.on_record() == []


async def test_asking_for_another_neighbourhood_moves_no_fence(staff: Staff) -> None:
    await staff.heard("ada", HOOP)
    assert await staff.triage.listed(ASH, Wanted(("quayside",))) == []


async def test_looking_at_words_is_on_record(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.triage.words(SAM, reference)
    assert await staff.on_record() == [("sam", f"looked at {reference}")]


async def test_what_somebody_in_danger_said_is_on_no_worker_s_list(staff: Staff) -> None:
    await staff.town.meets("ada")
    await staff.town.says("ada", "he hits me")
    for worker in (SAM, MO, LEA, ADA):
        assert await staff.inbox(worker) == []


async def test_a_worry_is_the_lead_s_until_the_case_is_closed_and_older_things_stay(staff: Staff) -> None:
    older = await staff.heard("ada", HOOP)
    staff.town.now += timedelta(days=3)
    await staff.town.takes(staff.town.update("ada", Opened("q7ays1")))
    await staff.town.says("ada", "my friend is bullied at the park")
    assert [one.reference for one in await staff.inbox()] == [older]
    worry = (await staff.town.contributions())[-1].reference
    with pytest.raises(NotFound):
        await staff.triage.item(SAM, worry)
    async with staff.town.database.write() as conn:
        await conn.execute(update(tables.safeguarding_case).values(closed_at=staff.town.now))
    assert {one.reference for one in await staff.inbox()} == {older, worry}


async def test_read_and_thanked_reaches_whoever_said_it(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.reads(SAM, reference)
    item = await staff.triage.does(SAM, reference, Deed(Does.READ))
    assert item.became is Progress.READ
    assert (await staff.on_record())[-1] == ("sam", f"{reference} read")
    await staff.town.says("ada", "/status")
    assert "read" in "\n".join(one.text for one in await staff.town.answers("ada")).casefold()


async def test_a_date_is_owed_and_when_it_has_passed_the_alarm_is_heard(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    until = staff.town.now.date() + timedelta(days=7)
    item = await staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.PLANNED, until=until))
    assert item.next_date == until
    assert late([item], until) == []
    assert late([item], until + timedelta(days=1)) == [item]


async def test_nothing_is_owed_once_it_has_come_to_its_end(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    item = await staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.NOT_NOW, words="No money until spring."))
    assert not item.open
    assert late([item], date(2030, 1, 1)) == []
    assert await staff.inbox(open_only=True) == []


async def test_until_it_is_read_the_day_it_should_be_read_by_is_owed(staff: Staff) -> None:
    await staff.heard("ada", HOOP)
    [item] = await staff.inbox(open_only=True)
    assert item.next_date is not None
    assert item.late(item.next_date + timedelta(days=1))


@ONE_STORE
@pytest.mark.parametrize(
    ("deed", "why"),
    [
        (Deed(Does.BECAME, Progress.NOT_US), "say why"),
        (Deed(Does.BECAME, Progress.PLANNED, until=date(2020, 1, 1)), "must be in the future"),
        (Deed(Does.BECAME, Progress.PLANNED), "needs a date"),
        (Deed(Does.BECAME, Progress.NOT_NOW, canned="thanks"), "no such reply"),
        (Deed(Does.READ), "read the words first"),
        (Deed(Does.HOLD, other="dull"), "no reason to hold"),
        (Deed(Does.BECAME, Progress.READ, words="we will fix it"), "promises an outcome"),
        (Deed(Does.BECAME, Progress.READ, words="ring me on 07700 900123"), "looks like a phone"),
        (Deed(Does.SIGNPOST, other="nowhere"), "no such signpost"),
        (Deed(Does.ASSIGN, other="ash"), "nobody of this id may answer there"),
        (Deed(Does.ASSIGN, other="who"), "nobody of this id may answer there"),
        (Deed(Does.RELEASE), "look at it again"),
    ],
)
async def test_what_cannot_be_is_refused_in_words_and_changes_nothing(staff: Staff, deed: Deed, why: str) -> None:
    reference = await staff.heard("ada", HOOP)
    before = await staff.triage.item(SAM, reference)
    with pytest.raises(Refused, match=why):
        await staff.triage.does(SAM, reference, deed)
    assert await staff.triage.item(SAM, reference) == before
    assert await staff.on_record() == []


def test_no_worker_is_told_off_for_a_day_that_is_only_likely_somebody_s() -> None:
    def told_off(day: PrivateSpan) -> list[str]:
        return list(doubts("We go on 5 Nov.", Reading(private=(day,)), make_area()))

    day = PrivateSpan(PrivateType.DATE_OF_BIRTH, 9, 14)
    assert told_off(day) == ["this looks like a date of birth: 5 Nov"]
    assert told_off(structs.replace(day, sure=False)) == []


async def test_a_worker_who_means_it_may_say_it_anyway(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.reads(SAM, reference)
    deed = Deed(Does.BECAME, Progress.READ, words="Ring the team on 01632 960000.", anyway=True)
    assert (await staff.triage.does(SAM, reference, deed)).became is Progress.READ


async def test_held_and_spam_are_no_news_and_can_be_taken_back(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    for does, standing in (
        (Does.HOLD, Standing.HELD),
        (Does.RELEASE, Standing.HEARD),
        (Does.SPAM, Standing.SPAM),
        (Does.NOT_SPAM, Standing.HEARD),
    ):
        assert (await staff.triage.does(SAM, reference, Deed(does))).standing is standing
    await staff.triage.does(SAM, reference, Deed(Does.HOLD))
    with pytest.raises(Refused, match="nothing is said of it"):
        await staff.triage.does(SAM, reference, Deed(Does.READ))


async def test_what_is_joined_is_listed_once_and_what_was_joined_to_it_goes_along(staff: Staff) -> None:
    first, second, third = [await staff.heard(who, HOOP) for who in ("ada", "bo", "cy")]
    await staff.triage.does(SAM, second, Deed(Does.JOIN, other=first))
    with pytest.raises(Refused, match="join to that"):
        await staff.triage.does(SAM, third, Deed(Does.JOIN, other=second))
    with pytest.raises(Refused, match="not joined to itself"):
        await staff.triage.does(SAM, first, Deed(Does.JOIN, other=second))
    await staff.triage.does(SAM, first, Deed(Does.JOIN, other=third))
    assert [one.reference for one in await staff.inbox(open_only=True)] == [third]
    await staff.triage.does(SAM, second, Deed(Does.PART))
    assert {one.reference for one in await staff.inbox(open_only=True)} == {second, third}


async def test_nothing_is_joined_across_the_fence(staff: Staff) -> None:
    here = await staff.heard("ada", HOOP)
    with pytest.raises(Refused, match="there is no such contribution"):
        await staff.triage.does(SAM, here, Deed(Does.JOIN, other="MR-ZZZZZ"))


async def test_it_is_put_on_the_agenda_assigned_and_talked_over(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.triage.does(SAM, reference, Deed(Does.AGENDA))
    await staff.triage.does(SAM, reference, Deed(Does.TALK_OVER))
    item = await staff.triage.does(SAM, reference, Deed(Does.ASSIGN, other="mo"))
    assert (item.on_agenda, item.talked_over, item.owner) == (True, True, "mo")
    await staff.triage.does(SAM, reference, Deed(Does.OFF_AGENDA))
    item = await staff.triage.does(SAM, reference, Deed(Does.TALKED_OVER))
    assert (item.on_agenda, item.talked_over) == (False, False)


async def test_what_is_held_says_by_whom_why_and_until_when(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    item = await staff.triage.does(SAM, reference, Deed(Does.HOLD, other=Why.CONFLICT))
    assert item.hold == Hold("sam", Why.CONFLICT, date(2026, 11, 6))
    assert item.late(date(2026, 11, 7)), "thirty days on a person must have looked"
    assert (await staff.triage.does(SAM, reference, Deed(Does.RELEASE))).hold is None


async def test_what_the_computer_holds_says_so_and_is_to_be_read_as_soon_as_all_else(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    item = await staff.triage.item(SAM, reference)
    ada = await staff.town.person("ada")
    assert ada is not None
    async with staff.town.database.write() as conn:
        original = Done(ada, HoldOriginal("h" * 32, "my neighbour Kevin", item.id), PUSH, "1")
        await held_words.hold(conn, staff.town.keys, [original], staff.town.now)
        await inbox.stand(conn, staff.town.keys.organisation, item.id, Standing.HEARD, Standing.HELD)
    held = await staff.triage.item(SAM, reference)
    assert held.hold == Hold("", Why.NAMES_SOMEBODY, date(2026, 11, 6))
    assert held.next_date == item.next_date


async def test_a_signpost_is_an_answer_in_the_pack_s_words(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    signpost = staff.town.area.signposts[0]
    await staff.reads(SAM, reference)
    await staff.triage.does(SAM, reference, Deed(Does.SIGNPOST, other=signpost.id, anyway=True))
    await staff.town.says("ada", "/status")
    assert signpost.name in "\n".join(one.text for one in await staff.town.answers("ada"))


async def test_the_chair_sees_no_neighbour_s_words(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.triage.does(SAM, reference, Deed(Does.AGENDA))
    assert await staff.inbox(CHRIS) == []


async def test_what_asks_a_child_for_a_name_a_photo_or_to_meet_is_never_sent(staff: Staff) -> None:
    """Not even when the worker means it: nobody else sees an answer before the child does (product.md 25)."""
    reference = await staff.heard("ada", HOOP, band="16_17")
    deed = Deed(Does.BECAME, Progress.READ, words="what is your name? send me a photo", anyway=True)
    for one in (deed, structs.replace(deed, does=Does.SIGNPOST, other=staff.town.area.signposts[0].id)):
        with pytest.raises(Refused, match="a child"):
            await staff.triage.does(SAM, reference, one)
    assert (await staff.triage.item(SAM, reference)).became is None
    await staff.reads(SAM, reference)
    signpost = Deed(Does.SIGNPOST, other=staff.town.area.signposts[0].id, anyway=True)
    assert (await staff.triage.does(SAM, reference, signpost)).became is Progress.READ


async def test_what_goes_to_a_child_too_is_held_to_the_same(staff: Staff) -> None:
    """What is joined hears of it as well."""
    first, second = await staff.heard("ada", HOOP), await staff.heard("bo", HOOP, band="16_17")
    await staff.triage.does(SAM, second, Deed(Does.JOIN, other=first))
    with pytest.raises(Refused, match="a child"):
        await staff.triage.does(
            SAM, first, Deed(Does.BECAME, Progress.READ, words="what is your name? send me a photo", anyway=True)
        )


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.SPAM, Standing.SAFEGUARDING])
async def test_what_was_joined_to_something_that_is_there_no_more_is_owed_again(
    staff: Staff, standing: Standing
) -> None:
    first, second = await staff.heard("ada", HOOP), await staff.heard("bo", HOOP)
    await staff.triage.does(SAM, second, Deed(Does.JOIN, other=first))
    kept = await staff.triage.item(SAM, first)
    async with staff.town.database.write() as conn:
        await inbox.stand(conn, staff.town.keys.organisation, kept.id, Standing.HEARD, standing)
    [item] = await staff.inbox(open_only=True)
    assert (item.reference, item.joined_to, item.open) == (second, None, True)


async def test_what_was_joined_to_words_that_were_erased_is_owed_again(staff: Staff) -> None:
    first, second = await staff.heard("ada", HOOP), await staff.heard("bo", HOOP)
    await staff.triage.does(SAM, second, Deed(Does.JOIN, other=first))
    await staff.triage.does(SAM, first, Deed(Does.AGENDA))
    async with staff.town.database.write() as conn:
        ada = await staff.town.person("ada")
        assert ada is not None
        await erasure.erase_people(conn, staff.town.keys, [ada], staff.town.now)
    assert [(one.reference, one.open) for one in await staff.inbox(open_only=True)] == [(second, True)]


async def test_nothing_is_joined_to_what_nobody_hears_of_any_more(staff: Staff) -> None:
    first, second = await staff.heard("ada", HOOP), await staff.heard("bo", HOOP)
    await staff.triage.does(SAM, first, Deed(Does.SPAM))
    with pytest.raises(Refused, match="is spam"):
        await staff.triage.does(SAM, second, Deed(Does.JOIN, other=first))
    await staff.triage.does(SAM, first, Deed(Does.NOT_SPAM))
    await staff.triage.does(SAM, first, Deed(Does.BECAME, Progress.NOT_NOW, words="No money until spring."))
    with pytest.raises(Refused, match="has come to its end"):
        await staff.triage.does(SAM, second, Deed(Does.JOIN, other=first))


async def test_two_who_join_two_things_to_each_other_at_once_lose_neither(staff: Staff) -> None:
    first, second = await staff.heard("ada", HOOP), await staff.heard("bo", HOOP)
    await asyncio.gather(
        staff.triage.does(SAM, first, Deed(Does.JOIN, other=second)),
        staff.triage.does(MO, second, Deed(Does.JOIN, other=first)),
        return_exceptions=True,
    )
    assert len(await staff.inbox(open_only=True)) == 1


async def test_two_taps_at_once_are_one(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    for who in (SAM, MO):
        await staff.reads(who, reference)
    done = await asyncio.gather(
        *(staff.triage.does(who, reference, Deed(Does.READ)) for who in (SAM, MO)), return_exceptions=True
    )
    assert sorted(type(one) for one in done if isinstance(one, Exception)) == [Refused]
    assert len([what for _, what in await staff.on_record() if what == f"{reference} read"]) == 1


async def test_whoever_may_be_in_danger_hears_no_news_though_their_words_were_joined(staff: Staff) -> None:
    """A case was opened after it was joined; its words are of the lead alone, and counted nowhere (S9)."""
    first, second = await staff.heard("ada", HOOP), await staff.heard("bo", HOOP)
    await staff.triage.does(SAM, second, Deed(Does.JOIN, other=first))
    bo, kept = await staff.town.person("bo"), await staff.triage.item(SAM, second)
    assert bo is not None
    async with staff.town.database.write() as conn:
        case = OpenCase("c" * 32, DangerLevel.AMBER, (), HOOP, kept.id, "quayside")
        await cases.open_cases(conn, staff.town.keys, [Done(bo, case, PUSH, "1")], staff.town.now)
    await staff.reads(SAM, first)
    item = await staff.triage.does(SAM, first, Deed(Does.READ))
    assert item.others_since == 0
    assert {row.contribution for row in await staff.town.rows(tables.progress)} == {item.id}


async def test_the_record_holds_codes_and_nobody_s_words(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.triage.does(SAM, reference, Deed(Does.AGENDA, other="ada okafor said so"))
    assert await staff.on_record() == [("sam", f"{reference} agenda")]


async def test_what_is_held_for_a_person_to_look_at_goes_on_no_agenda(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.triage.does(SAM, reference, Deed(Does.HOLD))
    with pytest.raises(Refused, match="is held"):
        await staff.triage.does(SAM, reference, Deed(Does.AGENDA))


@pytest.mark.parametrize("reference", ["\0", "LK-\ud800", "' OR 1=1", "x" * 5000])
async def test_a_reference_that_is_none_is_not_there(staff: Staff, reference: str) -> None:
    for asked in (staff.triage.item(SAM, reference), staff.triage.words(SAM, reference)):
        with pytest.raises(NotFound):
            await asked


@pytest.mark.parametrize(
    "wanted", [Wanted(("\0",)), Wanted((), theme="\0"), Wanted((), before="\0"), Wanted((), theme="%_,")]
)
async def test_what_cannot_be_asked_for_is_not_there(staff: Staff, wanted: Wanted) -> None:
    await staff.heard("ada", HOOP)
    assert await staff.triage.listed(MO, wanted) == []


async def test_a_reference_is_found_however_it_is_typed(staff: Staff) -> None:
    first, second = await staff.heard("ada", HOOP), await staff.heard("bo", HOOP)
    await staff.triage.does(SAM, first, Deed(Does.JOIN, other=f" {second.lower()} "))
    assert (await staff.triage.item(SAM, first)).joined_to is not None


async def test_nothing_of_a_worker_who_has_gone_is_theirs_any_more(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.triage.does(SAM, reference, Deed(Does.ASSIGN, other="sam"))
    async with staff.town.database.write() as conn:
        await workers.go(conn, staff.town.keys.organisation, "sam", staff.town.now)
    assert (await staff.triage.item(MO, reference)).owner == ""


async def test_a_new_voice_is_found_among_what_that_person_said(staff: Staff) -> None:
    """A list of 200 took a third of a second where 10,000 had been said: SQLite walked over all of them for each."""
    if staff.town.database.dialect != "sqlite":
        return
    chosen = inbox._items("o").compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    async with staff.town.database.read() as conn:
        steps = [row[-1] for row in (await conn.execute(text(f"EXPLAIN QUERY PLAN {chosen}"))).all()]
    [walked] = [one for one in steps if " before " in one]
    assert "participant=?" in walked
