"""The command line: one command each for what an operator does."""

import asyncio
import os
import secrets
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from bot import app as program
from bot import checkup, logs
from bot import demo as demonstration
from bot.checkup.finding import wrong
from bot.commands import answers, attachments, backup, bounced, cases, exporting, leaving, staff, talks
from bot.commands.evidence import released
from bot.commands.learning import learn
from bot.core import LOCALES, ROOT
from bot.desk import desk
from bot.draws import new_id
from bot.errors import EarshotError, ImportRefused, SettingError
from bot.exchange.bringing_in import Desk, bring_in
from bot.exchange.outcome import BroughtIn
from bot.opening import opened
from bot.reader_parts import read_every_language, read_with
from bot.reading.json_lines import answer
from bot.release_parts import as_it_stands
from bot.running import Earshot
from bot.settings import load
from bot.storage.migrate import is_at_head, migrate
from reports.drawing import Drawing
from reports.model import Edition, Month, Request

cli = typer.Typer(
    help="Earshot: a front door through which residents are heard, and told what became of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(desk)
cli.add_typer(cases.desk)
cli.add_typer(cases.commands, name="case")
cli.add_typer(attachments.commands, name="attachments")
cli.add_typer(talks.commands, name="talks")
cli.add_typer(staff.commands, name="staff")
cli.command()(learn)
cli.command(name="backup")(backup.back_up_)
cli.command(name="restore")(backup.restore_)
cli.command()(exporting.export)
cli.command(name="hand-over")(leaving.hand_over)
cli.command(name="close-down")(leaving.close_down)
cli.command()(answers.answer)
cli.command()(answers.promises)
cli.command()(bounced.bounced)
_COLOURS = {"wrong": "bold red", "warning": "yellow"}

out = Console(highlight=False, soft_wrap=True)
err = Console(highlight=False, soft_wrap=True, stderr=True)


def main() -> None:
    """Run a command; whatever we raise on purpose is told in a line, without a traceback."""
    # What we write is for its owner alone: the database, keys, exports.
    os.umask(0o077)
    try:
        cli()
    except EarshotError as fault:
        err.print("[bold red]Earshot cannot do this:[/]", end=" ")
        err.print(str(fault), markup=False)
        sys.exit(1)


@cli.command()
def run() -> None:
    """Start the web chat, the report pages, the clock, and Telegram where a token is set."""
    settings = load()
    logs.set_up(settings.log_level)
    _await(program.run(settings, _greet))


@cli.command()
def demo() -> None:
    """The same on a throw-away database filled with a made-up month."""
    logs.set_up("WARNING")
    _await(demonstration.run(load(), out, _greet))


@cli.command()
def chat() -> None:
    """Talk to Earshot here, in the terminal."""
    logs.set_up("ERROR")
    _await(program.chat(load(), Console(highlight=False)))


@cli.command()
def read() -> None:
    """Read JSON lines {"text", "language"?} on standard input; say for each what the text seems to be about."""
    readers = read_every_language(load())
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.write(f"{answer(readers, line)}\n")
            sys.stdout.flush()


@cli.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV file; see docs/howto/bring-in-what-was-gathered.md.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, store nothing.")] = False,
) -> None:
    """Bring in what was gathered on paper or elsewhere; twice stores once."""
    logs.set_up("WARNING")
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise ImportRefused(f"{file}: {fault.strerror}") from None

    if not asyncio.run(_bring_in(content, dry_run=dry_run)).complete:
        sys.exit(1)


async def _bring_in(content: bytes, *, dry_run: bool) -> BroughtIn:
    async with opened(load(), program.utc_now) as core:
        desk = Desk(
            database=core.database,
            keys=core.keys,
            area=core.area,
            reads=read_with(core),
            now=core.clock(),
            new_id=new_id,
            draw=secrets.randbelow,
        )
        with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
            task = bar.add_task("Bringing in")
            brought = await bring_in(
                content, desk, dry_run=dry_run, progress=lambda done, of: bar.update(task, completed=done, total=of)
            )
        for line in brought.lines(core.area.safeguarding_lead):
            out.print(line, markup=False)
        return brought


@cli.command()
def report(
    month: Annotated[str, typer.Argument(help="Such as 2026-10.")],
    neighbourhood: Annotated[str | None, typer.Option(help="The id of one; without it, the whole area.")] = None,
    edition: Annotated[Edition, typer.Option(help="For whom.")] = Edition.AGENCY,
    language: Annotated[str, typer.Option(help="Such as en.")] = "en",
    out_: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("out"),
) -> None:
    """Preview a month's Dialogue Report as it would go out now, headed as a draft; once approved, as it went out."""
    logs.set_up("WARNING")
    asked = Request(Month.of(month), neighbourhood, edition, language)

    async def work() -> None:
        async with opened(load(), program.utc_now) as core:
            wanted, month_now = await as_it_stands(core, asked)
            (made,) = await Drawing(LOCALES, ROOT).draw([wanted], month_now, core.area)
        for path in made.write(out_):
            out.print(str(path), markup=False)
        for note in made.notes:
            err.print(note, markup=False)

    _await(work())


@cli.command()
def evidence(
    year: Annotated[int, typer.Argument(help="Such as 2026.")],
    out_: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("out"),
) -> None:
    """Put a year's released months side by side, for whoever pays for the service."""
    logs.set_up("WARNING")

    async def work() -> None:
        async with opened(load(), program.utc_now) as core:
            made = await Drawing(LOCALES, ROOT).evidence(await released(core, year), core.area)
        for path in made.write(out_):
            out.print(str(path), markup=False)

    _await(work())


@cli.command()
def check() -> None:
    """Say in plain words what is wrong with settings, database, keys, pack and disk."""
    try:
        findings = asyncio.run(checkup.check(load(), program.utc_now()))
    except SettingError as fault:
        findings = [wrong("settings", str(fault))]
    for line in checkup.lines(findings):
        out.print(line, markup=False, style=_COLOURS.get(line.partition(" ")[0], ""))
    if not checkup.good(findings):
        sys.exit(1)


@cli.command(name="migrate")
def migrate_() -> None:
    """Bring the database to this version of Earshot."""
    settings = load()

    async def work() -> None:
        before = await is_at_head(settings.database)
        await migrate(settings.database)
        out.print("The database was up to date." if before else "The database is up to date now.")

    _await(work())


def _greet(earshot: Earshot) -> None:
    for line in earshot.greeting():
        out.print(line, markup=False)


def _await(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)
