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
    rows = [_row(organisation, one, level, one.next_date, now) for one in items if one.next_date is not None]
    # All at once: after a time without anybody there are thousands, and whoever chats waits for this to end.
    told = set((await conn.execute(_RING.of(conn), rows)).scalars()) if rows else set[str]()
    return [one for one in items if one.id in told]


async def ring_once(
    conn: AsyncConnection, organisation: str, item: Item, level: Level, *, due: date, now: datetime
) -> bool:
    """Whether nobody at this level was told of this item and day; now they were."""
    return (await conn.execute(_RING.of(conn), _row(organisation, item, level, due, now))).first() is not None


def _row(organisation: str, item: Item, level: Level, due: date, now: datetime) -> dict[str, object]:
    return {"organisation": organisation, "contribution": item.id, "due": due, "level": level, "at": now}
