"""`earshot cases`, `earshot case ...`, `earshot invite` and `earshot drill`: safeguarding, until the console has it."""

import secrets
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import typer

from bot.alert_parts import bot_name, case_file, writer
from bot.alerts import drills as drilling
from bot.alerts.case_file import CaseFile, Opened
from bot.alerts.case_lines import drill_line, file_lines, list_line, sum_line
from bot.alerts.door import INVITE
from bot.alerts.notices import LADO
from bot.core import Core
from bot.desk import at_the_desk, say
from bot.dialogues.helplines import number as contact
from bot.domain.case import Decision
from bot.errors import NotFound
from bot.storage import staff

commands = typer.Typer(help="One safeguarding case: read it, take it, decide, close it.", no_args_is_help=True)
desk = typer.Typer()

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The case's number, such as C-7Q4MXKD.")]
As = Annotated[str, typer.Option("--as", help="Who you are: lead, deputy, manager, or your name. It goes on record.")]
Words = Annotated[str, typer.Argument(help="In your own words; kept apart from theirs.")]


@desk.command()
def cases(
    *,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    drills: Annotated[bool, typer.Option("--drills", help="How soon drills were answered, instead.")] = False,
    who: Annotated[str, typer.Option("--as", help="Leaves out what may be about you.")] = "",
) -> None:
    """List safeguarding cases, without a word of them: what waits, since when, what is late."""

    async def work(core: Core) -> None:
        await (_list_drills(core) if drills else _list_cases(core, who, closed=all_))

    at_the_desk(work)


async def _list_cases(core: Core, who: str, *, closed: bool) -> None:
    found = await case_file(core, who).cases(closed=closed)
    for one in found:
        say(list_line(one, writer(core), core.clock()))
    nothing = "There is no case." if closed else "No case is open."
    say(sum_line(found, writer(core), core.clock()) if found else nothing)


async def _list_drills(core: Core) -> None:
    async with core.database.read() as conn:
        found = await drilling.drills(conn, core.keys.organisation)
    for one in found:
        say(drill_line(one, writer(core)))
    if not found:
        say("There was no drill yet: `earshot drill` makes one.")


@desk.command()
def drill() -> None:
    """Tell everyone who is told of danger that this is a drill; `earshot cases --drills` says who answered."""

    async def work(core: Core) -> None:
        now = core.clock()
        name = f"{now.astimezone(core.area.zone):%Y-%m-%d-%H%M}"
        async with core.database.write() as conn:
            await drilling.put_drill(conn, core.keys.organisation, writer(core).roster, name, now)
        say("It goes out within seconds, while `earshot run` runs.")

    at_the_desk(work)


@desk.command()
def invite(
    who: Annotated[str, typer.Argument(help="lead, deputy, manager, on-call-1, on-call-2 ...")],
) -> None:
    """Make a link by which a worker is told of danger on Telegram. It works once, for three days."""

    async def work(core: Core) -> None:
        known = {one.id: one for one in writer(core).roster}
        if who not in known:
            raise NotFound(f"{who}: nobody is set up as that; there are {', '.join(known) or 'none'}")
        token = secrets.token_urlsafe(24)
        async with core.database.write() as conn:
            await staff.invite(conn, core.keys.organisation, who, token, core.clock())
        name = await bot_name(core)
        say(f"https://t.me/{name}?start={INVITE}{token}" if name else f"/start {INVITE}{token}")
        how = "Send it to them; they open it" if name else "They send this line to the bot"
        say(f"{how} on the telephone they are to be told on. It works once, until it was used or for three days.")

    at_the_desk(work)


@commands.command()
def show(number: Number, who: As) -> None:
    """Show a case with its words. That you looked goes on record."""

    async def work(core: Core, file: CaseFile) -> None:
        found: Opened = await file.show(number)
        for line in file_lines(found, file.writer, contact(core.area, LADO)):
            say(line)

    _with_file(who, work)


@commands.command()
def ack(number: Number, who: As) -> None:
    """Say that you have it: nobody else is called any more."""

    async def work(_core: Core, file: CaseFile) -> None:
        say("You have it." if await file.acknowledge(number) else "Somebody has it already, or it is closed.")

    _with_file(who, work)


@commands.command()
def note(number: Number, words: Words, who: As) -> None:
    """Write something beside the words."""

    async def work(_core: Core, file: CaseFile) -> None:
        await file.note(number, words)
        say("It is on record.")

    _with_file(who, work)


@commands.command()
def decide(
    number: Number,
    what: Annotated[Decision, typer.Argument(help="What is done.")],
    who: As,
    why: Annotated[str, typer.Option("--why", help="In your own words.")] = "",
) -> None:
    """Record what is done: nothing, early help, a referral to MASH, the police."""

    async def work(_core: Core, file: CaseFile) -> None:
        await file.decide(number, what, why)
        say("It is on record." + (" Record their answer with `earshot case answer`." if what.awaits_an_answer else ""))

    _with_file(who, work)


@commands.command()
def answer(number: Number, words: Words, who: As) -> None:
    """Record what MASH or the police answered."""

    async def work(_core: Core, file: CaseFile) -> None:
        await file.answered(number, words)
        say("It is on record.")

    _with_file(who, work)


@commands.command()
def close(number: Number, words: Words, who: As) -> None:
    """Close a case, with why. Its words stay on record."""

    async def work(_core: Core, file: CaseFile) -> None:
        await file.close(number, words)
        say("It is closed. If more is said in it, it opens again.")

    _with_file(who, work)


def _with_file(who: str, work: Callable[[Core, CaseFile], Coroutine[Any, Any, None]]) -> None:
    async def opened(core: Core) -> None:
        await work(core, case_file(core, who))

    at_the_desk(opened)
