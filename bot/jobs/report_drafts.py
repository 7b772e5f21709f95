"""Last month's drafts, on the 1st: rows frozen and the internal edition drawn, once for each scope and month."""

import asyncio
from datetime import datetime, time
from functools import partial

from bot.jobs.kit import Kit, once
from bot.storage import drafts, heard
from reports import dataset
from reports.gather import gather
from reports.model import Edition, Month, Request

JOB = "report_drafts"
WHOLE_AREA = "all"
DUE = time(3, 30)
"""Local, on the 1st: between 03:00 and 23:00 no clock change makes an hour happen twice."""
MADE_UP = 12
"""Months that are made up for at most, after a machine was off."""


async def report_drafts(kit: Kit, now: datetime) -> None:
    """Make every draft that is due and was not made, the oldest first. `now` is UTC."""
    local = now.astimezone(kit.area.zone)
    first = await _first_month(kit)
    if first is None:
        return
    for month in due_months(first, local):
        for scope in (WHOLE_AREA, *(one.id for one in kit.area.served)):
            await once(kit, partial(_make, kit, scope, month, now), job=JOB, scope=scope, period=str(month), now=now)


def due_months(first: Month, local: datetime) -> list[Month]:
    """The months whose drafts are due by `local`, from the first in which anything was said, oldest first."""
    this = Month.on(local.date())
    last = this.after(-1 if (local.day, local.time()) >= (1, DUE) else -2)
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


async def _first_month(kit: Kit) -> Month | None:
    async with kit.database.read() as conn:
        day = await heard.first_day(conn, kit.keys.organisation)
    return Month.on(day) if day else None
