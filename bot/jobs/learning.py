"""Every night the readers learn anew from what people confirmed; what was erased meanwhile is unlearned by morning."""

import asyncio
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import weights
from bot.jobs.kit import Kit
from bot.learning import Desk, learn

log = structlog.get_logger(__name__)

NIGHT = time(3, 30)
"""Local time; by then the old words of the day are wiped."""


async def learning(kit: Kit, now: datetime) -> None:
    """Learn, once a night; `now` is UTC. Each process learns for itself, so no run is claimed."""
    given = kit.learning
    if given is None or not _is_due(given.desk, now):
        return
    outcomes = await learn(given.desk)
    for outcome in outcomes:
        log.info("learned from what people confirmed", told=" ".join(outcome.lines()))
    if any(outcome.changed for outcome in outcomes):
        await asyncio.to_thread(given.take_up)


def _is_due(desk: Desk, now: datetime) -> bool:
    """Whether nothing was learned since the last night."""
    files = [weights.path_of(desk.data_dir, language.code) for language in desk.area.languages_on]
    oldest = min((one.stat().st_mtime for one in files if one.exists()), default=None)
    return oldest is None or oldest < last_night(now, desk.area.zone).timestamp()


def last_night(now: datetime, zone: ZoneInfo) -> datetime:
    """The last time it was NIGHT in this zone."""
    local = now.astimezone(zone)
    night = datetime.combine(local.date(), NIGHT, zone)
    return night if night <= local else night - timedelta(days=1)
