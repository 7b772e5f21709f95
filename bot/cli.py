"""The command line: one command each for what an operator does."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any

import typer
from rich.console import Console

from bot import app as program
from bot import logs
from bot.app import Earshot
from bot.errors import EarshotError
from bot.settings import load
from bot.storage.migrate import is_at_head, migrate

cli = typer.Typer(
    help="Earshot: a front door through which residents are heard, and told what became of it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out, err = Console(highlight=False), Console(stderr=True, highlight=False)


def main() -> None:
    """Run a command; whatever we raise on purpose is told in a line, without a traceback."""
    try:
        cli()
    except EarshotError as fault:
        err.print(f"[bold red]Earshot:[/] {fault}", markup=True)
        sys.exit(1)


@cli.command()
def run() -> None:
    """Start the web chat, the report pages, the clock, and Telegram where a token is set."""
    settings = load()
    logs.set_up(settings.log_level)
    _await(program.run(settings, greet))


@cli.command(name="migrate")
def migrate_() -> None:
    """Bring the database to this version of Earshot."""
    settings = load()

    async def work() -> None:
        before = await is_at_head(settings.database)
        await migrate(settings.database)
        out.print("The database was up to date." if before else "The database is up to date now.")

    _await(work())


def greet(earshot: Earshot) -> None:
    """Say where to go and what is on."""
    settings, telegram = earshot.core.settings, earshot.telegram
    out.print(f"[bold]Earshot is on[/], for {earshot.core.area.name}.")
    out.print(f"  Chat:      {settings.public_url}/")
    out.print(f"  Reports:   {settings.public_url}/report?key={earshot.operator_key}")
    out.print(
        f"  Telegram:  {f'on, by {settings.telegram_mode}' if telegram else 'off (set TELEGRAM_BOT_TOKEN in .env)'}"
    )
    out.print(
        f"  Words:     {earshot.core.database.dialect}, locked with {settings.key_file} - keep a copy of it elsewhere"
    )
    out.print("Stop with Ctrl-C.")


def _await(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)
