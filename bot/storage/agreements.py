"""What people agreed to be sent although they did not come to us, since when; what they end is over at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Column, bindparam, case, null, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AgreeToMessages, BeWrittenTo, EndMessages, StopMessages
from bot.domain.broadcast import Purpose
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import participant

SINCE: Mapping[Purpose, Column[datetime]] = {
    Purpose.ASKED: participant.c.may_ask_since,
    Purpose.FRIDAY: participant.c.friday_since,
}
"""Since when somebody agrees to each, empty for who does not."""
_THEIRS = update(participant).where(
    participant.c.organisation == bindparam("of"), participant.c.hash == bindparam("who")
)
_NOW = bindparam("as_now", type_=participant.c.may_ask_since.type)
# Whoever agrees again has thought better of an earlier STOP.
_AGREE = _THEIRS.values(
    {
        column.name: case((bindparam(f"as_{purpose}"), case((column.is_(None), _NOW), else_=column)), else_=null())
        for purpose, column in SINCE.items()
    }
    | {"stopped_at": case((bindparam("as_any"), null()), else_=participant.c.stopped_at)}
)
_END = _THEIRS.values(
    {column.name: case((bindparam(f"as_{purpose}"), null()), else_=column) for purpose, column in SINCE.items()}
)


_WRITE = _THEIRS.values(write_only_since=case((bindparam("as_only"), _NOW), else_=null()))


async def be_written_to(conn: AsyncConnection, keys: Keys, done: Sequence[Done[BeWrittenTo]], now: datetime) -> None:
    """Put on record that workers are asked to write and not to ring, or that this is over."""
    rows = [
        {"of": keys.organisation, "who": one.person.hash, "as_now": now, "as_only": one.effect.only} for one in done
    ]
    await conn.execute(_WRITE, rows)


async def agree(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AgreeToMessages]], now: datetime) -> None:
    """Put on record what people may be sent from now on: this and nothing else of the kind."""
    rows = [
        {"of": keys.organisation, "who": one.person.hash, "as_now": now, "as_any": bool(one.effect.purposes)}
        | {f"as_{purpose}": purpose in one.effect.purposes for purpose in Purpose}
        for one in done
    ]
    await conn.execute(_AGREE, rows)


async def end(
    conn: AsyncConnection, keys: Keys, done: Sequence[Done[EndMessages | StopMessages]], _now: datetime
) -> None:
    """Let people be sent no more of what they ended; STOP ends all of it."""
    rows = [
        {"of": keys.organisation, "who": one.person.hash}
        | {f"as_{purpose}": _ends(one, purpose) for purpose in Purpose}
        for one in done
    ]
    await conn.execute(_END, rows)


def _ends(one: Done[EndMessages | StopMessages], purpose: Purpose) -> bool:
    return isinstance(one.effect, StopMessages) or one.effect.purpose is purpose
