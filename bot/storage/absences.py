"""Who is away and who reads instead; over by itself once the last day has passed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo

from msgspec import structs
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.area import Area
from bot.domain.rota import Away, Rota
from bot.domain.worker import Worker
from bot.storage import workers
from bot.storage.keys import Keys
from bot.storage.tables import absence, worker

_A_DAY = timedelta(days=1)


async def put(conn: AsyncConnection, organisation: str, away: Away, *, zone: tzinfo, by: str, now: datetime) -> None:
    """Somebody is away, as a worker of id `by` said; the days are those of `zone`."""
    row = {
        "organisation": organisation,
        "id": away.id,
        "worker": away.worker,
        "cover": away.cover,
        "begins_at": datetime.combine(away.first, time(), zone),
        "ends_at": datetime.combine(away.last + _A_DAY, time(), zone),
        "said_by": by,
        "said_at": now,
    }
    await conn.execute(insert(absence), row)


async def end(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> bool:
    """They are back, or go nowhere after all; False where that is over already, or was never said."""
    this = absence.c.organisation == organisation, absence.c.id == id_, absence.c.ends_at > now
    return (await conn.execute(update(absence).where(*this).values(ends_at=now))).rowcount == 1


async def coming(conn: AsyncConnection, organisation: str, zone: tzinfo, now: datetime) -> list[Away]:
    """Who is away now or will be, the soonest first."""
    chosen = select(absence).where(
        absence.c.organisation == organisation,
        absence.c.ends_at > now,
        # Called off before it began: over, whatever the last day was.
        absence.c.ends_at > absence.c.begins_at,
    )
    return [
        Away(
            id=row.id,
            worker=row.worker,
            cover=row.cover,
            first=row.begins_at.astimezone(zone).date(),
            last=(row.ends_at.astimezone(zone) - timedelta(microseconds=1)).date(),
        )
        for row in await conn.execute(chosen.order_by(absence.c.begins_at, absence.c.id))
    ]


async def rota(conn: AsyncConnection, keys: Keys, area: Area, now: datetime) -> Rota:
    """Who works here and who of them is away. Raises KeyFileError."""
    everyone = await workers.everyone(conn, keys)
    return Rota(area, tuple(everyone), tuple(await coming(conn, keys.organisation, area.zone, now)))


async def standing_in(conn: AsyncConnection, organisation: str, who: Sequence[Worker], now: datetime) -> list[Worker]:
    """These workers, with the neighbourhoods they cover right now within their fence."""
    if not who:
        return []
    chosen = (
        select(absence.c.cover, worker.c.neighbourhoods)
        .join(worker, (worker.c.organisation == absence.c.organisation) & (worker.c.id == absence.c.worker))
        .where(
            absence.c.organisation == organisation,
            absence.c.cover.in_(sorted({one.id for one in who})),
            absence.c.begins_at <= now,
            absence.c.ends_at > now,
            worker.c.gone_at.is_(None),
        )
    )
    covered: dict[str, tuple[str, ...]] = {}
    for row in await conn.execute(chosen):
        covered[row.cover] = covered.get(row.cover, ()) + row.neighbourhoods
    return [structs.replace(one, covers=covered[one.id]) if one.id in covered else one for one in who]
