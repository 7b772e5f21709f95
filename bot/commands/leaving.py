"""`earshot hand-over` and `earshot close-down`: somebody else carries on, or nobody does, and people are told."""

from datetime import date, datetime
from typing import Annotated

import typer

from bot.core import Core
from bot.desk import at_the_desk, say
from bot.draws import new_id
from bot.errors import Refused
from bot.staff.closing_down import ClosingDown
from bot.staff.handing_over import HandingOver, by_place


def hand_over(
    giver: Annotated[str, typer.Argument(metavar="WORKER-OR-NEIGHBOURHOOD", help="Whose open promises.")],
    worker: Annotated[str, typer.Option("--to", help="The worker who has them from now on.")] = "",
    organisation: Annotated[str, typer.Option(help="Who carries on; residents of the neighbourhood are told.")] = "",
) -> None:
    """Hand open promises over by name: a worker's to a worker, or a neighbourhood's to an organisation."""

    async def work(core: Core) -> None:
        desk = HandingOver(core.database, core.keys, core.area, core.wording, core.clock, new_id)
        if worker:
            moved = await desk.to_worker(giver, worker)
            for place, count in by_place(moved).items():
                say(f"{place}: {count} open, {worker}'s from now on")
            say(f"{len(moved)} handed over; residents are told nothing, for a teammate was always meant.")
        else:
            told = await desk.to_organisation(giver, organisation)
            say(f"{len(told)} are told that {organisation} looks after it now. `earshot export {giver}` has the files.")

    if bool(worker) == bool(organisation):
        raise Refused("say who takes over: --to WORKER, or --organisation NAME")
    at_the_desk(work)


def close_down(
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day nothing new is taken.")] = None,
    where: Annotated[str, typer.Option(help="Where people turn then, in a few words they read.")] = "",
    *,
    take_back: Annotated[bool, typer.Option("--take-back", help="It goes on after all.")] = False,
) -> None:
    """Close: everyone with something open is told once, and from that day nothing new is taken. Can be taken back."""

    async def work(core: Core) -> None:
        desk = ClosingDown(core.database, core.keys, core.area, core.wording, core.clock, new_id)
        if take_back:
            say(f"It goes on. {await desk.take_back()} are told so with their news.")
        elif day is not None:
            told = await desk.close(day, where)
            say(f"It closes on {day}. {told} are told with their news, by day and in their language.")
            say("Hand over what is open (`earshot hand-over`), and export each place (`earshot export`).")

    day: date | None = on.date() if on else None
    if take_back == (day is not None):
        raise Refused("say --on DATE and --where, or --take-back")
    at_the_desk(work)
