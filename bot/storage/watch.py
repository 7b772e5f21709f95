"""Open cases as those see them who watch over them: without words, and what has come of each."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.case import Case, Decision, Source
from bot.storage.cases import CLOSED, OPEN
from bot.storage.tables import case_line, safeguarding_case

table = safeguarding_case
_LINES = (
    select(func.count())
    .where(case_line.c.organisation == table.c.organisation, case_line.c.case_id == table.c.id)
    .scalar_subquery()
)
_SAID_AT = (
    select(func.max(case_line.c.at))
    .where(case_line.c.organisation == table.c.organisation, case_line.c.case_id == table.c.id)
    .scalar_subquery()
)
_ONE = update(table).where(table.c.organisation == bindparam("of"), table.c.id == bindparam("which"))


async def open_cases(conn: AsyncConnection, organisation: str) -> list[Case]:
    """The cases that nobody has closed, the oldest first."""
    return await _cases(conn, and_(table.c.organisation == organisation, table.c.state == OPEN))


async def all_cases(conn: AsyncConnection, organisation: str) -> list[Case]:
    """Every case there ever was, the oldest first."""
    return await _cases(conn, table.c.organisation == organisation)


async def case(conn: AsyncConnection, organisation: str, id_: str) -> Case | None:
    """One case."""
    return next(iter(await _cases(conn, and_(table.c.organisation == organisation, table.c.id == id_))), None)


async def named(conn: AsyncConnection, organisation: str, number: str) -> list[Case]:
    """The cases of this number or id; more than one hardly ever."""
    asked = number.strip()
    return [one for one in await all_cases(conn, organisation) if asked.upper() == one.number or asked == one.id]


async def may_be_about(conn: AsyncConnection, organisation: str, id_: str, about: Iterable[str], screened: int) -> None:
    """Record whom the first `screened` lines of a case may be about."""
    await conn.execute(_ONE.values(about=tuple(sorted(about)), screened=screened), {"of": organisation, "which": id_})


async def waited(
    conn: AsyncConnection, organisation: str, cases: Sequence[Case], now: datetime
) -> dict[str, timedelta]:
    """Let time pass for these cases up to `now`; returns for how long each has waited.

    A clock that was set back adds nothing, one set forward adds what it says: told too early, never too late. Where two
    processes look at once, one of them counts.
    """
    passed = {one.id: one.waited_by(now) for one in cases}
    last = table.c.looked_at
    mine = or_(last.is_(None), last == bindparam("before", type_=last.type))
    statement = _ONE.where(mine).values(waited=bindparam("seconds"), looked_at=now)
    rows = [
        {"of": organisation, "which": one.id, "before": one.looked_at, "seconds": int(passed[one.id].total_seconds())}
        for one in cases
        # By whole seconds, or what is less than one would be lost at each look.
        if one.looked_at is None or passed[one.id] - one.waited >= timedelta(seconds=1) or now < one.looked_at
    ]
    if rows:
        await conn.execute(statement, rows)
    return passed


async def read(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> None:
    """Somebody has looked at it."""
    await conn.execute(_ONE.where(table.c.read_at.is_(None)).values(read_at=now), {"of": organisation, "which": id_})


async def acknowledge(conn: AsyncConnection, organisation: str, id_: str, who: str, now: datetime) -> bool:
    """Somebody has it; False where somebody had it already, or it is closed."""
    statement = _ONE.where(table.c.acknowledged_at.is_(None), table.c.state == OPEN)
    done = await conn.execute(
        statement.values(acknowledged_at=now, acknowledged_by=bindparam("who_has_it")),
        {"of": organisation, "which": id_, "who_has_it": who},
    )
    return done.rowcount == 1


async def decide(conn: AsyncConnection, organisation: str, id_: str, decision: Decision, now: datetime) -> None:
    """Record what was decided; a later decision stands for an earlier one, and has its own answer to wait for."""
    values = {"decision": decision.value, "decided_at": now, "answered_at": None}
    await conn.execute(_ONE.values(values), {"of": organisation, "which": id_})


async def answered(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> None:
    """Whoever was to answer from outside has."""
    await conn.execute(_ONE.values(answered_at=now), {"of": organisation, "which": id_})


async def close(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> None:
    """A person has closed it."""
    await conn.execute(_ONE.values(state=CLOSED, closed_at=now), {"of": organisation, "which": id_})


async def _cases(conn: AsyncConnection, which: ColumnElement[bool]) -> list[Case]:
    chosen = (
        select(table, _LINES.label("further"), _SAID_AT.label("said_at"))
        .where(which)
        .order_by(table.c.opened_at, table.c.id)
    )
    return [_case(row) for row in await conn.execute(chosen)]


def _case(row: Row[tuple[object, ...]]) -> Case:
    same = ("id", "level", "opened_at", "neighbourhood", "about", "looked_at", "read_at", "acknowledged_at")
    more = (
        "acknowledged_by",
        "decided_at",
        "answered_at",
        "closed_at",
        "may_write_back",
        "screened",
        "reopened",
        "said_at",
    )
    given = {name: getattr(row, name) for name in (*same, *more)}
    return Case(
        **given,
        source=Source(row.source),
        waited=timedelta(seconds=row.waited),
        lines=1 + row.further,
        decision=Decision(row.decision) if row.decision else None,
    )
