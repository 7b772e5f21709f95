"""In which Telegram chat a worker of the roster is told: bound by a single-use invite, the address locked."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import on_both
from bot.storage.keys import Keys, token_hash
from bot.storage.tables import staff_chat, staff_invite

LASTS = timedelta(days=3)
"""For how long an invite can be used."""

_BIND = on_both(
    staff_chat,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "recipient"],
        set_={name: insert.excluded[name] for name in ("sealed", "hash", "bound_at")},
    ),
)


async def invite(conn: AsyncConnection, organisation: str, recipient: str, token: str, now: datetime) -> None:
    """Let whoever brings this token first be told in their chat what `recipient` is told; older invites end."""
    mine = staff_invite.c.organisation == organisation
    await conn.execute(delete(staff_invite).where(mine, staff_invite.c.recipient == recipient))
    row = {"organisation": organisation, "token_hash": token_hash(token), "recipient": recipient}
    await conn.execute(insert(staff_invite), row | {"expires_at": now + LASTS})


async def accept(conn: AsyncConnection, keys: Keys, token: str, *, who: str, address: str, now: datetime) -> str | None:
    """Bind the chat at `address` of `who` (a participant's hash); returns the recipient, None for a wrong token."""
    mine = staff_invite.c.organisation == keys.organisation, staff_invite.c.token_hash == token_hash(token)
    fit = staff_invite.c.used_at.is_(None), staff_invite.c.expires_at > now
    taken = await conn.execute(update(staff_invite).where(*mine, *fit).values(used_at=now))
    if taken.rowcount != 1:
        return None
    recipient: str = (await conn.execute(select(staff_invite.c.recipient).where(*mine))).scalar_one()
    sealed = keys.installation.seal(f"staff {recipient}", address)
    row = {"organisation": keys.organisation, "recipient": recipient, "sealed": sealed, "hash": who, "bound_at": now}
    await conn.execute(_BIND.of(conn), row)
    return recipient


async def chats(conn: AsyncConnection, keys: Keys) -> dict[str, str]:
    """The addresses of the chats, by recipient. Raises KeyFileError."""
    rows = await conn.execute(select(staff_chat).where(staff_chat.c.organisation == keys.organisation))
    return {row.recipient: keys.installation.read(f"staff {row.recipient}", row.sealed) for row in rows}


async def recipients(conn: AsyncConnection, organisation: str, who: str) -> set[str]:
    """Whom of the roster `who` (a participant's hash) stands for; empty for everybody else."""
    mine = staff_chat.c.organisation == organisation, staff_chat.c.hash == who
    return set((await conn.execute(select(staff_chat.c.recipient).where(*mine))).scalars())


async def bound(conn: AsyncConnection, organisation: str) -> set[str]:
    """Who of the roster has a chat."""
    mine = staff_chat.c.organisation == organisation
    return set((await conn.execute(select(staff_chat.c.recipient).where(mine))).scalars())
