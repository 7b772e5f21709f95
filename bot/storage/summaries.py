"""Participants' own contributions, as they see them under STATUS."""

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Kind, Progress, Standing, Summary
from bot.storage.tables import contribution, introduction, progress

_SHOWN = ("id", "reference", "kind", "themes", "neighbourhood", "said_on", "read_by", "standing")


async def mine(conn: AsyncConnection, organisation: str, who: str) -> tuple[Summary, ...]:
    """What one participant said, the newest first, each with the last that became of it."""
    newest = (
        select(progress.c.contribution, func.max(progress.c.step).label("step"))
        .where(progress.c.organisation == organisation)
        .group_by(progress.c.contribution)
        .subquery()
    )
    last = and_(
        progress.c.organisation == organisation,
        progress.c.contribution == newest.c.contribution,
        progress.c.step == newest.c.step,
    )
    chosen = (
        select(*contribution.c[_SHOWN], progress.c.progress)
        .select_from(
            contribution.outerjoin(newest, newest.c.contribution == contribution.c.id).outerjoin(progress, last)
        )
        .where(contribution.c.organisation == organisation, contribution.c.participant == who)
        .order_by(contribution.c.id.desc())
    )
    introduced = await _introduced(conn, organisation, who)
    return tuple(
        Summary(
            reference=row.reference,
            kind=Kind(row.kind),
            said_on=row.said_on,
            progress=Progress(row.progress) if row.progress else None,
            read_by=row.read_by,
            standing=Standing(row.standing),
            id=row.id,
            theme=row.themes[0] if row.themes else "other",
            neighbourhood=row.neighbourhood,
            introduced_to=tuple(introduced.get(row.id, ())),
        )
        for row in await conn.execute(chosen)
    )


async def _introduced(conn: AsyncConnection, organisation: str, who: str) -> dict[str, list[str]]:
    """By contribution, the agencies they agreed to be put in touch with."""
    chosen = select(*introduction.c["contribution", "agency"]).where(
        introduction.c.organisation == organisation,
        introduction.c.participant == who,
        introduction.c.withdrawn_at.is_(None),
    )
    found: dict[str, list[str]] = {}
    for row in await conn.execute(chosen.order_by(introduction.c.id)):
        found.setdefault(row.contribution, []).append(row.agency)
    return found
