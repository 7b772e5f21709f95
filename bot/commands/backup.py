"""`earshot backup` and `earshot restore`: the whole store in one locked file, and back again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot import logs, pack
from bot.app import utc_now
from bot.backup import Restored, Site, back_up, restore
from bot.backup.site import Told
from bot.core import pack_folder
from bot.desk import say
from bot.draws import new_id
from bot.settings import Settings, load

MIB = 1024**2
err = Console(highlight=False, soft_wrap=True, stderr=True)


def back_up_(
    file: Annotated[Path, typer.Argument(help="A new file, such as earshot-2026-10-07.backup; best on another disk.")],
) -> None:
    """Write all that is kept to one locked file, while Earshot runs. The master key is NOT in it."""
    logs.set_up("WARNING")
    settings = load()
    with _told() as told:
        made = back_up(_site(settings), file, told)
    until = (made.moment + timedelta(days=settings.backups_kept_days)).date()
    say(f"{file}: everything up to {made.moment:%Y-%m-%d %H:%M} UTC, {made.size / MIB:,.1f} MiB. Delete it by {until}.")
    say(f"Without {settings.key_file} nobody can open it, and it is not in it: keep a copy of its folder elsewhere.")
    if not made.on_record:
        say("It is not on record: the database is of another version of Earshot (`earshot migrate`).")


def restore_(
    file: Annotated[Path, typer.Argument(help="A backup, as `earshot backup` made it.")],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Set aside the database that is there.")] = False,
    old_log: Annotated[
        bool, typer.Option("--old-log", help="Go on though erased.log is older than the backup and no newer is left.")
    ] = False,
) -> None:
    """Bring a backup back, with Earshot stopped. Whoever was deleted since is deleted again before it can start."""
    logs.set_up("WARNING")
    settings = load()
    with _told() as told:
        restored = restore(_site(settings), file, told, replace=replace, old_log=old_log)
    for line in _lines(restored, settings):
        say(line)


def _lines(restored: Restored, settings: Settings) -> Iterator[str]:
    yield f"Everything up to {restored.moment:%Y-%m-%d %H:%M} UTC is back. Now start Earshot."
    who = "1 person was" if restored.erased == 1 else f"{restored.erased} people were"
    yield f"{who} deleted since, and again now."
    if restored.meddled:
        yield f"The record of who did what is not as it was written: {restored.meddled}."
    if restored.aside:
        until = (utc_now() + timedelta(days=settings.backups_kept_days)).date()
        yield f"What was there before is set aside as {restored.aside}: delete it by {until}."
    yield "Workers sign in anew. Who has left since works here again: look at `earshot staff list`."


def _site(settings: Settings) -> Site:
    area = pack.load(pack_folder(settings))
    return Site(area.organisation, settings.database, settings.data_dir, settings.key_file, utc_now, new_id)


@contextmanager
def _told() -> Iterator[Told]:
    """A bar for each step, gone at the end; none where nobody looks."""
    with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
        steps = {}

        def told(step: str, done: int, of: int) -> None:
            if step not in steps:
                steps[step] = bar.add_task(step)
            bar.update(steps[step], completed=done, total=of or None)

        yield told
