"""Of which promises it was told that their day has passed, so that it is told once."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.item import Item
from bot.storage.inserts import on_both
from bot.storage.tables import silence_alarm


class Level(StrEnum):
    """Who is told."""

    OWNER = "owner"
    MANAGER = "manager"
    SECOND = "second"
    """Whoever may let an answer to a child go."""


_RING = on_both(silence_alarm, lambda insert: insert.on_conflict_do_nothing().returning(silence_alarm.c.contribution))


async def ring(
    conn: AsyncConnection, organisation: str, items: Sequence[Item], level: Level, now: datetime
) -> list[Item]:
    """Those of these late items of which nobody at this level was told that this date has passed; now they were."""
    return [
        one
        for one in items
        if one.next_date is not None and await ring_once(conn, organisation, one, level, due=one.next_date, now=now)
    ]


async def ring_once(
    conn: AsyncConnection, organisation: str, item: Item, level: Level, *, due: date, now: datetime
) -> bool:
    """Whether nobody at this level was told of this item and day; now they were."""
    row = {"organisation": organisation, "contribution": item.id, "due": due, "level": level, "at": now}
    return (await conn.execute(_RING.of(conn), row)).first() is not None
