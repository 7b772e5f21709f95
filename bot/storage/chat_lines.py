"""The lines of a chat that people fetch themselves (web chat), both sides, locked with the participant's key."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import HideChat
from bot.storage import people
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import chat_line

_ADD = insert(chat_line)


class Side(StrEnum):
    """Who says a line."""

    THEM = "them"
    US = "us"


class Line(Struct, frozen=True):
    """A line to be kept. `id` is a UUIDv7 in hex, growing for one person; `body` the channel's own form of it."""

    id: str
    account: str
    person: Person
    side: Side
    body: bytes
    at: datetime


class Kept(Struct, frozen=True):
    """A line as it was kept."""

    id: str
    side: Side
    body: bytes
    at: datetime


async def add(conn: AsyncConnection, keys: Keys, lines: Sequence[Line]) -> None:
    """Keep lines. Of someone erased in this batch only those since, and a bare row: or they could not read farewell."""
    fresh = {one.person.hash: one.person for one in lines if one.person.fresh}
    await people.come_back(conn, keys, fresh.values())
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.id,
            "account": one.account,
            "participant": one.person.hash,
            "side": one.side,
            "sealed": one.person.key.seal("line", one.body),
            "at": one.at,
        }
        for one in lines
        if one.person.fresh or one.person.hash not in fresh
    ]
    if rows:
        await conn.execute(_ADD, rows)


async def after(conn: AsyncConnection, keys: Keys, person: Person, last: str = "", limit: int = 200) -> list[Kept]:
    """The newest lines of a person after the line `last`, oldest first, without hidden ones."""
    statement = (
        select(*chat_line.c["id", "side", "sealed", "at"])
        .where(chat_line.c.organisation == keys.organisation, chat_line.c.participant == person.hash)
        .where(chat_line.c.id > last, chat_line.c.hidden.is_(False))
        .order_by(chat_line.c.id.desc())
        .limit(limit)
    )
    rows = (await conn.execute(statement)).all()
    return [Kept(row.id, Side(row.side), person.key.open("line", row.sealed), row.at) for row in reversed(rows)]


async def hide(conn: AsyncConnection, keys: Keys, done: Sequence[Done[HideChat]], _now: datetime) -> None:
    """Show the lines so far to nobody any more."""
    statement = (
        update(chat_line)
        .where(chat_line.c.organisation == keys.organisation, chat_line.c.participant == bindparam("who"))
        .values(hidden=True)
    )
    await conn.execute(statement, [{"who": one.person.hash} for one in done])
