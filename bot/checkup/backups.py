"""Whether there is a backup young enough to lose little, and none so old that who was deleted is still in it."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.checkup.finding import Finding, ok, warning
from bot.domain.area import Area
from bot.errors import EarshotError
from bot.settings import Settings
from bot.storage import backups as on_record
from bot.storage import installation
from bot.storage.database import Database, sqlite_file
from bot.storage.migrate import is_at_head, revisions
from bot.storage.stores import store

SUBJECT = "backup"
OLDEST_NEWEST = timedelta(days=7)
"""How old the newest backup may be: more than a week of words is too much to lose (issue 4, item 10)."""
_HOW = "`earshot backup FILE`, each night (docs/howto/back-up-and-restore.md)"


async def backups(settings: Settings, area: Area, now: datetime, *, looks: bool) -> list[Finding]:
    """How it stands with backups; nothing where no database is there yet. `looks`: it may be opened."""
    old = list(_old(settings, now))
    file = sqlite_file(settings.database) if looks else None
    if not looks or (file is not None and not file.exists()):
        return old
    try:
        if not await revisions(settings.database) or not await is_at_head(settings.database):
            return old
        left = await asyncio.to_thread(store(settings.database).leftovers)
        return [*await _newest(settings, area, now), *old, *map(_left, left)]
    except EarshotError:
        return old  # Said of the database already.


async def _newest(settings: Settings, area: Area, now: datetime) -> list[Finding]:
    database = await Database.open(settings.database)
    try:
        async with database.read() as conn:
            moment = await on_record.newest(conn, area.organisation)
            needed = await installation.holds_people(conn)
    finally:
        await database.close()
    if moment is None:
        return [warning(SUBJECT, f"there is none of what people said: {_HOW}.")] if needed else []
    days = (now - moment).days
    gone = (now - timedelta(days=settings.backups_kept_days)).date()
    over = f"Those from before {gone} must be gone, wherever they lie."
    if now - moment > OLDEST_NEWEST:
        return [warning(SUBJECT, f"the newest is {days} days old: {_HOW}. {over}")]
    return [ok(SUBJECT, f"the newest is {days} days old. {over}")]


def _old(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Backups that were made here and still lie where they were made, though who was deleted is in them."""
    log = settings.data_dir / on_record.LOG
    for line in log.read_text("utf-8", "replace").splitlines() if log.is_file() else ():
        moment, _, path = line.partition(" ")
        if _is_over(moment, settings, now) and Path(path).exists():
            yield warning(SUBJECT, f"{path} is older than {settings.backups_kept_days} days: delete it.")


def _left(name: str) -> Finding:
    told = f"{name} was set aside or left behind by `earshot restore`, and erasing does not reach it: delete it."
    return warning(SUBJECT, told)


def _is_over(moment: str, settings: Settings, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(moment) > timedelta(days=settings.backups_kept_days)
    except (ValueError, TypeError):
        return False
