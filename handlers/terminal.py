"""The terminal as a channel: the smallest example of one, and the quickest way for an author to try a dialogue."""

import asyncio
import re
import sys
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from rich.console import Console
from rich.control import Control
from rich.padding import Padding
from rich.segment import ControlType
from rich.table import Table
from rich.text import Text

from bot.channel import Abilities, Delivery, Document, Incoming, Outgoing, Take
from bot.conversation.events import Commanded, Event, Opened, Pressed, Reserved, Said
from bot.errors import StorageError

PERSON = "terminal"
ACCENT = "cyan"
WIDTH = 76
FEW = 6
"""So many choices at most stand a line each."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_OPEN = "open"


class Terminal:
    """A chat with whoever sits at this terminal; choices are numbered, and a number typed is a choice made.

    `lines` are what they type; `new_id` gives a new id for each; `door` is the poster they come in by.
    """

    account = "terminal"
    abilities = Abilities(
        name="terminal",
        delivery=Delivery.PUSH,
        buttons=0,
        longest_text=4096,
        edits=False,
        media=False,
        speaks_first=True,
        deletes=False,
    )

    def __init__(
        self,
        lines: AsyncIterator[str],
        console: Console,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        door: str | None = None,
    ) -> None:
        self._lines = lines
        self._console = console
        self._clock = clock
        self._new_id = new_id
        self._door = door
        self._choices: list[str] = []
        self._answered = True

    async def run(self, take: Take) -> None:
        """Take what is typed until the input ends (Ctrl-D)."""
        self._console.print(Text("Write, or type a number. /menu, /help, /open <door>. Ctrl-D ends.", "dim"))
        await self._happened(take, Opened(self._door))
        async for line in self._lines:
            event = self._chosen(line) or event_of(line)
            if event is None:
                self._prompt()
            else:
                await self._happened(take, event)

    async def send(self, address: str, message: Outgoing) -> str:
        """Print one message, with its choices numbered; raises nothing, and has no id.

        Numbers start from 1 after each thing they typed and go on over all that is said to it: no two choices that
        stand open together have the same.
        """
        del address
        self._clear_prompt()
        for said in (message.text, _as_text(message.file)):
            if said:
                self._console.print()
                text = Text(printable(said), justify="left", overflow="fold")
                self._console.print(Padding(text, (0, 0, 0, 2)), width=min(WIDTH, self._console.width))
        if message.buttons:
            if self._answered:
                self._choices, self._answered = [], False
            first = len(self._choices) + 1
            self._choices += [one.token for one in message.buttons]
            self._console.print(Padding(_numbered(message, first), (0, 0, 0, 2)))
        self._prompt()
        return ""

    def _chosen(self, line: str) -> Event | None:
        """The choice of the number that was typed; None where that is no number shown."""
        number = int(line) if re.fullmatch(r"\s*[0-9]{1,3}\s*", line) else 0
        return Pressed(self._choices[number - 1]) if 0 < number <= len(self._choices) else None

    async def _happened(self, take: Take, event: Event) -> None:
        self._answered = True
        order = int(self._clock().timestamp() * 1000)
        try:
            await take([Incoming(self.account, self._new_id(), order, PERSON, PERSON, event)])
        except StorageError as fault:
            self._console.print(Text(f"That was not kept ({fault}). Please send it again.", "bold red"))
            self._prompt()

    def _prompt(self) -> None:
        if self._console.is_terminal:
            self._console.print(Text("\n> ", f"bold {ACCENT}"), end="")

    def _clear_prompt(self) -> None:
        if self._console.is_terminal:
            self._console.control(Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2)))


def event_of(line: str) -> Event | None:
    """What a typed line means; None where there is nothing in it."""
    typed = line.rstrip("\r\n")
    word, _, rest = typed.removeprefix("/").partition(" ")
    if typed.startswith("/") and word == _OPEN:
        return Opened(rest.strip() or None)
    if typed.startswith("/") and word in set(Reserved):
        return Commanded(Reserved(word))
    return Said(typed) if typed.strip() else None


def printable(text: str) -> str:
    """`text` without what would command a terminal or could not be written."""
    return _UNPRINTABLE.sub("\ufffd", text)


async def typed_lines() -> AsyncIterator[str]:
    """What is typed on standard input, line by line, without ever holding up the event loop or the program's end."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


def _as_text(file: Document | None) -> str:
    """A file as it is shown here."""
    return f"{file.name}\n{file.body.decode('utf-8', 'replace')}" if file else ""


def _numbered(message: Outgoing, first: int) -> Table | Text:
    """A choice a line; of many, one after the other: a list of places is not to fill the screen each time."""
    if len(message.buttons) > FEW:
        told = [f"{number} {printable(one.label)}" for number, one in enumerate(message.buttons, first)]
        return Text("   ".join(one.replace(" ", "\u00a0") for one in told))
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style=f"bold {ACCENT}")
    table.add_column(overflow="fold")
    for number, button in enumerate(message.buttons, first):
        table.add_row(str(number), Text(printable(button.label)))
    return table
