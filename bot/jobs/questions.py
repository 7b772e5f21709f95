"""Looks which questions are asked of many, and what the last report said: another process may have changed it."""

from datetime import datetime

from bot.jobs.kit import Kit


async def questions(kit: Kit, _now: datetime) -> None:
    """Look; every process for itself, so no run is claimed."""
    for look_up in kit.looks_up:
        await look_up()
