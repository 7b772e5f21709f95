"""What a mobiliser does in the chat, tap by tap: the table in the docs tells what is counted here."""

from collections.abc import Sequence

import pytest

from bot.conversation.events import Pressed, Said, Showed
from bot.domain.attachment import File, Medium
from tests.bot.staff.test_door import Chat, chat, invited
from tests.counted import Count, stands_in_the_docs

__all__ = ["chat"]
pytestmark = pytest.mark.parametrize("store", ["sqlite"])

FILE = "tests/bot/staff/test_counted_taps.py"
NOTE = "idea: hoop by the shops - dad at gate, would help"
WORDS = "could the park have a basketball hoop, kids have nowhere after school"
OPENS, SIGNPOST, OTHER = "<1>", "<the first>", "<the same>"
"""The number under the digest, the first signpost that fits, what was joined."""
DEEDS: Sequence[tuple[str, Sequence[str], str]] = (
    (
        "one street note",
        ("/note idea: hoop by the shops - dad at gate, would help", "They know: save all 1"),
        "Saved: 1",
    ),
    ("what a group said", ("/note group 12/9 idea: a youth club", "They know: save all 1"), "Saved: 1"),
    ("what took place", ("/activity football in the park, Saturday - 14 came, 5 new, led by residents",), "14 came"),
    ("note that the group met", ("/meeting today - 2 new; chair: ask for a quote, by 12 Dec",), "new faces 2"),
    (
        "a group that is nearly ready to start",
        ("/starting a bike workshop; the hub; Saturdays; 1 short",),
        "missing: 1",
    ),
    ("have the digest weekly", ("/digest Friday",), "once a week, on Friday"),
    ("read and thank one", (OPENS, "Read and thank"), "that you have read it"),
    ("put it on the group's agenda", (OPENS, "On the agenda"), "on the agenda"),
    ("talk it over with the manager", (OPENS, "Talk it over"), "to be talked over"),
    ("say where help is", (OPENS, "Where help is", SIGNPOST), "On its way to whoever said it"),
    ("note that nobody offers it", (OPENS, "Where help is", "No service for this"), "Quayside"),
    ("join it with what is the same", (OPENS, "Join with...", OTHER), "Joined with"),
    ("ask whether it may be passed to an agency", (OPENS, "Pass to agency", "Ask them first"), "put you in touch"),
    ("hold it, and say why", (OPENS, "Hold", "It may name somebody"), "held until"),
    ("put it down as spam", (OPENS, "Spam"), "spam"),
)


@pytest.mark.parametrize(("what", "steps", "shown"), DEEDS, ids=[one[0] for one in DEEDS])
async def test_each_deed_in_the_chat_takes_the_taps_and_the_time_that_the_docs_tell(
    chat: Chat, what: str, steps: Sequence[str], shown: str
) -> None:
    other = await chat.staff.heard("bo", WORDS)
    reference = await chat.staff.heard("ada", WORDS)
    await chat.does(await invited(chat))
    count = Count()
    for step in steps:
        if step == OPENS:
            count.taps, count.read = count.taps + 1, count.read + len(WORDS.split())
            await chat.does(Pressed(f"work.see.{reference}"))
        elif step.startswith("/"):
            count.messages, count.typed = count.messages + 1, count.typed + len(step)
            await chat.does(Said(step))
        else:
            count.taps += 1
            first = chat.box.sent[-1][1].buttons[0].label
            await chat.taps({SIGNPOST: first, OTHER: other}.get(step, step))
    assert shown in chat.last()
    test = f"{FILE}::{test_each_deed_in_the_chat_takes_the_taps_and_the_time_that_the_docs_tell.__name__}"
    stands_in_the_docs(what, count, test)


async def test_a_voice_note_of_twenty_seconds_is_kept_by_a_message_and_a_tap(chat: Chat) -> None:
    await chat.does(await invited(chat))
    await chat.does(Showed(Medium.VOICE, "", File("of the gate", 100, 20)))
    await chat.taps("They know: keep it")
    assert "Kept as" in chat.last()
    test = f"{FILE}::{test_a_voice_note_of_twenty_seconds_is_kept_by_a_message_and_a_tap.__name__}"
    stands_in_the_docs("a voice note of 20 seconds on somebody's behalf", Count(1, 1, spoken=20), test)
