"""The whole check-up, in the order in which an operator sets things right: who is not told of danger comes first."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.checkup.addresses import addresses
from bot.checkup.backups import backups
from bot.checkup.complaints import unanswered
from bot.checkup.finding import Finding, good
from bot.checkup.keys import beside
from bot.checkup.machine import machine
from bot.checkup.owed import owed
from bot.checkup.safeguarding import safeguarding
from bot.checkup.signposts import signposts
from bot.checkup.store import store
from bot.checkup.town import advice, learned, town, words
from bot.core import LOCALES, pack_folder
from bot.settings import Settings


def disk_free(folder: Path) -> int:
    """The bytes that are free on a folder's disk."""
    return shutil.disk_usage(folder).free


async def check(
    settings: Settings, now: datetime, *, locales: Path = LOCALES, free: Callable[[Path], int] = disk_free
) -> list[Finding]:
    """How it stands with everything Earshot needs; makes and changes nothing."""
    area, found = town(pack_folder(settings))
    stored = await store(settings, area)
    if area is not None:
        kept_true, old = await signposts(settings, area, now, looks=good(stored))
        found = [*found, *advice(kept_true, now), *old]
        found = [*found, *words(area, locales), *learned(area, locales, settings.data_dir)]
    # A database that is not sound is not opened once more: that could change it.
    guarded = await safeguarding(settings, area, now, looks=good(stored)) if area is not None else []
    promised = await owed(settings, area, now, looks=good(stored)) if area is not None else []
    promised += await unanswered(settings, area, now, looks=good(stored)) if area is not None else []
    kept = await backups(settings, area, now, looks=good(stored)) if area is not None else []
    whole = [
        *addresses(settings),
        *machine(settings.data_dir, now, free),
        *found,
        *stored,
        *beside(settings.key_file, settings.data_dir),
        *kept,
        *guarded,
        *promised,
    ]
    return sorted(whole, key=lambda one: not one.first)
