"""Every night the readers learn anew from what people confirmed; what was erased meanwhile is unlearned by morning."""

import asyncio
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot import weights
from bot.errors import ReportError
from bot.jobs.kit import Kit
from bot.learning import Desk, learn, too_few

log = structlog.get_logger(__name__)

JOB = "learning"
NIGHT = time(3, 30)
"""Local time; by then the old words of the day are wiped."""


async def learning(kit: Kit, now: datetime) -> None:
    """Learn, once a night, by a process of its own where there is one; `now` is UTC.

    It takes minutes of a processor, and whoever writes meanwhile would wait for each answer. Each process that serves
    people learns for itself, so no run is claimed. What broke would break again at the next look: it is told, and over.
    """
    given = kit.learning
    if given is None or not _is_due(given.desk, now):
        return
    before = _files(given.desk)
    learned = await _learned(kit, given.desk, now)
    weights.note_tried(given.desk.data_dir, broke=not learned)
    if _files(given.desk) != before:
        await asyncio.to_thread(given.take_up)


async def _learned(kit: Kit, desk: Desk, now: datetime) -> bool:
    """False where the process that learns broke; none is started where there is too little to learn from."""
    if kit.apart is None or await too_few(desk):
        await teach(kit, now)
        return True
    try:
        await kit.apart(JOB, now)
    except ReportError as fault:
        log.error("nothing was learned tonight, trying again tomorrow", fault=str(fault))  # noqa: TRY400 - no trace
        return False
    return True


async def teach(kit: Kit, _now: datetime) -> None:
    """Learn at once, and tell in the log what came of it."""
    if kit.learning is None:
        return
    for outcome in await learn(kit.learning.desk):
        log.info("learned from what people confirmed", told=" ".join(outcome.lines()))


def _is_due(desk: Desk, now: datetime) -> bool:
    """Whether nothing was tried since the last night; what was refused then would be refused again."""
    tried = weights.tried_at(desk.data_dir)
    return tried is None or tried < last_night(now, desk.area.zone).timestamp()


def _files(desk: Desk) -> dict[str, int]:
    """Which languages have weights, and when each was written."""
    files = {language.code: weights.path_of(desk.data_dir, language.code) for language in desk.area.languages_on}
    return {code: path.stat().st_mtime_ns for code, path in files.items() if path.exists()}


def last_night(now: datetime, zone: ZoneInfo) -> datetime:
    """The last time it was NIGHT in this zone."""
    local = now.astimezone(zone)
    night = datetime.combine(local.date(), NIGHT, zone)
    return night if night <= local else night - timedelta(days=1)
