"""Yes or no to being quoted, for each contribution, each time it is said: the last answer counts at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AgreeToQuote
from bot.domain.contribution import Standing
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.said_in_case import held_out
from bot.storage.tables import contribution, quote_consent

_table = quote_consent.c
_COLUMNS = ("organisation", "contribution", "step", "may_quote", "basis", "at")
_next_step = (
    select(func.coalesce(func.max(_table.step), 0) + 1)
    .where(_table.organisation == contribution.c.organisation, _table.contribution == contribution.c.id)
    .scalar_subquery()
)
_AGREE = insert(quote_consent).from_select(
    _COLUMNS,
    select(
        contribution.c.organisation,
        contribution.c.id,
        _next_step,
        bindparam("as_may_quote", type_=_table.may_quote.type),
        bindparam("as_basis", type_=_table.basis.type),
        bindparam("as_at", type_=_table.at.type),
    ).where(
        contribution.c.organisation == bindparam("of"),
        contribution.c.id == bindparam("which"),
        contribution.c.participant == bindparam("who"),
    ),
)


async def agree(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AgreeToQuote]], now: datetime) -> None:
    """Put on record what people said of their own contributions."""
    rows = [
        {
            "of": keys.organisation,
            "which": one.effect.contribution,
            "who": one.person.hash,
            "as_may_quote": one.effect.may_quote,
            "as_basis": one.effect.basis,
            "as_at": now,
        }
        for one in done
    ]
    await conn.execute(_AGREE, rows)


async def quotable(conn: AsyncConnection, organisation: str, ids: Iterable[str]) -> set[str]:
    """Which of these contributions may be quoted as far as their writers are concerned; clearance is asked apart."""
    newest = (
        select(_table.contribution, func.max(_table.step).label("step"))
        .where(_table.organisation == organisation, _table.contribution.in_(list(ids)))
        .group_by(_table.contribution)
        .subquery()
    )
    last = and_(_table.contribution == newest.c.contribution, _table.step == newest.c.step)
    chosen = (
        select(_table.contribution)
        .select_from(quote_consent.join(newest, last).join(contribution))
        .where(_table.organisation == organisation, _table.may_quote.is_(True))
        .where(contribution.c.standing == Standing.HEARD, ~held_out())
    )
    return set((await conn.execute(chosen)).scalars())
