"""What reaches people although they did not ask: who may be due, that it was sent, and that it is not to be sent."""

from collections.abc import Collection, Sequence
from datetime import datetime, tzinfo

from msgspec import Struct
from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AddToCase, OpenCase, SpeakUnasked, StopMessages, Withdraw
from bot.conversation.replies import Urgency
from bot.domain.contribution import Kind, Standing
from bot.domain.follow_up import ASKED_AFTER, ASKED_UNTIL, UNASKED_EVERY
from bot.domain.participant import AgeBand
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.said_in_case import nothing_unasked
from bot.storage.tables import contribution, follow_up, outbox, participant, progress

_HUSH = (
    update(outbox)
    .where(
        outbox.c.organisation == bindparam("of"),
        outbox.c.participant == bindparam("who"),
        outbox.c.urgency == int(Urgency.BROADCAST),
        outbox.c.sent_at.is_(None),
        outbox.c.failed_at.is_(None),
    )
    .values(failed_at=bindparam("as_failed", type_=outbox.c.failed_at.type), reason="not wished for", sealed=None)
)


class Reach(Struct, frozen=True):
    """Somebody who may be due. `hash` is the participant's; `account` is where they speak."""

    hash: str
    account: str


async def due(
    conn: AsyncConnection,
    organisation: str,
    *,
    pulled: Sequence[str],
    pushed: Sequence[str],
    now: datetime,
    zone: tzinfo,
) -> list[Reach]:
    """Those who may be told or asked something now, by hash; whether they are is decided when their turn is played.

    On `pulled` accounts they fetch it themselves; on `pushed` ones only adults are reached (reliability.md P2), once a
    week. Nobody who said stop, cannot be reached, or may be in danger.
    """
    adult = (participant.c.band == AgeBand.ADULT) & or_(
        participant.c.unasked_at.is_(None), participant.c.unasked_at <= now - UNASKED_EVERY
    )
    chosen = (
        select(participant.c.hash, participant.c.account)
        .where(participant.c.organisation == organisation, participant.c.noticed_at.is_not(None))
        .where(participant.c.stopped_at.is_(None), participant.c.blocked_at.is_(None))
        .where(or_(participant.c.account.in_(pulled), participant.c.account.in_(pushed) & adult))
        .where(or_(participant.c.news_waiting.is_(True), _has_a_question(now, zone)))
        .where(~nothing_unasked())
        .order_by(participant.c.hash)
    )
    return [Reach(row.hash, row.account) for row in await conn.execute(chosen)]


def _has_a_question(now: datetime, zone: tzinfo) -> ColumnElement[bool]:
    """Whether anything of theirs may be asked about (domain/follow_up.py says so exactly, to the local day)."""
    today, slack = now.astimezone(zone).date(), UNASKED_EVERY / 7
    steps = select(func.coalesce(func.max(progress.c.step), 0)).where(
        progress.c.organisation == contribution.c.organisation, progress.c.contribution == contribution.c.id
    )
    of_it = (progress.c.organisation == contribution.c.organisation) & (progress.c.contribution == contribution.c.id)
    began = (progress.c.at > now - ASKED_UNTIL - slack) & (progress.c.at <= now - ASKED_AFTER + slack)
    return exists().where(
        contribution.c.organisation == participant.c.organisation,
        contribution.c.participant == participant.c.hash,
        contribution.c.standing == Standing.HEARD,
        contribution.c.kind != Kind.GOOD_NEWS,
        ~exists().where(of_it, progress.c.at > now - ASKED_AFTER + slack),
        or_(
            exists().where(of_it, began),
            ~exists().where(of_it) & contribution.c.read_by.between(today - ASKED_UNTIL, today - ASKED_AFTER),
        ),
        ~exists().where(
            follow_up.c.organisation == contribution.c.organisation,
            follow_up.c.contribution == contribution.c.id,
            follow_up.c.step == steps.scalar_subquery(),
        ),
    )


async def spoken(conn: AsyncConnection, keys: Keys, done: Sequence[Done[SpeakUnasked]], now: datetime) -> None:
    """Record that people are sent something they did not ask for."""
    theirs = participant.c.hash.in_(sorted({one.person.hash for one in done}))
    mine = participant.c.organisation == keys.organisation
    await conn.execute(update(participant).where(mine, theirs).values(unasked_at=now))


async def hush(conn: AsyncConnection, keys: Keys, done: Sequence[Done[StopMessages | Withdraw]], now: datetime) -> None:
    """Let nothing go out any more that still waits for the morning: they stopped it, or took back what it is about."""
    await _hush(conn, keys, {one.person.hash for one in done}, now)


async def hush_in_danger(
    conn: AsyncConnection, keys: Keys, done: Sequence[Done[OpenCase | AddToCase]], now: datetime
) -> None:
    """The same of people in danger: what was on its way when they told of it, as the week's answer, stays here."""
    await _hush(conn, keys, {one.person.hash for one in done}, now)


async def _hush(conn: AsyncConnection, keys: Keys, hashes: Collection[str], now: datetime) -> None:
    await conn.execute(_HUSH, [{"of": keys.organisation, "who": one, "as_failed": now} for one in sorted(hashes)])
