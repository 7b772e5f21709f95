"""What was told back in a span of time: cleared lines with how far it had come, and how promises were kept."""

from collections.abc import Sequence
from datetime import date, datetime
from statistics import median_low
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.cleared import Cleared
from bot.domain.contribution import Kind, Progress, Standing
from bot.domain.participant import AgeBand
from bot.storage import cleared
from bot.storage.keys import Keys
from bot.storage.said_in_case import left_out
from bot.storage.tables import cleared_line, contribution, participant, progress


class ToldBack(Struct, frozen=True):
    """What may be told to everybody of one contribution, and the last step of it: when (UTC) and what."""

    id: str
    kind: Kind
    themes: tuple[str, ...]
    neighbourhood: str
    line: Cleared
    became: Progress
    at: datetime
    protected: bool


class Kept(Struct, frozen=True):
    """Answers due in a span of days, those given by their day, those first given in it, half within so many days."""

    due: int
    kept: int
    answered: int
    median_days: int


async def between(conn: AsyncConnection, keys: Keys, begins: datetime, ends: datetime) -> list[ToldBack]:
    """What was cleared, or moved once it was cleared, from `begins` until before `ends`, the oldest first.

    A step after the span is not in it, nothing of a case, nor what stands as anything but heard. Raises KeyFileError.
    """
    newest = (
        select(progress.c.contribution, func.max(progress.c.step).label("step"))
        .where(progress.c.organisation == keys.organisation, progress.c.at < ends)
        .group_by(progress.c.contribution)
        .subquery()
    )
    last = (progress.c.contribution == newest.c.contribution) & (progress.c.step == newest.c.step)
    chosen = (
        select(
            *contribution.c["id", "kind", "themes", "neighbourhood"],
            *progress.c["progress", "at"],
            participant.c.band,
        )
        .select_from(cleared_line.join(contribution).join(participant))
        .join(newest, newest.c.contribution == contribution.c.id)
        .join(progress, (progress.c.organisation == keys.organisation) & last)
        .where(cleared_line.c.organisation == keys.organisation, contribution.c.standing == Standing.HEARD)
        .where(~left_out())
        .where(cleared_line.c.at < ends, (cleared_line.c.at >= begins) | (progress.c.at >= begins))
        .order_by(progress.c.at, contribution.c.id)
    )
    rows: Sequence[Any] = (await conn.execute(chosen)).all()
    lines = await cleared.of(conn, keys, [row.id for row in rows])
    return [_told(row, lines[row.id]) for row in rows]


async def kept(conn: AsyncConnection, organisation: str, first: date, last: date, zone: ZoneInfo) -> Kept:
    """How promises to answer were kept from one local day to another, both included; of the whole service alone."""
    answered = (
        select(progress.c.contribution, func.min(progress.c.at).label("at"))
        .where(progress.c.organisation == organisation)
        .group_by(progress.c.contribution)
        .subquery()
    )
    chosen = (
        select(*contribution.c["said_on", "read_by"], answered.c.at)
        .outerjoin(answered, answered.c.contribution == contribution.c.id)
        .where(contribution.c.organisation == organisation, contribution.c.standing == Standing.HEARD)
        .where(contribution.c.read_by >= first, contribution.c.said_on <= last)
    )
    rows = [
        (row.said_on, row.read_by, row.at.astimezone(zone).date() if row.at else None)
        for row in await conn.execute(chosen)
    ]
    due = [on is not None and on <= by for _, by, on in rows if by <= last]
    took = [(on - said).days for said, _, on in rows if on is not None and first <= on <= last]
    return Kept(len(due), sum(due), len(took), median_low(took) if took else 0)


def _told(row: Row[Any], line: Cleared) -> ToldBack:
    return ToldBack(
        id=row.id,
        kind=Kind(row.kind),
        themes=row.themes,
        neighbourhood=row.neighbourhood,
        line=line,
        became=Progress(row.progress),
        at=row.at,
        protected=row.band != AgeBand.ADULT,
    )
