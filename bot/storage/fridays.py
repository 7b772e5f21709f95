"""The Friday answers: one a week and neighbourhood; written again, the last one counts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.friday import SHOWN_FOR, Friday, says
from bot.domain.worker import Worker
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import friday_answer, friday_voice

# Sent again it is another text on the pages; whoever has had it on their phone does not get it twice.
_SEND = on_both(
    friday_answer,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "neighbourhood", "week"],
        set_={name: insert.excluded[name] for name in ("worker", "sealed", "sent_at")},
    ),
)
_ANSWERS = select(friday_answer, friday_voice.c.seconds, friday_voice.c.of).select_from(
    friday_answer.outerjoin(
        friday_voice,
        (friday_voice.c.organisation == friday_answer.c.organisation)
        & (friday_voice.c.neighbourhood == friday_answer.c.neighbourhood)
        & (friday_voice.c.week == friday_answer.c.week),
    )
)
_NEWEST = (
    _ANSWERS.where(
        friday_answer.c.organisation == bindparam("of"),
        friday_answer.c.neighbourhood == bindparam("there"),
        friday_answer.c.week > bindparam("after", type_=Date()),
    )
    .order_by(friday_answer.c.week.desc())
    .limit(1)
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
    asked = {"of": keys.organisation, "there": neighbourhood, "after": now.date() - SHOWN_FOR}
    row = (await conn.execute(_NEWEST, asked)).one_or_none()
    return _friday(keys, row) if row else None


async def last_sent(conn: AsyncConnection, organisation: str, neighbourhood: str, before: date) -> datetime | None:
    """When a neighbourhood's last answer of a week before that one was sent; None where there was none."""
    mine = friday_answer.c.organisation == organisation, friday_answer.c.neighbourhood == neighbourhood
    chosen = select(func.max(friday_answer.c.sent_at)).where(*mine, friday_answer.c.week < before)
    found: datetime | None = (await conn.execute(chosen)).scalar_one()
    return found


async def to_go_out(conn: AsyncConnection, keys: Keys, now: datetime, *, sent_by: datetime) -> list[Friday]:
    """Answers that stand on pages, were sent by then, and have not begun to go out to phones. Raises KeyFileError."""
    chosen = _ANSWERS.where(
        friday_answer.c.organisation == keys.organisation,
        friday_answer.c.out_at.is_(None),
        friday_answer.c.sent_at <= sent_by,
        friday_answer.c.sent_at > now - SHOWN_FOR,
    )
    return [_friday(keys, row) for row in await conn.execute(chosen)]


async def goes_out(conn: AsyncConnection, organisation: str, friday: Friday, now: datetime) -> bool:
    """It goes out from now on; False where it was called back, or is out already."""
    this = _is(organisation, friday.neighbourhood, friday.week), friday_answer.c.out_at.is_(None)
    return (await conn.execute(update(friday_answer).where(*this).values(out_at=now))).rowcount == 1


async def call_back(conn: AsyncConnection, organisation: str, neighbourhood: str, week: date) -> bool:
    """Take it from the pages; False where there is none. What goes out of it already is called off besides."""
    this = _is(organisation, neighbourhood, week)
    return (await conn.execute(delete(friday_answer).where(this))).rowcount == 1


def _is(organisation: str, neighbourhood: str, week: date) -> ColumnElement[bool]:
    mine = friday_answer.c.organisation == organisation
    return mine & (friday_answer.c.neighbourhood == neighbourhood) & (friday_answer.c.week == week)


def _friday(keys: Keys, row: Row[Any]) -> Friday:
    who, _, words = keys.installation.read(f"friday {row.neighbourhood}", row.sealed).partition("\n")
    voice = row.seconds if row.seconds and row.of == says(words) else 0
    return Friday(row.neighbourhood, row.week, words, who, row.sent_at, voice, row.out_at, row.worker)
