"""The clock: says when to look, and nothing else. What is due, and who does it, the jobs find out in the store."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from msgspec import Struct

from bot.errors import ReportError, StorageError
from bot.jobs.answers import answers
from bot.jobs.cover import cover
from bot.jobs.digest import digest
from bot.jobs.drill import drill
from bot.jobs.follow_up import follow_up
from bot.jobs.forgetting import forgetting
from bot.jobs.friday import friday
from bot.jobs.kit import Job, Kit
from bot.jobs.learning import learning
from bot.jobs.old_words import old_words
from bot.jobs.questions import questions
from bot.jobs.report_delivery import report_delivery
from bot.jobs.report_drafts import report_drafts
from bot.jobs.report_release import report_release
from bot.jobs.report_reminders import report_reminders
from bot.jobs.silence import silence

log = structlog.get_logger(__name__)


class Timed(Struct, frozen=True):
    """A job and when to look whether it is due."""

    job: Job
    when: BaseTrigger


def timed_jobs(kit: Kit) -> tuple[Timed, ...]:
    """Every timed job, what people wait for first; in this order what was missed is made up.

    Looks are many and do little: a job finds out itself what is due and was not done.
    """
    zone = kit.area.zone
    return (
        Timed(answers, CronTrigger(minute="*", timezone=zone)),
        Timed(cover, CronTrigger(minute="*", timezone=zone)),
        Timed(friday, CronTrigger(minute="*", timezone=zone)),
        Timed(questions, IntervalTrigger(minutes=1, timezone=zone)),
        Timed(drill, CronTrigger(minute="5-59/15", timezone=zone)),
        Timed(digest, CronTrigger(minute="*/5", timezone=zone)),
        Timed(silence, CronTrigger(minute="10-59/15", timezone=zone)),
        Timed(follow_up, CronTrigger(minute="5-59/15", timezone=zone)),
        Timed(forgetting, IntervalTrigger(minutes=15, timezone=zone)),
        # Once a night is enough; twice more, should the store be out.
        Timed(old_words, CronTrigger(hour="3-5", minute=10, timezone=zone)),
        Timed(report_reminders, CronTrigger(minute="*/15", timezone=zone)),
        Timed(report_delivery, CronTrigger(minute="*", timezone=zone)),
        Timed(report_release, CronTrigger(minute="*/5", timezone=zone)),
        Timed(report_drafts, CronTrigger(minute="*/15", timezone=zone)),
        Timed(learning, CronTrigger(hour="3-5", minute=40, timezone=zone)),
    )


@asynccontextmanager
async def ticking(kit: Kit, clock: Callable[[], datetime]) -> AsyncIterator[AsyncIOScheduler]:
    """Run the jobs by the clock while the context lasts; what was missed while the machine was off is made up at once.

    `clock` gives now in UTC.
    """
    scheduler = AsyncIOScheduler(
        timezone=kit.area.zone, job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    )
    # One after another: whoever wrote while the machine was off is answered first.
    turn = asyncio.Lock()
    for timed in timed_jobs(kit):
        scheduler.add_job(look, timed.when, args=(timed.job, kit, clock), id=timed.job.__name__)
        scheduler.add_job(look, args=(timed.job, kit, clock, turn), id=f"{timed.job.__name__}-at-start")
    scheduler.start()
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)


async def look(job: Job, kit: Kit, clock: Callable[[], datetime], turn: asyncio.Lock | None = None) -> None:
    """Let a job see what is due, once it has the turn.

    An outage of the store is for the next look, and so is what a stop cuts short.
    """
    try:
        async with turn or nullcontext():
            await job(kit, clock())
    except asyncio.CancelledError:
        log.info("job cut short, doing it after the next start", job=job.__name__)
    except StorageError as fault:
        log.warning("job could not look, trying again next time", job=job.__name__, fault=str(fault))
    except ReportError as fault:
        log.error("job broke, trying again next time", job=job.__name__, fault=str(fault))  # noqa: TRY400 - no trace
