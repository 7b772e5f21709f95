"""Who did what, in codes: exports, raw words viewed, requests by the law. Each line is sealed to the one before it.

A seal is a keyed hash over the line and the seal before it, so that nobody who can write to the database alone can
change, take out, add or move a line unseen (reliability.md F61). The end has a seal of its own: lines cut off show too.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import datetime

from msgspec import Struct
from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.tables import audit, audit_end

_BEGIN = if_new(audit_end)


class Line(Struct, frozen=True):
    """A line. `who` and `what` are codes; `number` and `seal` are None in lines from before there were seals."""

    id: str
    at: datetime
    who: str
    what: str
    number: int | None
    seal: bytes | None


class _End(Struct, frozen=True):
    """The number and the seal of the last line."""

    number: int
    seal: bytes


async def record(conn: AsyncConnection, keys: Keys, id_: str, *, who: str, what: str, now: datetime) -> None:
    """Add a line. `id_` is a UUIDv7 in hex; `who` and `what` are codes, never anybody's words."""
    mine = audit_end.c.organisation == keys.organisation
    end = await _end(conn, keys)
    number = end.number + 1
    row = {"organisation": keys.organisation, "id": id_, "at": now, "who": who, "what": what, "number": number}
    await conn.execute(insert(audit), row)
    # As the database gives it back, since that is what will be looked at: moments and codes are made plain on the way.
    kept = await _line(conn, keys.organisation, number)
    seal = _seal(keys, end.seal, kept)
    same = audit.c.organisation == keys.organisation, audit.c.number == number
    await conn.execute(update(audit).where(*same).values(seal=seal))
    await conn.execute(update(audit_end).where(mine).values(number=number, seal=seal))


async def lines(conn: AsyncConnection, organisation: str) -> list[tuple[datetime, str, str]]:
    """When, who and what, the oldest first."""
    return [(one.at, one.who, one.what) async for one in _all(conn, organisation)]


async def newest(conn: AsyncConnection, organisation: str, most: int) -> list[tuple[datetime, str, str]]:
    """When, who and what of the last lines, the newest first."""
    chosen = (
        select(*audit.c["at", "who", "what"])
        .where(audit.c.organisation == organisation)
        .order_by(audit.c.id.desc())
        .limit(most)
    )
    return [(row.at, row.who, row.what) for row in await conn.execute(chosen)]


async def broken(conn: AsyncConnection, keys: Keys) -> str | None:
    """What is wrong with the lines, in words for an operator; None where every seal holds."""
    async with aclosing(_all(conn, keys.organisation)) as kept:
        before, number, wrong = await _followed(keys, kept)
    if wrong:
        return wrong
    end = await _kept_end(conn, keys.organisation)
    if end is None:
        return "the seal at the end is gone" if number else None
    return None if (end.number, end.seal) == (number, before) else f"lines after line {number} are gone"


async def _followed(keys: Keys, kept: AsyncIterator[Line]) -> tuple[bytes, int, str | None]:
    """The last seal and number of lines that follow one another, and what is wrong with the next, if there is one."""
    before, number = b"", 0
    async for line in kept:
        seal = _seal(keys, before, line)
        if line.number is not None:
            if line.number != number + 1:
                return before, number, f"line {number + 1} is gone"
            if line.seal != seal:
                told = f"line {line.number} of {line.at:%Y-%m-%d %H:%M} or one before it is not as it was written"
                return before, number, told
            number += 1
        before = seal
    return before, number, None


async def _end(conn: AsyncConnection, keys: Keys) -> _End:
    """The last line's number and seal, held until the transaction ends. At first it seals all that is there already."""
    if await _kept_end(conn, keys.organisation) is None:
        seal = b""
        async for line in _all(conn, keys.organisation):
            seal = _seal(keys, seal, line)
        await conn.execute(_BEGIN.of(conn), {"organisation": keys.organisation, "number": 0, "seal": seal})
    chosen = select(audit_end.c.number, audit_end.c.seal).where(audit_end.c.organisation == keys.organisation)
    return _End(*(await conn.execute(chosen.with_for_update())).one())


async def _kept_end(conn: AsyncConnection, organisation: str) -> _End | None:
    chosen = select(audit_end.c.number, audit_end.c.seal).where(audit_end.c.organisation == organisation)
    row = (await conn.execute(chosen)).one_or_none()
    return None if row is None else _End(*row)


async def _all(conn: AsyncConnection, organisation: str) -> AsyncGenerator[Line, None]:
    """Every line: those without a number first, then by number."""
    chosen = (
        select(*audit.c["id", "at", "who", "what", "number", "seal"])
        .where(audit.c.organisation == organisation)
        .order_by(audit.c.number.is_not(None), audit.c.number, audit.c.id)
    )
    rows = await conn.stream(chosen)
    async for row in rows:
        yield Line(*row)


async def _line(conn: AsyncConnection, organisation: str, number: int) -> Line:
    chosen = select(*audit.c["id", "at", "who", "what", "number", "seal"])
    mine = audit.c.organisation == organisation, audit.c.number == number
    return Line(*(await conn.execute(chosen.where(*mine))).one())


def _seal(keys: Keys, before: bytes, line: Line) -> bytes:
    told = (str(line.number), line.id, line.at.isoformat(), line.who, line.what)
    return keys.master.keyed_hash("audit", keys.organisation, before, *told)
