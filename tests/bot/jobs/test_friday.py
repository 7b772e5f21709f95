"""A whole Friday: drafted in the morning, made theirs, recorded, sent by one tap, called back in time, or out."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.broadcasting import Broadcasting
from bot.channel import Incoming, Outgoing, load
from bot.conversation.events import Event, Pressed, Said, Showed
from bot.conversation.replies import Urgency
from bot.domain.attachment import File, Medium
from bot.domain.contribution import Progress
from bot.domain.deed import Deed, Does
from bot.domain.friday import GRACE, due_day
from bot.errors import SendFailed
from bot.jobs.forgetting import forgetting
from bot.jobs.friday import friday
from bot.jobs.kit import Kit
from bot.staff.access import Access
from bot.staff.away_chat import AwayChat
from bot.staff.cards import LONGEST_TOKEN, Writer
from bot.staff.door import WorkerDoor
from bot.staff.post import Post
from bot.staff.spend_chat import SpendChat
from bot.staff.taps import Taps
from bot.storage import broadcasts, fridays, tables, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from tests.chat import wording
from tests.factories_app import NOON, PULL, PUSH, Postbox, Whole
from tests.factories_staff import MO, SAM, Staff

FRIDAY_NINE = datetime(2026, 10, 9, 8, 0, tzinfo=UTC)
"""Nine by the clocks of Little Harbour (UTC + 1)."""
VOICE = b"OggS and a minute of Sam"
HERE = "chat of sam"


class Friday:
    """A town, its clock, Sam's chat with the bot, and what a Friday costs them in taps and messages."""

    def __init__(self, staff: Staff) -> None:
        self.staff, self.town, self.box, self.done = staff, staff.town, Postbox(), 0
        self.files = {"voice-1": VOICE}
        words, unused = wording(), None
        writer = Writer(self.town.area, lambda key, values: words.text(key, "en", values))
        nothing: Any = unused
        self.desk = staff.friday_taps(self.fetch)
        self.kit = Kit(self.town.database, self.town.keys, self.town.area, nothing, Path(), "here", writer=writer)
        self.kit = replace(self.kit, take=self.town.dispatcher.take, pulled=(PULL,), pushed=(PUSH,), friday=self.desk)
        spends, away = SpendChat(staff.notebook.spends, writer.say), AwayChat(staff.aways)
        reserved = self.town.stock.outside.reserved
        taps = Taps(staff.triage, staff.noting, staff.gatherings, spends, writer, reserved, away, self.desk)
        access = Access(self.town.database, self.town.keys, self.town.clock, lambda: "token", staff.fridays.new_id)
        self.door = WorkerDoor(access, taps, self.box, "https://earshot.example", self.town.dispatcher.take)
        self.post = Post(self.town.database, self.town.keys, self.box, self.town.clock)

    async def fetch(self, file: str, _largest: int) -> bytes:
        if file not in self.files:
            raise SendFailed("gone", permanent=True)
        return self.files[file]

    async def clock(self, now: datetime) -> None:
        """The clock looks, and what is due is brought to whoever is meant."""
        self.town.now = now
        await friday(self.kit, now)
        await self.post.look()
        while await Broadcasting(self.kit, self.town.clock).look():
            pass

    async def taps(self, label: str) -> None:
        [token] = [one.token for one in self.last.buttons if one.label == label]
        assert len(token.encode()) <= LONGEST_TOKEN
        await self._does(Pressed(token))

    async def writes(self, text: str) -> None:
        await self._does(Said(text))

    async def speaks(self, seconds: int = 58, file: str = "voice-1", size: int = 240_000) -> None:
        await self._does(Showed(Medium.VOICE, file=File(file, size, seconds)))

    async def _does(self, event: Event) -> None:
        self.done += 1
        number = next(self.town.numbers)
        await self.door.take([Incoming(PUSH, f"w{number}", number, SAM.id, HERE, event, message=str(number))])

    @property
    def last(self) -> Outgoing:
        return [message for address, message in self.box.sent if address == HERE and not message.deletes][-1]

    async def page(self) -> str:
        found = await self.staff.fridays.newest("quayside")
        return found.words if found else ""

    async def sent_out(self, who: str) -> list[Outgoing]:
        rows = [row for row in await self.town.rows(tables.outbox) if row.urgency == int(Urgency.BROADCAST)]
        person = await self.town.person(who)
        mine = [row for row in rows if person and row.participant == person.hash and row.sealed]
        return [self.town._opened(person, row) for row in mine] if person else []


@pytest.fixture
async def week(database: Database, keys: Keys) -> Friday:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    async with database.write() as conn:
        for one in (SAM, MO):
            who = keys.participant_hash(PUSH, one.id)
            await workers.bind(conn, keys, one.id, account=PUSH, who=who, address=f"chat of {one.id}", now=NOON)
    return Friday(staff)


async def agreed(week: Friday, who: str, choice: str) -> None:
    """Somebody of the Quayside who told us something and tapped what they may be sent."""
    await week.town.meets(who)
    await week.town.says(who, "a bench by the pond")
    for tap in ("right", "no_thanks", "no", choice):
        await week.town.taps(who, tap)


async def decided(week: Friday, line: str = "a ramp for skateboards") -> str:
    reference = await week.staff.heard("ada", "could the park have a hoop")
    done = Deed(Does.BECAME, Progress.DONE, words="It is there now.")
    await week.staff.triage.does(SAM, reference, done)
    await week.staff.triage.does(SAM, reference, Deed(Does.CLEAR, words=line, told="Come and try it."))
    return reference


async def test_it_comes_on_friday_morning_once_and_goes_in_two_taps(week: Friday) -> None:
    await decided(week)
    await week.clock(FRIDAY_NINE - timedelta(minutes=1))
    assert week.box.sent == []
    for minutes in (0, 1, 300):
        await week.clock(FRIDAY_NINE + timedelta(minutes=minutes))
    assert len(week.box.sent) == 1, "told once, and the mobiliser alone"
    assert week.last.text.startswith("Your Friday answer for Quayside is drafted.")
    await week.taps("Read and edit")
    assert "A ramp for skateboards: done. Come and try it." in week.last.text
    await week.taps("Send it")
    assert week.done == 2
    assert "A ramp for skateboards: done. Come and try it." in await week.page()


async def test_in_their_own_words_and_their_own_voice_it_takes_four_taps_a_message_and_a_recording(
    week: Friday,
) -> None:
    """Under five minutes: a minute to read, one to write, one to speak, and the taps."""
    await decided(week)
    await week.clock(FRIDAY_NINE)
    await week.taps("Read and edit")
    await week.taps("Say it in other words")
    await week.writes("Hello Quayside, Sam here. The ramp is there. Come and try it.")
    await week.taps("Record my voice")
    await week.speaks()
    assert "With your voice, 58 seconds." in week.last.text
    await week.taps("Send it")
    assert week.done == 6
    assert "The ramp is there." in await week.page()
    assert await week.staff.fridays.recording("quayside") == VOICE
    [row] = await week.town.rows(tables.friday_voice)
    assert VOICE not in row.sealed, "kept locked"
    assert b"voice-1" not in row.file


async def test_it_goes_to_those_who_said_yes_in_words_and_voice_once_and_to_no_child(week: Friday) -> None:
    for who, choice in (("ann", "friday"), ("bo", "none"), ("cy", "asked")):
        await agreed(week, who, choice)
    await week.staff.heard("kit", "we want a pool", band="skipped")
    await week.staff.heard("ivy", "we want a pool", band="13_15")
    await week.writes("/friday")
    await week.taps("Record my voice")
    await week.speaks()
    await week.taps("Send it")
    await week.clock(NOON + timedelta(minutes=4, seconds=59))
    assert await week.sent_out("ann") == [], "it can still be called back"
    for minutes in (0, 1, 60):
        await week.clock(NOON + GRACE + timedelta(minutes=minutes))
    [told] = await week.sent_out("ann")
    assert told.text.startswith("Sam's answer for Friday 9 October\nHello Quayside, Sam here")
    assert told.voice == "voice-1"
    for who in ("bo", "cy", "kit"):
        assert await week.sent_out(who) == []
    [out] = await week.town.rows(tables.broadcast)
    assert out.who == "sam"
    await week.writes("/friday")
    await week.taps("Send it")
    await week.clock(NOON + timedelta(hours=2))
    assert len(await week.town.rows(tables.broadcast)) == 1, "sent anew, only the pages change"


async def test_two_processes_bring_it_once(week: Friday) -> None:
    sent = await week.staff.fridays.send(SAM, "quayside", "The ramp is there.")
    async with week.town.database.write() as conn:
        assert await fridays.goes_out(conn, week.town.keys.organisation, sent, NOON)
    async with week.town.database.write() as conn:
        assert not await fridays.goes_out(conn, week.town.keys.organisation, sent, NOON)


async def test_who_has_sent_it_by_friday_is_not_told_that_it_is_drafted(week: Friday) -> None:
    await week.staff.fridays.send(SAM, "quayside", "The ramp is there.")
    await week.clock(FRIDAY_NINE)
    assert week.box.sent == []


async def test_it_is_called_back_by_one_tap_and_then_goes_to_nobody_else(week: Friday) -> None:
    await agreed(week, "ann", "friday")
    await week.writes("/friday")
    await week.taps("Send it")
    await week.taps("Call it back")
    assert await week.page() == ""
    await week.clock(NOON + GRACE + timedelta(minutes=1))
    assert await week.sent_out("ann") == []
    await week.taps("Read and edit")
    await week.taps("Send it")
    sent = week.last
    await week.clock(NOON + timedelta(minutes=20))
    [token] = [one.token for one in sent.buttons if one.label == "Call it back"]
    await week._does(Pressed(token))
    assert "goes to nobody else" in week.last.text
    assert await week.page() == ""
    async with week.town.database.read() as conn:
        assert await broadcasts.live(conn, week.town.keys, week.town.now) == ()


async def test_words_that_were_changed_since_they_were_recorded_are_not_sent_with_that_voice(week: Friday) -> None:
    await week.writes("/friday")
    await week.taps("Record my voice")
    await week.speaks()
    await week.taps("Say it in other words")
    await week.writes("Quite another thing.")
    assert "says other words" in week.last.text
    assert "Send it" not in [one.label for one in week.last.buttons]
    await week.staff.fridays.send(SAM, "quayside", "Quite another thing.")
    assert await week.staff.fridays.recording("quayside") is None, "sent from the console as it stands"
    await week.taps("Without my voice")
    await week.taps("Send it")
    assert await week.page() == "Quite another thing."
    assert await week.staff.fridays.recording("quayside") is None


async def test_a_recording_that_is_too_long_or_gone_is_said_and_costs_nothing(week: Friday) -> None:
    for how in ({"seconds": 140}, {"file": "gone"}, {"size": 9_000_000}):
        await week.writes("/friday")
        await week.taps("Record my voice")
        await week.speaks(**how)
        assert "With your voice" not in week.last.text
        assert "Record my voice" in [one.label for one in week.last.buttons]


async def test_a_voice_note_that_nobody_asked_for_is_no_friday_answer_but_what_somebody_told_them(week: Friday) -> None:
    await week.speaks()
    assert "Is this what somebody in" in week.last.text
    assert await week.staff.fridays.recording("quayside") is None
    assert await week.town.person(SAM.id) is None


async def test_a_name_or_a_promise_is_said_and_sent_only_all_the_same(week: Friday) -> None:
    await week.writes("/friday")
    await week.taps("Say it in other words")
    await week.writes("We will fix the lights.")
    await week.taps("Send it")
    assert "promises an outcome" in week.last.text
    assert await week.page() == ""
    await week.taps("Send it all the same")
    assert await week.page() == "We will fix the lights."


async def test_whoever_moved_something_is_reminded_to_let_a_line_of_it_out_and_does_so_in_the_chat(
    week: Friday,
) -> None:
    reference = await week.staff.heard("ada", "could the park have a hoop")
    await week.staff.triage.does(SAM, reference, Deed(Does.BECAME, Progress.DONE))
    await week.clock(FRIDAY_NINE)
    assert reference in week.last.text
    await week.taps(reference)
    await week.taps("For everyone")
    await week.writes("a net by the pond - it is there now")
    assert "Everyone may read: a net by the pond. it is there now" in week.last.text
    await week.writes("/friday")
    assert "A net by the pond: done. it is there now" in week.last.text


async def test_the_poster_for_the_gate_comes_as_a_document(week: Friday) -> None:
    await week.writes("/friday")
    await week.taps("Poster (PDF)")
    assert week.last.file is not None
    assert week.last.file.name == "friday-quayside-2026-10-09.pdf"
    assert week.last.file.body.startswith(b"%PDF")


def test_who_does_not_work_on_fridays_is_told_on_their_last_day_before() -> None:
    mondays_to_wednesdays = {1, 2, 3}
    assert due_day(date(2026, 10, 9), lambda day: day.isoweekday() in mondays_to_wednesdays) == date(2026, 10, 7)
    assert due_day(date(2026, 10, 9), lambda _day: False) == date(2026, 10, 9)


async def test_drafts_and_voices_are_forgotten_once_no_page_shows_them(week: Friday) -> None:
    await week.writes("/friday")
    await week.taps("Record my voice")
    await week.speaks()
    await forgetting(week.kit, NOON + timedelta(days=12))
    assert len(await week.town.rows(tables.friday_voice)) == 1
    await forgetting(week.kit, NOON + timedelta(days=20))
    for table in (tables.friday_voice, tables.friday_draft):
        assert await week.town.rows(table) == []


async def test_what_stands_in_the_chat_is_gone_within_a_day_the_recording_too(week: Friday) -> None:
    await week.writes("/friday")
    await week.taps("Record my voice")
    await week.speaks()
    week.town.now += timedelta(days=1)
    await week.post.look()
    gone = [one for _, message in week.box.sent for joined in message.deletes for one in joined.split(",")]
    assert len(gone) == 5, "two that Sam sent, three that we answered"


def test_an_old_message_without_a_voice_is_still_read() -> None:
    assert load(b'["hello",[],1,"","",[],null]').voice == ""
