"""Safeguarding cases: each under a key of its own, so that it stays when the person is erased."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AddToCase, AnswerCase, OpenCase
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import case_line, safeguarding_case

OPEN = "open"


async def open_cases(conn: AsyncConnection, keys: Keys, done: Sequence[Done[OpenCase]], now: datetime) -> None:
    """Put cases on record with a copy of the words."""
    rows = []
    for one in done:
        key, wrapped = keys.new_key(one.effect.id)
        rows.append(
            {
                "organisation": keys.organisation,
                "id": one.effect.id,
                "level": one.effect.level.value,
                "rules": one.effect.rules,
                "wrapped_key": wrapped,
                "sealed": key.seal("case", one.effect.words),
                "participant": one.person.hash,
                "contribution": one.effect.contribution,
                "opened_at": now,
                "state": OPEN,
            }
        )
    await conn.execute(insert(safeguarding_case), rows)


async def add(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AddToCase]], now: datetime) -> None:
    """Add lines to the people's own cases; what is said of another's case is dropped."""
    owned = await keys_of(conn, keys, {one.effect.case for one in done})
    rows = [
        {
            "of_organisation": keys.organisation,
            "of_case": one.effect.case,
            "sealed": keys.open_key(owned[one.effect.case, one.person.hash], one.effect.case).seal(
                "case", one.effect.words
            ),
            "at": now,
        }
        for one in done
        if (one.effect.case, one.person.hash) in owned
    ]
    if rows:
        await conn.execute(_next_line, rows)


async def answer(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AnswerCase]], _now: datetime) -> None:
    """Record whether a worker may write back."""
    statement = (
        update(safeguarding_case)
        .where(safeguarding_case.c.organisation == keys.organisation, safeguarding_case.c.id == bindparam("which"))
        .where(safeguarding_case.c.participant == bindparam("who"))
        .values(may_write_back=bindparam("may"))
    )
    rows = [{"which": one.effect.case, "who": one.person.hash, "may": one.effect.may_write_back} for one in done]
    await conn.execute(statement, rows)


async def words(conn: AsyncConnection, keys: Keys, case: str) -> list[str]:
    """Everything said in a case, in order, for the safeguarding lead; empty where there is no such case."""
    table = safeguarding_case
    chosen = select(table).where(table.c.organisation == keys.organisation, table.c.id == case)
    row = (await conn.execute(chosen)).one_or_none()
    if row is None:
        return []
    lines = (
        select(case_line.c.sealed)
        .where(case_line.c.organisation == keys.organisation, case_line.c.case_id == case)
        .order_by(case_line.c.line)
    )
    key = keys.open_key(row.wrapped_key, case)
    return [key.read("case", sealed) for sealed in (row.sealed, *(await conn.execute(lines)).scalars())]


async def keys_of(conn: AsyncConnection, keys: Keys, cases: set[str]) -> dict[tuple[str, str], bytes]:
    """The wrapped keys of cases that are there, by the case's id and its participant's hash."""
    table = safeguarding_case
    chosen = select(*table.c["id", "participant", "wrapped_key"]).where(
        table.c.organisation == keys.organisation, table.c.id.in_(cases)
    )
    return {(row.id, row.participant): row.wrapped_key for row in await conn.execute(chosen)}


_next_line = insert(case_line).values(
    organisation=bindparam("of_organisation"),
    case_id=bindparam("of_case"),
    line=select(func.coalesce(func.max(case_line.c.line), 0) + 1)
    .where(case_line.c.organisation == bindparam("of_organisation"), case_line.c.case_id == bindparam("of_case"))
    .scalar_subquery(),
)
