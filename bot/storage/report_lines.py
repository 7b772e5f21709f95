"""Lines let out for a month's report, one of each contribution; the last one counts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import Withdraw
from bot.domain.form import decode, encode
from bot.domain.review import LetOut
from bot.storage.cleared import let_out_no_more
from bot.storage.done import Done
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import report_line

_PUT = on_both(
    report_line,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "contribution"],
        set_={name: insert.excluded[name] for name in ("period", "quote", "sealed", "worker", "at")},
    ),
)


class _Words(Struct, array_like=True):
    text: str
    language: str
    translated_from: str
    agreed_by: int
    child: bool
    also_heard: bool = False


async def put(conn: AsyncConnection, keys: Keys, line: LetOut) -> None:
    """Let a line out."""
    words = _Words(line.text, line.language, line.translated_from, line.agreed_by, line.child, line.also_heard)
    row = {
        "organisation": keys.organisation,
        "contribution": line.contribution,
        "period": line.period,
        "quote": line.quote,
        "sealed": keys.installation.seal(_purpose(line.contribution), encode(words)),
        "worker": line.worker,
        "at": line.at,
    }
    await conn.execute(_PUT.of(conn), row)


async def take_back(conn: AsyncConnection, organisation: str, contribution_id: str) -> None:
    """Let it out no longer: what was not published yet is not."""
    this = report_line.c.organisation == organisation, report_line.c.contribution == contribution_id
    await conn.execute(delete(report_line).where(*this))


async def withdraw(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Withdraw]], _now: datetime) -> None:
    """What was let out of a contribution that is taken back goes with it."""
    await let_out_no_more(conn, keys, report_line, done)


async def of_month(conn: AsyncConnection, keys: Keys, period: str) -> list[LetOut]:
    """The lines let out for a month's report, in the order of their contributions. Raises KeyFileError."""
    mine = report_line.c.organisation == keys.organisation, report_line.c.period == period
    rows = await conn.execute(select(report_line).where(*mine).order_by(report_line.c.contribution))
    return [_line(keys, row) for row in rows]


async def of(conn: AsyncConnection, keys: Keys, contributions: Collection[str]) -> list[LetOut]:
    """The lines let out of these contributions, in the order of their ids. Raises KeyFileError."""
    mine = report_line.c.organisation == keys.organisation
    chosen = select(report_line).where(mine, report_line.c.contribution.in_(sorted(contributions)))
    return [_line(keys, row) for row in await conn.execute(chosen.order_by(report_line.c.contribution))]


def _line(keys: Keys, row: Row[Any]) -> LetOut:
    words = decode(keys.installation.open(_purpose(row.contribution), row.sealed), _Words)
    return LetOut(
        contribution=row.contribution,
        period=row.period,
        quote=row.quote,
        text=words.text,
        worker=row.worker,
        at=row.at,
        language=words.language,
        translated_from=words.translated_from,
        agreed_by=words.agreed_by,
        child=words.child,
        also_heard=words.also_heard,
    )


def _purpose(contribution_id: str) -> str:
    return f"report line {contribution_id}"
