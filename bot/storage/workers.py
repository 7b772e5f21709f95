"""Who works here: let in, bound to their chat by a single-use invite, and gone again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.worker import Role, Worker
from bot.storage.inserts import on_both
from bot.storage.keys import Keys, token_hash
from bot.storage.tables import console_session, contribution, worker, worker_chat, worker_link


class Link(StrEnum):
    """What a single-use link opens."""

    CHAT = "chat"
    CONSOLE = "console"


LASTS = {Link.CHAT: timedelta(days=3), Link.CONSOLE: timedelta(minutes=15)}
"""For how long a link can be used."""

ANSWERED_WITHIN = timedelta(minutes=15)
"""What a worker writes later than this answers nothing: they have forgotten by then what they were asked."""

_Kept = tuple[str, bytes, tuple[str, ...], tuple[str, ...], int | None]

_COLUMNS = (worker.c.id, worker.c.sealed, worker.c.roles, worker.c.neighbourhoods, worker.c.digest_day)
_OF_CHATS: Select[Any] = (
    select(*_COLUMNS, worker_chat.c.hash.label("chat"))
    .join(worker_chat, (worker_chat.c.organisation == worker.c.organisation) & (worker_chat.c.worker == worker.c.id))
    .where(worker.c.organisation == bindparam("of"), worker.c.gone_at.is_(None))
    .where(worker_chat.c.hash.in_(bindparam("who", expanding=True)))
)
_BIND = on_both(
    worker_chat,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "worker"],
        # What they were asked elsewhere is nothing to answer here.
        set_={name: insert.excluded[name] for name in ("account", "sealed", "hash", "bound_at", "asked", "asked_at")},
    ),
)


async def let_in(conn: AsyncConnection, keys: Keys, someone: Worker, now: datetime) -> None:
    """Somebody works here from now on. Their id must be new, or that of somebody who has gone."""
    row = {
        "sealed": keys.installation.seal(f"worker {someone.id}", someone.name),
        "roles": someone.roles,
        "neighbourhoods": someone.neighbourhoods,
        "let_in_at": now,
        "gone_at": None,
        "digest_day": None,
    }
    here = worker.c.organisation == keys.organisation, worker.c.id == someone.id
    back = await conn.execute(update(worker).where(*here, worker.c.gone_at.is_not(None)).values(row))
    if back.rowcount != 1:
        await conn.execute(insert(worker), row | {"organisation": keys.organisation, "id": someone.id})


async def change(conn: AsyncConnection, keys: Keys, someone: Worker) -> bool:
    """Their roles, neighbourhoods and name are these from now on; False where nobody of this id works here."""
    row = {
        "sealed": keys.installation.seal(f"worker {someone.id}", someone.name),
        "roles": someone.roles,
        "neighbourhoods": someone.neighbourhoods,
    }
    here = worker.c.organisation == keys.organisation, worker.c.id == someone.id, worker.c.gone_at.is_(None)
    return (await conn.execute(update(worker).where(*here).values(row))).rowcount == 1


async def prefer(conn: AsyncConnection, organisation: str, id_: str, digest_day: int | None) -> None:
    """They have their digest on this ISO weekday from now on, None for every day."""
    here = worker.c.organisation == organisation, worker.c.id == id_
    await conn.execute(update(worker).where(*here).values(digest_day=digest_day))


async def go(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> bool:
    """They have gone: no link, chat or session of theirs opens anything, what they had is nobody's.

    False where nobody of this id was here.
    """
    here = worker.c.organisation == organisation, worker.c.id == id_, worker.c.gone_at.is_(None)
    gone = (await conn.execute(update(worker).where(*here).values(gone_at=now))).rowcount == 1
    for table in (worker_chat, worker_link, console_session):
        await conn.execute(delete(table).where(table.c.organisation == organisation, table.c.worker == id_))
    theirs = contribution.c.organisation == organisation, contribution.c.owner == id_
    await conn.execute(update(contribution).where(*theirs).values(owner=""))
    return gone


async def everyone(conn: AsyncConnection, keys: Keys) -> list[Worker]:
    """All who work here, by their ids. Raises KeyFileError."""
    rows = await conn.execute(_here(keys.organisation).order_by(worker.c.id))
    return [_worker(keys, row) for row in rows]


async def find(conn: AsyncConnection, keys: Keys, id_: str) -> Worker | None:
    """The worker of this id; None where nobody of it works here (any more)."""
    row = (await conn.execute(_here(keys.organisation).where(worker.c.id == id_))).one_or_none()
    return _worker(keys, row) if row else None


async def names(conn: AsyncConnection, keys: Keys) -> dict[str, str]:
    """What all who work here or did are called, by their ids. Raises KeyFileError."""
    rows = await conn.execute(select(worker.c.id, worker.c.sealed).where(worker.c.organisation == keys.organisation))
    return {row.id: keys.installation.read(f"worker {row.id}", row.sealed) for row in rows}


async def ids_ever(conn: AsyncConnection, organisation: str) -> set[str]:
    """The ids of all who work here or did: the record names them for good."""
    return set((await conn.execute(select(worker.c.id).where(worker.c.organisation == organisation))).scalars())


async def make_link(
    conn: AsyncConnection, organisation: str, id_: str, what: Link, *, token: str, now: datetime
) -> None:
    """Let whoever brings this token first in; older links of the same sort that were not used end."""
    old = worker_link.c.organisation == organisation, worker_link.c.worker == id_, worker_link.c.what == what
    await conn.execute(delete(worker_link).where(*old, worker_link.c.used_at.is_(None)))
    row = {"organisation": organisation, "token_hash": token_hash(token), "worker": id_, "what": what}
    await conn.execute(insert(worker_link), row | {"expires_at": now + LASTS[what]})


async def use_link(conn: AsyncConnection, keys: Keys, what: Link, token: str, now: datetime) -> Worker | None:
    """Use up a link; returns whose it is, None for one that is made up, of another sort, used or too old."""
    this = worker_link.c.organisation == keys.organisation, worker_link.c.token_hash == token_hash(token)
    fit = worker_link.c.what == what, worker_link.c.used_at.is_(None), worker_link.c.expires_at > now
    if (await conn.execute(update(worker_link).where(*this, *fit).values(used_at=now))).rowcount != 1:
        return None
    whose: str = (await conn.execute(select(worker_link.c.worker).where(*this))).scalar_one()
    return await find(conn, keys, whose)


async def bind(
    conn: AsyncConnection, keys: Keys, id_: str, *, account: str, who: str, address: str, now: datetime
) -> None:
    """The bot knows this worker in the chat at `address` of `who` (a participant's hash), and nobody else there."""
    others = worker_chat.c.organisation == keys.organisation, worker_chat.c.hash == who, worker_chat.c.worker != id_
    await conn.execute(delete(worker_chat).where(*others))
    sealed = keys.installation.seal(f"worker chat {id_}", address)
    row = {"organisation": keys.organisation, "worker": id_, "account": account, "hash": who, "sealed": sealed}
    await conn.execute(_BIND.of(conn), row | {"bound_at": now, "asked": "", "asked_at": None})


async def of_chats(conn: AsyncConnection, keys: Keys, who: Collection[str]) -> dict[str, Worker]:
    """The workers among these people (participants' hashes), by the hash of the chat they are bound in."""
    found = await conn.execute(_OF_CHATS, {"of": keys.organisation, "who": sorted(who)})
    return {row.chat: _worker(keys, row) for row in found}


async def ask(conn: AsyncConnection, organisation: str, id_: str, what: str, now: datetime) -> None:
    """What this worker writes next in their chat answers `what` (a code); "" for nothing any more."""
    theirs = worker_chat.c.organisation == organisation, worker_chat.c.worker == id_
    await conn.execute(update(worker_chat).where(*theirs).values(asked=what, asked_at=now))


async def asked(conn: AsyncConnection, organisation: str, id_: str, now: datetime) -> str:
    """What this worker was asked in their chat a short while ago, "" for nothing."""
    theirs = worker_chat.c.organisation == organisation, worker_chat.c.worker == id_
    chosen = select(worker_chat.c.asked).where(*theirs, worker_chat.c.asked_at > now - ANSWERED_WITHIN)
    return (await conn.execute(chosen)).scalar_one_or_none() or ""


async def chats(conn: AsyncConnection, keys: Keys) -> dict[str, str]:
    """The addresses of workers' chats, by worker. Raises KeyFileError."""
    rows = await conn.execute(select(worker_chat).where(worker_chat.c.organisation == keys.organisation))
    return {row.worker: keys.installation.read(f"worker chat {row.worker}", row.sealed) for row in rows}


def _here(organisation: str) -> Select[_Kept]:
    return select(*_COLUMNS).where(worker.c.organisation == organisation, worker.c.gone_at.is_(None))


def _worker(keys: Keys, row: Row[Any]) -> Worker:
    name = keys.installation.read(f"worker {row.id}", row.sealed)
    roles = tuple(Role(one) for one in row.roles)
    return Worker(row.id, name, roles, row.neighbourhoods, digest_day=row.digest_day)
