"""News and follow-up over the whole stack: told once, by day, once a week, and never to whom it must not be told."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from bot.conversation.effects import StopMessages, Support, Withdraw
from bot.conversation.events import Left, Pressed, Showed
from bot.conversation.replies import Urgency
from bot.domain.area import Area
from bot.domain.attachment import File, Medium
from bot.domain.contribution import Progress, Standing
from bot.domain.quiet import is_quiet, quiet_until
from bot.domain.suggestion import Stage, Suggestion
from bot.errors import StorageError
from bot.jobs.follow_up import follow_up
from bot.jobs.kit import Kit
from bot.storage import attachments, inbox, progress, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.factories_app import NOON, PULL, PUSH, Whole, until
from tests.factories_pack import make_area
from tests.factories_storage import carried_out, done

BENCH = "a bench by the pond"


@pytest.fixture
def town(database: Database, keys: Keys) -> Whole:
    return Whole(database, keys)


async def looked(town: Whole, **later: int) -> None:
    """Time passes, and the clock looks."""
    town.now += timedelta(**later)
    unused: Any = None
    here = Kit(town.database, town.keys, town.area, unused, Path(), "here")
    kit = replace(here, take=town.dispatcher.take, pulled=(PULL,), pushed=(PUSH,))
    await follow_up(kit, town.now)


async def told(town: Whole, who: str = "ann", words: str = BENCH, on: str = PUSH, band: str = "adult") -> None:
    """Somebody has told us something and been thanked; what they were answered is out of the way."""
    if await town.person(who, on) is None:
        await town.meets(who, on=on, band=band)
    await town.says(who, words, on=on)
    await town.taps(who, "right", on=on)
    await town.taps(who, "no_thanks", on=on)
    await forget(town)


async def forget(town: Whole) -> None:
    async with town.database.write() as conn:
        await conn.execute(tables.outbox.delete())


async def became(town: Whole, what: Progress = Progress.READ, words: str = BENCH, **given: Any) -> None:
    [said] = [one for one in await town.contributions() if one.words == words]
    async with town.database.write() as conn:
        answered = await progress.find(conn, town.keys.organisation, said.reference)
        assert answered is not None
        await progress.add(conn, town.keys, answered, what, who="Sam", now=town.now, **given)


async def unasked(town: Whole, who: str = "ann") -> list[str]:
    """What waits to be sent to somebody who did not ask."""
    return [one.text for one in await town.answers(who) if one.urgency is Urgency.BROADCAST]


async def test_several_news_are_told_once_in_one_message(town: Whole) -> None:
    await told(town)
    await told(town, words="a lamp by the pond")
    await became(town)
    await became(town, Progress.NOT_POSSIBLE, "a lamp by the pond", why="There is no cable.")
    await looked(town)
    [text] = await unasked(town)
    assert text.count("LK-") == 2
    assert "There is no cable." in text
    for days in (1, 7, 14):
        await looked(town, days=days)
    assert await unasked(town) == [text]
    rows = await town.rows(tables.progress)
    assert all(row.told_at == NOON for row in rows)


async def test_within_a_week_of_one_message_there_is_no_other_and_then_all_at_once(town: Whole) -> None:
    await told(town)
    await became(town)
    await looked(town)
    await became(town, Progress.PLANNED, until=date(2026, 11, 2))
    await looked(town, days=6, hours=23)
    assert len(await unasked(town)) == 1
    await became(town, Progress.UNDER_WAY)
    await looked(town, hours=2)
    second = (await unasked(town))[1]
    assert "it is planned" in second
    assert "it is under way" in second


async def test_two_processes_that_look_together_tell_it_once(town: Whole) -> None:
    await told(town)
    await became(town)
    await looked(town)
    await looked(town.another())
    assert len(await unasked(town)) == 1


async def test_what_broke_before_it_was_committed_is_told_at_the_next_look(
    town: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    await told(town)
    await became(town)

    async def broken(*_: Any) -> None:
        raise StorageError("no room")

    with monkeypatch.context() as patched:
        patched.setattr("bot.storage.outbox.post", broken)
        with pytest.raises(StorageError):
            await looked(town)
    assert await unasked(town) == []
    await looked(town, minutes=15)
    assert len(await unasked(town)) == 1


@pytest.mark.parametrize("hour", [19, 22, 0, 3, 6])
async def test_nothing_is_told_in_quiet_hours(town: Whole, hour: int) -> None:
    """Little Harbour's clocks are an hour ahead of UTC, and quiet from 20:00 to 08:00."""
    await told(town)
    await became(town)
    town.now = town.now.replace(hour=hour) + timedelta(days=1)
    await looked(town)
    assert await unasked(town) == []
    town.now = town.now.replace(hour=9) + timedelta(days=1)
    await looked(town)
    assert len(await unasked(town)) == 1


@pytest.mark.parametrize("band", ["16_17", "skipped"])
async def test_whoever_may_be_a_child_is_told_only_beside_an_answer(town: Whole, band: str) -> None:
    await told(town, band=band)
    await became(town)
    await looked(town)
    await looked(town, days=30)
    assert await unasked(town) == []
    await town.says("ann", "thanks")
    texts = [one.text for one in await town.answers("ann")]
    assert "a worker has read it" in texts[0]
    await forget(town)
    await town.says("ann", "thanks")
    assert not [one for one in await town.answers("ann") if "a worker has read it" in one.text]


async def test_who_said_stop_or_left_or_told_of_danger_is_told_nothing(town: Whole) -> None:
    for who in ("stop", "left", "danger", "ann"):
        await told(town, who, words=f"{BENCH} for {who}")
        await became(town, words=f"{BENCH} for {who}")
    await town.says("stop", "stop")
    await town.takes(town.update("left", Left()))
    await town.says("danger", "he hits me")
    await looked(town)
    assert [len(await unasked(town, who)) for who in ("stop", "left", "danger", "ann")] == [0, 0, 0, 1]


async def test_a_photo_that_was_looked_at_silences_nobody_and_danger_does_when_its_case_is_closed_too(
    town: Whole,
) -> None:
    for who in ("ann", "danger"):
        await told(town, who, words=f"{BENCH} for {who}")
    await town.takes(town.update("ann", Showed(Medium.PHOTO, file=File("a photo", 100))))
    await town.says("danger", "he hits me")
    for who in ("ann", "danger"):
        await became(town, words=f"{BENCH} for {who}")
    await looked(town)
    assert await unasked(town, "ann") == [], "until somebody has looked it may be danger"
    async with town.database.write() as conn:
        [photo] = await attachments.waiting(conn, town.keys, PUSH, town.now)
        await attachments.looked(conn, town.keys, photo.id, town.now, keeps=True)
        await conn.execute(update(tables.safeguarding_case).values(closed_at=town.now))
    await looked(town)
    assert [len(await unasked(town, who)) for who in ("ann", "danger")] == [1, 0]


async def test_a_worry_ends_it_too(town: Whole) -> None:
    await told(town)
    await became(town)
    await town.says("ann", "i am scared of the dogs")
    await looked(town)
    assert await unasked(town) == []


@pytest.mark.parametrize("standing", [Standing.WITHDRAWN, Standing.HELD, Standing.SPAM, Standing.SAFEGUARDING])
async def test_what_no_longer_stands_never_comes_up(town: Whole, standing: Standing) -> None:
    await told(town)
    await became(town)
    async with town.database.write() as conn:
        await conn.execute(update(tables.contribution).values(standing=standing))
    await looked(town)
    await looked(town, days=31)
    assert await unasked(town) == []


async def test_after_erasure_nothing_comes_up(town: Whole) -> None:
    await told(town)
    await became(town)
    await town.says("ann", "delete")
    await town.taps("ann", "delete")
    await looked(town)
    await looked(town, days=31)
    assert await unasked(town) == []


async def test_four_weeks_on_they_are_asked_once_and_the_answer_is_kept(town: Whole) -> None:
    await told(town)
    await became(town)
    await looked(town)
    await looked(town, days=27)
    assert len(await unasked(town)) == 1
    await looked(town, days=1)
    question = (await town.answers("ann"))[-1]
    assert "Has anything changed?" in question.text
    assert all(len(one.token.encode()) <= 64 for one in question.buttons)
    await looked(town, days=9)
    assert len(await unasked(town)) == 2
    await town.says("ann", "a lamp")
    token = next(one.token for one in question.buttons if one.token.endswith(".a_bit"))
    await town.takes(town.update("ben", Pressed(token)))
    await town.takes(town.update("ann", Pressed(token)), town.update("ann", Pressed(token)))
    [row] = await town.rows(tables.follow_up)
    assert (row.step, row.answer) == (1, "a_bit")


async def test_unread_by_its_day_they_are_asked_four_weeks_after_it_and_not_when_it_is_long_over(town: Whole) -> None:
    await told(town)
    [said] = await town.contributions()
    assert said.read_by is not None
    await looked(town, days=(said.read_by - NOON.date()).days + 27)
    assert await unasked(town) == []
    await looked(town, days=1)
    assert len(await unasked(town)) == 1
    await told(town, "ben", words="a lamp")
    await looked(town, days=100)
    assert await unasked(town, "ben") == []


@pytest.mark.parametrize("band", ["under_13", "13_15", "adult"])
async def test_in_the_web_chat_news_and_question_lie_there_for_when_they_come_back(town: Whole, band: str) -> None:
    await told(town, on=PULL, band=band)
    seen = (await town.person("ann", PULL)).seen_on  # type: ignore[union-attr]
    before = len(await town.answers("ann", PULL))
    await became(town, Progress.PLANNED)
    await looked(town)
    await looked(town, days=28)
    news, question = (await town.answers("ann", PULL))[before:]
    assert "it is planned" in news.text
    assert [one.label for one in question.buttons] == ["Yes", "A bit", "No", "Stop asking"]
    person = await town.person("ann", PULL)
    assert person is not None
    assert (person.seen_on, person.unasked_at) == (seen, None), "the clock came by, they did not"


async def test_what_waits_for_the_morning_is_not_sent_once_they_say_stop_or_take_it_back(town: Whole) -> None:
    for who in ("stop", "back", "ann"):
        await told(town, who, words=f"{BENCH} for {who}")
        await became(town, words=f"{BENCH} for {who}")
    await looked(town)
    [taken_back] = [one for one in await town.contributions() if one.words.endswith("back")]
    stop, back = await town.person("stop"), await town.person("back")
    assert stop is not None
    assert back is not None
    await carried_out(town.database, town.keys, done(stop, StopMessages()), done(back, Withdraw(taken_back.id)))
    assert [len(await unasked(town, who)) for who in ("stop", "back", "ann")] == [0, 0, 1]


async def test_what_was_late_waits_in_the_outbox_for_the_morning_and_holds_no_answer_up(town: Whole) -> None:
    """Telegram was out of reach until the night had come."""
    await told(town)
    await became(town)
    await looked(town)
    town.now = town.now.replace(hour=22)
    town.outbox._quiet_until = lambda now: (  # the pack's hours, as app gives them
        quiet_until(town.area.quiet, now.astimezone(town.area.zone)).astimezone(UTC)
        if is_quiet(town.area.quiet, now.astimezone(town.area.zone))
        else None
    )
    async with town.sending() as postbox:
        await town.says("ann", "help")
        await until(lambda: postbox.texts("ann"))
        assert not [one for one in postbox.texts("ann") if "News" in one]
    town.now = town.now.replace(hour=9) + timedelta(days=1)
    async with town.sending() as postbox:
        await until(lambda: [one for one in postbox.texts("ann") if "News" in one])


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/London", datetime(2026, 3, 20, 6, 30, tzinfo=UTC)),
        ("Europe/London", datetime(2026, 10, 16, 6, 30, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 1, 6, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 9, 28, 6, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("store", ["sqlite"])
async def test_through_weeks_and_a_change_of_clocks_never_twice_a_week_and_never_at_night(
    database: Database, keys: Keys, zone: str, start: datetime
) -> None:
    """Something becomes of it all the time; the clock looks every five hours for five weeks."""
    town = Whole(database, keys, area=replace(make_area(), timezone=zone), now=start)
    await told(town)
    for _ in range(35 * 24 // 5):
        await became(town, Progress.WAITING)
        await looked(town, hours=5)
    async with database.read() as conn:
        person = await town.person("ann")
        assert person is not None
        rows = (await conn.execute(select(tables.outbox).order_by(tables.outbox.c.id))).all()
    at = [row.due_at for row in rows if row.urgency == int(Urgency.BROADCAST)]
    assert len(at) == 5
    assert all(later - earlier >= timedelta(days=7) for earlier, later in pairwise(at))
    assert not any(is_quiet(town.area.quiet, one.astimezone(ZoneInfo(zone))) for one in at)


# -- what they support ---------------------------------------------------------------------------------------------


def at(stage: Stage, **more: Any) -> Area:
    """The town with a holiday suggestion that has come so far."""
    return make_area(suggestions=(Suggestion("hoops", "A basketball day", "Summer holidays", "Sam", stage),), **more)


async def supports(town: Whole, who: str = "ann") -> None:
    person = await town.person(who)
    assert person is not None
    await carried_out(town.database, town.keys, done(person, Support("hoops", Stage.COSTED)))


async def test_who_supports_a_suggestion_is_told_of_each_stage_once_and_once_a_week(
    database: Database, keys: Keys
) -> None:
    town = Whole(database, keys, at(Stage.COSTED))
    await told(town)
    await supports(town)
    await looked(town)
    assert await unasked(town) == []
    town = Whole(database, keys, at(Stage.RUN_BY))
    await looked(town)
    [text] = await unasked(town)
    assert "A basketball day, which you liked. We know who runs it." in text
    further = Whole(database, keys, at(Stage.ON), town.now)
    await looked(further, days=1)
    assert await unasked(further) == [text]
    await looked(further, days=7)
    assert "It's on!" in (await unasked(further))[1]


async def test_who_may_be_a_child_hears_of_what_they_support_beside_an_answer(database: Database, keys: Keys) -> None:
    town = Whole(database, keys, at(Stage.COSTED))
    await told(town, band="16_17")
    await supports(town)
    town = Whole(database, keys, at(Stage.ON), numbers=town.numbers)
    await looked(town)
    assert await unasked(town) == []
    await town.says("ann", "thanks")
    assert any("It's on!" in one.text for one in await town.answers("ann"))


async def test_who_told_what_was_joined_hears_what_became_of_it_like_the_first(town: Whole) -> None:
    await told(town)
    await told(town, who="bo", words="a seat by the pond")
    [first, second] = [
        next(one for one in await town.contributions() if one.words == words) for words in (BENCH, "a seat by the pond")
    ]
    async with town.database.write() as conn:
        await inbox.join(conn, town.keys.organisation, second.id, first.id)
    await became(town, Progress.PLANNED, until=date(2026, 11, 2))
    await looked(town)
    for who in ("ann", "bo"):
        [text] = await unasked(town, who)
        assert "it is planned" in text
