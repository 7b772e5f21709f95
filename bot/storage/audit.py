"""Who did what, in codes: exports, raw words viewed, requests by the law."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import audit


async def record(conn: AsyncConnection, organisation: str, id_: str, *, who: str, what: str, now: datetime) -> None:
    """Add a line. `id_` is a UUIDv7 in hex; `who` and `what` are codes, never anybody's words."""
    await conn.execute(insert(audit), {"organisation": organisation, "id": id_, "at": now, "who": who, "what": what})


async def lines(conn: AsyncConnection, organisation: str) -> list[tuple[datetime, str, str]]:
    """When, who and what, the oldest first."""
    chosen = select(*audit.c["at", "who", "what"]).where(audit.c.organisation == organisation).order_by(audit.c.id)
    return [(row.at, row.who, row.what) for row in await conn.execute(chosen)]
