"""Complaints about this service, for those who run it (reliability.md P14)."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import Complain
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import complaint, participant


class Complaint(Struct, frozen=True):
    """A complaint, in the clear. `answered_at` is None while it waits."""

    id: str
    words: str
    neighbourhood: str
    made_at: datetime
    answer_by: date
    answered_at: datetime | None


async def make(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Complain]], now: datetime) -> None:
    """Keep complaints, locked with their makers' keys."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "participant": one.person.hash,
            "neighbourhood": one.effect.neighbourhood,
            "sealed": one.person.key.seal("complaint", one.effect.words),
            "made_at": now,
            "answer_by": one.effect.answer_by,
        }
        for one in done
    ]
    await conn.execute(insert(complaint), rows)


async def listed(conn: AsyncConnection, keys: Keys) -> list[Complaint]:
    """Every complaint, those that wait first, then by the day their answer is due."""
    chosen = (
        select(
            *complaint.c["id", "neighbourhood", "sealed", "made_at", "answer_by", "answered_at"],
            *participant.c["hash", "wrapped_key"],
        )
        .select_from(complaint.join(participant))
        .where(complaint.c.organisation == keys.organisation)
        .order_by(complaint.c.answered_at.is_not(None), complaint.c.answer_by, complaint.c.id)
    )
    return [
        Complaint(
            id=row.id,
            words=keys.open_key(row.wrapped_key, row.hash).read("complaint", row.sealed),
            neighbourhood=row.neighbourhood,
            made_at=row.made_at,
            answer_by=row.answer_by,
            answered_at=row.answered_at,
        )
        for row in await conn.execute(chosen)
    ]


async def answered(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> bool:
    """Note that a complaint was answered; False where there is none of this id that waits."""
    waits = (complaint.c.organisation == organisation) & (complaint.c.id == id_) & complaint.c.answered_at.is_(None)
    return (await conn.execute(update(complaint).where(waits).values(answered_at=now))).rowcount == 1
