"""A voice note of a worker's: an entry on somebody's behalf, typed up later, once it is said whether they know."""

import pytest
from msgspec import structs

from bot.conversation.events import Pressed, Showed
from bot.domain.attachment import LARGEST, File, Medium
from bot.domain.contribution import HelpRole, Kind
from bot.staff.spoken_notes import SPOKEN
from bot.storage import attachments, tables, workers
from tests.bot.staff.test_door import Chat, chat, invited
from tests.bot.staff.test_what_to_write import come_in
from tests.factories_app import PUSH
from tests.factories_staff import ASH, LEA, MO, SAM

__all__ = ["chat"]


def spoken(caption: str = "", *, size: int = 100) -> Showed:
    return Showed(Medium.VOICE, caption, File("of the gate", size, 20))


async def fetched(chat: Chat) -> str:
    """What waits is here; its id."""
    town = chat.staff.town
    async with town.database.write() as conn:
        [waiting] = await attachments.waiting(conn, town.keys, PUSH, town.now)
        await attachments.fetched(conn, town.keys, waiting, b"OggS rest")
    return waiting.id


async def test_it_is_kept_on_somebody_s_behalf_by_one_tap_and_typed_up_later(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(spoken("idea - dad at gate, would help"))
    assert await chat.staff.town.contributions() == [], "nothing is kept before it is said whether they know"
    await chat.taps("They know: keep it")
    assert "For their card: plum fox kite1" in chat.last()
    [said] = await chat.staff.town.contributions()
    assert (said.written_by, said.door, said.kind, said.neighbourhood) == ("sam", "note", Kind.IDEA, "quayside")
    assert (said.words, said.help_role) == ("dad at gate", HelpRole.A_BIT)
    id_ = await fetched(chat)
    [waits] = await chat.staff.notebook.recordings.waiting(SAM)
    assert (waits.id, waits.reference) == (id_, said.reference)
    await chat.staff.notebook.recordings.write_down(SAM, id_, "could the square have a hoop")
    [typed] = await chat.staff.town.contributions()
    assert (typed.words, typed.kind, typed.written_by) == (
        "dad at gate\ncould the square have a hoop",
        Kind.IDEA,
        "sam",
    )
    assert await chat.staff.notebook.recordings.waiting(SAM) == []
    assert [one.reference for one in await chat.staff.inbox()] == [said.reference], (
        "it is owed an answer like any other"
    )
    assert chat.through == [], "it is no message of the worker's own"


@pytest.mark.parametrize(
    ("caption", "note"),
    [
        ("", ("", None, 1, 1)),
        ("Quayside", ("", None, 1, 1)),
        ("quayside issue:", ("", Kind.ISSUE, 1, 1)),
        ("dad at the gate", ("dad at the gate", None, 1, 1)),
        ("Quayside idea:  hoop \n by the shops", ("hoop by the shops", Kind.IDEA, 1, 1)),
        ("group 12/9 Quayside idea", ("", Kind.IDEA, 12, 9)),
    ],
)
async def test_what_stands_under_it_is_understood_as_of_a_note(
    chat: Chat, caption: str, note: tuple[str, Kind | None, int, int]
) -> None:
    words, kind, present, said_it = note
    await chat.does(await invited(chat))
    await chat.does(spoken(caption))
    await chat.taps("They know: keep it")
    [said] = await chat.staff.town.contributions()
    assert (said.words, said.present, said.said_it, said.neighbourhood) == (words, present, said_it, "quayside")
    assert said.kind is kind or kind is None
    assert ("For their card" in chat.last()) == (present == 1), "a group has no card"


async def test_a_second_tap_keeps_nothing_twice_and_what_is_forgotten_is_gone(chat: Chat) -> None:
    await chat.does(await invited(chat))
    for label, kept in (("Forget it", 0), ("They know: keep it", 1)):
        await chat.does(spoken())
        [token] = [one.token for one in chat.box.sent[-1][1].buttons if one.label == label]
        for _ in range(2):
            await chat.does(Pressed(token))
        assert "nothing to save" in chat.last()
        assert len(await chat.staff.town.contributions()) == kept


async def test_who_works_everywhere_says_where_it_was_and_nobody_writes_for_another_place(chat: Chat) -> None:
    for who, caption, wrong in ((MO, "", "begin the line with a place"), (ASH, "Quayside", "not yours to write for")):
        await come_in(chat, who)
        await chat.does(spoken(caption))
        assert wrong in chat.last()
        assert chat.box.sent[-1][1].buttons == ()
    await chat.does(Pressed(f"work.{SPOKEN}.know.made-up"))
    await chat.does(Pressed(f"work.{SPOKEN}.made-up"))
    assert await chat.staff.town.contributions() == []


async def test_it_is_not_kept_where_the_fence_has_moved_since(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(spoken("Quayside"))
    async with chat.access.database.write() as conn:
        await workers.change(conn, chat.access.keys, structs.replace(SAM, neighbourhoods=("mill-row",)))
    await chat.taps("They know: keep it")
    assert "not yours to write for" in chat.last()
    assert await chat.staff.town.contributions() == []


@pytest.mark.parametrize("file", [None, File("long", LARGEST[Medium.VOICE] + 1)])
async def test_what_cannot_be_fetched_is_said_at_once(chat: Chat, file: File | None) -> None:
    await chat.does(await invited(chat))
    await chat.does(Showed(Medium.VOICE, "", file))
    assert "could not be fetched" in chat.last()
    assert chat.through == []


async def test_a_resident_s_voice_note_or_a_lead_s_is_a_message_like_any_other(chat: Chat) -> None:
    await chat.does(spoken(), "somebody else")
    await come_in(chat, LEA)
    await chat.does(spoken())
    assert len(chat.through) == 2


async def test_it_is_a_worry_until_somebody_has_listened(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(spoken())
    await chat.taps("I'll tell them: keep it")
    [case] = await chat.staff.town.rows(tables.safeguarding_case)
    assert "voice_to_look_at" in str(case.rules)
