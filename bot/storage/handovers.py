"""Words on their way from one channel to the web chat: only the bearer of a one-time token can open them."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import HandOver
from bot.storage.done import Done
from bot.storage.inserts import if_new
from bot.storage.keys import Keys, token_hash, token_key
from bot.storage.tables import handover

_HAND_OVER = if_new(handover)

LASTS = timedelta(days=1)


class HandedOver(Struct, frozen=True):
    """What came along: the words, and the door the person first came through."""

    words: str
    door: str | None


async def hand_over(conn: AsyncConnection, keys: Keys, done: Sequence[Done[HandOver]], now: datetime) -> None:
    """Keep words for a day under a key made from the token; of the token itself only a hash is kept."""
    rows = [
        {
            "organisation": keys.organisation,
            "token_hash": token_hash(one.effect.token),
            "participant": one.person.hash,
            "sealed": token_key(keys.organisation, one.effect.token).seal(
                "handover", json.dumps([one.effect.words, one.effect.door])
            ),
            "expires_at": now + LASTS,
        }
        for one in done
    ]
    await conn.execute(_HAND_OVER.of(conn), rows)


async def look(conn: AsyncConnection, organisation: str, token: str, now: datetime) -> HandedOver | None:
    """What the bearer of `token` brings; None where it is unknown, used up or too old.

    Use it up only once the words are kept elsewhere: a crash in between must not lose them.
    """
    chosen = select(handover.c.sealed).where(
        _of(organisation, token), handover.c.used_at.is_(None), handover.c.expires_at > now
    )
    sealed = (await conn.execute(chosen)).scalar_one_or_none()
    return sealed and HandedOver(*json.loads(token_key(organisation, token).open("handover", sealed)))


async def use_up(conn: AsyncConnection, organisation: str, token: str, now: datetime) -> None:
    """Let nobody have what `token` stands for any more; its words are wiped."""
    await conn.execute(update(handover).where(_of(organisation, token)).values(used_at=now, sealed=None))


def _of(organisation: str, token: str) -> ColumnElement[bool]:
    return (handover.c.organisation == organisation) & (handover.c.token_hash == token_hash(token))


async def forget(conn: AsyncConnection, organisation: str, now: datetime) -> int:
    """Delete what is too old; returns how many."""
    old = delete(handover).where(handover.c.organisation == organisation, handover.c.expires_at <= now)
    return (await conn.execute(old)).rowcount
