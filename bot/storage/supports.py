"""Who supports a holiday suggestion: once a person, and taken back whenever they like (product.md 20)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import Support, TakeBackSupport
from bot.storage.done import Done
from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.tables import holiday_support

_SUPPORT = if_new(holiday_support)


async def give(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Support]], _now: datetime) -> None:
    """Keep who supports what."""
    rows = [
        {"organisation": keys.organisation, "suggestion": one.effect.suggestion, "participant": one.person.hash}
        for one in done
    ]
    await conn.execute(_SUPPORT.of(conn), rows)


async def take_back(conn: AsyncConnection, keys: Keys, done: Sequence[Done[TakeBackSupport]], _now: datetime) -> None:
    """Forget it."""
    statement = delete(holiday_support).where(
        holiday_support.c.organisation == keys.organisation,
        holiday_support.c.suggestion == bindparam("which"),
        holiday_support.c.participant == bindparam("who"),
    )
    await conn.execute(statement, [{"which": one.effect.suggestion, "who": one.person.hash} for one in done])


async def counted(conn: AsyncConnection, organisation: str) -> dict[str, int]:
    """How many people support each suggestion. For those who work here: small figures are not hidden."""
    chosen = (
        select(holiday_support.c.suggestion, func.count().label("people"))
        .where(holiday_support.c.organisation == organisation)
        .group_by(holiday_support.c.suggestion)
    )
    return {row.suggestion: row.people for row in await conn.execute(chosen)}
