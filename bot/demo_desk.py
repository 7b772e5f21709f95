"""What the made-up mobiliser of the demonstration did with the month before, so that its report is worth reading."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from msgspec import convert

from bot.core import ROOT, Core
from bot.domain.activity import Activity
from bot.domain.area import Neighbourhood
from bot.domain.cleared import Cleared
from bot.domain.contribution import Contribution, Progress, Standing
from bot.domain.directory import Entry
from bot.domain.gathering import Gathering
from bot.domain.meeting import Met, Task
from bot.domain.question import AskedOf
from bot.domain.review import LetOut, Reviewed
from bot.draws import new_id
from bot.storage import (
    agency_questions,
    cleared,
    consents,
    directories,
    gatherings,
    heard,
    inbox,
    meetings,
    progress,
    report_lines,
    reviews,
)
from bot.storage.directories import Sort
from bot.storage.heard import Span
from bot.storage.meetings import Noted
from reports.model import Month

DESK = ROOT / "areas" / "demo_desk.toml"
AT = time(17, 0)
LATE = 10
"""One in so many was not read by its day."""


async def worked(core: Core, place: Neighbourhood, worker: str, now: datetime) -> None:
    """Put down what was cleared, told, noted and asked in the month before `now`, by this worker in their place."""
    put = tomllib.loads(DESK.read_text("utf-8"))
    month = Month.on(now.astimezone(core.area.zone).date()).after(-1)
    said = await _said(core, place, month)
    at = datetime.combine(month.last, AT, core.area.zone).astimezone(UTC)
    for read in (month.after(-1), month):
        await _read(core, read, worker)
    for one in put["told"]:
        await _tell(core, said, one, worker, at)
    for one in put["line"]:
        await _let_out(core, said, one, worker, at)
    async with core.database.write() as conn:
        await meetings.note(conn, core.keys, _met(put["meeting"], place, month), worker=worker, now=at)
        for entry in _directory(core, put["coming"], place, month):
            sort = Sort.WHATS_ON if entry.what else Sort.SIGNPOST
            await directories.put(conn, core.keys, sort, entry, worker=worker, now=at)
        for one in put["gathering"]:
            noted = _gathered(one, place, month)
            await gatherings.note(conn, core.keys.organisation, new_id(), noted, worker=worker, now=at)
        for one in put["question"]:
            by = month.after(1).first + timedelta(days=20)
            asked = AskedOf(new_id(), str(month), place.id, **one, reply_by=by, worker=worker, asked_at=at)
            await agency_questions.put(conn, core.keys, asked)
        name = place.mobiliser or "Sam"
        review = convert(
            {"period": str(month), "scope": place.id, "worker": worker, "name": name} | put["review"], Reviewed
        )
        await reviews.put(conn, core.keys, review, now)


def _gathered(put: Mapping[str, Any], place: Neighbourhood, month: Month) -> Gathering:
    """What went on, its day in the file counted from the first of the month."""
    what = {**put, "neighbourhood": place.id, "on": month.first + timedelta(days=put["day"] - 1)}
    return convert({name: value for name, value in what.items() if name != "day"}, Gathering)


async def _read(core: Core, month: Month, worker: str) -> None:
    """Read on the day after, as promised, wherever it was said: all but one in ten."""
    for number, row in enumerate(await _said(core, None, month)):
        at = datetime.combine(row.said_on + timedelta(days=1), AT, core.area.zone).astimezone(UTC)
        async with core.database.write() as conn:
            answered = await progress.find(conn, core.keys.organisation, row.reference)
            if answered and number % LATE:
                await progress.add(conn, core.keys, answered, Progress.READ, who=worker, now=at)


def _met(put: Mapping[str, Any], place: Neighbourhood, month: Month) -> Noted:
    """The group's meeting; what is done of it was done on its day."""
    on, then = month.first + timedelta(days=put["day"] - 1), month.after(1).first
    tasks = tuple(
        Task(
            one["what"],
            one["owner"],
            then + timedelta(days=one["due"] - 1) if "due" in one else None,
            on if one.get("done") else None,
        )
        for one in put["task"]
    )
    return Noted(new_id(), Met(place.id, on, put["new"], put["vacancies"], tasks))


def _directory(core: Core, coming: Sequence[Mapping[str, Any]], place: Neighbourhood, month: Month) -> list[Entry]:
    """The pack's signposts, checked in the month; what is on in the month after."""
    then = month.after(1).first
    on = [
        Activity(
            new_id(),
            one["name"],
            one["where"],
            core.area.organisation_name,
            days=(then + timedelta(days=one["day"] - 1),),
            time=one["time"],
            cost=one["cost"],
            neighbourhood=place.id,
        )
        for one in coming
    ]
    checked = [Entry(one.id, checked_on=month.last) for one in core.area.signposts]
    return [*checked, *(Entry(one.id, one) for one in on)]


async def _said(core: Core, place: Neighbourhood | None, month: Month) -> list[Contribution]:
    span = Span(month.first, month.last, place.id if place else None)
    async with core.database.read() as conn:
        return [one async for one in heard.said(conn, core.keys, span) if one.standing is Standing.HEARD]


def _like(said: list[Contribution], one: dict[str, Any]) -> Contribution | None:
    """The first who said it, if anybody did."""
    return next((row for row in said if row.words.startswith(one["said"])), None)


async def _tell(core: Core, said: list[Contribution], one: dict[str, Any], worker: str, at: datetime) -> None:
    row = _like(said, one)
    async with core.database.write() as conn:
        answered = await progress.find(conn, core.keys.organisation, row.reference) if row else None
        if row is None or answered is None:
            return
        await progress.add(conn, core.keys, answered, Progress(one["became"]), who=worker, now=at)
        await cleared.keep(conn, core.keys, row.id, Cleared(one["asked"], one["told"], worker, at))


async def _let_out(core: Core, said: list[Contribution], one: dict[str, Any], worker: str, at: datetime) -> None:
    row = _like(said, one)
    async with core.database.write() as conn:
        item = await inbox.find(conn, core.keys.organisation, row.reference) if row else None
        if row is None or item is None:
            return
        agreed = bool(await consents.quotable(conn, core.keys.organisation, [row.id])) and not item.protected
        period, text = str(Month.on(row.said_on)), row.words if agreed else one["text"]
        line = LetOut(row.id, period, quote=agreed, text=text, worker=worker, at=at, child=item.protected)
        await report_lines.put(conn, core.keys, line)
