"""The Friday answers: one a week and neighbourhood; written again, the last one counts."""

from datetime import datetime

from sqlalchemy import Date, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.friday import SHOWN_FOR, Friday
from bot.domain.worker import Worker
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import friday_answer

_SEND = on_both(
    friday_answer,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "neighbourhood", "week"],
        set_={name: insert.excluded[name] for name in ("worker", "sealed", "sent_at")},
    ),
)


async def send(conn: AsyncConnection, keys: Keys, friday: Friday, worker: Worker) -> None:
    """From now on this is the neighbourhood's answer of that week. The worker's name is kept with the words."""
    content = f"{worker.name}\n{friday.words}"
    row = {
        "organisation": keys.organisation,
        "neighbourhood": friday.neighbourhood,
        "week": friday.week,
        "worker": worker.id,
        "sealed": keys.installation.seal(f"friday {friday.neighbourhood}", content),
        "sent_at": friday.sent_at,
    }
    await conn.execute(_SEND.of(conn), row)


async def newest(conn: AsyncConnection, keys: Keys, neighbourhood: str, now: datetime) -> Friday | None:
    """The answer that stands on a neighbourhood's pages; None where the last one is too old. Raises KeyFileError."""
    chosen = (
        select(friday_answer)
        .where(
            friday_answer.c.organisation == keys.organisation,
            friday_answer.c.neighbourhood == neighbourhood,
            friday_answer.c.week > bindparam("after", type_=Date()),
        )
        .order_by(friday_answer.c.week.desc())
        .limit(1)
    )
    row = (await conn.execute(chosen, {"after": now.date() - SHOWN_FOR})).one_or_none()
    if row is None:
        return None
    who, _, words = keys.installation.read(f"friday {neighbourhood}", row.sealed).partition("\n")
    return Friday(neighbourhood, row.week, words, who, row.sent_at)
