"""What mobilisers say of a month of their neighbourhood, one a scope and month; the last one counts."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.form import decode, encode
from bot.domain.review import Reviewed
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import report_review

_PUT = on_both(
    report_review,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "period", "scope"],
        set_={name: insert.excluded[name] for name in ("sealed", "worker", "at", "done_at")},
    ),
)


class _Words(Struct, array_like=True):
    name: str
    lines: tuple[str, ...]
    ask: str
    story: str
    written: bool = True
    shortlist: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


async def put(conn: AsyncConnection, keys: Keys, one: Reviewed, now: datetime) -> None:
    """Keep a review as it is now; `now` is UTC."""
    words = _Words(one.name, one.lines, one.ask, one.story, one.written, one.shortlist, one.left_out)
    row = {
        "organisation": keys.organisation,
        "period": one.period,
        "scope": one.scope,
        "sealed": keys.installation.seal(_purpose(one.period, one.scope), encode(words)),
        "worker": one.worker,
        "at": now,
        "done_at": one.done_at,
    }
    await conn.execute(_PUT.of(conn), row)


async def of_month(conn: AsyncConnection, keys: Keys, period: str) -> dict[str, Reviewed]:
    """The reviews of a month by scope, done or not. Raises KeyFileError."""
    mine = report_review.c.organisation == keys.organisation, report_review.c.period == period
    rows = await conn.execute(select(report_review).where(*mine).order_by(report_review.c.scope))
    return {row.scope: _review(keys, row) for row in rows}


def _review(keys: Keys, row: Row[Any]) -> Reviewed:
    words = decode(keys.installation.open(_purpose(row.period, row.scope), row.sealed), _Words)
    return Reviewed(
        period=row.period,
        scope=row.scope,
        worker=row.worker,
        name=words.name,
        lines=words.lines,
        ask=words.ask,
        story=words.story,
        done_at=row.done_at,
        written=words.written,
        shortlist=words.shortlist,
        left_out=words.left_out,
    )


def _purpose(period: str, scope: str) -> str:
    return f"review {period} {scope}"
