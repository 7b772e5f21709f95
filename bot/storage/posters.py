"""Posters: a code for each place where one hangs, and how many came by it."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Standing
from bot.storage.keys import Keys
from bot.storage.said_in_case import held_out
from bot.storage.tables import contribution, poster


class Hung(Struct, frozen=True):
    """A poster: its code (door and all), where it hangs in a worker's words, and since when."""

    code: str
    neighbourhood: str
    where: str
    made_at: datetime


async def hang(conn: AsyncConnection, keys: Keys, one: Hung, worker: str) -> None:
    """Keep a new one. Its code must be new, or DatabaseBusy is raised on leaving the transaction."""
    row = {"organisation": keys.organisation, "code": one.code, "neighbourhood": one.neighbourhood, "worker": worker}
    sealed = keys.installation.seal(f"poster {one.code}", one.where)
    await conn.execute(insert(poster), row | {"sealed": sealed, "made_at": one.made_at})


async def hung(conn: AsyncConnection, keys: Keys, neighbourhood: str) -> list[Hung]:
    """All of a neighbourhood, the newest first. Raises KeyFileError."""
    mine = poster.c.organisation == keys.organisation, poster.c.neighbourhood == neighbourhood
    chosen = select(poster).where(*mine).order_by(poster.c.made_at.desc(), poster.c.code)
    return [
        Hung(row.code, row.neighbourhood, keys.installation.read(f"poster {row.code}", row.sealed), row.made_at)
        for row in await conn.execute(chosen)
    ]


async def came(conn: AsyncConnection, organisation: str, doors: list[str]) -> dict[str, int]:
    """By code how many people told us something through it."""
    heard = contribution.c.organisation == organisation, contribution.c.standing == Standing.HEARD, ~held_out()
    chosen = (
        select(contribution.c.door, func.count(contribution.c.participant.distinct()).label("people"))
        .where(*heard, contribution.c.door.in_(doors))
        .group_by(contribution.c.door)
    )
    return {row.door: row.people for row in await conn.execute(chosen)}
