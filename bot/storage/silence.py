"""Of which promises it was told that their day has passed, so that it is told once."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.item import Item
from bot.storage.inserts import on_both
from bot.storage.tables import silence_alarm


class Level(StrEnum):
    """Who is told."""

    OWNER = "owner"
    MANAGER = "manager"


_RING = on_both(silence_alarm, lambda insert: insert.on_conflict_do_nothing().returning(silence_alarm.c.contribution))


async def ring(
    conn: AsyncConnection, organisation: str, items: Sequence[Item], level: Level, now: datetime
) -> list[Item]:
    """Those of these late items of which nobody at this level was told that this date has passed; now they were."""
    rung = []
    for one in items:
        row = {"organisation": organisation, "contribution": one.id, "due": one.next_date, "level": level, "at": now}
        if (await conn.execute(_RING.of(conn), row)).first() is not None:
            rung.append(one)
    return rung
