"""Releases of the report: decided on once, published once, and what each is made of under a key of its own."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.release import Release
from bot.storage.inserts import on_both
from bot.storage.keys import DataKey, Keys
from bot.storage.tables import report_edition, report_release

_DECIDE = on_both(report_release, lambda insert: insert.on_conflict_do_nothing().returning(report_release.c.revision))
_NAMED = ("period", "revision", "checked", "who", "hash", "decided_at", "due_at", "published_at", "why")


async def decide(conn: AsyncConnection, keys: Keys, one: Release, dataset: bytes) -> bool:
    """Decide on an edition; False where this revision was decided on by somebody else, and nothing is changed."""
    row = {name: getattr(one, name) for name in _NAMED if name != "published_at"}
    decided = await conn.execute(_DECIDE.of(conn), row | {"organisation": keys.organisation})
    if decided.scalar_one_or_none() is None:
        return False
    key, wrapped = keys.new_key(owner_of(one.period, one.revision))
    made_of = {"organisation": keys.organisation, "period": one.period, "revision": one.revision}
    sealed = {"wrapped_key": wrapped, "sealed": key.seal("dataset", dataset)}
    await conn.execute(insert(report_edition), made_of | sealed)
    return True


async def of(conn: AsyncConnection, organisation: str, period: str) -> list[Release]:
    """The releases of a month, the first one first."""
    rows = await conn.execute(_chosen(organisation).where(report_release.c.period == period))
    return [Release(*row) for row in rows]


async def every(conn: AsyncConnection, organisation: str) -> list[Release]:
    """All releases, the oldest month first, and each month's first one first."""
    return [Release(*row) for row in await conn.execute(_chosen(organisation))]


async def dataset(conn: AsyncConnection, keys: Keys, period: str, revision: int) -> bytes | None:
    """What a release is made of; None where another has taken its place. Raises KeyFileError."""
    found = await edition(conn, keys, period, revision)
    return found[0].open("dataset", found[1].sealed) if found else None


def owner_of(period: str, revision: int) -> str:
    """Whose key a release's is."""
    return f"release {period} {revision}"


def _chosen(organisation: str) -> Select[Any]:
    chosen = select(*(report_release.c[name] for name in _NAMED))
    return chosen.where(report_release.c.organisation == organisation).order_by(
        report_release.c.period, report_release.c.revision
    )


def is_(organisation: str, period: str, revision: int) -> ColumnElement[bool]:
    """That a row is this release."""
    mine = report_release.c.organisation == organisation
    return mine & (report_release.c.period == period) & (report_release.c.revision == revision)


async def edition(conn: AsyncConnection, keys: Keys, period: str, revision: int) -> tuple[DataKey, Row[Any]] | None:
    """The key of a release, and its row; None where another has taken its place. Raises KeyFileError."""
    this = report_edition.c.period == period, report_edition.c.revision == revision
    mine = report_edition.c.organisation == keys.organisation
    row = (await conn.execute(select(report_edition).where(mine, *this))).one_or_none()
    return (keys.open_key(row.wrapped_key, owner_of(period, revision)), row) if row else None
