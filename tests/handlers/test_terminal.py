"""The terminal: what is typed is taken, what is said is printed, and nothing printed commands the terminal."""

import io
import itertools
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.channel import Button, Incoming, Outgoing, Received
from bot.conversation.events import Commanded, Event, Opened, Pressed, Reserved, Said
from handlers.terminal import Terminal, event_of, printable

AT = datetime(2026, 6, 2, tzinfo=UTC)


async def typed(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line


def terminal(*lines: str, tty: bool = False, width: int = 80, door: str | None = None) -> tuple[Terminal, io.StringIO]:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=tty, width=width, color_system=None, highlight=False)
    numbers = itertools.count()
    return Terminal(typed(*lines), console, lambda: AT, lambda: f"id{next(numbers)}", door), screen


async def taken(*lines: str, door: str | None = None) -> list[Incoming]:
    found: list[Incoming] = []

    async def take(received: Sequence[Received]) -> None:
        found.extend(one for one in received if isinstance(one, Incoming))

    channel, _ = terminal(*lines, door=door)
    await channel.run(take)
    return found


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("more benches\n", Said("more benches")),
        ("1\n", Said("1")),
        ("/menu\n", Commanded(Reserved.MENU)),
        ("/nonsense\n", Said("/nonsense")),
        ("/open q7ays1\n", Opened("q7ays1")),
        ("/open\n", Opened(None)),
        ("  \n", None),
        ("menu\n", Said("menu")),
    ],
)
def test_a_line_means_what_it_says(line: str, event: Event | None) -> None:
    assert event_of(line) == event


async def test_the_chat_opens_by_the_door_and_ends_with_the_input() -> None:
    found = await taken("more benches\n", "\n", "/help\n", door="q7ays1")
    assert [one.event for one in found] == [Opened("q7ays1"), Said("more benches"), Commanded(Reserved.HELP)]
    assert len({one.external_id for one in found}) == 3


async def test_choices_are_numbered_in_order() -> None:
    channel, screen = terminal()
    await channel.send("terminal", Outgoing("How old are you?", (Button("Under 13", "a"), Button("18+", "b"))))
    assert [line.split() for line in screen.getvalue().splitlines() if line.strip()] == [
        ["How", "old", "are", "you?"],
        ["1", "Under", "13"],
        ["2", "18+"],
    ]


async def test_choices_that_stand_open_together_have_numbers_of_their_own() -> None:
    """A role and the quote question come in one breath: "1" is one of the two, and no other."""
    channel, screen = terminal("tea\n", "3\n", "1\n", "9\n")
    found: list[Event] = []

    async def take(received: Sequence[Received]) -> None:
        found.extend(one.event for one in received if isinstance(one, Incoming))
        if found[-1] == Said("tea"):
            await channel.send(
                "terminal", Outgoing("What could you do?", (Button("Make tea", "tea"), Button("Run it", "run")))
            )
            await channel.send("terminal", Outgoing("May we quote you?", (Button("Yes", "yes"), Button("No", "no"))))

    await channel.run(take)
    assert found[1:] == [Said("tea"), Pressed("yes"), Pressed("tea"), Said("9")]
    assert [line.split()[0] for line in screen.getvalue().splitlines() if line.strip()[:1].isdigit()] == list("1234")


async def test_numbers_start_anew_with_what_they_type() -> None:
    channel, screen = terminal("a bench\n", "yes\n")

    async def take(_received: Sequence[Received]) -> None:
        await channel.send("terminal", Outgoing("Is that right?", (Button("Right", "right"),)))

    await channel.run(take)
    assert [line.split()[0] for line in screen.getvalue().splitlines() if "Right" in line] == ["1", "1", "1"]


async def test_a_prompt_is_for_people_not_for_files() -> None:
    for tty, shown in ((True, True), (False, False)):
        channel, screen = terminal(tty=tty)
        await channel.send("terminal", Outgoing("hello"))
        assert (">" in screen.getvalue()) is shown


async def test_long_lines_are_folded_within_the_screen() -> None:
    channel, screen = terminal(width=40)
    await channel.send("terminal", Outgoing("basketball " * 30 + "x" * 200))
    assert max(map(len, screen.getvalue().splitlines())) <= 40


async def test_square_brackets_are_words_not_markup() -> None:
    channel, screen = terminal()
    await channel.send("terminal", Outgoing("[bold]hoop[/] [/nothing]"))
    assert "[bold]hoop[/] [/nothing]" in screen.getvalue()


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_printed_commands_the_terminal(text: str) -> None:
    shown = printable(text)
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert len(shown.encode().decode()) == len(text)
