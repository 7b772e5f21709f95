"""`earshot attachments`: what came as a photo or a voice note, for a worker to look at, listen to and write down."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.core import Core
from bot.desk import at_the_desk, say
from bot.domain.case import GUIDANCE
from bot.domain.reading import DangerLevel
from bot.draws import new_id
from bot.errors import NotFound
from bot.reader_parts import read_with
from bot.storage import attachments, audit
from bot.writing_down import Desk, write_down

commands = typer.Typer(help="Photos and voice notes that wait for a person.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="As `earshot attachments list` shows it.")]
As = Annotated[str, typer.Option("--as", help="Who you are: it goes on record.")]


@commands.command(name="list")
def list_() -> None:
    """What nobody has looked at yet, or could not be fetched."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            found = await attachments.listed(conn, core.keys.organisation)
        if not found:
            say("Nothing waits.")
        for one in found:
            when = one.shown_at.astimezone(core.area.zone).strftime("%d.%m. %H:%M")
            of = f"{one.reference}  {one.neighbourhood}  {one.language}"
            say(f"{one.id}  {one.medium:5}  {one.state:7}  {when}  {of}")

    at_the_desk(work)


@commands.command()
def save(id_: Id, who: As, to: Annotated[Path, typer.Option("--out", help="The file to write.")]) -> None:
    """Write a photo or voice note to a file, to look at it or listen. Delete the file afterwards."""

    async def work(core: Core) -> None:
        async with core.database.write() as conn:
            found = await attachments.content(conn, core.keys, id_)
            if found is None:
                raise NotFound(f"{id_}: nothing is kept under this id")
            await audit.record(conn, core.keys, new_id(), who=who, what=f"attachment {id_} saved", now=core.clock())
            await attachments.looked(conn, core.keys, id_, core.clock(), keeps=True)
        await asyncio.to_thread(to.write_bytes, found)
        say(f"Written to {to}. Delete it once you have looked.")

    at_the_desk(work)


@commands.command(name="write-down")
def write_down_(
    id_: Id, who: As, words: Annotated[str, typer.Argument(help="What is said in it, in the person's own words.")]
) -> None:
    """Put what a voice note says on record; the recording is deleted. What sounds like danger opens a case."""

    async def work(core: Core) -> None:
        desk = Desk(core.database, core.keys, read_with(core).read, core.clock(), new_id)
        level = await write_down(desk, id_, words, who)
        say("It is on record, and the recording is deleted.")
        if level is not DangerLevel.NONE:
            say(f"Somebody may be in danger: it is a case now. {GUIDANCE} Ring {core.area.safeguarding_lead} today.")

    at_the_desk(work)
