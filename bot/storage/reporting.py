"""Help to report what is wrong, and introductions: one agency, one contribution, until taken back (product.md 7, 9)."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import ColumnElement, Table, and_, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AskToReport, Introduce, WithdrawIntroduction
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import contribution, introduction, report_help


class Wanted(Struct, frozen=True):
    """What a mobiliser is asked to do: help to report, or, with an `agency`, put somebody in touch with it."""

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
    """All that mobilisers are asked to do, the oldest first; what was taken back is not in it."""
    helping = (
        select(contribution.c.reference, report_help.c.neighbourhood, report_help.c.asked_at)
        .select_from(report_help.join(contribution, _said(report_help)))
        .where(report_help.c.organisation == organisation)
    )
    introducing = (
        select(contribution.c.reference, contribution.c.neighbourhood, *introduction.c["agreed_at", "agency"])
        .select_from(introduction.join(contribution, _said(introduction)))
        .where(introduction.c.organisation == organisation, introduction.c.withdrawn_at.is_(None))
    )
    found = [Wanted(*row) for statement in (helping, introducing) for row in await conn.execute(statement)]
    return sorted(found, key=lambda one: one.asked_at)


def _said(table: Table) -> ColumnElement[bool]:
    return and_(contribution.c.organisation == table.c.organisation, contribution.c.id == table.c.contribution)
