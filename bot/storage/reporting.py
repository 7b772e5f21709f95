"""Help to report what is wrong, and introductions: one agency, one contribution, until taken back (product.md 7, 9)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import ColumnElement, Table, and_, bindparam, insert, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AskToReport, Introduce, WithdrawIntroduction
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.said_in_case import held_out
from bot.storage.tables import contribution, introduction, report_help


class Wanted(Struct, frozen=True):
    """What a mobiliser is asked to do: help to report, or, with an `agency`, put somebody in touch with it."""

    reference: str
    neighbourhood: str
    asked_at: datetime
    agency: str | None = None


class Outcome(StrEnum):
    """What came of it."""

    MADE = "made"
    NOT_MADE = "not_made"


class Waiting(Struct, frozen=True):
    """The same by its id."""

    id: str
    reference: str
    neighbourhood: str
    asked_at: datetime
    agency: str | None = None


async def ask(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AskToReport]], now: datetime) -> None:
    """Keep who would like help."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "participant": one.person.hash,
            "contribution": one.effect.contribution,
            "neighbourhood": one.effect.neighbourhood,
            "asked_at": now,
        }
        for one in done
    ]
    await conn.execute(insert(report_help), rows)


async def introduce(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Introduce]], now: datetime) -> None:
    """Keep what was agreed to."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "participant": one.person.hash,
            "contribution": one.effect.contribution,
            "agency": one.effect.agency,
            "agreed_at": now,
        }
        for one in done
    ]
    await conn.execute(insert(introduction), rows)


async def withdraw(
    conn: AsyncConnection, keys: Keys, done: Sequence[Done[WithdrawIntroduction]], now: datetime
) -> None:
    """Note that it is taken back, from now on."""
    statement = (
        update(introduction)
        .where(
            introduction.c.organisation == keys.organisation,
            introduction.c.participant == bindparam("who"),
            introduction.c.contribution == bindparam("which"),
            introduction.c.agency == bindparam("whom"),
            introduction.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
    rows = [{"who": one.person.hash, "which": one.effect.contribution, "whom": one.effect.agency} for one in done]
    await conn.execute(statement, rows)


async def wanted(conn: AsyncConnection, organisation: str) -> list[Wanted]:
    """All that mobilisers are asked to do, the oldest first; what was taken back, or is over, is not in it."""
    found = await waiting(conn, organisation)
    return [Wanted(one.reference, one.neighbourhood, one.asked_at, one.agency) for one in found]


async def waiting(conn: AsyncConnection, organisation: str) -> list[Waiting]:
    """The same with their ids, the oldest first."""
    said = contribution.c["reference", "neighbourhood"]
    helping = (
        select(*said, *report_help.c["id", "asked_at"])
        .select_from(report_help.join(contribution, _said(report_help)))
        .where(report_help.c.organisation == organisation, report_help.c.outcome.is_(None))
    )
    introducing = (
        select(*said, introduction.c.id, introduction.c.agreed_at.label("asked_at"), introduction.c.agency)
        .select_from(introduction.join(contribution, _said(introduction)))
        .where(introduction.c.organisation == organisation, introduction.c.withdrawn_at.is_(None))
        .where(introduction.c.outcome.is_(None))
    )
    found = [
        *(Waiting(row.id, row.reference, row.neighbourhood, row.asked_at) for row in await conn.execute(helping)),
        *(
            Waiting(row.id, row.reference, row.neighbourhood, row.asked_at, row.agency)
            for row in await conn.execute(introducing)
        ),
    ]
    return sorted(found, key=lambda one: one.asked_at)


async def settle(
    conn: AsyncConnection, organisation: str, id_: str, outcome: Outcome, *, who: str, now: datetime
) -> bool:
    """Say what came of it; False where nothing of this id waits (any more): it may have been taken back meanwhile."""
    settled = {"outcome": outcome, "outcome_at": now, "outcome_by": who}
    count = 0
    for table, stands in ((report_help, true()), (introduction, introduction.c.withdrawn_at.is_(None))):
        waits = table.c.organisation == organisation, table.c.id == id_, table.c.outcome.is_(None), stands
        count += (await conn.execute(update(table).where(*waits).values(settled))).rowcount
    return count == 1


def _said(table: Table) -> ColumnElement[bool]:
    same = and_(contribution.c.organisation == table.c.organisation, contribution.c.id == table.c.contribution)
    return same & ~held_out()
