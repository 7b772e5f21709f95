"""What was written of somebody, names and all: kept apart for 30 days, then wiped (product.md 8)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import HoldOriginal
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import contribution, held_words, participant

LASTS = timedelta(days=30)


class Held(Struct, frozen=True):
    """An original that is held: of which contribution, if that is known, and until when."""

    id: str
    reference: str | None
    until: datetime


async def hold(conn: AsyncConnection, keys: Keys, done: Sequence[Done[HoldOriginal]], now: datetime) -> None:
    """Keep originals apart, locked with their writers' keys."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "participant": one.person.hash,
            "contribution": one.effect.contribution,
            "sealed": one.person.key.seal("held", one.effect.words),
            "until": now + LASTS,
        }
        for one in done
    ]
    await conn.execute(insert(held_words), rows)


async def waiting(conn: AsyncConnection, organisation: str, now: datetime) -> list[Held]:
    """What is held and not over, the soonest to go first; not a word of it."""
    chosen = (
        select(*held_words.c["id", "until"], contribution.c.reference)
        .select_from(held_words.outerjoin(contribution, _its_contribution()))
        .where(held_words.c.organisation == organisation, held_words.c.until > now)
        .order_by(held_words.c.until, held_words.c.id)
    )
    return [Held(row.id, row.reference, row.until) for row in await conn.execute(chosen)]


async def look(conn: AsyncConnection, keys: Keys, id_: str, now: datetime) -> str | None:
    """An original as it was written; None where it is gone. Put it on record who looked."""
    chosen = (
        select(held_words.c.sealed, *participant.c["hash", "wrapped_key"])
        .select_from(held_words.join(participant))
        .where(held_words.c.organisation == keys.organisation, held_words.c.id == id_, held_words.c.until > now)
    )
    row = (await conn.execute(chosen)).one_or_none()
    return keys.open_key(row.wrapped_key, row.hash).read("held", row.sealed) if row else None


async def forget(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Wipe what is over; returns how many. What became a case has its words there."""
    over = delete(held_words).where(held_words.c.organisation == organisation, held_words.c.until <= now)
    return (await conn.execute(over)).rowcount


def _its_contribution() -> ColumnElement[bool]:
    return and_(
        contribution.c.organisation == held_words.c.organisation, contribution.c.id == held_words.c.contribution
    )
