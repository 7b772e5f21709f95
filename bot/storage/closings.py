"""Whether Earshot closes, from which day on and where people turn then; it can be taken back."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.closing import Closing
from bot.storage.tables import closing, contribution


async def put(conn: AsyncConnection, organisation: str, id_: str, said: Closing, now: datetime) -> None:
    """It closes. `id_` is a UUIDv7 in hex."""
    row = {"organisation": organisation, "id": id_, "closes_on": said.on, "turn_to": said.where, "said_at": now}
    await conn.execute(insert(closing), row)


async def take_back(conn: AsyncConnection, organisation: str, now: datetime) -> bool:
    """It goes on after all; False where it was not closing."""
    this = closing.c.organisation == organisation, closing.c.taken_back_at.is_(None)
    return bool((await conn.execute(update(closing).where(*this).values(taken_back_at=now))).rowcount)


async def find(conn: AsyncConnection, organisation: str, today: date) -> Closing | None:
    """How it closes, seen from a local day; None where it does not."""
    chosen = select(closing).where(closing.c.organisation == organisation, closing.c.taken_back_at.is_(None))
    row = (await conn.execute(chosen.order_by(closing.c.id.desc()).limit(1))).one_or_none()
    return Closing(row.closes_on, row.turn_to, today >= row.closes_on) if row else None


async def newest_of_each(conn: AsyncConnection, organisation: str, ids: Collection[str]) -> set[str]:
    """Of these contributions the newest one of each person: whoever has told us much is told once."""
    chosen = select(contribution.c.participant, func.max(contribution.c.id).label("id")).where(
        contribution.c.organisation == organisation, contribution.c.id.in_(sorted(ids))
    )
    return {row.id for row in await conn.execute(chosen.group_by(contribution.c.participant))}
