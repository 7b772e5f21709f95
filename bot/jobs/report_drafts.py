"""Last month's drafts, on the pack's draft day: the month frozen once for the whole area, every scope drawn from it."""

import asyncio
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from bot.domain.thresholds import ReportDays
from bot.jobs.kit import Kit, once
from bot.storage import drafts, heard, jobs
from reports import dataset
from reports.freeze import freeze
from reports.frozen import WHOLE_AREA, Frozen
from reports.model import Edition, Month, Request
from reports.release import carried_over

JOB = "report_drafts"
MADE_UP = 12
"""Months that are made up for at most, after a machine was off."""


async def report_drafts(kit: Kit, now: datetime) -> None:
    """Have every draft made that is due and was not made, by a process of its own where there is one. `now` is UTC."""
    if not await _due(kit, now):
        return
    if kit.apart is None:
        await make_due(kit, now)
    else:
        await kit.apart(JOB, now)


async def make_due(kit: Kit, now: datetime) -> None:
    """Make every draft that is due and was not made, the oldest first. `now` is UTC."""
    for month in await _due(kit, now):
        await once(kit, partial(_make, kit, month, now), job=JOB, scope=WHOLE_AREA, period=str(month), now=now)


async def _due(kit: Kit, now: datetime) -> list[Month]:
    first = await _first_month(kit)
    if first is None:
        return []
    made = await _made(kit)
    due = due_months(first, now.astimezone(kit.area.zone), kit.area.report_days)
    return [month for month in due if str(month) not in made]


def due_months(first: Month, local: datetime, days: ReportDays) -> list[Month]:
    """The months whose drafts are due by `local`, from the first in which anything was said, oldest first."""
    this = Month.on(local.date())
    last = this.after(-1 if (local.day, local.time()) >= (days.draft_day, days.draft_at) else -2)
    months = [last.after(-back) for back in range(MADE_UP)]
    return [month for month in reversed(months) if month >= first]


async def _make(kit: Kit, month: Month, now: datetime) -> None:
    gathered = await freeze(kit.database, kit.keys, kit.area, month, kit.address)
    gathered = carried_over(gathered, await _before(kit, month))
    if kit.prefill is not None:
        gathered = replace(gathered, drafted=await kit.prefill(gathered))
    packed = dataset.pack(gathered)
    async with kit.database.write() as conn:
        # What was frozen first stays: a run that broke after this point draws from the same month.
        await drafts.keep(conn, kit.keys, WHOLE_AREA, str(month), dataset=packed.content, hashed=packed.hash, now=now)
    async with kit.database.read() as conn:
        kept = await drafts.find(conn, kit.keys, WHOLE_AREA, str(month))
    frozen = kept.dataset if kept else packed.content
    scopes = (None, *(one.id for one in kit.area.served))
    asked = [Request(month, scope, Edition.INTERNAL) for scope in scopes]
    for files in await kit.drawing.draw(asked, frozen, kit.area):
        await asyncio.to_thread(files.write, kit.reports)


async def _before(kit: Kit, month: Month) -> Frozen | None:
    """The month before, as it was frozen."""
    last = month.after(-1)
    async with kit.database.read() as conn:
        found = await drafts.find(conn, kit.keys, WHOLE_AREA, str(last))
    return dataset.load(found.dataset, last) if found else None


async def _made(kit: Kit) -> frozenset[str]:
    """The months whose drafts are done: nothing needs to be claimed for them."""
    async with kit.database.read() as conn:
        return frozenset(await jobs.done_periods(conn, kit.keys.organisation, JOB, WHOLE_AREA))


async def _first_month(kit: Kit) -> Month | None:
    async with kit.database.read() as conn:
        day = await heard.first_day(conn, kit.keys.organisation)
    return Month.on(day) if day else None
