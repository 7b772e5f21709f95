"""`earshot staff ...`: who works here, what they may do, and how they are let in."""

from typing import Annotated

import typer

from bot.alert_parts import bot_name
from bot.core import Core
from bot.desk import at_the_desk, say
from bot.domain.worker import Role, Worker
from bot.errors import NotFound
from bot.staff.door import INVITE
from bot.staff.letting_in import change, let_in, put_out
from bot.staff_parts import access
from bot.storage import workers
from bot.storage.workers import Link

commands = typer.Typer(help="Say who works here, and let them in.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="WORKER", help="As `earshot staff list` shows it.")]


@commands.command(name="list")
def list_() -> None:
    """List who works here, as what, and where."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            found = await workers.everyone(conn, core.keys)
            bound = await workers.chats(conn, core.keys)
        for one in found:
            where = ", ".join(one.neighbourhoods) or "the whole area"
            chat = "" if one.id in bound else "; the bot does not know them yet"
            say(f"{one.id}  {one.name}: {', '.join(one.roles)}; {where}{chat}")
        if not found:
            say("Nobody works here yet: `earshot staff add` lets the first in.")

    at_the_desk(work)


@commands.command()
def add(
    name: Annotated[str, typer.Argument(help="What others call them.")],
    role: Annotated[list[Role], typer.Option(help="What they are here; may be given several times.")],
    place: Annotated[list[str] | None, typer.Option("--for", help="A neighbourhood's id; several times.")] = None,
) -> None:
    """Let somebody in: prints a link for Telegram and one for the console, each good once."""

    async def work(core: Core) -> None:
        someone = await let_in(access(core), core.area, name, roles=role, places=place or [])
        say(f"{someone.id}  {someone.name}: {', '.join(someone.roles)}")
        await _say_links(core, someone)

    at_the_desk(work)


@commands.command(name="change")
def change_(
    id_: Id,
    role: Annotated[list[Role], typer.Option(help="What they are from now on; may be given several times.")],
    place: Annotated[list[str] | None, typer.Option("--for", help="A neighbourhood's id; several times.")] = None,
) -> None:
    """Say what somebody is here and where from now on; what they were before ends."""

    async def work(core: Core) -> None:
        someone = await change(access(core), core.area, id_, roles=role, places=place or [])
        where = ", ".join(someone.neighbourhoods) or "the whole area"
        say(f"{someone.id}  {someone.name}: {', '.join(someone.roles)}; {where}")

    at_the_desk(work)


@commands.command()
def link(id_: Id) -> None:
    """Print new links for somebody who works here: for Telegram, and for the console."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            someone = await workers.find(conn, core.keys, id_)
        if someone is None:
            raise NotFound(f"{id_}: nobody of this id works here; `earshot staff list` shows who does")
        await _say_links(core, someone)

    at_the_desk(work)


@commands.command()
def remove(id_: Id) -> None:
    """Somebody has gone: their chat, links and sessions open nothing any more."""

    async def work(core: Core) -> None:
        await put_out(access(core), id_)
        say(f"{id_} is let in nowhere any more.")

    at_the_desk(work)


async def _say_links(core: Core, someone: Worker) -> None:
    door, name = access(core), await bot_name(core)
    if name:
        token = await door.make_link(someone.id, Link.CHAT)
        say(f"Telegram, once, within 3 days: https://t.me/{name}?start={INVITE}{token}")
    token = await door.make_link(someone.id)
    say(f"Console, once, within 15 minutes: {core.settings.public_url}/console/enter/{token}")
