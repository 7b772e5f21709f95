"""The operator's desk: commands that list what waits for a person, until the console has a page for each."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated

import typer
from rich.console import Console

from bot import logs
from bot.app import utc_now
from bot.core import Core, opened
from bot.draws import new_id
from bot.errors import NotFound
from bot.settings import load
from bot.storage import audit, held_words

out = Console(highlight=False, soft_wrap=True)
desk = typer.Typer()


def say(line: str) -> None:
    """A line to standard output; words of residents are never taken for markup."""
    out.print(line, markup=False)


def at_the_desk(work: Callable[[Core], Awaitable[None]]) -> None:
    """Do `work` with everything opened."""
    logs.set_up("WARNING")

    async def opening() -> None:
        async with opened(load(), utc_now) as core:
            await work(core)

    asyncio.run(opening())


@desk.command()
def held(which: Annotated[str, typer.Argument(metavar="[ID]", help="One of the list, to be shown.")] = "") -> None:
    """List what was written of somebody and is held apart for 30 days; showing one is put on record."""

    async def work(core: Core) -> None:
        await (_show_held(core, which) if which else _list_held(core))

    at_the_desk(work)


async def _list_held(core: Core) -> None:
    async with core.database.read() as conn:
        waiting = await held_words.waiting(conn, core.keys.organisation, core.clock())
    for one in waiting:
        until = one.until.astimezone(core.area.zone).date()
        say(f"{one.id}  {one.reference or 'an edited message'}, wiped on {until}")
    if not waiting:
        say("Nothing is held.")


async def _show_held(core: Core, which: str) -> None:
    async with core.database.write() as conn:
        now = core.clock()
        words = await held_words.look(conn, core.keys, which, now)
        if words is None:
            raise NotFound(f"{which}: nothing of this id is held; `earshot held` lists what is")
        await audit.record(
            conn, core.keys.organisation, new_id(), who="operator", what=f"looked at held words {which}", now=now
        )
    say(words)
