"""What the made-up mobiliser of the demonstration did with the month before, so that its report is worth reading."""

import tomllib
from datetime import UTC, datetime, time, timedelta
from typing import Any

from msgspec import convert

from bot.core import ROOT, Core
from bot.domain.area import Neighbourhood
from bot.domain.cleared import Cleared
from bot.domain.contribution import Contribution, Progress, Standing
from bot.domain.gathering import Gathering
from bot.domain.question import AskedOf
from bot.domain.review import LetOut, Reviewed
from bot.draws import new_id
from bot.storage import agency_questions, cleared, gatherings, heard, inbox, progress, report_lines, reviews
from bot.storage.heard import Span
from reports.model import Month

DESK = ROOT / "areas" / "demo_desk.toml"
AT = time(17, 0)


async def worked(core: Core, place: Neighbourhood, worker: str, now: datetime) -> None:
    """Put down what was cleared, told, noted and asked in the month before `now`, by this worker in their place."""
    put = tomllib.loads(DESK.read_text("utf-8"))
    month = Month.on(now.astimezone(core.area.zone).date()).after(-1)
    said = await _said(core, place, month)
    at = datetime.combine(month.last, AT, core.area.zone).astimezone(UTC)
    for one in put["told"]:
        await _tell(core, said, one, worker, at)
    for one in put["line"]:
        await _let_out(core, said, one, worker, at)
    async with core.database.write() as conn:
        for one in put["gathering"]:
            what = {**one, "neighbourhood": place.id, "on": month.first + timedelta(days=one["day"] - 1)}
            noted = convert({name: value for name, value in what.items() if name != "day"}, Gathering)
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


async def _said(core: Core, place: Neighbourhood, month: Month) -> list[Contribution]:
    span = Span(month.first, month.last, place.id)
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
        period = str(Month.on(row.said_on))
        line = LetOut(row.id, period, quote=False, text=one["text"], worker=worker, at=at, child=item.protected)
        await report_lines.put(conn, core.keys, line)
