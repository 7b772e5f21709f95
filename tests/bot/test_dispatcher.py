"""Whatever arrives, in whatever order and however often, is taken once, in order, and answered."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.channel import Malformed
from bot.conversation.events import Commanded, Event, Left, Opened, Pressed, Reserved, Showed
from bot.conversation.script import Dialogue
from bot.dialogues.catalogue import dialogues
from bot.dispatcher import BATCH
from bot.domain.attachment import Medium
from bot.domain.contribution import Standing
from bot.errors import DatabaseBusy, StorageError
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import PULL, PUSH, Whole, button, until

BENCH, SWINGS, LIGHTS = "a bench by the pond", "swings for small children", "lights on the footpath"
ADULT = "adult"

ON_SQLITE = pytest.mark.parametrize("store", ["sqlite"], indirect=True)


@pytest.fixture
async def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


# -- once, and in order ------------------------------------------------------------------------------------------------


async def test_the_same_update_twice_is_stored_once(town: Whole) -> None:
    await town.meets("ann")
    said = town.words("ann", BENCH)
    await town.takes(said)
    before = len(await town.answers("ann"))
    await town.takes(said)
    await town.takes(said, said)
    assert await town.stored() == [BENCH]
    assert len(await town.answers("ann")) == before


async def test_two_processes_that_race_for_the_same_updates_take_each_once(town: Whole, url: str) -> None:
    people = [f"person {number}" for number in range(12)]
    await town.meets(*people)
    updates = [town.words(who, f"{BENCH}, said by {who}") for who in people for _ in range(2)]
    database = await Database.open(url)
    other = town.another(database)
    try:
        shuffled = [*updates[1::2], *updates[::2]]
        parts = [updates[at : at + 5] for at in range(0, len(updates), 5)]
        others = [shuffled[at : at + 7] for at in range(0, len(shuffled), 7)]
        await asyncio.gather(*(town.takes(*part) for part in parts), *(other.takes(*part) for part in others))
    finally:
        await database.close()
    assert await _said_lines(town) == sorted(f"{BENCH}, said by {who}" for who in people for _ in range(2))


async def test_one_persons_updates_are_played_in_the_order_of_the_channel(town: Whole) -> None:
    """A batch may hold them in any order: their orders count, not their places in the batch."""
    first, second = town.update("ann", Opened("q7ays1")), town.words("ann", BENCH)
    await town.takes(second, first)
    # Words typed at the first question answer it: without it they would have waited for the notice.
    assert await town.stored() == [BENCH]


async def test_an_update_older_than_one_applied_loses_no_word(town: Whole) -> None:
    await town.meets("ann")
    late, on_time = town.words("ann", SWINGS), town.words("ann", BENCH)
    await town.takes(on_time)
    await town.takes(late)
    assert sorted("\n".join(await town.stored()).splitlines()) == sorted([BENCH, SWINGS])


async def test_a_late_start_does_not_begin_the_talk_again(town: Whole) -> None:
    await town.meets("ann")
    late = town.update("ann", Opened("q7ays1"))
    await town.says("ann", BENCH)
    card = (await town.answers("ann"))[-1]
    await town.takes(late)
    await town.takes(town.update("ann", Pressed(button(card, "right").token)))
    assert "make it happen" in await town.last("ann")


async def test_a_word_and_its_status_may_come_in_one_batch(town: Whole) -> None:
    """STATUS tells of what was said before it, were it a moment ago, and as often as it is asked."""
    await town.meets("ann")
    status = Commanded(Reserved.STATUS)
    await town.takes(
        town.update("ann", status),
        town.words("ann", BENCH),
        town.update("ann", status),
        town.words("ann", "cancel"),
        town.words("ann", LIGHTS),
        town.update("ann", status),
    )
    references = [one.reference for one in await town.contributions()]
    told = [one.text for one in await town.answers("ann")]
    assert len(references) == 2
    told_of = [sum(f"{one}:" in text for text in told) for one in references]
    assert told_of == [2, 1], told


async def test_many_who_wait_share_commits(town: Whole) -> None:
    people = [f"person {number}" for number in range(60)]
    await asyncio.gather(*(town.takes(town.words(who, BENCH)) for who in people))
    assert len(await town.rows(tables.seen)) == len(people)
    assert len(town.told) == 0
    stamps = {row.due_at for row in await town.rows(tables.outbox)}
    assert len(stamps) == 1  # the clock stands still: the count of commits is the statement test's business


async def test_a_long_batch_is_taken_in_parts(town: Whole) -> None:
    """However many come at once, and however long their texts are."""
    people = [f"person {number}" for number in range(BATCH + 20)]
    await town.takes(*(town.words(who, f"{BENCH} for {who} " + "x" * 900) for who in people))
    assert len(await town.rows(tables.journal)) == len(people)


# -- data that cannot be stored ----------------------------------------------------------------------------------------


async def test_one_update_that_the_store_refuses_is_set_aside_alone(town: Whole) -> None:
    await town.meets("ann", "bob", "eve")
    poison = town.words("eve", BENCH, order=2**63)  # no store has room for this number
    await town.takes(town.words("ann", BENCH), poison, town.words("bob", SWINGS))
    assert sorted(await town.stored()) == sorted([BENCH, SWINGS])
    assert await town.quarantined() == 1
    await town.says("eve", LIGHTS)
    assert LIGHTS in await town.stored()


async def test_what_cannot_be_read_is_set_aside_once(town: Whole) -> None:
    broken = Malformed(PUSH, "77", b'{"update_id": ', "not JSON")
    await town.takes(broken)
    await town.takes(broken)
    assert await town.quarantined() == 1


def breaking(*names: str) -> dict[str, Dialogue]:
    """The dialogues, of which these break as soon as they are played with words."""

    def script(talk: object) -> object:
        raise RuntimeError(getattr(talk, "opening", ""))
        yield

    return dialogues() | {name: Dialogue(name, script) for name in names}


async def test_a_turn_that_breaks_keeps_the_words_for_a_person_and_says_so(town: Whole) -> None:
    await town.meets("ann")
    await town.says("ann", "cancel")
    town.dialogues = breaking("share")
    broken = town.another()
    await broken.says("ann", BENCH)
    await broken.says("ann", SWINGS)
    kept = await town.contributions()
    assert [(one.words, one.standing) for one in kept] == [(BENCH, Standing.HELD), (SWINGS, Standing.HELD)]
    assert "safe" in await town.last("ann")


async def test_a_turn_that_breaks_before_the_notice_keeps_the_words_unread(town: Whole) -> None:
    town.dialogues = breaking("welcome")
    broken = town.another()
    await broken.says("ann", BENCH)
    assert await town.stored() == []
    assert await town.quarantined() == 1
    assert "safe" in await town.last("ann")


async def test_what_came_with_a_photo_is_kept_as_well_when_a_turn_breaks(town: Whole) -> None:
    await town.meets("ann")
    await town.says("ann", "cancel")
    town.dialogues = breaking("share")
    await town.another().takes(town.update("ann", Showed(Medium.PHOTO, BENCH)))
    assert [(one.words, one.standing) for one in await town.contributions()] == [(BENCH, Standing.HELD)]


@pytest.mark.parametrize("event", [Opened(None), Showed(Medium.STICKER, ""), Commanded(Reserved.MENU), Pressed("x")])
async def test_a_turn_that_breaks_over_no_words_keeps_nothing_and_says_so(town: Whole, event: Event) -> None:
    await town.meets("ann")
    town.dialogues = breaking("share", "menu")
    await town.another().takes(town.update("ann", event))
    assert await town.stored() == []
    assert await town.quarantined() == 0


# -- a store in trouble ------------------------------------------------------------------------------------------------


@ON_SQLITE
async def test_a_locked_store_confirms_nothing_and_works_once_it_is_free(url: str, keys: Keys) -> None:
    database = await Database.open(url, wait=0.05)
    town = Whole(database, keys)
    await town.meets("ann")
    said = town.words("ann", BENCH)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as admin:
        admin.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusy):
            await town.takes(said)
        admin.execute("ROLLBACK")
    assert await town.stored() == []
    await town.takes(said)
    assert await town.stored() == [BENCH]
    assert await town.quarantined() == 0
    await database.close()


@ON_SQLITE
async def test_a_full_disk_confirms_nothing_and_quarantines_nobody(town: Whole) -> None:
    await town.meets("ann")
    said = [town.words("ann", f"{BENCH} {number} " + "x" * 3000) for number in range(40)]
    await _limit_pages(town.database, "page_count")
    with pytest.raises(StorageError):
        await town.takes(*said)
    await _limit_pages(town.database, 1_000_000)
    await town.takes(*said)
    lines = "\n".join(await town.stored()).splitlines()
    assert len(lines) == len(said)
    assert await town.quarantined() == 0


@ON_SQLITE
async def test_a_fault_reaches_those_it_concerns_and_nobody_else(town: Whole) -> None:
    """What was committed before the store failed is confirmed, though others who waited with it are not."""
    people = [f"person {number}" for number in range(BATCH)]
    fits = [town.words(who, BENCH) for who in people]
    too_much = [town.words(who, f"{number} " + "x" * 4000) for number, who in enumerate(people)]
    await _limit_pages(town.database, 300)
    told = await asyncio.gather(town.takes(*fits), town.takes(*too_much), return_exceptions=True)
    assert told[0] is None
    assert isinstance(told[1], StorageError)
    assert BATCH <= len(await town.rows(tables.seen)) < 2 * BATCH


async def test_who_gives_up_waiting_interrupts_no_commit(town: Whole) -> None:
    await town.meets("ann", "bob")
    waiting = asyncio.create_task(town.takes(town.words("ann", BENCH)))
    beside = asyncio.create_task(town.takes(town.words("bob", SWINGS)))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await beside
    await town.dispatcher.drained()
    assert sorted(await town.stored()) == sorted([BENCH, SWINGS])


# -- leaving, hiding, deleting -----------------------------------------------------------------------------------------


async def test_words_after_an_erasure_in_the_same_batch_are_a_strangers(town: Whole) -> None:
    await town.meets("ann")
    await town.says("ann", BENCH)
    await town.takes(town.words("ann", "delete"))
    shown = (await town.answers("ann"))[-1]
    await town.takes(
        town.update("ann", Pressed(button(shown, "delete").token)),
        town.words("ann", SWINGS),
    )
    assert await town.stored() == []
    person = await town.person("ann")
    assert person is not None
    assert person.participant.band is None
    async with town.sending() as postbox:
        await until(lambda: any(message.buttons for _, message in postbox.sent[-1:]))
    await town.takes(town.update("ann", Pressed(button(postbox.sent[-1][1], ADULT).token)))
    assert await town.stored() == [SWINGS]


async def test_an_erasure_leaves_no_row_and_says_farewell(town: Whole) -> None:
    await town.meets("ann")
    await town.says("ann", BENCH, "delete")
    await town.taps("ann", "delete")
    assert await town.person("ann") is None
    assert await town.stored() == []
    async with town.sending() as postbox:
        await until(lambda: postbox.texts("ann"))
    assert "gone" in postbox.texts("ann")[-1]


@ON_SQLITE
async def test_what_was_taken_back_leaves_no_byte_in_the_log(town: Whole, url: str) -> None:
    """BACK withdraws, so its sealed words go from the write-ahead log too (storage/effects.py)."""
    await town.meets("ann")
    await town.says("ann", "an idea to take back", "back")
    await town.dispatcher.drained()
    log = await asyncio.to_thread(_size, url.removeprefix("sqlite:///") + "-wal")
    assert log == 0


async def test_hiding_takes_away_both_sides_of_a_chat(town: Whole) -> None:
    await town.meets("ann")
    async with town.sending() as postbox:
        await until(lambda: len(postbox.texts("ann")) >= 2)
        await town.sent_all()
        await town.says("ann", BENCH)
        await until(lambda: any(BENCH in text for text in postbox.texts("ann")))
        await town.takes(town.words("ann", "hide"))
        await until(lambda: any(message.deletes for _, message in postbox.sent))
        await town.sent_all()
    gone = next(message.deletes for _, message in postbox.sent if message.deletes)
    shown = [number for number, (_, message) in enumerate(postbox.sent, start=1) if not message.deletes]
    assert {str(number) for number in shown[:-1]} <= set(gone)
    assert (await town.stored()) == [BENCH]


async def test_nothing_that_waited_is_said_after_hiding(town: Whole) -> None:
    """Words said back to someone must not appear on their screen after they hid the chat (F63)."""
    await town.meets("ann")
    await town.says("ann", BENCH)
    await town.says("ann", "hide")
    async with town.sending() as postbox:
        await until(lambda: postbox.sent)
        await town.sent_all()
    assert not [text for text in postbox.texts("ann") if BENCH in text]


async def test_hidden_lines_of_the_web_chat_are_gone(town: Whole) -> None:
    await town.meets("ann", on=PULL)
    await town.says("ann", BENCH, on=PULL)
    await town.says("ann", "hide", on=PULL)
    assert not [one for one in await town.answers("ann", PULL) if BENCH in one.text]


async def test_nobody_writes_to_those_who_left(town: Whole) -> None:
    await town.meets("ann")
    await town.takes(town.update("ann", Left()))
    person = await town.person("ann")
    assert person is not None
    assert person.blocked
    assert await town.answers("ann") == []


async def test_who_comes_back_in_the_same_batch_is_answered(town: Whole) -> None:
    await town.meets("ann")
    await town.takes(town.update("ann", Left()), town.words("ann", BENCH))
    person = await town.person("ann")
    assert person is not None
    assert not person.blocked
    assert BENCH in await town.last("ann")


async def test_a_late_word_of_leaving_does_not_silence_who_spoke_since(town: Whole) -> None:
    await town.meets("ann")
    left = town.update("ann", Left())
    await town.says("ann", BENCH)
    await town.takes(left)
    person = await town.person("ann")
    assert person is not None
    assert not person.blocked
    assert BENCH in await town.last("ann")


# -- nasty input -------------------------------------------------------------------------------------------------------

NASTY = {
    "long": "word " * 819 + "x",
    "zalgo": "a b\u0300\u0301\u0302\u0303\u0304" + "e\u0316" * 300,
    "right to left override": "\u202egnihtemos\u202c is wrong",
    "zero width": "be\u200bnch\ufeff by\u2060 the pond",
    "nul": "a bench\x00 by the pond",
    "lone surrogate": "a bench \ud83d by the pond \udc00",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1ec\U0001f1e7 bench",
    "markup": "<b>bench</b> *x* [a](http://b) {{7*7}} ${x} %s",
    "spreadsheet": "=cmd|' /C calc'!A0",
}


@pytest.mark.parametrize("on", [PUSH, PULL])
@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY.keys())
async def test_any_text_is_stored_exactly_and_answered(town: Whole, words: str, on: str) -> None:
    await town.meets("ann", on=on)
    before = len(await town.answers("ann", on))
    await town.says("ann", words, on=on)
    assert await town.stored() == [words]
    assert len(await town.answers("ann", on)) > before
    await town.taps("ann", "right", on)
    assert await town.quarantined() == 0


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY.keys())
async def test_any_text_typed_before_the_notice_waits_and_is_kept_after_it(town: Whole, words: str) -> None:
    await town.says("ann", words)
    assert await town.stored() == []
    await town.taps("ann", ADULT)
    assert await town.stored() == [words]


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "\x00", "share.0.adult", "\ud800", "💥" * 20, ".", "..", "1.2.3.4"]
)
async def test_a_forged_button_changes_nothing_and_is_answered(town: Whole, token: str) -> None:
    await town.meets("ann")
    before = len(await town.answers("ann"))
    await town.takes(town.update("ann", Pressed(token)))
    assert len(await town.answers("ann")) > before
    await town.says("ann", BENCH)
    assert await town.stored() == [BENCH]


async def test_somebody_elses_button_is_a_forged_one(town: Whole) -> None:
    await town.meets("ann", "eve")
    await town.says("ann", BENCH)
    await town.says("ann", "delete")
    token = button((await town.answers("ann"))[-1], "delete").token
    await town.takes(town.update("eve", Pressed(token)))
    assert await town.stored() == [BENCH]


@pytest.mark.parametrize("medium", list(Medium))
async def test_what_is_not_text_is_answered_and_its_caption_kept(town: Whole, medium: Medium) -> None:
    await town.meets("ann")
    await town.takes(town.update("ann", Showed(medium)), town.update("ann", Showed(medium, BENCH)))
    assert await town.stored() == [BENCH]


async def _said_lines(town: Whole) -> list[str]:
    return sorted("\n".join(await town.stored()).splitlines())


async def _limit_pages(database: Database, pages: object) -> None:
    async with database.write() as conn:
        if pages == "page_count":
            pages = (await conn.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def _size(path: str) -> int:
    return Path(path).stat().st_size
