"""Who was asked whether anything has changed, and what they answered; kept with what it is about."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AskFollowUp, KeepFollowUp
from bot.storage.done import Done
from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.tables import contribution, follow_up

_ASK = if_new(follow_up)
_ANSWER = (
    update(follow_up)
    .where(
        follow_up.c.organisation == bindparam("of"),
        follow_up.c.contribution == bindparam("which"),
        follow_up.c.step == bindparam("at_step"),
        exists().where(
            contribution.c.organisation == bindparam("of"),
            contribution.c.id == bindparam("which"),
            contribution.c.participant == bindparam("who"),
        ),
    )
    .values(answer=bindparam("as_answer"), answered_at=bindparam("as_answered", type_=follow_up.c.answered_at.type))
)


async def ask(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AskFollowUp]], now: datetime) -> None:
    """Record that people are asked about their own contributions; who was asked already is left as they are."""
    wanted = {one.effect.contribution for one in done}
    chosen = select(*contribution.c["id", "participant"]).where(
        contribution.c.organisation == keys.organisation, contribution.c.id.in_(wanted)
    )
    owners = {row.id: row.participant for row in await conn.execute(chosen)}
    rows = [
        {
            "organisation": keys.organisation,
            "contribution": one.effect.contribution,
            "step": one.effect.step,
            "asked_at": now,
        }
        for one in done
        if owners.get(one.effect.contribution) == one.person.hash
    ]
    if rows:
        await conn.execute(_ASK.of(conn), rows)


async def answer(conn: AsyncConnection, keys: Keys, done: Sequence[Done[KeepFollowUp]], now: datetime) -> None:
    """Keep what people answered to what they were asked; the last answer counts."""
    rows = [
        {
            "of": keys.organisation,
            "which": one.effect.contribution,
            "at_step": one.effect.step,
            "who": one.person.hash,
            "as_answer": one.effect.answer.value,
            "as_answered": now,
        }
        for one in done
    ]
    await conn.execute(_ANSWER, rows)
