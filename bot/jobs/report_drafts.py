"""Last month's drafts, on the pack's draft day: rows frozen and the internal edition drawn, once a scope and month."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from bot.domain.thresholds import ReportDays
from bot.jobs.kit import Kit, once
from bot.storage import drafts, heard, jobs
from reports import dataset
from reports.gather import gather
from reports.model import Edition, Month, Request

JOB = "report_drafts"
WHOLE_AREA = "all"
MADE_UP = 12
"""Months that are made up for at most, after a machine was off."""


async def report_drafts(kit: Kit, now: datetime) -> None:
    """Make every draft that is due and was not made, the oldest first. `now` is UTC."""
    local = now.astimezone(kit.area.zone)
    first = await _first_month(kit)
    if first is None:
        return
    scopes = (WHOLE_AREA, *(one.id for one in kit.area.served))
    made = await _made(kit, scopes)
    due = ((scope, month) for month in due_months(first, local, kit.area.report_days) for scope in scopes)
    for scope, month in due:
        if (scope, str(month)) not in made:
            await once(kit, partial(_make, kit, scope, month, now), job=JOB, scope=scope, period=str(month), now=now)


def due_months(first: Month, local: datetime, days: ReportDays) -> list[Month]:
    """The months whose drafts are due by `local`, from the first in which anything was said, oldest first."""
    this = Month.on(local.date())
    last = this.after(-1 if (local.day, local.time()) >= (days.draft_day, days.draft_at) else -2)
    months = [last.after(-back) for back in range(MADE_UP)]
    return [month for month in reversed(months) if month >= first]


async def _make(kit: Kit, scope: str, month: Month, now: datetime) -> None:
    neighbourhood = None if scope == WHOLE_AREA else scope
    asked = Request(month, neighbourhood, Edition.INTERNAL)
    gathered = await gather(kit.database, kit.keys.organisation, [asked])
    async with kit.database.write() as conn:
        # What was frozen first stays: a run that broke after this point draws from the same rows.
        await drafts.keep(conn, kit.keys, scope, str(month), dataset=dataset.dump(gathered), now=now)
        frozen = await drafts.find(conn, kit.keys, scope, str(month))
    rows = dataset.load(frozen.dataset) if frozen else gathered
    for files in await kit.drawing.draw([asked], rows, kit.area):
        await asyncio.to_thread(files.write, kit.reports)


async def _made(kit: Kit, scopes: Iterable[str]) -> set[tuple[str, str]]:
    """The drafts that are done, as scope and period: nothing needs to be claimed for them."""
    async with kit.database.read() as conn:
        return {
            (scope, period)
            for scope in scopes
            for period in await jobs.done_periods(conn, kit.keys.organisation, JOB, scope)
        }


async def _first_month(kit: Kit) -> Month | None:
    async with kit.database.read() as conn:
        day = await heard.first_day(conn, kit.keys.organisation)
    return Month.on(day) if day else None
