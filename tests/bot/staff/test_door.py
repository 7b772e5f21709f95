"""The workers' door in the bot's chat: an invite lets in once, /console gives a link, residents never notice."""

import itertools
import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from msgspec import structs

from bot.channel import Incoming, Received
from bot.conversation.events import Commanded, Event, Opened, Pressed, Said
from bot.domain.contribution import Progress, Standing
from bot.draws import new_id, new_token
from bot.errors import DatabaseBusy, NotFound, ReportError, SendFailed
from bot.staff.access import Access
from bot.staff.away_chat import AwayChat
from bot.staff.cards import Writer
from bot.staff.door import INVITE, WorkerDoor
from bot.staff.meeting_chat import MeetingChat
from bot.staff.post import Post
from bot.staff.preview_chat import PreviewChat
from bot.staff.publish_chat import PublishChat
from bot.staff.report_taps import ReportTaps
from bot.staff.review_chat import ReviewChat
from bot.staff.reviewing import Reviewing
from bot.staff.spend_chat import SpendChat
from bot.staff.starting_chat import StartingChat
from bot.staff.taps import Taps
from bot.staff.what_to_write import MAY
from bot.storage import inbox, intake, people, tables, workers
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.workers import Link
from handlers.telegram.outgoing import calls
from reports.model import Request
from tests.chat import wording
from tests.factories_app import NOON, PUSH, Postbox, Whole
from tests.factories_staff import MO, SAM, Staff

HERE, ELSEWHERE = "4711", "815"


class Chat:
    """The door with a real store behind it, and what came out of both its sides."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        town, words = staff.town, wording()
        self.access = Access(town.database, town.keys, town.clock, new_token, new_id)
        self.box, self.through = Postbox(), list[Received]()
        self.numbers = itertools.count(9001)
        writer = Writer(town.area, lambda key, values: words.text(key, "en", values))
        taps = Taps(
            staff.triage,
            staff.noting,
            staff.gatherings,
            SpendChat(staff.notebook.spends, writer.say),
            writer,
            town.stock.outside.reserved,
            AwayChat(staff.aways),
            staff.friday_taps(),
            ReportTaps(
                PublishChat(staff.releasing),
                ReviewChat(Reviewing(staff.triage), writer.say, "https://earshot.example"),
                PreviewChat(staff.house, writer.say, self._draw),
                MeetingChat(staff.notebook.meetings, writer.say, "https://earshot.example"),
                StartingChat(staff.notebook.startings, writer.say),
            ),
        )
        self.door = WorkerDoor(self.access, taps, self.box, "https://earshot.example", self._take)

    async def _take(self, updates: object) -> None:
        self.through.extend(updates)  # type: ignore[arg-type]

    async def _draw(self, asked: Request) -> Mapping[str, bytes]:
        return {f"{asked.stem}.pdf": f"%PDF {asked.stem}".encode()}

    async def does(self, event: Event, person: str = HERE) -> None:
        await self.door.take([self.update(event, person)])

    def update(self, event: Event, person: str = HERE) -> Incoming:
        number = next(self.numbers)
        return Incoming(PUSH, str(number), number, person, person, event, message=str(number))

    async def taps(self, label: str, person: str = HERE) -> None:
        """Tap the button of this label on the last message."""
        shown = [message for address, message in self.box.sent if address == person][-1]
        [token] = [one.token for one in shown.buttons if one.label == label]
        await self.does(Pressed(token), person)

    async def told(self, person: str = HERE) -> str:
        return "\n".join(message.text for address, message in self.box.sent if address == person)

    def last(self) -> str:
        return self.box.sent[-1][1].text


@pytest.fixture
async def chat(database: Database, keys: Keys) -> Chat:
    staff = Staff(Whole(database, keys))
    await staff.let_in()
    return Chat(staff)


async def invited(chat: Chat) -> Opened:
    return Opened(INVITE + await chat.access.make_link(SAM.id, Link.CHAT))


async def test_an_invite_lets_in_and_console_gives_a_link_that_opens(chat: Chat) -> None:
    await chat.does(await invited(chat))
    assert "Hello Sam, you are in" in await chat.told()
    await chat.does(Said("/Console "))
    found = re.search(r"https://earshot\.example/console/enter/(\S+)", await chat.told())
    assert found
    assert await chat.access.sign_in(found[1])
    assert chat.through == []


async def test_an_invite_that_comes_twice_welcomes_nobody_as_a_resident(chat: Chat) -> None:
    invite = await invited(chat)
    await chat.does(invite)
    await chat.does(invite)
    assert chat.through == []
    assert len(chat.box.sent) == 1


async def test_somebody_else_with_a_used_invite_is_a_resident(chat: Chat) -> None:
    invite = await invited(chat)
    await chat.does(invite)
    await chat.does(invite, ELSEWHERE)
    assert len(chat.through) == 1
    assert await chat.told(ELSEWHERE) == ""


async def test_console_from_a_resident_is_a_message_like_any_other(chat: Chat) -> None:
    await chat.does(Said("/console"), ELSEWHERE)
    assert len(chat.through) == 1
    assert chat.box.sent == []


async def test_what_a_worker_says_otherwise_goes_on_to_the_conversation(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said("could the park have a hoop"))
    assert len(chat.through) == 1


async def test_a_worker_who_has_gone_is_a_resident(chat: Chat) -> None:
    await chat.does(await invited(chat))
    async with chat.access.database.write() as conn:
        await workers.go(conn, chat.access.keys.organisation, SAM.id, NOON)
    await chat.does(Said("/console"))
    assert len(chat.through) == 1


async def in_chat(chat: Chat) -> None:
    await chat.does(await invited(chat))


async def seen(chat: Chat, words: str = "could the park have a hoop", band: str = "adult") -> str:
    """Something is said, and its card is opened."""
    reference = await chat.staff.heard("ada", words, band=band)
    await in_chat(chat)
    await chat.does(Pressed(f"work.see.{reference}"))
    return reference


async def test_a_card_shows_the_words_of_an_adult_and_each_deed_has_a_button(chat: Chat) -> None:
    reference = await seen(chat)
    assert "could the park have a hoop" in chat.last()
    await chat.taps("Read and thank")
    assert (await chat.staff.triage.item(SAM, reference)).became is Progress.READ
    await chat.taps("Back in a week")
    item = await chat.staff.triage.item(SAM, reference)
    assert str(item.next_date) == "2026-10-14"
    await chat.taps("On the agenda")
    assert (await chat.staff.triage.item(SAM, reference)).on_agenda
    await chat.taps("Off the agenda")
    assert not (await chat.staff.triage.item(SAM, reference)).on_agenda
    assert ("sam", f"looked at {reference}") in await chat.staff.on_record()
    assert chat.through == []


async def test_words_of_whoever_may_be_a_child_never_stand_in_a_chat(chat: Chat) -> None:
    await seen(chat, band="16_17")
    assert "hoop" not in await chat.told()
    assert "The words are in the console" in chat.last()


async def test_an_answer_in_words_reaches_whoever_said_it(chat: Chat) -> None:
    await seen(chat)
    await chat.taps("Answer in words")
    await chat.does(Said("Thank you, the park team looks at it next month."))
    await chat.staff.town.says("ada", "/status")
    told = "\n".join(one.text for one in await chat.staff.town.answers("ada"))
    assert "the park team looks at it next month" in told
    assert "On its way to whoever said it: Thank you, the park team" in chat.last(), "they see what went"
    await chat.does(Said("and another thing for the park"))
    assert len(chat.through) == 1, "only one message was the answer"


async def test_the_replies_that_are_there_are_read_whole_and_tapped_by_number_and_what_went_stands_on_the_card(
    chat: Chat,
) -> None:
    """A sentence is cut off on a button of a phone."""
    await seen(chat)
    await chat.taps("Answer in words")
    asked = chat.box.sent[-1][1]
    number, reply = next(line.split(". ", 1) for line in asked.text.splitlines() if "no money for this now" in line)
    assert max(len(one.label) for one in asked.buttons) <= 2
    await chat.taps(number)
    assert f"On its way to whoever said it: {reply}" in chat.last()
    await chat.taps("Where help is")
    signpost = chat.box.sent[-1][1].buttons[0].label
    await chat.taps(signpost)
    assert f"On its way to whoever said it: {signpost}" in chat.last()


async def test_two_buttons_of_a_card_stand_in_a_row_of_a_phone(chat: Chat) -> None:
    """Fourteen rows of one would be scrolled through for every contribution."""
    await seen(chat)
    call = calls("5", chat.box.sent[-1][1])[-1]
    rows = call.parameters["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in rows] == [2] * 7


async def test_each_deed_says_what_it_did_and_joining_is_taken_back_by_a_tap(chat: Chat) -> None:
    words = "could the park have a hoop"
    other = await chat.staff.heard("bo", words)
    reference = await seen(chat, words)
    await chat.taps("Read and thank")
    assert "On its way to whoever said it: that you have read it" in chat.last()
    await chat.taps("Back in a week")
    assert "The words are above" in chat.last(), "they stand in the chat"
    await chat.taps("Give it to...")
    await chat.taps("Mo")
    assert "Mo has it from now on." in chat.last()
    await chat.taps("Join with...")
    await chat.taps(other)
    assert f"Joined with {other}" in chat.last()
    await chat.taps("Part them again")
    assert (await chat.staff.triage.item(SAM, reference)).joined_to is None
    await chat.taps("Spam")
    assert "; spam" in chat.last()


async def test_an_answer_that_promises_is_not_sent_and_says_why(chat: Chat) -> None:
    reference = await seen(chat)
    await chat.taps("Answer in words")
    await chat.does(Said("We will fix it."))
    assert "Not sent: this promises an outcome" in chat.last()
    assert (await chat.staff.triage.item(SAM, reference)).became is None


async def test_a_signpost_is_chosen_among_those_that_fit(chat: Chat) -> None:
    reference = await seen(chat)
    await chat.taps("Where help is")
    await chat.taps(chat.staff.town.area.signposts[0].name)
    assert (await chat.staff.triage.item(SAM, reference)).became is Progress.READ


@pytest.mark.parametrize(
    "token",
    [
        "work.",
        "work.read",
        "work.read.LK-NEVER",
        "work.x.y.z",
        "work.all.mill-row.1",
        "work.all.quayside.x",
        "work.join.x",
        "work.words.quayside.x",
        "work.say.LK-NEVER.thanks",
        "work.say.x.we_will_fix_it",
        "work.go.x",
        "work.no.x",
    ],
)
async def test_a_made_up_button_does_nothing(chat: Chat, token: str) -> None:
    reference = await chat.staff.heard("ada", "could the park have a hoop")
    await in_chat(chat)
    await chat.does(Pressed(f"work.{token}"))
    assert (await chat.staff.triage.item(SAM, reference)).became is None


async def test_a_worker_s_button_does_nothing_for_anybody_else(chat: Chat) -> None:
    reference = await chat.staff.heard("ada", "could the park have a hoop")
    await chat.does(Pressed(f"work.read.{reference}"), ELSEWHERE)
    assert (await chat.staff.triage.item(SAM, reference)).became is None
    assert len(chat.through) == 1


THREE = """/note
Quayside idea: hoop by the shops - dad at gate, would help
issue: damp in the flats by the pond
group 12/9 Quayside idea: a youth club
"""


async def test_three_notes_are_kept_by_one_message_and_one_tap_with_words_for_their_cards(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said(THREE))
    assert "Do they know you are writing this down?" in chat.last()
    assert await chat.staff.town.stored() == [], "nothing is kept before the tap"
    await chat.taps("They know: save all 3")
    kept = await chat.staff.town.contributions()
    assert [one.words for one in kept] == [
        "hoop by the shops (dad at gate)",
        "damp in the flats by the pond",
        "a youth club",
    ]
    assert [(one.said_it, one.present) for one in kept] == [(1, 1), (1, 1), (9, 12)]
    assert {one.written_by for one in kept} == {"sam"}
    assert kept[0].help_role == "a_bit"
    assert chat.last().count("Their words:") == 2, "a group has no card"
    assert "they know" in (await chat.staff.on_record())[-1][1]
    assert len(await chat.staff.inbox()) == 3


async def test_with_their_words_whoever_was_written_down_for_comes_back(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note a bench by the pond"))
    await chat.taps("I'll tell them: save all 1")
    found = re.search(r"Their words: (\w+ \w+ \w+)", chat.last())
    assert found
    async with chat.access.database.read() as conn:
        who = await people.by_return_words(conn, chat.access.keys, found[1])
        person = await people.look(conn, chat.access.keys, who or "")
    assert person is not None
    assert person.account == "web"


async def test_what_is_wrong_is_said_and_nothing_is_kept_until_it_is_put_right(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note Mill Row idea: a bench\na bin"))
    assert "that place is not yours to write for" in chat.last()
    assert chat.box.sent[-1][1].buttons == ()
    await chat.does(Pressed(f"work.note.know.{'0' * 32}"))
    assert await chat.staff.town.stored() == []


def save_of(chat: Chat) -> str:
    """The token of the newest message's [Save]."""
    return next(one.token for one in chat.box.sent[-1][1].buttons if one.label.startswith("They know"))


async def test_save_keeps_the_message_it_stands_under_and_no_other(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note a bench by the pond"))
    first = save_of(chat)
    await chat.does(Said("/note a bin by the shops"))
    second = save_of(chat)
    await chat.does(Pressed(first))
    assert await chat.staff.town.stored() == ["a bench by the pond"]
    await chat.does(Pressed(second))
    assert await chat.staff.town.stored() == ["a bench by the pond", "a bin by the shops"]


async def test_a_second_tap_keeps_nothing_twice_and_what_is_dropped_is_gone(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note a bench by the pond"))
    save = save_of(chat)
    await chat.does(Pressed(save))
    await chat.does(Pressed(save))
    assert len(await chat.staff.town.stored()) == 1
    await chat.does(Said("/note another bench"))
    save = save_of(chat)
    await chat.taps("Forget it")
    await chat.does(Pressed(save))
    assert len(await chat.staff.town.stored()) == 1


async def test_danger_in_a_note_is_a_case_and_says_whom_to_ring(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note a girl at the gate said he hits me"))
    await chat.taps("They know: save all 1")
    assert "Don't ask more. Use their own words. Ring" in chat.last()
    assert await chat.staff.inbox() == [], "it is in nobody's inbox"


async def test_note_from_a_resident_is_a_message_like_any_other(chat: Chat) -> None:
    await chat.does(Said("/note a bench by the pond"), ELSEWHERE)
    assert len(chat.through) == 1


async def test_what_is_jotted_down_is_locked_until_it_is_kept(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note a bench by the pond"))
    [row] = await chat.staff.town.rows(tables.note_draft)
    assert b"pond" not in row.sealed


async def test_what_took_place_is_noted_in_a_line_added_up_and_can_be_taken_back(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/activity football in the park, yesterday - 14 came, 5 new, led by residents"))
    assert "football in the park, Quayside; on Tuesday 6 October; 14 came; 5 for the first time" in chat.last()
    await chat.does(Said("/activity coffee morning - 6 came"))
    assert "2 activities, 20 attendances by at least 14 different people, 5 for the first time, 1 led" in chat.last()
    assert "6 again this month, 8 again this year" in chat.last(), "how it would be known is said"
    await chat.taps("Take it back")
    await chat.does(Said("/activity"))
    assert "This year: 1 activities, 14 attendances by 14 different people" in chat.last()
    await chat.does(Said("/activity coffee morning - 6 came, none new, 4 again this month, 4 again this year"))
    assert "6 came; 4 again this month" in chat.last()
    assert chat.last().count("20 attendances by 16 different people") == 2
    assert "is not said" not in chat.last()


async def test_a_line_that_cannot_be_kept_says_why_and_no_other_place_s_worker_writes_there(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/activity football in the park"))
    assert "Not kept: say how many came" in chat.last()
    await chat.does(Said("/activity Mill Row: football - 3 came"))
    assert "that place is not yours" in chat.last()


async def test_what_stands_in_a_worker_s_chat_is_gone_within_a_day_and_what_they_wrote_too(chat: Chat) -> None:
    """A card has a resident's words, a note as well: neither stays with Telegram (product.md 28)."""
    await seen(chat)
    await chat.does(Said("/note a bench by the pond"))
    said = [number for number, (_, message) in enumerate(chat.box.sent, start=1) if message.text]
    post = Post(chat.staff.town.database, chat.staff.town.keys, chat.box, chat.staff.town.clock)
    await post.look()
    assert not any(message.deletes for _, message in chat.box.sent)
    chat.staff.town.now += timedelta(hours=23, minutes=30)
    await post.look()
    gone = ",".join(one for _, message in chat.box.sent for one in message.deletes).split(",")
    assert {str(one) for one in said} <= set(gone)
    assert [one for one in gone if int(one) > 9000] == ["9003"], "the note as it was written"


async def test_a_word_that_works_everywhere_is_nobody_s_answer(chat: Chat) -> None:
    reference = await seen(chat)
    for word in ("cancel", "/unknown"):
        await chat.taps("Answer in words")
        await chat.does(Said(word))
        assert (await chat.staff.triage.item(SAM, reference)).became is None
        await chat.does(Pressed(f"work.see.{reference}"))
    assert [one.event for one in chat.through] == [Said("cancel")]


async def test_an_answer_that_comes_twice_is_no_message_of_the_worker_s_own(chat: Chat) -> None:
    """Telegram gives an update again where the batch it was in failed, or we died before it was confirmed."""
    await seen(chat)
    await chat.taps("Answer in words")
    update = chat.update(Said("Thank you, the park team looks at it next month."))
    await chat.door.take([update])
    await chat.door.take([update])
    sent = len(chat.box.sent)
    assert [one.event for one in chat.through] == [update.event], "the dispatcher knows that it was taken"
    async with chat.access.database.write() as conn:
        mine = {(update.account, update.external_id)}
        assert await intake.claim(conn, chat.access.keys.organisation, mine, NOON) == set()
    assert len(chat.box.sent) == sent


@pytest.mark.parametrize("upto", ["\u00b2", "\u0663", "9" * 30, "-1", ""])
async def test_a_moment_that_is_none_holds_nobody_up(chat: Chat, upto: str) -> None:
    await chat.staff.heard("ada", "could the park have a hoop")
    await in_chat(chat)
    await chat.does(Pressed(f"work.all.quayside.{upto}"))
    assert [one.became for one in await chat.staff.inbox()] == [None]


async def test_a_fault_of_ours_is_told_to_its_worker_and_holds_up_nobody_s_messages(chat: Chat) -> None:
    """Nothing that a worker wrote or tapped for their work is taken for a resident's because it broke something."""
    await in_chat(chat)
    chat.door = structs.replace(chat.door, taps=raising(chat, RuntimeError()))
    theirs = (Said("/note"), Commanded("note"), Said("/work"), Pressed("work.all.quayside.9"))
    for count, event in enumerate(theirs, start=1):
        before = len(chat.box.sent)
        await chat.door.take([chat.update(event), chat.update(Said("a bench please"), ELSEWHERE)])
        assert len(chat.box.sent) == before + 1
        assert "did not work" in chat.last()
        assert [one.event for one in chat.through] == [Said("a bench please")] * count


WHATEVER = (
    "",
    "2026-13",
    "2099-01",
    "\u0661\u0662",
    "0",
    "-1",
    "x" * 3_000,
    "12.50",
    "1-2 feb",
    "a - b",
    ":",
    ";;",
    "\ud800",
    "12/99999",
)


@pytest.mark.parametrize("store", ["sqlite"])
async def test_nothing_a_worker_writes_behind_a_command_holds_up_anybody_s_messages(chat: Chat) -> None:
    """A message that is raised at comes again for ever, and nobody's behind it is heard any more (F07)."""
    await in_chat(chat)
    for word in MAY:
        for rest in WHATEVER:
            before = len(chat.box.sent)
            await chat.does(Said(f"/{word} {rest}"))
            assert len(chat.box.sent) > before, (word, rest)
    assert [one.event for one in chat.through] == []


@pytest.mark.parametrize("why", [NotFound("x"), ReportError("x"), SendFailed("x"), RuntimeError("x")])
async def test_only_a_store_that_cannot_be_used_is_tried_again(chat: Chat, why: Exception) -> None:
    await in_chat(chat)
    chat.door = structs.replace(chat.door, taps=raising(chat, why))
    await chat.does(Said("/note"))
    assert chat.through == []
    chat.door = structs.replace(chat.door, taps=raising(chat, DatabaseBusy("x")))
    with pytest.raises(DatabaseBusy):
        await chat.does(Said("/note"))


def raising(chat: Chat, why: Exception) -> Taps:
    def breaks(key: str, _values: object) -> str:
        if key != "staff.work.broken":
            raise why
        return "That did not work."

    return structs.replace(chat.door.taps, writer=Writer(chat.staff.town.area, breaks))


async def test_a_chat_is_one_worker_s_the_last_who_came_in_there(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Opened(INVITE + await chat.access.make_link(MO.id, Link.CHAT)))
    await chat.does(Said("/console"))
    found = re.search(r"enter/(\S+)", chat.last())
    assert found
    session = await chat.access.sign_in(found[1])
    assert await chat.access.who(session or "") == MO
    async with chat.access.database.read() as conn:
        assert set(await workers.chats(conn, chat.access.keys)) == {MO.id}


async def test_what_was_asked_in_one_chat_is_not_answered_in_the_next(chat: Chat) -> None:
    reference = await seen(chat)
    await chat.taps("Answer in words")
    await chat.does(await invited(chat), ELSEWHERE)
    await chat.does(Said("hello from my new phone"), ELSEWHERE)
    assert (await chat.staff.triage.item(SAM, reference)).became is None


async def test_notes_are_not_kept_where_the_fence_has_moved_since(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note Quayside idea: a bench by the pond"))
    async with chat.access.database.write() as conn:
        moved = structs.replace(SAM, neighbourhoods=("mill-row",))
        await workers.change(conn, chat.access.keys, moved)
    await chat.taps("They know: save all 1")
    assert "not yours to write for" in chat.last()
    assert await chat.staff.town.stored() == []


async def test_a_second_tap_on_save_says_that_there_is_nothing_to_save(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note a bench by the pond"))
    save = save_of(chat)
    for _ in range(2):
        await chat.does(Pressed(save))
    assert chat.last() == "There is nothing to save."
    assert chat.through == []


async def test_what_may_be_about_danger_is_not_said_again_by_the_bot_once_kept(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note a girl at the gate said he hits me"))
    await chat.taps("They know: save all 1")
    assert "hits" not in chat.last()


@pytest.mark.parametrize("text", ["/notebooks for the library please", "/notes"])
async def test_only_the_word_itself_begins_a_note(chat: Chat, text: str) -> None:
    await in_chat(chat)
    await chat.does(Said(text))
    assert "so nothing was kept" in chat.last()
    assert chat.box.sent[-1][1].buttons == ()


async def test_the_bot_s_name_may_stand_beside_the_word(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note@earshot_bot a bench by the pond"))
    assert "a bench by the pond" in chat.last()
    assert "earshot_bot" not in chat.last()


async def test_an_answer_to_what_is_there_no_more_is_not_the_worker_s_own_message(chat: Chat) -> None:
    """It was taken back, or a case was opened, while they wrote."""
    reference = await seen(chat)
    await chat.taps("Answer in words")
    item = await chat.staff.triage.item(SAM, reference)
    async with chat.access.database.write() as conn:
        await inbox.stand(conn, chat.access.keys.organisation, item.id, Standing.HEARD, Standing.SAFEGUARDING)
    await chat.does(Said("Thank you, the park team looks at it."))
    assert "is not there any more" in chat.last()
    assert chat.through == []


async def test_what_may_tell_who_somebody_is_stays_off_the_record_of_a_note(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/note the lights are out, ring her on 07700 900123"))
    await chat.taps("They know: save all 1")
    [kept] = await chat.staff.town.stored()
    assert "900123" not in kept
    assert "the lights are out" in kept
    assert "900123" not in chat.last()


async def test_a_spend_is_kept_by_one_line_with_the_month_and_taken_back_by_a_tap(chat: Chat) -> None:
    await in_chat(chat)
    await chat.does(Said("/spend 12.50 juice for the hoop day - to the corner shop, receipt"))
    assert "juice for the hoop day; £12.50; Quayside; on Wednesday 7 October; to the corner shop; receipt kept" in (
        chat.last()
    )
    assert "Quayside: £12.50 of £50.00 this month, £12.50 this year." in chat.last()
    await chat.does(Said("/spend 40 a hoop"))
    assert "It goes beyond the month's limit" in chat.last()
    await chat.taps("Take it back")
    assert [one.what.pence for one in await chat.staff.notebook.spends.this_year(SAM)] == [1250]
    await chat.does(Said("/spend juice"))
    assert "Not kept: say how much it was" in chat.last()
    await chat.does(Said("/spend"))
    assert "Write /spend, how much and what for" in chat.last()
    assert chat.through == []


async def test_what_no_service_is_there_for_is_noted_where_help_is_looked_for(chat: Chat) -> None:
    await seen(chat)
    await chat.taps("Where help is")
    await chat.taps("No service for this")
    assert [one.times for one in await chat.staff.notebook.needs.counted(SAM)] == [1]


async def test_a_card_is_given_to_somebody_who_answers_there_in_three_taps(chat: Chat) -> None:
    reference = await seen(chat)
    await chat.taps("Give it to...")
    labels = [one.label for one in chat.box.sent[-1][1].buttons]
    assert "Mo" in labels
    assert "Ash" not in labels, "Ash does not answer in Quayside"
    await chat.taps("Mo")
    assert (await chat.staff.triage.item(SAM, reference)).owner == "mo"
    await chat.does(Pressed(f"work.give.{reference}.ash"))
    assert (await chat.staff.triage.item(SAM, reference)).owner == "mo"


async def test_what_is_the_same_is_joined_from_the_card_without_a_word_of_it(chat: Chat) -> None:
    first = await chat.staff.heard("bo", "could the park have a hoop")
    reference = await seen(chat)
    await chat.taps("Join with...")
    assert first in chat.last()
    assert "hoop" not in chat.last()
    await chat.taps(first)
    joined = await chat.staff.triage.item(SAM, reference)
    assert joined.joined_to == (await chat.staff.triage.item(SAM, first)).id


async def test_no_agency_is_told_without_their_yes_and_they_are_asked_in_their_language(chat: Chat) -> None:
    await seen(chat)
    await chat.taps("Pass to agency")
    assert "They have not said yes" in chat.last()
    await chat.taps("Ask them first")
    await chat.staff.town.says("ada", "/status")
    told = "\n".join(one.text for one in await chat.staff.town.answers("ada"))
    assert "They would then know who you are. If you want that, send REPORT." in told


async def test_a_date_is_typed_as_one_says_it_and_asked_for_again_where_it_is_none(chat: Chat) -> None:
    reference = await chat.staff.heard("ada", "could the park have a hoop")
    await in_chat(chat)
    await chat.does(Pressed(f"work.see.{reference}"))
    await chat.taps("Another day")
    await chat.does(Said("soon"))
    assert "write the day like" in chat.last()
    await chat.does(Said("next friday"))
    assert "by Friday 9 October" in chat.last()
    item = await chat.staff.triage.item(SAM, reference)
    assert (item.became, item.next_date) == (Progress.UNDER_WAY, date(2026, 10, 9))
    assert chat.through == []
