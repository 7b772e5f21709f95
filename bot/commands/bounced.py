"""`earshot bounced`: a mail server's alias hands over what came back, and the console shows it.

All that comes to the alias is piped in, an officer's answer too. A status other than 0 makes the server return it to
its sender, so what is no "could not be delivered" of ours is no fault.
"""

import sys

import typer

from bot.core import Core
from bot.desk import at_the_desk, say
from bot.draws import new_id
from bot.errors import EarshotError, NotFound, Refused
from bot.exchange.bounce import LARGEST, Bounce, read_bounce
from bot.staff.house import House
from bot.staff.sendings import Sendings

AGAIN = 75
"""EX_TEMPFAIL of sysexits.h: a mail server that pipes to us tries later."""


def bounced() -> None:
    """Read a "could not be delivered" (RFC 3464) on standard input; mark the report's mail it is about as come back."""
    try:
        _mark(read_bounce(sys.stdin.buffer.read(LARGEST + 1)))
    except (Refused, NotFound) as why:
        typer.echo(f"Nothing changed: {why}.", err=True)
    except EarshotError as fault:
        typer.echo(f"Earshot cannot do this now: {fault}", err=True)
        raise typer.Exit(AGAIN) from None


def _mark(bounce: Bounce) -> None:
    async def work(core: Core) -> None:
        house = House(core.database, core.keys, core.area, core.clock, new_id)
        one, anew = await Sendings(house).bounced(bounce)
        say(f"{one.message_id}: {'came back' if anew else 'is marked already'}, {bounce.status}.")

    at_the_desk(work)
