"""Messages to many: kept, called off, and who is still to be brought each of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from sqlalchemy import ColumnElement, Row, Select, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import MarkBrought
from bot.conversation.replies import Urgency
from bot.domain.broadcast import Broadcast, Purpose, prompt_of
from bot.domain.contribution import Standing
from bot.domain.follow_up import UNASKED_EVERY
from bot.domain.form import decode, encode
from bot.domain.own_copy import Brought
from bot.domain.participant import AgeBand
from bot.storage.agreements import SINCE
from bot.storage.done import Done
from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.said_in_case import held_out, nothing_unasked
from bot.storage.tables import broadcast, brought, contribution, outbox, participant

_PUT = insert(broadcast)
_BROUGHT = if_new(brought)


class _Texts(Struct, frozen=True):
    words: dict[str, str]
    titles: dict[str, str]
    voice: dict[str, str] = field(default_factory=dict)


class Reach(Struct, frozen=True):
    """Where people can be reached: accounts on which they fetch what is said, and those on which it is sent."""

    pulled: Sequence[str]
    pushed: Sequence[str]


async def put(conn: AsyncConnection, keys: Keys, one: Broadcast) -> None:
    """Let a message go out from its `due_at` on, to each who agreed, once. Its id must be new."""
    texts = encode(_Texts(dict(one.words), dict(one.titles), dict(one.voice)))
    row = {
        "organisation": keys.organisation,
        "id": one.id,
        "purpose": one.purpose,
        "neighbourhoods": one.neighbourhoods,
        "sealed": keys.installation.seal(f"broadcast {one.id}", texts),
        "who": one.who,
        "theme": one.theme,
        "due_at": one.due_at,
        "until": one.until,
    }
    await conn.execute(_PUT, row)


async def call_off(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> bool:
    """Let a message go to nobody any more; False where it is over, called off or none."""
    statement = update(broadcast).where(
        broadcast.c.organisation == organisation,
        broadcast.c.id == id_,
        broadcast.c.called_off_at.is_(None),
        broadcast.c.until > now,
    )
    return (await conn.execute(statement.values(called_off_at=now))).rowcount == 1


async def live(conn: AsyncConnection, keys: Keys, now: datetime) -> tuple[Broadcast, ...]:
    """What goes out now, the oldest first. Raises KeyFileError."""
    due = _going(keys.organisation, now).where(broadcast.c.due_at <= now)
    return tuple(_read(keys, row) for row in await conn.execute(due))


async def not_over(conn: AsyncConnection, keys: Keys, now: datetime, purpose: Purpose) -> tuple[Broadcast, ...]:
    """What of a purpose goes out, now or later, the first due first. Raises KeyFileError."""
    chosen = _going(keys.organisation, now).where(broadcast.c.purpose == purpose)
    return tuple(_read(keys, row) for row in await conn.execute(chosen))


async def find(conn: AsyncConnection, keys: Keys, id_: str) -> Broadcast | None:
    """One message, whatever has become of it. Raises KeyFileError."""
    row = (await conn.execute(_all(keys.organisation).where(broadcast.c.id == id_))).one_or_none()
    return _read(keys, row) if row else None


async def newest(conn: AsyncConnection, keys: Keys, purpose: Purpose, limit: int) -> list[Broadcast]:
    """The last of a purpose, the newest first. Raises KeyFileError."""
    chosen = (
        select(broadcast)
        .where(broadcast.c.organisation == keys.organisation, broadcast.c.purpose == purpose)
        .order_by(broadcast.c.due_at.desc(), broadcast.c.id.desc())
        .limit(limit)
    )
    return [_read(keys, row) for row in await conn.execute(chosen)]


async def next_of(
    conn: AsyncConnection,
    organisation: str,
    one: Broadcast,
    reach: Reach,
    now: datetime,
    *,
    after: str = "",
    limit: int = 50,
) -> list[str]:
    """Who is to be brought it next, by hash, behind `after`; whether they are is decided when their turn is played."""
    chosen = (
        _meant(organisation, one.purpose, one.neighbourhoods, reach)
        .where(_not_lately(reach, now), participant.c.hash > after)
        .where(
            ~exists().where(
                brought.c.organisation == participant.c.organisation,
                brought.c.broadcast == one.id,
                brought.c.participant == participant.c.hash,
            )
        )
        .order_by(participant.c.hash)
        .limit(limit)
    )
    return [row.hash for row in await conn.execute(chosen)]


async def count(
    conn: AsyncConnection, organisation: str, purpose: Purpose, neighbourhoods: Sequence[str], reach: Reach
) -> int:
    """How many would be brought such a message; who was sent another this week hears of it when the week is over."""
    meant = _meant(organisation, purpose, neighbourhoods, reach).subquery()
    return int((await conn.execute(select(func.count()).select_from(meant))).scalar_one())


async def brought_to(conn: AsyncConnection, organisation: str, id_: str, neighbourhoods: Sequence[str]) -> list[int]:
    """To how many of each of these neighbourhoods it was brought; once it is forgotten to whom, to how many at all."""
    counted = select(broadcast.c.counted).where(broadcast.c.organisation == organisation, broadcast.c.id == id_)
    if (found := (await conn.execute(counted)).scalar_one_or_none()) is not None:
        return [int(found)]
    rows = (
        select(func.count())
        .select_from(brought.join(participant))
        .where(brought.c.organisation == organisation, brought.c.broadcast == id_)
        .where(participant.c.neighbourhood.in_(neighbourhoods))
        .group_by(participant.c.neighbourhood)
    )
    return [int(one) for one in (await conn.execute(rows)).scalars()]


async def forget(conn: AsyncConnection, organisation: str, before: datetime) -> None:
    """Forget to whom messages were brought that were over before a moment; how many they were stays."""
    over = broadcast.c.organisation == organisation, broadcast.c.until < before
    theirs = (brought.c.organisation == broadcast.c.organisation) & (brought.c.broadcast == broadcast.c.id)
    many = select(func.count()).where(theirs).scalar_subquery()
    await conn.execute(update(broadcast).where(*over, broadcast.c.counted.is_(None)).values(counted=many))
    gone = select(broadcast.c.id).where(*over)
    await conn.execute(delete(brought).where(brought.c.organisation == organisation, brought.c.broadcast.in_(gone)))


async def answered_by(conn: AsyncConnection, organisation: str, id_: str, neighbourhoods: Sequence[str]) -> int:
    """How many people answered it, of what was said of these neighbourhoods; not what is in an open case."""
    chosen = select(func.count(contribution.c.participant.distinct())).where(
        contribution.c.organisation == organisation,
        contribution.c.prompted_by == prompt_of(id_),
        contribution.c.neighbourhood.in_(neighbourhoods),
        contribution.c.standing == Standing.HEARD,
        ~held_out(),
    )
    return int((await conn.execute(chosen)).scalar_one())


async def brought_of(conn: AsyncConnection, organisation: str, who: str) -> tuple[Brought, ...]:
    """What was brought to one person, and when, the oldest first."""
    chosen = (
        select(brought.c.at, broadcast.c.purpose)
        .select_from(brought.join(broadcast))
        .where(brought.c.organisation == organisation, brought.c.participant == who)
        .order_by(brought.c.at)
    )
    return tuple(Brought(row.at, Purpose(row.purpose)) for row in await conn.execute(chosen))


async def waiting(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """How many unasked messages wait to be sent now."""
    rows = select(func.count()).where(
        outbox.c.organisation == organisation,
        outbox.c.urgency == int(Urgency.BROADCAST),
        outbox.c.sent_at.is_(None),
        outbox.c.failed_at.is_(None),
        outbox.c.due_at <= now,
    )
    return int((await conn.execute(rows)).scalar_one())


async def mark_brought(conn: AsyncConnection, keys: Keys, done: Sequence[Done[MarkBrought]], now: datetime) -> None:
    """Record to whom a message was brought, with what they were told."""
    rows = [
        {
            "organisation": keys.organisation,
            "broadcast": one.effect.broadcast,
            "participant": one.person.hash,
            "at": now,
        }
        for one in done
    ]
    await conn.execute(_BROUGHT.of(conn), rows)


def _meant(organisation: str, purpose: Purpose, neighbourhoods: Sequence[str], reach: Reach) -> Select[Any]:
    """Grown people of these neighbourhoods who agreed, can be reached, said no stop, and were in no danger."""
    return select(participant.c.hash).where(
        participant.c.organisation == organisation,
        participant.c.neighbourhood.in_(neighbourhoods),
        participant.c.band == AgeBand.ADULT,
        participant.c.account.in_([*reach.pulled, *reach.pushed]),
        participant.c.noticed_at.is_not(None),
        participant.c.stopped_at.is_(None),
        participant.c.blocked_at.is_(None),
        SINCE[purpose].is_not(None),
        ~nothing_unasked(),
    )


def _not_lately(reach: Reach, now: datetime) -> ColumnElement[bool]:
    long_ago = participant.c.unasked_at <= now - UNASKED_EVERY
    return or_(participant.c.account.in_(list(reach.pulled)), participant.c.unasked_at.is_(None), long_ago)


def _all(organisation: str) -> Select[Any]:
    return (
        select(broadcast).where(broadcast.c.organisation == organisation).order_by(broadcast.c.due_at, broadcast.c.id)
    )


def _going(organisation: str, now: datetime) -> Select[Any]:
    return _all(organisation).where(broadcast.c.until > now, broadcast.c.called_off_at.is_(None))


def _read(keys: Keys, row: Row[tuple[object, ...]]) -> Broadcast:
    texts = decode(keys.installation.open(f"broadcast {row.id}", row.sealed), _Texts)
    return Broadcast(
        id=row.id,
        purpose=Purpose(row.purpose),
        neighbourhoods=row.neighbourhoods,
        words=texts.words,
        who=row.who,
        due_at=row.due_at,
        until=row.until,
        titles=texts.titles,
        theme=row.theme,
        voice=texts.voice,
        called_off_at=row.called_off_at,
    )
