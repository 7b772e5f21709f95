"""A message to many reaches each who agreed once, nobody else, never at night, whenever anything is killed."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from bot.broadcasting import AHEAD, AT_ONCE, Broadcasting
from bot.channel import Outgoing
from bot.conversation.events import Left, Opened, Pressed
from bot.conversation.replies import Urgency
from bot.domain.broadcast import Broadcast, Purpose
from bot.errors import StorageError
from bot.jobs.follow_up import follow_up
from bot.jobs.forgetting import forgetting
from bot.jobs.kit import Kit
from bot.questions_now import QuestionsNow
from bot.storage import broadcasts, outbox, tables
from bot.storage.broadcasts import Reach
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import PULL, PUSH, Whole, button

WORDS = "What would make the square better?"


@pytest.fixture
def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


def kit(town: Whole) -> Kit:
    unused: Any = None
    here = Kit(town.database, town.keys, town.area, unused, Path(), "here")
    return replace(here, take=town.dispatcher.take, pulled=(PULL,), pushed=(PUSH,))


def question(town: Whole, id_: str = "q1", **given: Any) -> Broadcast:
    """A question for the Quayside that may go out for a fortnight."""
    usual = {"purpose": Purpose.ASKED, "neighbourhoods": ("quayside",), "words": {"en": WORDS}, "who": "sam"}
    when = {"due_at": town.now, "until": town.now + timedelta(days=14)}
    return Broadcast(id_, **(usual | when | given))


async def put(town: Whole, *ones: Broadcast) -> None:
    async with town.database.write() as conn:
        for one in ones:
            await broadcasts.put(conn, town.keys, one)


async def agrees(town: Whole, who: str, choice: str = "both", on: str = PUSH, band: str = "adult") -> None:
    """Somebody of the Quayside tells something for the first time, and taps what they may be sent."""
    await town.meets(who, on=on, band=band)
    await town.says(who, "a bench by the pond", on=on)
    await town.taps(who, "right", on=on)
    await town.taps(who, "no_thanks", on=on)
    await town.taps(who, "no", on=on)
    await town.taps(who, choice, on=on)
    if on == PUSH:
        await forget(town)


async def forget(town: Whole) -> None:
    async with town.database.write() as conn:
        await conn.execute(tables.outbox.delete())


async def looked(town: Whole, **later: float) -> None:
    """Time passes, and what is due is brought to whoever is meant."""
    town.now += timedelta(**later)
    broadcasting = Broadcasting(kit(town), town.clock)
    for _ in range(50):
        if not await broadcasting.look():
            return
    raise AssertionError("it never comes to an end")


async def unasked(town: Whole, who: str = "ann") -> list[Outgoing]:
    return [one for one in await town.answers(who) if one.urgency is Urgency.BROADCAST]


async def test_each_who_agreed_is_brought_it_once_in_their_chat(town: Whole) -> None:
    for who in ("ann", "bo"):
        await agrees(town, who)
    await put(town, question(town, titles={"en": "Question of the month"}))
    await looked(town)
    await looked(town)
    await looked(town, days=8)
    for who in ("ann", "bo"):
        [one] = await unasked(town, who)
        assert WORDS in one.text
        assert one.text.startswith("Question of the month")
    rows = await town.rows(tables.brought)
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("choice", "purpose", "reached"),
    [
        ("both", Purpose.ASKED, True),
        ("both", Purpose.FRIDAY, True),
        ("asked", Purpose.ASKED, True),
        ("asked", Purpose.FRIDAY, False),
        ("friday", Purpose.ASKED, False),
        ("friday", Purpose.FRIDAY, True),
        ("none", Purpose.ASKED, False),
        ("none", Purpose.FRIDAY, False),
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
async def test_only_what_they_agreed_to(town: Whole, choice: str, purpose: Purpose, reached: bool) -> None:  # noqa: FBT001
    await agrees(town, "ann", choice)
    await put(town, question(town, purpose=purpose))
    await looked(town)
    assert bool(await unasked(town)) is reached


async def test_nobody_is_brought_anything_who_must_not_be(town: Whole) -> None:
    """Children and whoever did not say how old they are, wherever they are; who stopped, left, or was in danger."""
    for who in ("stop", "left", "danger", "later young", "elsewhere", "ended", "ann"):
        await agrees(town, who)
    await agrees(town, "child on the web", on=PULL)
    await set_of(town, "child on the web", on=PULL, band="13_15")
    await set_of(town, "later young", band="skipped")
    await set_of(town, "elsewhere", neighbourhood="mill-row")
    await town.says("stop", "stop")
    await town.takes(town.update("left", Left()))
    await town.says("danger", "he hits me")
    await put(town, question(town, "q0"))
    await looked(town)
    ended = button((await unasked(town, "ended"))[0], "stop")
    await town.takes(town.update("ended", Pressed(ended.token)))
    await forget(town)
    lines = len(await town.answers("child on the web", PULL))
    await put(town, question(town, "q1"))
    await looked(town, days=7)
    for who in ("stop", "left", "danger", "later young", "elsewhere", "ended"):
        assert await unasked(town, who) == [], who
    assert len(await unasked(town)) == 1
    assert len(await town.answers("child on the web", PULL)) == lines


async def set_of(town: Whole, who: str, on: str = PUSH, **values: Any) -> None:
    async with town.database.write() as conn:
        theirs = update(tables.participant).where(tables.participant.c.hash == town.hash(who, on))
        await conn.execute(theirs.values(**values))


@pytest.mark.parametrize("meanwhile", ["stop", "no more questions", "they are fifteen", "danger"])
async def test_whoever_turns_into_somebody_it_must_not_reach_before_their_turn_is_passed_over(
    town: Whole, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    """They were chosen, and then this happened: the turn itself decides."""
    await agrees(town, "ann")
    await put(town, question(town))
    chosen = broadcasts.next_of

    async def happens(*args: Any, **more: Any) -> list[str]:
        found = await chosen(*args, **more)
        if found:
            monkeypatch.undo()
            await {
                "stop": lambda: town.says("ann", "stop"),
                "no more questions": lambda: set_of(town, "ann", may_ask_since=None),
                "they are fifteen": lambda: set_of(town, "ann", band="13_15"),
                "danger": lambda: town.says("ann", "he hits me"),
            }[meanwhile]()
            await forget(town)
        return found

    monkeypatch.setattr("bot.storage.broadcasts.next_of", happens)
    await looked(town)
    assert await unasked(town) == []
    assert await town.rows(tables.brought) == []


async def test_one_message_a_week_together_with_news_and_the_rest_when_the_week_is_over(town: Whole) -> None:
    await agrees(town, "ann")
    await put(town, question(town), question(town, "friday", purpose=Purpose.FRIDAY))
    await looked(town)
    assert len(await unasked(town)) == 1
    await set_of(town, "ann", news_waiting=True)
    await follow_up(kit(town), town.now)
    await looked(town, days=6, hours=23)
    assert len(await unasked(town)) == 1
    await looked(town, hours=2)
    assert len(await unasked(town)) == 2


@pytest.mark.parametrize("hour", [19, 23, 3, 6])
async def test_never_in_quiet_hours_and_in_the_morning_then(town: Whole, hour: int) -> None:
    """Little Harbour's clocks are an hour ahead of UTC, and quiet from 20:00 to 08:00."""
    await agrees(town, "ann")
    await put(town, question(town))
    town.now = town.now.replace(hour=hour) + timedelta(days=1)
    await looked(town)
    assert await unasked(town) == []
    town.now = town.now.replace(hour=9) + timedelta(days=1)
    await looked(town)
    assert len(await unasked(town)) == 1


async def test_in_the_web_chat_it_lies_there_for_when_they_come_back(town: Whole) -> None:
    await agrees(town, "ann", on=PULL)
    await put(town, question(town))
    await looked(town)
    await looked(town)
    assert WORDS in await town.last("ann", PULL)
    assert len([one for one in await town.answers("ann", PULL) if WORDS in one.text]) == 1


async def test_called_off_or_over_it_goes_to_nobody_any_more(town: Whole) -> None:
    for who in ("ann", "bo"):
        await agrees(town, who)
    await put(town, question(town), question(town, "early", due_at=town.now + timedelta(days=1)))
    async with town.database.write() as conn:
        assert await broadcasts.call_off(conn, town.keys.organisation, "q1", town.now)
        assert not await broadcasts.call_off(conn, town.keys.organisation, "q1", town.now)
    await looked(town)
    assert await unasked(town) == []
    await looked(town, days=20)
    assert await unasked(town) == []


async def test_each_reads_it_in_their_language_where_it_was_written_in_it(town: Whole) -> None:
    for who in ("ann", "ola", "abdi"):
        await agrees(town, who)
    await set_of(town, "ola", language="pl")
    await set_of(town, "abdi", language="so")
    await put(town, question(town, words={"en": WORDS, "pl": "Co na rynku?"}))
    await looked(town)
    assert "Co na rynku?" in (await unasked(town, "ola"))[0].text
    assert WORDS in (await unasked(town, "abdi"))[0].text
    assert WORDS in (await unasked(town))[0].text


async def test_what_broke_is_brought_at_the_next_look_and_nobody_twice(
    town: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        await agrees(town, f"person {number}")
    await put(town, question(town))

    async def broken(*_: Any) -> None:
        raise StorageError("no room")

    with monkeypatch.context() as patched:
        patched.setattr("bot.storage.outbox.post", broken)
        with pytest.raises(StorageError):
            await looked(town)
    assert await town.rows(tables.brought) == []
    await looked(town.another())
    await looked(town)
    assert [len(await unasked(town, f"person {number}")) for number in range(3)] == [1, 1, 1]


async def many(town: Whole, number: int) -> None:
    """So many agreed: one of them as they do, the others written down as if."""
    await agrees(town, "person 0")
    for at in range(1, number):
        await town.meets(f"person {at}")
    await forget(town)
    async with town.database.write() as conn:
        await conn.execute(update(tables.participant).values(may_ask_since=town.now))


@pytest.mark.parametrize("store", ["sqlite"])
async def test_no_more_than_a_few_seconds_worth_wait_to_be_sent(town: Whole) -> None:
    await many(town, AHEAD + 2 * AT_ONCE)
    await put(town, question(town))
    broadcasting = Broadcasting(kit(town), town.clock)
    for _ in range(20):
        assert await broadcasting.look()
    assert len(await town.rows(tables.outbox)) == AHEAD
    await forget(town)
    await looked(town)
    assert len(await town.rows(tables.brought)) == AHEAD + 2 * AT_ONCE


async def test_to_whom_it_was_brought_is_forgotten_a_month_after_it_is_over_and_how_many_stays(town: Whole) -> None:
    for who in ("ann", "bo"):
        await agrees(town, who)
    await put(town, question(town))
    await looked(town)
    for days, left in ((14 + 30, 2), (1, 0), (1, 0)):
        town.now += timedelta(days=days)
        await forgetting(kit(town), town.now)
        assert len(await town.rows(tables.brought)) == left
        async with town.database.read() as conn:
            assert await broadcasts.brought_to(conn, town.keys.organisation, "q1", ["quayside"]) == [2]


async def test_how_many_would_be_brought_it_is_known_before(town: Whole) -> None:
    await agrees(town, "ann")
    await agrees(town, "bo", "friday")
    async with town.database.read() as conn:
        counted = [
            await broadcasts.count(conn, town.keys.organisation, purpose, places, Reach((PULL,), (PUSH,)))
            for purpose, places in (
                (Purpose.ASKED, ("quayside",)),
                (Purpose.FRIDAY, ("quayside", "mill-row")),
                (Purpose.ASKED, ("mill-row",)),
            )
        ]
    assert counted == [1, 2, 0]


async def test_stop_ends_it_all_and_agreeing_anew_begins_it_again(town: Whole) -> None:
    await agrees(town, "ann")
    await town.says("ann", "stop")
    person = await town.person("ann")
    assert person is not None
    assert (person.agreed, person.stopped) == (frozenset(), True)
    await town.says("ann", "menu")
    await town.taps("ann", "rest")
    await town.taps("ann", "messages")
    await town.taps("ann", "asked")
    person = await town.person("ann")
    assert person is not None
    assert (person.agreed, person.stopped) == ({Purpose.ASKED}, False)


async def test_what_is_not_sent_yet_is_not_sent_to_who_says_stop(town: Whole) -> None:
    await agrees(town, "ann")
    await put(town, question(town))
    town.postbox.open.clear()
    town.postbox.seconds = 0.0
    async with town.sending() as postbox:
        town.outbox._led[PUSH].limits.slow = float("inf")
        await looked(town)
        await town.says("ann", "stop")
        postbox.open.set()
        town.outbox._led[PUSH].limits.slow = 0.0
        town.outbox._led[PUSH].arrived.set()
        await town.sent_all()
    assert [one for one in postbox.texts("ann") if WORDS in one] == []
    assert any("won't send you anything" in one for one in postbox.texts("ann"))


async def test_what_is_not_sent_yet_is_not_sent_to_who_tells_of_danger(town: Whole) -> None:
    """Nor is the answer to it kept back, and nobody else's message is."""
    for who in ("ann", "bob"):
        await agrees(town, who)
    await put(town, question(town, purpose=Purpose.FRIDAY))
    town.postbox.open.clear()
    town.postbox.seconds = 0.0
    async with town.sending() as postbox:
        town.outbox._led[PUSH].limits.slow = float("inf")
        await looked(town)
        await town.says("ann", "i want to kill myself")
        postbox.open.set()
        town.outbox._led[PUSH].limits.slow = 0.0
        town.outbox._led[PUSH].arrived.set()
        await town.sent_all()
    assert [one for one in postbox.texts("ann") if WORDS in one] == []
    assert any("999" in one for one in postbox.texts("ann"))
    assert len([one for one in postbox.texts("bob") if WORDS in one]) == 1


async def test_what_was_found_waiting_before_they_told_of_danger_is_not_sent_after(
    town: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks for what waits may hold it in hand while the danger is stored."""
    await agrees(town, "ann")
    await put(town, question(town, purpose=Purpose.FRIDAY))
    await looked(town)
    find, found, go_on = outbox.due, asyncio.Event(), asyncio.Event()

    async def find_late(*given: Any) -> list[outbox.Due]:
        waits = await find(*given)
        if any(one.participant for one in waits):
            found.set()
        await go_on.wait()
        return waits

    monkeypatch.setattr(outbox, "due", find_late)
    async with town.sending() as postbox, asyncio.timeout(10):
        await found.wait()
        await town.says("ann", "i want to kill myself")
        go_on.set()
        while not any("999" in one for one in postbox.texts("ann")):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await town.sent_all()
    assert [one for one in postbox.texts("ann") if WORDS in one] == []


# -- what they answer ------------------------------------------------------------------------------------------------


async def test_what_they_write_next_is_the_answer_and_is_kept_as_one(town: Whole) -> None:
    await agrees(town, "ann")
    await put(town, question(town))
    await looked(town)
    await town.says("ann", "shade in the square")
    await town.taps("ann", "right")
    await town.taps("ann", "no_thanks")
    await town.says("ann", "a lamp by the pond")
    prompted = {one.words: one.prompted_by for one in await town.contributions()}
    assert prompted["shade in the square"] == "campaign:q1"
    assert prompted["a lamp by the pond"] is None


async def test_it_takes_the_place_of_the_question_what_they_would_like_to_tell_us_and_of_no_other(town: Whole) -> None:
    for who in ("ann", "bo"):
        await agrees(town, who)
    await town.takes(town.update("ann", Opened("q7ays1")))
    await town.says("bo", "a hoop in the park")
    await put(town, question(town))
    await looked(town)
    await town.says("ann", "shade in the square")
    await town.taps("bo", "right")
    prompted = {one.words: one.prompted_by for one in await town.contributions()}
    assert prompted["shade in the square"] == "campaign:q1"
    assert prompted["a hoop in the park"] is None


async def test_danger_told_after_a_question_is_danger_and_no_answer(town: Whole) -> None:
    await agrees(town, "ann")
    await put(town, question(town))
    await looked(town)
    await town.says("ann", "he hits me")
    await town.says("ann", "a lamp by the pond")
    assert not [one for one in await town.contributions() if one.prompted_by]


async def test_the_questions_that_are_asked_just_now_are_known_to_every_talk(town: Whole) -> None:
    now = QuestionsNow(town.database, town.keys, town.clock)
    await put(town, question(town), question(town, "later", due_at=town.now + timedelta(hours=1)))
    await put(town, question(town, "friday", purpose=Purpose.FRIDAY))
    await now.look()
    assert [one.id for one in now()] == ["q1"]
    town.now += timedelta(hours=2)
    assert [one.id for one in now()] == ["q1", "later"]
    async with town.database.write() as conn:
        await broadcasts.call_off(conn, town.keys.organisation, "q1", town.now)
    await now.look()
    assert [one.id for one in now()] == ["later"]
    town.now += timedelta(days=15)
    assert now() == ()
