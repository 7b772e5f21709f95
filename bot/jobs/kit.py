"""What every timed job is given."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import structlog
from msgspec import Struct

from bot.alerts.roster import Roster
from bot.channel import Take
from bot.domain.area import Area
from bot.domain.closing import Closing
from bot.domain.letter import Letter
from bot.errors import EarshotError
from bot.learning import Learning
from bot.staff.cards import Writer
from bot.staff.friday_taps import FridayTaps
from bot.staff.releasing import Releasing
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.keys import Keys
from reports.drawing import Drawing
from reports.frozen import Frozen, Review

log = structlog.get_logger(__name__)


class Kit(Struct, frozen=True):
    """The store, the area, and where to work.

    `reports` is the folder drafts go to; `worker` names this process in the rows it claims;
    `roster` are those who are told of danger;
    `learning` says where the readers learn, None for not at all. `take` is the dispatcher's; `pulled` are the accounts
    where people fetch what is said, `pushed` those where it may be sent to them unasked.
    `writer` words what workers are told in their chats, None where they have none. `takes_up` is told on which days a
    neighbourhood is read otherwise than usual, and whether Earshot closes (Dispatcher.takes_up).
    `looks_up` look up what is asked of many just now, and what the last report said; `friday` drafts Friday answers;
    `releasing` lets the report go out. `address` is where residents reach the web chat;
    `mail` sends a mail (SendFailed), None where there is no mail server.
    `apart` has a job, by its name, done by a process of its own; None: it is done here. `prefill` drafts lines of a
    frozen month for its reviews.
    """

    database: Database
    keys: Keys
    area: Area
    drawing: Drawing
    reports: Path
    worker: str
    roster: Roster = ()
    learning: Learning | None = None
    take: Take | None = None
    pulled: tuple[str, ...] = ()
    pushed: tuple[str, ...] = ()
    writer: Writer | None = None
    takes_up: Callable[[Mapping[tuple[str, date], bool], Closing | None], None] | None = None
    looks_up: tuple[Callable[[], Awaitable[None]], ...] = ()
    friday: FridayTaps | None = None
    address: str = ""
    releasing: Releasing | None = None
    mail: Callable[[Letter], Awaitable[None]] | None = None
    apart: Callable[[str, datetime], Awaitable[None]] | None = None
    prefill: Callable[[Frozen], Awaitable[tuple[Review, ...]]] | None = None


Job = Callable[[Kit, datetime], Awaitable[None]]
"""A timed job: takes its kit and `now` (UTC), does what is due and has not been done."""


async def once(
    kit: Kit, work: Callable[[], Awaitable[None]], *, job: str, scope: str, period: str, now: datetime
) -> bool:
    """Do `work` unless it was done for this scope and period, or another process is at it; True where it was done here.

    Whatever breaks is logged and the run marked failed, so that the next look tries again; one cut short by a stop too.
    """
    organisation = kit.keys.organisation
    async with kit.database.write() as conn:
        if not await jobs.claim_job(conn, organisation, job, scope, period, worker=kit.worker, now=now):
            return False
    try:
        await work()
    except BaseException as fault:  # one job's fault must not stop the clock
        told = str(fault) if isinstance(fault, EarshotError) else type(fault).__name__
        tell = log.info if isinstance(fault, asyncio.CancelledError) else log.error
        tell("job failed", job=job, scope=scope, period=period, fault=told)  # a trace could hold words
        async with kit.database.write() as conn:
            await jobs.fail(conn, organisation, job, scope, period, worker=kit.worker, now=now)
        if not isinstance(fault, Exception):
            raise
        return False
    async with kit.database.write() as conn:
        await jobs.finish(conn, organisation, job, scope, period, worker=kit.worker, now=now)
    return True
