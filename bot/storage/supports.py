"""Who supports a holiday suggestion: once a person, and taken back whenever they like (product.md 20)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import MarkSupportTold, Support, TakeBackSupport
from bot.domain.suggestion import Stage, Suggestion, Supported
from bot.storage import progress
from bot.storage.done import Done
from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import holiday_support, participant

_SUPPORT = if_new(holiday_support)


async def give(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Support]], _now: datetime) -> None:
    """Keep who supports what."""
    rows = [
        {"organisation": keys.organisation, "suggestion": one.effect.suggestion, "participant": one.person.hash}
        | {"told_stage": one.effect.stage}
        for one in done
    ]
    await conn.execute(_SUPPORT.of(conn), rows)


async def take_back(conn: AsyncConnection, keys: Keys, done: Sequence[Done[TakeBackSupport]], _now: datetime) -> None:
    """Forget it."""
    statement = delete(holiday_support).where(
        holiday_support.c.organisation == keys.organisation,
        holiday_support.c.suggestion == bindparam("which"),
        holiday_support.c.participant == bindparam("who"),
    )
    await conn.execute(statement, [{"which": one.effect.suggestion, "who": one.person.hash} for one in done])


async def of(conn: AsyncConnection, keys: Keys, person: Person) -> tuple[Supported, ...]:
    """What somebody supports, and how far it had come when they last heard of it."""
    chosen = (
        select(holiday_support.c.suggestion, holiday_support.c.told_stage)
        .where(holiday_support.c.organisation == keys.organisation, holiday_support.c.participant == person.hash)
        .where(holiday_support.c.told_stage.is_not(None))
        .order_by(holiday_support.c.suggestion)
    )
    return tuple(Supported(row.suggestion, Stage(row.told_stage)) for row in await conn.execute(chosen))


async def notice(conn: AsyncConnection, organisation: str, suggestions: Iterable[Suggestion]) -> None:
    """Supporters of what has come to another stage have news from now on; who never heard of a stage knows this one."""
    for one in suggestions:
        theirs = (holiday_support.c.organisation == organisation) & (holiday_support.c.suggestion == one.id)
        unheard = update(holiday_support).where(theirs, holiday_support.c.told_stage.is_(None))
        await conn.execute(unheard.values(told_stage=one.stage))
        moved = select(holiday_support.c.participant).where(theirs, holiday_support.c.told_stage != one.stage)
        waits = update(participant).where(
            participant.c.organisation == organisation,
            participant.c.news_waiting.is_(False),
            participant.c.hash.in_(moved),
        )
        await conn.execute(waits.values(news_waiting=True))


async def mark_told(conn: AsyncConnection, keys: Keys, done: Sequence[Done[MarkSupportTold]], _now: datetime) -> None:
    """Record how far what they support had come when they heard of it."""
    statement = (
        update(holiday_support)
        .where(
            holiday_support.c.organisation == keys.organisation,
            holiday_support.c.suggestion == bindparam("which"),
            holiday_support.c.participant == bindparam("who"),
        )
        .values(told_stage=bindparam("as_told"))
    )
    rows = [{"which": one.effect.suggestion, "who": one.person.hash, "as_told": one.effect.stage.value} for one in done]
    await conn.execute(statement, rows)
    await progress.all_told(conn, keys, {one.person.hash for one in done})


async def counted(conn: AsyncConnection, organisation: str) -> dict[str, int]:
    """How many people support each suggestion. For those who work here: small figures are not hidden."""
    chosen = (
        select(holiday_support.c.suggestion, func.count().label("people"))
        .where(holiday_support.c.organisation == organisation)
        .group_by(holiday_support.c.suggestion)
    )
    return {row.suggestion: row.people for row in await conn.execute(chosen)}
