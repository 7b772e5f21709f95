"""The machine: room on the disk, folders that can be written to, a clock that is right."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.checkup.finding import Finding, ok, warning, wrong

MIB = 1024**2
LEAST, ENOUGH = 100 * MIB, 1024 * MIB
"""Bytes free: below the first nothing more can be promised, below the second somebody should make room."""

# Earshot was written in 2026; a machine without a clock battery wakes up in 1970.
_EARLIEST, _LATEST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def machine(data_dir: Path, now: datetime, free: Callable[[Path], int]) -> Iterator[Finding]:
    """How it stands with DATA_DIR and the clock; `free` says how many bytes a folder's disk has left."""
    yield _clock(now)
    folder = nearest(data_dir)
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        yield wrong("DATA_DIR", f"nothing can be written to {folder}: make it a folder of the user Earshot runs as.")
        return
    yield ok("DATA_DIR", f"{data_dir}." if data_dir.exists() else f"{data_dir}: `earshot run` makes it.")
    yield _room(folder, free(folder))


def nearest(path: Path) -> Path:
    """The path itself, or the nearest folder above it that is there."""
    return next(one for one in (path.absolute(), *path.absolute().parents) if one.exists())


def _room(folder: Path, left: int) -> Finding:
    told = f"{left // MIB:,} MiB are free on the disk of {folder}"
    if left < LEAST:
        return wrong("disk", f"{told}: make room, or nothing more can be kept.")
    if left < ENOUGH:
        return warning("disk", f"{told}: make room soon.")
    return ok("disk", f"{told}.")


def _clock(now: datetime) -> Finding:
    told = f"{now.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if _EARLIEST <= now < _LATEST:
        return ok("clock", f"{told}.")
    return wrong("clock", f"it says {told}: set it, or every day on record will be wrong.")
