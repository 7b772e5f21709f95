"""Drafts of reports: the frozen data set of a scope and month, under an edition key, so that it outlives people."""

import hashlib
from datetime import datetime

from msgspec import Struct
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import report_draft

_KEEP = on_both(report_draft, lambda insert: insert.on_conflict_do_nothing().returning(report_draft.c.scope))


class Draft(Struct, frozen=True):
    """A frozen data set as it is kept; `hash` is its SHA-256 in hex."""

    scope: str
    period: str
    dataset: bytes
    hash: str
    made_at: datetime


async def keep(
    conn: AsyncConnection, keys: Keys, scope: str, period: str, *, dataset: bytes, now: datetime, hashed: str = ""
) -> bool:
    """Freeze a data set, whose hash is `hashed` (else that of its bytes).

    False where one was frozen for this scope and period before: that one stays.
    """
    key, wrapped = keys.new_key(owner_of(scope, period))
    row = {
        "organisation": keys.organisation,
        "scope": scope,
        "period": period,
        "wrapped_key": wrapped,
        "sealed": key.seal("dataset", dataset),
        "hash": hashed or hashlib.sha256(dataset).hexdigest(),
        "made_at": now,
    }
    return (await conn.execute(_KEEP.of(conn), row)).scalar_one_or_none() is not None


async def keep_anew(
    conn: AsyncConnection, keys: Keys, scope: str, period: str, *, dataset: bytes, hashed: str = ""
) -> None:
    """Keep a data set in place of the one that was frozen: words that were taken back leave it for good."""
    key, wrapped = keys.new_key(owner_of(scope, period))
    fresh = hashed or hashlib.sha256(dataset).hexdigest()
    anew = {"wrapped_key": wrapped, "sealed": key.seal("dataset", dataset), "hash": fresh}
    this = report_draft.c.scope == scope, report_draft.c.period == period
    mine = report_draft.c.organisation == keys.organisation
    await conn.execute(update(report_draft).where(mine, *this).values(anew))


async def find(conn: AsyncConnection, keys: Keys, scope: str, period: str) -> Draft | None:
    """The draft of a scope and period; KeyFileError where it does not open."""
    chosen = select(report_draft).where(
        report_draft.c.organisation == keys.organisation,
        report_draft.c.scope == scope,
        report_draft.c.period == period,
    )
    row = (await conn.execute(chosen)).one_or_none()
    if row is None:
        return None
    dataset = keys.open_key(row.wrapped_key, owner_of(scope, period)).open("dataset", row.sealed)
    return Draft(scope, period, dataset, row.hash, row.made_at)


class Made(Struct, frozen=True):
    """That a draft was made, without what is in it."""

    scope: str
    period: str
    hash: str
    made_at: datetime


async def listed(conn: AsyncConnection, organisation: str) -> list[Made]:
    """Every draft, the newest month first."""
    chosen = select(*report_draft.c["scope", "period", "hash", "made_at"])
    mine = chosen.where(report_draft.c.organisation == organisation)
    rows = await conn.execute(mine.order_by(report_draft.c.period.desc(), report_draft.c.scope))
    return [Made(*row) for row in rows]


def owner_of(scope: str, period: str) -> str:
    """Whose key a draft's is."""
    return f"edition {scope} {period}"
