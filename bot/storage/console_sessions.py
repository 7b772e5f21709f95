"""Who is signed in to the console: a random token in a cookie, kept here as its hash (reliability.md F57)."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.worker import Worker
from bot.storage import workers
from bot.storage.keys import Keys, token_hash
from bot.storage.tables import console_session

IDLE = timedelta(minutes=20)
"""So long a session lasts while nothing is done in it (F57)."""
LONGEST = timedelta(hours=10)
"""So long it lasts whatever is done: a working day."""
_SEEN_EVERY = timedelta(minutes=1)
"""A look at a page is a read, and no write, more often than that."""


async def begin(conn: AsyncConnection, organisation: str, worker: str, token: str, now: datetime) -> None:
    """A worker is signed in, on the screen that has this token."""
    row = {"organisation": organisation, "token_hash": token_hash(token), "worker": worker}
    await conn.execute(insert(console_session), row | {"began_at": now, "seen_at": now})


async def whose(conn: AsyncConnection, keys: Keys, token: str, now: datetime) -> tuple[Worker, bool] | None:
    """Who is signed in with this token, and whether `seen` is due; None for nobody (any more)."""
    chosen = select(console_session.c.worker, console_session.c.seen_at).where(
        console_session.c.organisation == keys.organisation,
        console_session.c.token_hash == token_hash(token),
        console_session.c.ended_at.is_(None),
        console_session.c.seen_at > now - IDLE,
        console_session.c.began_at > now - LONGEST,
    )
    row = (await conn.execute(chosen)).one_or_none()
    someone = await workers.find(conn, keys, row.worker) if row else None
    return (someone, now - row.seen_at >= _SEEN_EVERY) if row and someone else None


async def seen(conn: AsyncConnection, organisation: str, token: str, now: datetime) -> None:
    """Something was done in it just now."""
    this = console_session.c.organisation == organisation, console_session.c.token_hash == token_hash(token)
    await conn.execute(update(console_session).where(*this).values(seen_at=now))


async def end(conn: AsyncConnection, organisation: str, token: str, now: datetime) -> None:
    """They signed out on this screen."""
    this = console_session.c.organisation == organisation, console_session.c.token_hash == token_hash(token)
    await conn.execute(update(console_session).where(*this).values(ended_at=now, ended_by="worker"))


async def end_all(conn: AsyncConnection, organisation: str, worker: str, now: datetime, *, by: str) -> int:
    """End every session of a worker; returns how many there were. `by` is a worker's id or "operator"."""
    theirs = console_session.c.organisation == organisation, console_session.c.worker == worker
    ended = update(console_session).where(*theirs, console_session.c.ended_at.is_(None))
    return (await conn.execute(ended.values(ended_at=now, ended_by=by))).rowcount
