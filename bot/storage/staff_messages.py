"""What workers are told in their chats: put down once, sent, and taken away again within a day (product.md 28)."""

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

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
    """Let a worker be told; one of this id that was put down already stays as it is."""
    row = {"organisation": keys.organisation, "id": id_, "worker": worker, "put_at": now}
    await conn.execute(_PUT.of(conn), row | {"sealed": keys.installation.seal(f"staff message {id_}", body)})


async def waiting(conn: AsyncConnection, keys: Keys, account: str) -> list[Message]:
    """What is still to be sent to workers who have a chat there, the oldest first. Raises KeyFileError."""
    chosen = (
        select(staff_message, worker_chat.c.sealed.label("chat"))
        .join(worker_chat, _IN_CHAT)
        .where(
            staff_message.c.organisation == keys.organisation,
            worker_chat.c.account == account,
            staff_message.c.sent_at.is_(None),
            staff_message.c.gone_at.is_(None),
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


async def sent(conn: AsyncConnection, organisation: str, id_: str, message: str, now: datetime) -> None:
    """It was sent, and is known to the channel as `message`."""
    this = staff_message.c.organisation == organisation, staff_message.c.id == id_
    await conn.execute(update(staff_message).where(*this).values(sent_at=now, message=message))


async def outstayed(conn: AsyncConnection, keys: Keys, account: str, now: datetime) -> list[Message]:
    """What has been in a worker's chat for long enough. Raises KeyFileError."""
    chosen = (
        select(*staff_message.c["id", "worker", "message"], worker_chat.c.sealed.label("chat"))
        .join(worker_chat, _IN_CHAT)
        .where(
            staff_message.c.organisation == keys.organisation,
            worker_chat.c.account == account,
            staff_message.c.gone_at.is_(None),
            staff_message.c.sent_at <= now - STAYS,
        )
    )
    return [
        Message(row.id, keys.installation.read(f"worker chat {row.worker}", row.chat), b"", row.message)
        for row in await conn.execute(chosen)
    ]


async def gone(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> None:
    """It is in their chat no more, or never will be."""
    this = staff_message.c.organisation == organisation, staff_message.c.id == id_
    await conn.execute(update(staff_message).where(*this).values(gone_at=now))
