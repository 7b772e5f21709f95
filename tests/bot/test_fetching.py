"""Photos and voice notes are fetched, cleaned and locked; what cannot be had is told; nothing of them leaks."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.conversation.effects import ErasePerson, KeepAttachment, OpenCase, Withdraw
from bot.conversation.events import Showed
from bot.domain.attachment import LARGEST, File, Medium, State
from bot.domain.reading import DangerLevel
from bot.errors import NotFound
from bot.fetching import LARGEST_SIDE, Fetching, NotAPhotoError, cleaned
from bot.jobs.forgetting import forgetting
from bot.jobs.kit import Kit
from bot.storage import attachments, cases, tables
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.writing_down import Desk, write_down
from handlers.telegram.channel import TelegramChannel
from handlers.telegram.client import make_client
from tests.factories_app import PUSH, Whole
from tests.factories_pack import make_area
from tests.factories_storage import carried_out, done, keep, known
from tests.fakes.bot_api import TOKEN, BotApi

VOICE = b"OggS - somebody says that the lift is broken"
SECRET = b"Canary Place 52.0406"


def photo(*, size: tuple[int, int] = (60, 40), form: str = "JPEG") -> bytes:
    """A photo with something in it that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # ImageDescription
    written = BytesIO()
    Image.new("RGB", size, "green").save(written, form, exif=exif)
    return written.getvalue()


class Darkroom:
    """A fake Telegram that has files, and somebody known whose photos and voice notes are to be fetched."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self.town = Whole(database, keys)
        self.database, self.keys = database, keys
        self.api = BotApi()
        client = make_client(TOKEN, "http://telegram.test/bot", request=self.api.in_process(), sends_a_second=0)
        channel = TelegramChannel(client)
        channel.account = PUSH
        self.fetching = Fetching(database, keys, channel, self.town.clock)
        (self.bot,) = self.api.bots.values()

    async def shows(self, medium: Medium, content: bytes | None, who: str = "ann") -> None:
        """Somebody sends a file, which Telegram has or has not."""
        name = f"file-{len(self.bot.files)}"
        if content is not None:
            self.bot.files[name] = content
        await self.town.takes(self.town.update(who, Showed(medium, file=File(name, 100))))

    async def states(self) -> list[str]:
        return [row.state for row in await self.town.rows(tables.attachment)]

    async def contents(self) -> list[bytes | None]:
        async with self.database.read() as conn:
            rows = await self.town.rows(tables.attachment)
            return [await attachments.content(conn, self.keys, row.id) for row in rows]

    def desk(self) -> Desk:
        ids = self.town.numbers
        return Desk(self.database, self.keys, self.town.stock.outside.read, self.town.now, lambda: f"{next(ids):032x}")


@pytest.fixture
async def room(database: Database, keys: Keys) -> Darkroom:
    darkroom = Darkroom(database, keys)
    await darkroom.town.meets("ann")
    return darkroom


async def test_a_photo_is_kept_locked_and_without_where_and_by_what_it_was_taken(room: Darkroom) -> None:
    given = photo()
    assert SECRET in given
    await room.shows(Medium.PHOTO, given)
    await room.fetching.fetch_what_waits()
    [content] = await room.contents()
    assert content is not None
    with Image.open(BytesIO(content)) as kept:
        assert (kept.format, kept.size, len(kept.getexif())) == ("JPEG", (60, 40), 0)
    assert SECRET not in content
    [row] = await room.town.rows(tables.attachment)
    assert (row.state, row.sealed_file) == (State.KEPT, None)
    assert content not in row.sealed


async def test_a_voice_note_is_kept_as_it_came(room: Darkroom) -> None:
    await room.shows(Medium.VOICE, VOICE)
    await room.fetching.fetch_what_waits()
    assert await room.contents() == [VOICE]


@pytest.mark.parametrize("content", [b"", b"not a photo", photo(form="PNG")[:60], b"GIF89a" + bytes(40)])
async def test_what_is_no_photo_is_not_kept(room: Darkroom, content: bytes) -> None:
    await room.shows(Medium.PHOTO, content)
    await room.fetching.fetch_what_waits()
    assert (await room.states(), await room.contents()) == ([State.REFUSED], [None])


async def test_what_is_too_large_is_not_kept(room: Darkroom) -> None:
    await room.shows(Medium.PHOTO, bytes(LARGEST[Medium.PHOTO] + 1))
    await room.fetching.fetch_what_waits()
    assert await room.states() == [State.REFUSED]


async def test_an_outage_is_waited_out(room: Darkroom) -> None:
    await room.shows(Medium.VOICE, VOICE)
    bots, room.api.bots = room.api.bots, {}
    await room.fetching.fetch_what_waits()
    assert await room.states() == [State.WAITING]
    room.api.bots = bots
    await room.fetching.fetch_what_waits()
    assert await room.states() == [State.WAITING], "not before its time"
    room.town.now += attachments.FIRST_WAIT
    await room.fetching.fetch_what_waits()
    assert await room.contents() == [VOICE]


async def test_what_can_never_be_had_counts_as_lost_in_the_end(room: Darkroom) -> None:
    await room.shows(Medium.VOICE, VOICE)
    room.api.bots = {}
    for _ in range(attachments.TRIES):
        await room.fetching.fetch_what_waits()
        room.town.now += timedelta(days=2)
    assert await room.states() == [State.LOST]


async def test_a_withdrawn_contribution_takes_its_photo_along(database: Database, keys: Keys) -> None:
    ann, bob = await known(database, keys, "ann", "bob")
    for person, name in ((ann, "c1"), (bob, "c2")):
        shown = KeepAttachment(f"a-{name}", Medium.PHOTO, File("f"), name)
        await carried_out(database, keys, done(person, keep(name), name), done(person, shown, f"{name}+"))
    await carried_out(database, keys, done(ann, Withdraw("c1"), "3"), done(ann, Withdraw("c2"), "4"))
    town = Whole(database, keys)
    assert [row.id for row in await town.rows(tables.attachment)] == ["a-c2"], "nobody withdraws another's"


async def test_what_belongs_to_a_case_stays_when_its_person_is_erased_and_all_else_goes(
    database: Database, keys: Keys
) -> None:
    [ann] = await known(database, keys, "ann")
    with_case = KeepAttachment("a1", Medium.VOICE, File("in the case"), case="case-1")
    without = KeepAttachment("a2", Medium.VOICE, File("in the message"), "c1")
    await carried_out(
        database,
        keys,
        done(ann, keep("c1")),
        done(ann, OpenCase("case-1", DangerLevel.RED, ("x",), "help"), "2"),
        done(ann, with_case, "3"),
        done(ann, without, "4"),
    )
    await carried_out(database, keys, done(ann, ErasePerson(), "5"))
    async with database.read() as conn:
        left = await attachments.waiting(conn, keys, ann.account, Whole(database, keys).now + timedelta(days=9))
    assert [(one.id, one.file) for one in left] == [("a1", "in the case")]


async def test_a_voice_note_is_written_down_and_the_recording_goes(room: Darkroom) -> None:
    await room.shows(Medium.VOICE, VOICE)
    await room.fetching.fetch_what_waits()
    [row] = await room.town.rows(tables.attachment)
    assert await write_down(room.desk(), row.id, "the lift in Mill Row is broken", "sam") is DangerLevel.NONE
    assert (await room.states(), await room.contents()) == ([State.LOOKED], [None])
    assert await room.town.stored("ann") == ["the lift in Mill Row is broken"]
    assert [row.who for row in await room.town.rows(tables.audit)] == ["sam"]


async def test_the_worry_about_a_voice_note_is_over_once_all_of_them_were_heard(room: Darkroom) -> None:
    await room.town.says("ann", "the lift in Mill Row")
    for _ in range(2):
        await room.shows(Medium.VOICE, VOICE)
    await room.fetching.fetch_what_waits()
    for row, states in zip(await room.town.rows(tables.attachment), ({"open"}, {"closed"}), strict=True):
        await write_down(room.desk(), row.id, "the lift is broken", "sam")
        assert {one.state for one in await room.town.rows(tables.safeguarding_case)} == states


async def test_danger_that_was_spoken_opens_a_case_when_it_is_written_down(room: Darkroom) -> None:
    await room.shows(Medium.VOICE, VOICE)
    await room.fetching.fetch_what_waits()
    [row] = await room.town.rows(tables.attachment)
    assert await write_down(room.desk(), row.id, "he hits me", "sam") is DangerLevel.RED
    async with room.database.read() as conn:
        found = [await cases.words(conn, room.keys, one.id) for one in await room.town.rows(tables.safeguarding_case)]
    assert ["he hits me"] in found
    still_open = [one.level for one in await room.town.rows(tables.safeguarding_case) if one.state == "open"]
    assert still_open == ["red"]


async def test_what_is_no_voice_note_cannot_be_written_down(room: Darkroom) -> None:
    await room.shows(Medium.PHOTO, photo())
    await room.fetching.fetch_what_waits()
    [row] = await room.town.rows(tables.attachment)
    for id_ in (row.id, "made up"):
        with pytest.raises(NotFound):
            await write_down(room.desk(), id_, "words", "sam")


async def test_a_voice_note_nobody_wrote_down_is_gone_after_two_weeks(room: Darkroom) -> None:
    await room.shows(Medium.VOICE, VOICE)
    await room.fetching.fetch_what_waits()
    unused: object = None
    kit = Kit(room.database, room.keys, make_area(), unused, Path(), "here")  # type: ignore[arg-type]
    await forgetting(kit, room.town.now + attachments.VOICE_KEPT)
    assert len(await room.states()) == 1
    await forgetting(kit, room.town.now + attachments.VOICE_KEPT + timedelta(seconds=1))
    assert await room.states() == []


def test_a_large_photo_is_made_smaller_and_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    written = BytesIO()
    Image.new("RGB", (5000, 1000)).save(written, "JPEG", exif=exif)
    with Image.open(BytesIO(cleaned(Medium.PHOTO, written.getvalue()))) as kept:
        assert kept.height == LARGEST_SIDE > kept.width


def test_a_photo_made_to_fill_the_memory_is_not_opened() -> None:
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    with pytest.raises(NotAPhotoError):
        cleaned(Medium.PHOTO, bomb.getvalue())
