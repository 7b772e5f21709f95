"""Looks which questions are asked of many: another process may have put one down, or called it off."""

from datetime import datetime

from bot.jobs.kit import Kit


async def questions(kit: Kit, _now: datetime) -> None:
    """Look; every process for itself, so no run is claimed."""
    if kit.questions is not None:
        await kit.questions()
