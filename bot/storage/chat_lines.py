"""The lines of a chat that people fetch themselves (web chat), both sides, locked with the participant's key."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channel import dump, load
from bot.conversation.effects import HideChat, LeaveOut, ShowNoMore
from bot.conversation.on_record import LEFT_OUT
from bot.domain.reading import left_out as words_without
from bot.storage import people
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.people import Person
from bot.storage.tables import chat_line

_ADD = insert(chat_line)
_AFTER = (
    select(*chat_line.c["id", "side", "sealed", "at"])
    .where(chat_line.c.organisation == bindparam("of"), chat_line.c.participant == bindparam("who"))
    .where(chat_line.c.id > bindparam("last"), chat_line.c.hidden.is_(False))
    .order_by(chat_line.c.id.desc())
    .limit(bindparam("most"))
)
_CHANGE = (
    update(chat_line)
    .where(chat_line.c.organisation == bindparam("of"), chat_line.c.id == bindparam("which"))
    .values(sealed=bindparam("as_sealed"))
)


SHORTEST = 4
"""Signs; what is shorter is told apart from no other word of ours."""


class Side(StrEnum):
    """Who says a line."""

    THEM = "them"
    US = "us"


class Line(Struct, frozen=True):
    """A line to be kept. `id` is a UUIDv7 in hex, growing for one person; `body` the channel's own form of it.

    `apart`: it was said in danger.
    """

    id: str
    account: str
    person: Person
    side: Side
    body: bytes
    at: datetime
    apart: bool = False


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
            "apart": one.apart,
        }
        for one in lines
        if one.person.fresh or one.person.hash not in fresh
    ]
    if rows:
        await conn.execute(_ADD, rows)


async def after(conn: AsyncConnection, keys: Keys, person: Person, last: str = "", limit: int = 200) -> list[Kept]:
    """The newest lines of a person after the line `last`, oldest first, without hidden ones."""
    asked = {"of": keys.organisation, "who": person.hash, "last": last, "most": limit}
    rows = (await conn.execute(_AFTER, asked)).all()
    return [Kept(row.id, Side(row.side), person.key.open("line", row.sealed), row.at) for row in reversed(rows)]


async def leave_out(conn: AsyncConnection, keys: Keys, done: Sequence[Done[LeaveOut]], _now: datetime) -> None:
    """Show people's own lines without what is left out of the record (product.md 8 and 22)."""
    theirs: dict[str, list[Done[LeaveOut]]] = {}
    for one in done:
        theirs.setdefault(one.person.hash, []).append(one)
    changed = [row for who in theirs.values() for row in await _changed(conn, keys, who)]
    if changed:
        await conn.execute(_CHANGE, changed)


async def _changed(conn: AsyncConnection, keys: Keys, done: Sequence[Done[LeaveOut]]) -> list[dict[str, object]]:
    person, left_out = done[0].person, [one.effect for one in done]
    chosen = select(*chat_line.c["id", "sealed"]).where(
        chat_line.c.organisation == keys.organisation,
        chat_line.c.participant == person.hash,
        chat_line.c.side == Side.THEM,
    )
    rows = [(row.id, person.key.open("line", row.sealed)) for row in await conn.execute(chosen)]
    anew = [(id_, body, _body_without(body, left_out)) for id_, body in rows]
    return [
        {"of": keys.organisation, "which": id_, "as_sealed": person.key.seal("line", new)}
        for id_, body, new in anew
        if new != body
    ]


def shown_without(line: Line, left_out: Sequence[LeaveOut]) -> Line:
    """One of their own lines without what is left out."""
    return line if line.side is Side.US else replace(line, body=_body_without(line.body, left_out))


def without(text: str, left_out: Iterable[LeaveOut]) -> str:
    """A message of theirs without what is left out of it: of each that it was a line of."""
    for one in left_out:
        start = f"\n{one.words}\n".find(f"\n{text}\n")
        if start >= 0:
            inside = [span for span in one.private if start <= span.start and span.end <= start + len(text)]
            moved = [replace(span, start=span.start - start, end=span.end - start) for span in inside]
            return words_without(text, moved, LEFT_OUT)
    return text


def _body_without(body: bytes, left_out: Iterable[LeaveOut]) -> bytes:
    message = load(body)
    return dump(replace(message, text=without(message.text, left_out)))


async def show_no_more(conn: AsyncConnection, keys: Keys, done: Sequence[Done[ShowNoMore]], _now: datetime) -> None:
    """Wipe what was taken back from the lines of both sides."""
    changed = []
    for one in done:
        chosen = select(*chat_line.c["id", "side", "sealed"]).where(
            chat_line.c.organisation == keys.organisation, chat_line.c.participant == one.person.hash
        )
        key = one.person.key
        for row in await conn.execute(chosen):
            body = key.open("line", row.sealed)
            new = _body_gone(Side(row.side), body, [one.effect])
            if new != body:
                changed.append({"of": keys.organisation, "which": row.id, "as_sealed": key.seal("line", new)})
    if changed:
        await conn.execute(_CHANGE, changed)


def shown_no_more(line: Line, gone: Sequence[ShowNoMore]) -> Line:
    """A line that is not stored yet, without what was taken back."""
    return replace(line, body=_body_gone(line.side, line.body, gone))


def _body_gone(side: Side, body: bytes, gone: Sequence[ShowNoMore]) -> bytes:
    message = load(body)
    text = message.text
    for one in gone:
        if side is Side.THEM and text and f"\n{text}\n" in f"\n{one.words}\n":
            text = LEFT_OUT
        for part in sorted({one.words, *one.said_back}, key=len, reverse=True) if side is Side.US else ():
            text = text.replace(part, LEFT_OUT) if len(part) >= SHORTEST else text
    return dump(replace(message, text=text))


async def hide(conn: AsyncConnection, keys: Keys, done: Sequence[Done[HideChat]], _now: datetime) -> None:
    """Show the lines so far to nobody any more."""
    statement = (
        update(chat_line)
        .where(chat_line.c.organisation == keys.organisation, chat_line.c.participant == bindparam("who"))
        .values(hidden=True)
    )
    await conn.execute(statement, [{"who": one.person.hash} for one in done])
