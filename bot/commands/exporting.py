"""`earshot export`: everything for the operator, or all of a neighbourhood for whoever carries on with it."""

import hashlib
import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.core import Core
from bot.desk import at_the_desk, say
from bot.draws import new_id
from bot.errors import NotFound, Refused
from bot.exchange import handing_out
from bot.exchange.locked import SALT, lock, password
from bot.exchange.outcome import rows_of
from bot.staff.exit_kit import exit_kit


def export(
    neighbourhood: Annotated[str, typer.Argument(help="The id of one: all of it, as a zip. Without: everything.")] = "",
    out_: Annotated[Path | None, typer.Option("--out", help="A file to write; without it, standard output.")] = None,
    *,
    plain: Annotated[bool, typer.Option("--plain", help="A neighbourhood's zip that anybody can open.")] = False,
    locked: Annotated[bool, typer.Option("--locked", help="The same, locked with a password that is printed.")] = False,
) -> None:
    """Hand out what is kept, as tables, without cases. For the operator only, and put on record."""

    async def work(core: Core) -> None:
        await (_a_neighbourhood(core, neighbourhood, out_, locked=locked) if neighbourhood else _all(core, out_))

    if neighbourhood and (out_ is None or plain == locked):
        raise Refused("a neighbourhood's export needs --out FILE, and either --locked or --plain: say which")
    at_the_desk(work)


async def _all(core: Core, out_: Path | None) -> None:
    lines = handing_out.hand_out(core.database, core.keys, id_=new_id(), now=core.clock())
    if out_ is None:
        async for line in lines:
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    else:
        count = await handing_out.save(lines, out_)
        typer.echo(f"{rows_of(count - 1)} written to {out_}.", err=True)


async def _a_neighbourhood(core: Core, place: str, out_: Path | None, *, locked: bool) -> None:
    if out_ is None or core.area.neighbourhood(place) is None:
        known = ", ".join(sorted(one.id for one in core.area.neighbourhoods))
        raise NotFound(f"{place}: there is no such neighbourhood; there are {known}")
    kit = await exit_kit(core.database, core.keys, core.area, place, id_=new_id(), now=core.clock())
    word = password(secrets.randbelow) if locked else ""
    content = lock(kit.content, word, secrets.token_bytes(SALT)) if locked else kit.content
    handing_out.save_whole(content, out_)
    say(f"{out_}: " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in kit.rows.items() if count))
    say(f"SHA-256 {hashlib.sha256(content).hexdigest()}")
    if locked:
        say(f"Password, shown this once: {word}")
        say(f"Opened by: openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -in {out_.name} -out kit.zip")
    else:
        say("Anybody who has this file can read what people said. Hand it over yourself, and delete it.")
