"""Of which promises it was told that their day has passed, so that it is told once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.item import Item
from bot.storage.database import Database
from bot.storage.inserts import on_both
from bot.storage.tables import silence_alarm

_AT_ONCE = 200


class Level(StrEnum):
    """Who is told."""

    OWNER = "owner"
    MANAGER = "manager"
    SECOND = "second"
    """Whoever may let an answer to a child go."""


_RING = on_both(silence_alarm, lambda insert: insert.on_conflict_do_nothing().returning(silence_alarm.c.contribution))


async def untold(conn: AsyncConnection, organisation: str, items: Sequence[Item], level: Level) -> list[Item]:
    """Those of these late items of which nobody at this level was told yet that this date has passed."""
    told = set[tuple[str, date]]()
    for part in _parts(items):
        chosen = select(*silence_alarm.c["contribution", "due"]).where(
            silence_alarm.c.organisation == organisation,
            silence_alarm.c.level == level,
            silence_alarm.c.contribution.in_([one.id for one in part]),
        )
        told |= {(row.contribution, row.due) for row in await conn.execute(chosen)}
    return [one for one in items if one.next_date is not None and (one.id, one.next_date) not in told]


async def ring(database: Database, organisation: str, items: Sequence[Item], level: Level, now: datetime) -> None:
    """Put down that they are told of, some at a time: there may be thousands, and whoever chats needs the store too."""
    for part in _parts(items):
        rows = [_row(organisation, one, level, one.next_date, now) for one in part if one.next_date is not None]
        async with database.write() as conn:
            await conn.execute(_RING.of(conn), rows)


async def ring_once(
    conn: AsyncConnection, organisation: str, item: Item, level: Level, *, due: date, now: datetime
) -> bool:
    """Whether nobody at this level was told of this item and day; now they were."""
    return (await conn.execute(_RING.of(conn), _row(organisation, item, level, due, now))).first() is not None


def _parts(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[at : at + _AT_ONCE] for at in range(0, len(items), _AT_ONCE))


def _row(organisation: str, item: Item, level: Level, due: date, now: datetime) -> dict[str, object]:
    return {"organisation": organisation, "contribution": item.id, "due": due, "level": level, "at": now}
