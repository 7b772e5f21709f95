"""What workers are told in their chats: put down once, sent, and taken away again within a day (product.md 28)."""

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.form import decode, encode
from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.tables import staff_message, worker_chat

STAYS = timedelta(hours=23)
"""So long a message stays in a worker's chat: taken away within 24 hours, with an hour to spare."""

_PUT = if_new(staff_message)
_IN_CHAT = and_(
    worker_chat.c.organisation == staff_message.c.organisation, worker_chat.c.worker == staff_message.c.worker
)


class Message(Struct, frozen=True):
    """A message to a worker: where their chat is, what is said there, and the channel's id once it is sent."""

    id: str
    address: str
    body: bytes
    message: str = ""


async def put(conn: AsyncConnection, keys: Keys, id_: str, *, worker: str, body: bytes, now: datetime) -> None:
    """Let a worker be told at `now`, or once that has come; one of this id that was put down stays as it is."""
    row = {"organisation": keys.organisation, "id": id_, "worker": worker, "put_at": now}
    await conn.execute(_PUT.of(conn), row | {"sealed": keys.installation.seal(f"staff message {id_}", body)})


async def waiting(conn: AsyncConnection, keys: Keys, account: str, now: datetime) -> list[Message]:
    """What is still to be sent to workers who have a chat there, the oldest first. Raises KeyFileError.

    What has waited for as long as it would have stayed is old news: whoever has a chat at last is not told all of it.
    """
    chosen = (
        select(staff_message, worker_chat.c.sealed.label("chat"))
        .join(worker_chat, _IN_CHAT)
        .where(
            staff_message.c.organisation == keys.organisation,
            worker_chat.c.account == account,
            staff_message.c.sent_at.is_(None),
            staff_message.c.gone_at.is_(None),
            staff_message.c.put_at > now - STAYS,
            staff_message.c.put_at <= now,
        )
        .order_by(staff_message.c.put_at, staff_message.c.id)
    )
    return [
        Message(
            id=row.id,
            address=keys.installation.read(f"worker chat {row.worker}", row.chat),
            body=keys.installation.open(f"staff message {row.id}", row.sealed),
        )
        for row in await conn.execute(chosen)
    ]


async def sent(conn: AsyncConnection, keys: Keys, one: Message, *, account: str, message: str, now: datetime) -> None:
    """It was sent, and is known to the channel as `message`. Where stays, locked, what it said does not."""
    this = staff_message.c.organisation == keys.organisation, staff_message.c.id == one.id
    where = _where(keys, one.id, account, one.address)
    await conn.execute(update(staff_message).where(*this).values(sent_at=now, message=message, sealed=where))


async def said(
    conn: AsyncConnection,
    keys: Keys,
    id_: str,
    *,
    worker: str,
    account: str,
    address: str,
    message: str,
    now: datetime,
) -> None:
    """A worker was just answered in their chat; what stands there goes again like all the rest."""
    row = {"organisation": keys.organisation, "id": id_, "worker": worker, "put_at": now, "sent_at": now}
    await conn.execute(insert(staff_message), row | {"message": message, "sealed": _where(keys, id_, account, address)})


async def outstayed(conn: AsyncConnection, keys: Keys, account: str, now: datetime) -> list[Message]:
    """What has been in a worker's chat for long enough, in the chat it was sent to: they may have another by now.

    Raises KeyFileError.
    """
    chosen = select(*staff_message.c["id", "message", "sealed"]).where(
        staff_message.c.organisation == keys.organisation,
        staff_message.c.gone_at.is_(None),
        staff_message.c.sent_at <= now - STAYS,
    )
    found = [(row, *_place(keys, row)) for row in await conn.execute(chosen)]
    return [Message(row.id, address, b"", row.message) for row, there, address in found if there == account]


async def gone(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> None:
    """It is in their chat no more, or never will be."""
    this = staff_message.c.organisation == organisation, staff_message.c.id == id_
    await conn.execute(update(staff_message).where(*this).values(gone_at=now))


async def forget(conn: AsyncConnection, organisation: str, before: datetime) -> int:
    """Forget what was put down before then: nothing of it can be sent or taken away any more. Returns how many."""
    old = staff_message.c.organisation == organisation, staff_message.c.put_at < before
    return (await conn.execute(delete(staff_message).where(*old))).rowcount


def _where(keys: Keys, id_: str, account: str, address: str) -> bytes:
    return keys.installation.seal(f"staff message {id_}", encode([account, address]))


def _place(keys: Keys, row: Row[Any]) -> tuple[str, str]:
    """The account and the address it was sent to."""
    account, address, *_ = decode(keys.installation.open(f"staff message {row.id}", row.sealed), list[Any])
    return account, address
