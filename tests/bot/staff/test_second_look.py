"""No unwatched word from a grown-up to a child: a second worker sees each answer before it goes (product.md 25)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import structs

from bot.channel import load
from bot.conversation.events import Opened, Pressed, Said
from bot.domain.contribution import Progress
from bot.domain.deed import CANNED, TOGETHER, Deed, Does
from bot.domain.plain_words import not_to_be_said
from bot.domain.second_look import Verdict
from bot.errors import NotFound, Refused
from bot.staff.deciding import Deciding
from bot.staff.door import INVITE
from bot.staff.post import Post
from bot.storage import erasure, second_looks, staff_messages, tables, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.workers import Link
from tests.bot.staff.test_door import Chat, in_chat
from tests.chat import wording
from tests.factories_app import PULL, PUSH, Whole
from tests.factories_staff import ASH, BEA, LEA, MO, SAM, Staff
from tests.stores import ONE_STORE

HOOP = "could the park have a hoop"
THANKS = "Thank you, the park team looks at it next month."
ANSWER = Deed(Does.BECAME, Progress.UNDER_WAY, words=THANKS)
NIGHT = datetime(2026, 10, 7, 21, 0, tzinfo=UTC)


@pytest.fixture
async def staff(database: Database, keys: Keys) -> Staff:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return staff


@pytest.fixture
def second(staff: Staff) -> Deciding:
    return Deciding(staff.triage)


async def news(staff: Staff, who: str = "cy") -> str:
    """All that somebody was told, wherever they are."""
    on = PUSH if await staff.town.person(who) else PULL
    await staff.town.says(who, "/status", on=on)
    return "\n".join(one.text for one in await staff.town.answers(who, on))


async def asked(staff: Staff, band: str = "under_13", deed: Deed = ANSWER) -> str:
    """A child says something, Sam answers; the answer's id."""
    reference = await staff.heard("cy", HOOP, band=band)
    await staff.triage.does(SAM, reference, deed)
    async with staff.town.database.read() as conn:
        [one] = await second_looks.of(conn, staff.town.keys, reference)
    return one.id


@pytest.mark.parametrize("band", ["under_13", "13_15", "16_17", "skipped"])
async def test_an_answer_in_words_waits_until_a_second_worker_lets_it_go(
    staff: Staff, second: Deciding, band: str
) -> None:
    id_ = await asked(staff, band)
    assert THANKS not in await news(staff)
    [item] = await staff.inbox()
    assert (item.became, item.waits) == (None, True)
    assert [one.id for one in await second.waiting(BEA)] == [id_]
    assert await second.let_go(BEA, id_) is Verdict.LET_GO
    assert THANKS in await news(staff)
    [item] = await staff.inbox()
    assert (item.became, item.waits) == (Progress.UNDER_WAY, False)
    [row] = await staff.town.rows(tables.progress)
    assert row.who == "sam"
    assert ("bea", f"{item.reference} second look {id_}: let_go") in await staff.on_record()


async def test_to_a_grown_up_it_goes_at_once(staff: Staff) -> None:
    reference = await staff.heard("ada", HOOP)
    await staff.triage.does(SAM, reference, ANSWER)
    assert THANKS in await news(staff, "ada")


async def test_what_a_child_s_words_were_joined_to_waits_too(staff: Staff) -> None:
    first, joined = await staff.heard("ada", HOOP), await staff.heard("cy", HOOP, band="13_15")
    await staff.triage.does(SAM, joined, Deed(Does.JOIN, other=first))
    assert (await staff.triage.does(SAM, first, ANSWER)).waits


async def test_nobody_lets_their_own_words_go_nor_beyond_their_fence(staff: Staff, second: Deciding) -> None:
    reference = await staff.heard("cy", HOOP, band="under_13")
    await staff.triage.does(MO, reference, ANSWER)
    [one] = await second.waiting(LEA)
    assert await second.waiting(MO) == []
    with pytest.raises(Refused, match="you wrote it yourself"):
        await second.let_go(MO, one.id)
    elsewhere = structs.replace(BEA, neighbourhoods=("mill-row",))
    for worker in (SAM, ASH, elsewhere):
        assert await second.waiting(worker) == []
        for does in (second.let_go(worker, one.id), second.words(worker, one.id), second.stop(worker, one.id, "no")):
            with pytest.raises(NotFound):
                await does
    assert THANKS not in await news(staff)


async def test_it_is_let_go_in_staffed_hours_only(staff: Staff, second: Deciding) -> None:
    id_ = await asked(staff)
    staff.town.now = NIGHT
    with pytest.raises(Refused, match="it can go from Thursday, 09:00"):
        await second.let_go(BEA, id_)
    assert THANKS not in await news(staff)


async def test_those_who_may_look_are_told_once_somebody_is_there(staff: Staff) -> None:
    staff.town.now = NIGHT
    async with staff.town.database.write() as conn:
        for who in (BEA, MO, SAM):
            where = {"account": PUSH, "who": f"hash of {who.id}", "address": who.id}
            await workers.bind(conn, staff.town.keys, who.id, **where, now=NIGHT)
    await asked(staff)
    for now, told in ((NIGHT, set()), (NIGHT + timedelta(hours=12), {"bea", "mo"})):
        async with staff.town.database.read() as conn:
            waiting = await staff_messages.waiting(conn, staff.town.keys, PUSH, now)
        assert {one.address for one in waiting} == told
    assert all(THANKS in load(one.body).text and HOOP not in load(one.body).text for one in waiting)


async def test_where_nobody_else_may_look_nothing_is_asked_for(staff: Staff) -> None:
    async with staff.town.database.write() as conn:
        for one in ("mo", "lea", "bea"):
            await workers.go(conn, staff.town.keys.organisation, one, staff.town.now)
    reference = await staff.heard("cy", HOOP, band="under_13")
    with pytest.raises(Refused, match="let a second worker in"):
        await staff.triage.does(SAM, reference, ANSWER)


async def test_one_answer_at_a_time_and_one_verdict(staff: Staff, second: Deciding) -> None:
    id_ = await asked(staff)
    [item] = await staff.inbox()
    with pytest.raises(Refused, match="waits for a second worker already"):
        await staff.triage.does(SAM, item.reference, ANSWER)
    await second.stop(MO, id_, "too long")
    for late in (second.let_go(BEA, id_), second.stop(BEA, id_, "no")):
        with pytest.raises(Refused, match="mo has decided already"):
            await late
    assert THANKS not in await news(staff)


async def test_not_like_this_needs_a_reason(staff: Staff, second: Deciding) -> None:
    id_ = await asked(staff)
    with pytest.raises(Refused, match="say why not"):
        await second.stop(BEA, id_, "  ")


async def test_what_cannot_be_said_any_more_does_not_go(staff: Staff, second: Deciding) -> None:
    id_ = await asked(staff, deed=structs.replace(ANSWER, until=date(2026, 10, 9)))
    staff.town.now += timedelta(days=5)
    assert await second.let_go(BEA, id_) is Verdict.OVER
    assert THANKS not in await news(staff)
    assert not (await staff.inbox())[0].waits


async def test_the_record_outlives_the_child_s_deleting_everything(staff: Staff, second: Deciding) -> None:
    id_ = await asked(staff)
    [item] = await staff.inbox()
    cy = await staff.town.person("cy", PULL)
    assert cy is not None
    async with staff.town.database.write() as conn:
        await erasure.erase_people(conn, staff.town.keys, [cy], staff.town.now)
    assert await second.let_go(BEA, id_) is Verdict.OVER
    async with staff.town.database.read() as conn:
        [kept] = await second_looks.of(conn, staff.town.keys, item.reference)
    assert (kept.deed.words, kept.worker, kept.second) == (THANKS, "sam", "bea")
    [row] = await staff.town.rows(tables.second_look)
    assert THANKS.encode() not in row.sealed


async def test_the_second_worker_sees_what_it_answers_on_record(staff: Staff, second: Deciding) -> None:
    id_ = await asked(staff)
    one, words = await second.words(BEA, id_)
    assert words == HOOP
    assert ("bea", f"looked at {one.reference} for second look {id_}") in await staff.on_record()


@ONE_STORE
@pytest.mark.parametrize("code", [one for one in CANNED if one not in {"listed", TOGETHER}])
async def test_a_reply_that_is_there_already_goes_at_once_in_their_language(staff: Staff, code: str) -> None:
    """No worker wrote it: there is nothing for a second one to see."""
    reference = await staff.heard("cy", HOOP, band="16_17")
    await staff.reads(SAM, reference)
    item = await staff.triage.does(SAM, reference, Deed(Does.BECAME, CANNED[code], canned=code))
    assert (item.became, item.waits) == (CANNED[code], False)
    assert wording().text(f"canned.{code}", "en") in await news(staff)


@pytest.mark.parametrize("code", CANNED)
def test_no_reply_that_is_there_already_promises_anything(code: str) -> None:
    assert not_to_be_said(wording().text(f"canned.{code}", "en")) == ()


async def test_a_signpost_in_a_worker_s_own_words_waits_as_well(staff: Staff, second: Deciding) -> None:
    """Else an entry of one's own would carry any words to a child unwatched; the pack's go at once."""
    sly = {"name": "Only for you, about the hoop", "phone": "01632 960111", "link": "", "owner": "Sam"}
    desk = staff.notebook.directories
    await desk.put_signpost(SAM, "", {**sly, "themes": (staff.town.area.themes[0].code,)})
    [own] = [one for one in (await desk.whole()).signposts if one.owner == "Sam"]
    for which, waits in ((own.id, True), (staff.town.area.signposts[0].id, False)):
        reference = await staff.heard(f"child {which}", HOOP, band="under_13")
        await staff.reads(SAM, reference)
        deed = Deed(Does.SIGNPOST, other=which, anyway=True)
        assert (await staff.triage.does(SAM, reference, deed)).waits is waits
        assert ("Only for you" in await news(staff, f"child {which}")) is False
    [one] = await second.waiting(BEA)
    assert await second.let_go(BEA, one.id) is Verdict.LET_GO
    assert "Only for you" in await news(staff, f"child {own.id}")


@pytest.fixture
async def chat(staff: Staff) -> Chat:
    """Sam and Bea, each in a chat of their own."""
    chat = Chat(staff)
    await in_chat(chat)
    await chat.does(Opened(INVITE + await chat.access.make_link(BEA.id, Link.CHAT)), BEA.id)
    return chat


async def told(chat: Chat) -> None:
    """The post comes round."""
    town = chat.staff.town
    await Post(town.database, town.keys, chat.box, town.clock).look()


async def test_in_the_chat_it_is_written_seen_and_let_go_by_a_tap_each(chat: Chat) -> None:
    reference = await chat.staff.heard("cy", HOOP, band="16_17")
    await chat.staff.reads(SAM, reference)
    await chat.does(Pressed(f"work.answer.{reference}"))
    assert "a second worker sees your words first" in chat.last()
    await chat.does(Said(THANKS))
    assert "It waits for a second worker" in chat.last()
    await told(chat)
    assert HOOP not in await chat.told(BEA.id)
    await chat.taps("Let it go", BEA.id)
    assert "is on its way" in chat.last()
    assert THANKS in await news(chat.staff)
    await told(chat)
    assert f"Bea let your answer to {reference} go." in await chat.told()


async def test_in_the_chat_it_is_stopped_with_a_reason_that_its_writer_reads(chat: Chat) -> None:
    reference = await chat.staff.heard("cy", HOOP, band="16_17")
    await chat.staff.triage.does(SAM, reference, ANSWER)
    await told(chat)
    await chat.taps("Not like this", BEA.id)
    await chat.does(Said("Say who the park team are."), BEA.id)
    assert "does not go" in chat.last()
    await told(chat)
    assert f"Bea stopped your answer to {reference}: Say who the park team are." in await chat.told()
    assert THANKS not in await news(chat.staff)
    assert chat.through == []
