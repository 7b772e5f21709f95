"""Who did what is sealed line by line: what is changed, taken out, put in or moved afterwards shows."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import audit
from bot.storage.database import Database
from bot.storage.keys import Keys
from bot.storage.tables import audit as table
from bot.storage.tables import audit_end
from tests.factories_storage import NOW, ORGANISATION, ids

LINES = 40
SOME = (1, 2, 7, 19, 38, 39)


class UndoneError(Exception):
    """Nothing of the transaction is to stay."""


async def filled(database: Database, keys: Keys, lines: int = LINES) -> None:
    fresh = ids()
    async with database.write() as conn:
        for number in range(lines):
            await audit.record(conn, keys, next(fresh), who="ada", what=f"looked at LK-{number}", now=NOW)


async def found(database: Database, keys: Keys) -> str | None:
    async with database.read() as conn:
        return await audit.broken(conn, keys)


async def test_what_was_written_holds(database: Database, keys: Keys) -> None:
    assert await found(database, keys) is None
    await filled(database, keys)
    assert await found(database, keys) is None


async def edited(conn: AsyncConnection, number: int) -> None:
    await conn.execute(update(table).where(table.c.number == number).values(who="somebody else"))


async def taken_out(conn: AsyncConnection, number: int) -> None:
    await conn.execute(delete(table).where(table.c.number == number))


async def taken_out_and_closed_up(conn: AsyncConnection, number: int) -> None:
    await taken_out(conn, number)
    for later in range(number + 1, LINES + 1):
        await conn.execute(update(table).where(table.c.number == later).values(number=later - 1))
    await conn.execute(update(audit_end).values(number=LINES - 1))


async def moved(conn: AsyncConnection, number: int) -> None:
    other = number % LINES + 1
    await conn.execute(update(table).where(table.c.number == number).values(number=0))
    await conn.execute(update(table).where(table.c.number == other).values(number=number))
    await conn.execute(update(table).where(table.c.number == 0).values(number=other))


async def put_in_as_old(conn: AsyncConnection, number: int) -> None:
    row = (await conn.execute(select(table).where(table.c.number == number))).one()._asdict()
    await conn.execute(insert(table), row | {"id": f"0{row['id'][1:]}f", "number": None, "seal": None})


@pytest.mark.parametrize("meddle", [edited, taken_out, taken_out_and_closed_up, moved, put_in_as_old])
async def test_whatever_is_done_to_a_line_shows(
    database: Database, keys: Keys, meddle: Callable[[AsyncConnection, int], Awaitable[None]]
) -> None:
    await filled(database, keys)
    for number in SOME:
        with suppress(UndoneError):
            async with database.write() as conn:
                await meddle(conn, number)
                assert await audit.broken(conn, keys), number
                raise UndoneError
    assert await found(database, keys) is None


async def test_lines_cut_off_at_the_end_show(database: Database, keys: Keys) -> None:
    await filled(database, keys)
    async with database.write() as conn:
        await conn.execute(delete(table).where(table.c.number > LINES - 3))
    assert await found(database, keys) == f"lines after line {LINES - 3} are gone"
    async with database.write() as conn:
        await conn.execute(delete(audit_end))
    assert await found(database, keys) == "the seal at the end is gone"


async def test_lines_from_before_there_were_seals_are_sealed_by_the_first(database: Database, keys: Keys) -> None:
    old = {"organisation": ORGANISATION, "id": "0" * 32, "at": NOW, "who": "operator", "what": "export"}
    async with database.write() as conn:
        await conn.execute(insert(table), old)
    await filled(database, keys, 3)
    assert await found(database, keys) is None
    async with database.write() as conn:
        await conn.execute(update(table).where(table.c.number.is_(None)).values(what="nothing"))
    assert "line 1" in (await found(database, keys) or "")


async def test_many_at_once_make_one_row_of_lines(database: Database, keys: Keys) -> None:
    fresh = ids()

    async def one(id_: str) -> None:
        async with database.write() as conn:
            await audit.record(conn, keys, id_, who="ada", what="export", now=NOW)

    await asyncio.gather(*(one(next(fresh)) for _ in range(12)))
    assert await found(database, keys) is None
    async with database.read() as conn:
        assert len(await audit.lines(conn, ORGANISATION)) == 12


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_of_a_thousand_edits_deletions_and_moves_none_goes_unseen(
    database: Database, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    """F61, drawn by a seed: any column of any line changed, any line taken out, any two put in each other's place."""
    chance, seen = random.Random(61), Counter[str]()  # noqa: S311 - a test's own dice
    lines = 12
    await filled(database, keys, lines)
    async with database.read() as conn:
        rows = {row.number: row._asdict() for row in await conn.execute(select(table))}
    changes = {
        "who": lambda row: row["who"] + "x",
        "what": lambda row: row["what"].replace("LK", "QQ"),
        "at": lambda row: row["at"] + timedelta(seconds=1),
        "id": lambda row: row["id"][::-1],
        "seal": lambda row: bytes([row["seal"][0] ^ 1]) + row["seal"][1:],
    }
    for _ in range(1000):
        number, other = chance.sample(range(1, lines + 1), 2)
        kind = chance.choice([*changes, "deleted", "reordered"])
        with suppress(UndoneError):
            async with database.write() as conn:
                if kind == "deleted":
                    await taken_out(conn, number)
                elif kind == "reordered":
                    for this, that in ((number, other), (other, number)):
                        told = {name: rows[that][name] for name in ("who", "what", "at")}
                        await conn.execute(update(table).where(table.c.number == this).values(told))
                else:
                    await conn.execute(
                        update(table).where(table.c.number == number).values({kind: changes[kind](rows[number])})
                    )
                seen[f"{kind} {'seen' if await audit.broken(conn, keys) else 'unseen'}"] += 1
                raise UndoneError
    with capsys.disabled():
        print(f"\nrecord tampered with: {sum(seen.values())}; {dict(sorted(seen.items()))}")  # noqa: T201 - the figure is asked for
    assert not any("unseen" in one for one in seen)
    assert sum(seen.values()) == 1000
    assert await found(database, keys) is None
