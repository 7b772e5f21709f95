"""`earshot talks`: who wants to talk to a person, and the links by which workers do."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.desk import at_the_desk, say
from bot.domain.talk import Role
from bot.draws import new_id
from bot.errors import NotFound, Refused
from bot.staff.talk_links import make_link
from bot.storage import audit, talks
from bot.storage.talks import Asked
from bot.talk_desk import is_staffed

commands = typer.Typer(help="People who want to talk to a person.", no_args_is_help=True)


@commands.command(name="list")
def list_() -> None:
    """Who waits, since when and where; never what they wrote."""

    async def work(core: Core) -> None:
        async with core.database.read() as conn:
            waiting = await talks.asked(conn, core.keys)
        for one in waiting:
            when = one.asked_at.astimezone(core.area.zone).strftime("%d.%m. %H:%M")
            age = "under 18, or not said: needs a second worker" if one.protected else "adult"
            say(f"{one.id}  since {when}  {one.neighbourhood or 'elsewhere'}  {age}")
        if not waiting:
            say("Nobody waits.")

    at_the_desk(work)


@commands.command(name="open")
def open_(
    id_: Annotated[str, typer.Argument(metavar="ID", help="As `earshot talks list` shows it.")],
    worker: Annotated[str, typer.Option("--as", help="The worker's name, as the resident will see it.")],
    second: Annotated[str, typer.Option("--second", help="A second worker, who sees every message.")] = "",
) -> None:
    """Take it up: prints a link for each worker, good for a day. With anybody under 18 a second worker is needed."""
    at_the_desk(lambda core: _open(core, id_, worker.strip(), second.strip()))


async def _open(core: Core, id_: str, worker: str, second: str) -> None:
    now = core.clock()
    async with core.database.write() as conn:
        wish = await _wish(core, conn, id_)
        if wish.protected and second.casefold() in {"", worker.casefold()}:
            raise Refused("they have not said that they are 18: name another worker with --second")
        await talks.open_talk(conn, core.keys, wish, (worker, second), now)
        what = f"talk {id_} opened for {worker} and {second or 'nobody else'}"
        await audit.record(conn, core.keys, new_id(), who=worker, what=what, now=now)
    _say_links(core, id_, ((worker, Role.WORKER), (second, Role.SECOND)), now)
    if wish.protected and not is_staffed(core.area, now, core.area.zone):
        say("It is outside staffed hours: nothing can be written before they begin.")


async def _wish(core: Core, conn: AsyncConnection, id_: str) -> Asked:
    wish = next((one for one in await talks.asked(conn, core.keys) if one.id == id_), None)
    if wish is None:
        raise NotFound(f"{id_}: nobody waits under this id; `earshot talks list` shows who does")
    return wish


def _say_links(core: Core, id_: str, who: Iterable[tuple[str, Role]], now: datetime) -> None:
    for name, role in who:
        if name:
            say(f"{name}: {core.settings.public_url}/talk/{make_link(core.keys, id_, role, now)}")
