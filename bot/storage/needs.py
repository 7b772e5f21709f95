"""Needs with no service: counted by theme and place, of nobody (product.md 31)."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import NoteNeed
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import need


class Need(Struct, frozen=True):
    """How often help with a theme was looked for in a neighbourhood in vain, and when last."""

    theme: str
    neighbourhood: str
    times: int
    last: date


async def note(conn: AsyncConnection, keys: Keys, done: Sequence[Done[NoteNeed]], _now: datetime) -> None:
    """Note what was looked for; not by whom."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "theme": one.effect.theme,
            "neighbourhood": one.effect.neighbourhood,
            "noted_on": one.effect.noted_on,
        }
        for one in done
    ]
    await conn.execute(insert(need), rows)


async def counted(conn: AsyncConnection, organisation: str) -> list[Need]:
    """All needs, the most frequent first. For those who work here: small figures are not hidden."""
    times = func.count()
    chosen = (
        select(need.c.theme, need.c.neighbourhood, times.label("times"), func.max(need.c.noted_on).label("last"))
        .where(need.c.organisation == organisation)
        .group_by(need.c.theme, need.c.neighbourhood)
        .order_by(times.desc(), need.c.theme, need.c.neighbourhood)
    )
    return [Need(row.theme, row.neighbourhood, row.times, row.last) for row in await conn.execute(chosen)]
