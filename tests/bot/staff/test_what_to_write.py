"""What a worker can write is told to them, and a word that is none is nobody's message."""

import pytest

from bot.conversation.events import Commanded, Corrected, Opened, Reserved, Said
from bot.domain.worker import Worker
from bot.staff.door import INVITE
from bot.staff.what_to_write import MAY
from bot.storage.workers import Link
from tests.bot.staff.test_door import Chat, chat, invited, seen
from tests.factories_staff import BEA, CHRIS, LEA, SAM

__all__ = ["chat"]
pytestmark = pytest.mark.parametrize("store", ["sqlite"])


async def come_in(chat: Chat, who: Worker) -> None:
    await chat.does(Opened(INVITE + await chat.access.make_link(who.id, Link.CHAT)))


async def test_whoever_comes_in_reads_what_they_can_write_and_again_by_one_word(chat: Chat) -> None:
    await chat.does(await invited(chat))
    told = chat.last()
    assert all(f"/{word}: " in told for word in MAY)
    await chat.does(Said("/Work"))
    assert chat.last() in told
    assert chat.through == []


@pytest.mark.parametrize(
    ("who", "words"), [(LEA, {"console", "work"}), (BEA, {"console", "work"}), (CHRIS, {"meeting", "console", "work"})]
)
async def test_nobody_is_told_of_what_is_not_theirs(chat: Chat, who: Worker, words: set[str]) -> None:
    await come_in(chat, who)
    assert {word for word in MAY if f"/{word}: " in chat.last()} == words


@pytest.mark.parametrize("text", ["/notes Lakes idea: hoop by the shops", "/acitvity football - 14 came", "/ note"])
async def test_a_slip_in_a_command_is_said_and_is_no_resident_s_message(chat: Chat, text: str) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said(text))
    assert "so nothing was kept" in chat.last()
    assert "/note: " in chat.last()
    assert chat.through == []


async def test_what_sounds_like_danger_is_answered_as_anybody_s_whatever_it_begins_with(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said("/im he hits me"))
    assert [one.event for one in chat.through] == [Said("/im he hits me")]


@pytest.mark.parametrize("word", [one for one in Reserved if one is not Reserved.REPORT])
async def test_what_residents_can_write_a_worker_can(chat: Chat, word: Reserved) -> None:
    await chat.does(await invited(chat))
    for event in (Commanded(word), Said(f"/{word}"), Said(f"/{word} now")):
        chat.through.clear()
        await chat.does(event)
        assert [one.event for one in chat.through] == [event]


async def test_report_alone_is_the_worker_s_report_though_residents_have_a_word_like_it(chat: Chat) -> None:
    """Telegram's channel reads /report alone as the residents' word; with a month behind it as a text."""
    await chat.does(await invited(chat))
    await chat.does(Commanded(Reserved.REPORT))
    assert "being drawn" in chat.last()
    assert chat.through == []


async def test_report_of_somebody_who_may_not_see_it_is_the_residents_word(chat: Chat) -> None:
    await come_in(chat, LEA)
    await chat.does(Commanded(Reserved.REPORT))
    assert [one.event for one in chat.through] == [Commanded(Reserved.REPORT)]


async def test_after_cancel_from_the_menu_what_is_written_next_is_nobody_s_answer(chat: Chat) -> None:
    """Telegram's menu sends /cancel, which is no text but a command."""
    reference = await seen(chat)
    await chat.taps("Answer in words")
    await chat.does(Commanded(Reserved.CANCEL))
    await chat.does(Said("see you at the gate at three"))
    assert (await chat.staff.triage.item(SAM, reference)).became is None
    assert len(chat.through) == 2


async def test_a_command_of_others_is_said_not_to_be_theirs_and_is_no_resident_s_message(chat: Chat) -> None:
    await come_in(chat, CHRIS)
    for text in ("/note hi", "/friday", "/away 1-2 Dec Sam"):
        await chat.does(Said(text))
        assert "so nothing was kept" in chat.last()
    assert chat.through == []


async def test_notes_that_are_put_right_by_editing_are_read_again_and_kept_by_a_tap(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said("/note group 9/12 idea: a youth club"))
    assert "Not kept yet" in chat.last()
    await chat.does(Corrected("9001", "/note group 12/9 idea: a youth club"))
    await chat.taps("They know: save all 1")
    assert await chat.staff.town.stored() == ["a youth club"]
    assert chat.through == []


async def test_editing_another_line_changes_nothing_and_says_so(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Said("/spend 12.50 juice"))
    await chat.does(Corrected("9001", "/spend 13.50 juice"))
    assert "not read again" in chat.last()
    assert [one.what.pence for one in await chat.staff.notebook.spends.this_year(SAM)] == [1250]
    await chat.does(Corrected("9001", "juice"))
    assert [one.event for one in chat.through] == [Corrected("9001", "juice")], "a resident's, as ever"
