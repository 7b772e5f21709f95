"""The pulse: three questions, yes or no, to each contact about a month's report; the last answers count."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.question import AnswerLink, Felt
from bot.domain.release import Sent, State
from bot.storage.inserts import on_both
from bot.storage.tables import report_delivery, report_pulse

_PUT = on_both(
    report_pulse,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "period", "contact"],
        set_={name: insert.excluded[name] for name in ("useful", "acted", "trusted", "at")},
    ),
)
_table = report_pulse.c


async def put(conn: AsyncConnection, organisation: str, link: AnswerLink, felt: Felt, now: datetime) -> None:
    """Keep what a contact says of a month's report."""
    row = {"organisation": organisation, "period": link.period, "contact": link.contact, "at": now}
    answers = {"useful": felt.useful, "acted": felt.acted, "trusted": felt.trusted}
    await conn.execute(_PUT.of(conn), row | answers)


async def of(conn: AsyncConnection, organisation: str, period: str, contact: str) -> Felt | None:
    """What a contact said; None where they have said nothing."""
    this = _table.organisation == organisation, _table.period == period, _table.contact == contact
    row = (await conn.execute(select(_table.useful, _table.acted, _table.trusted).where(*this))).one_or_none()
    return Felt(*row) if row else None


async def all_of(conn: AsyncConnection, organisation: str, period: str) -> tuple[int, list[Felt]]:
    """How many contacts were sent a month's report, and what those who answered said."""
    sent = report_delivery.c
    reached = (
        select(func.count(sent.contact.distinct()))
        .where(sent.organisation == organisation, sent.period == period)
        .where(sent.what == Sent.EDITION, sent.state == State.SENT)
    )
    mine = _table.organisation == organisation, _table.period == period
    rows = await conn.execute(select(_table.useful, _table.acted, _table.trusted).where(*mine))
    felt = [Felt(*row) for row in rows]
    return max((await conn.execute(reached)).scalar_one(), len(felt)), felt
