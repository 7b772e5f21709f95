"""Safeguarding cases: each under a key of its own, so that it stays when the person is erased."""

import hmac
from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AddToCase, AnswerCase, DoubtCase, OpenCase
from bot.domain.case import Note, Source
from bot.storage import said_in_case
from bot.storage.done import Done
from bot.storage.inserts import if_new
from bot.storage.keys import DataKey, Keys
from bot.storage.tables import case_line, case_note, safeguarding_case

_NOTE = if_new(case_note)
OPEN, CLOSED = "open", "closed"
BY_STAFF = frozenset({"import"})
"""Accounts under which workers write down what they were told."""


class Said(Struct, frozen=True):
    """One thing said in a case; `unchanged` says that it still is what was said then."""

    words: str
    at: datetime
    unchanged: bool


async def open_cases(conn: AsyncConnection, keys: Keys, done: Sequence[Done[OpenCase]], now: datetime) -> None:
    """Put cases on record with a copy of the words."""
    rows = []
    for one in done:
        key, wrapped = keys.new_key(one.effect.id)
        rows.append(
            {
                "organisation": keys.organisation,
                "id": one.effect.id,
                "level": one.effect.level.value,
                "rules": one.effect.rules,
                "wrapped_key": wrapped,
                "sealed": key.seal("case", one.effect.words),
                "participant": one.person.hash,
                "contribution": one.effect.contribution,
                "opened_at": now,
                "state": OPEN,
                "neighbourhood": one.effect.neighbourhood or one.person.participant.neighbourhood,
                "source": Source.STAFF if one.account in BY_STAFF else Source.CHAT,
                "hash": hash_of(key, one.effect.words),
            }
        )
    await conn.execute(insert(safeguarding_case), rows)
    await said_in_case.opened(conn, keys.organisation, [one.effect.id for one in done], now)
    made_of = [(one.effect.id, one.effect.contribution) for one in done if one.effect.contribution]
    await said_in_case.own(conn, keys.organisation, made_of)


async def add(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AddToCase]], now: datetime) -> None:
    """Add lines to the people's own cases; what is said of another's case is dropped."""
    owned = await keys_of(conn, keys, {one.effect.case for one in done})
    rows = [
        _line(keys, owned[one.effect.case, one.person.hash], one.effect, now)
        for one in done
        if (one.effect.case, one.person.hash) in owned
    ]
    if rows:
        await conn.execute(_next_line, rows)
        await _reopened(conn, keys.organisation, {one.effect.case for one in done}, now)


async def _reopened(conn: AsyncConnection, organisation: str, cases: set[str], now: datetime) -> None:
    """More was said in a case that a person had closed: it begins anew, and people are told anew."""
    table = safeguarding_case
    closed = (table.c.organisation == organisation, table.c.id.in_(cases), table.c.state == CLOSED)
    nobodys = {"acknowledged_at": None, "acknowledged_by": None, "read_at": None, "closed_at": None, "decision": None}
    anew = {"state": OPEN, "waited": 0, "looked_at": now, "reopened": table.c.reopened + 1, **nobodys}
    again = (await conn.execute(update(table).where(*closed).values(anew).returning(table.c.id))).scalars().all()
    if again:
        await said_in_case.opened(conn, organisation, again, now)


def _line(keys: Keys, wrapped: bytes, more: AddToCase, now: datetime) -> dict[str, object]:
    key = keys.open_key(wrapped, more.case)
    return {
        "of_organisation": keys.organisation,
        "of_case": more.case,
        "sealed": key.seal("case", more.words),
        "at": now,
        "hash": hash_of(key, more.words),
    }


async def answer(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AnswerCase]], _now: datetime) -> None:
    """Record whether a worker may write back."""
    statement = (
        update(safeguarding_case)
        .where(safeguarding_case.c.organisation == keys.organisation, safeguarding_case.c.id == bindparam("which"))
        .where(safeguarding_case.c.participant == bindparam("who"))
        .values(may_write_back=bindparam("may"))
    )
    rows = [{"which": one.effect.case, "who": one.person.hash, "may": one.effect.may_write_back} for one in done]
    await conn.execute(statement, rows)


async def not_meant(conn: AsyncConnection, keys: Keys, done: Sequence[Done[DoubtCase]], now: datetime) -> None:
    """Record that they say it was not meant so: for a worker to weigh, it lowers nothing (S4)."""
    owned = await keys_of(conn, keys, {one.effect.case for one in done})
    for one in done:
        if (one.effect.case, one.person.hash) in owned:
            await _noted(conn, keys.organisation, one.effect.case, Note.NOT_MEANT, now)


async def erasure_asked(conn: AsyncConnection, keys: Keys, hashes: Collection[str], now: datetime) -> None:
    """Record in the cases of these people that they had all else deleted, and were told that this stays (S8)."""
    table = safeguarding_case
    chosen = select(table.c.id).where(table.c.organisation == keys.organisation, table.c.participant.in_(hashes))
    for case in (await conn.execute(chosen)).scalars().all():
        await _noted(conn, keys.organisation, case, Note.ERASURE, now)


async def words(conn: AsyncConnection, keys: Keys, case: str) -> list[str]:
    """Everything said in a case, in order, for the safeguarding lead; empty where there is no such case."""
    return [one.words for one in await said(conn, keys, case)]


async def said(conn: AsyncConnection, keys: Keys, case: str) -> list[Said]:
    """Everything said in a case, in order, each with when, and whether it is unchanged since."""
    table = safeguarding_case
    chosen = select(table).where(table.c.organisation == keys.organisation, table.c.id == case)
    row = (await conn.execute(chosen)).one_or_none()
    if row is None:
        return []
    lines = (
        select(*case_line.c["sealed", "at", "hash"])
        .where(case_line.c.organisation == keys.organisation, case_line.c.case_id == case)
        .order_by(case_line.c.line)
    )
    key = keys.open_key(row.wrapped_key, case)
    first = (row.sealed, row.opened_at, row.hash)
    return [_said(key, *one) for one in (first, *(await conn.execute(lines)))]


def _said(key: DataKey, sealed: bytes, at: datetime, hash_: bytes | None) -> Said:
    read = key.read("case", sealed)
    # Cases opened by an older version have no hash yet.
    return Said(read, at, unchanged=hash_ is None or hmac.compare_digest(hash_, hash_of(key, read)))


def hash_of(key: DataKey, words: str) -> bytes:
    """A hash of words that shows whether they are unchanged, and that only who has the case's key can make or guess."""
    return hmac.digest(key.secret, b"case words\0" + words.encode("utf-8", "surrogatepass"), "sha256")


async def _noted(conn: AsyncConnection, organisation: str, case: str, kind: Note, now: datetime) -> None:
    # In the order of time among the others, whose ids are UUIDv7.
    id_ = f"{int(now.timestamp() * 1000):012x}-{kind}"
    row = {"organisation": organisation, "case_id": case, "id": id_, "kind": kind, "who": "resident", "at": now}
    await conn.execute(_NOTE.of(conn), row)


async def keys_of(conn: AsyncConnection, keys: Keys, cases: set[str]) -> dict[tuple[str, str], bytes]:
    """The wrapped keys of cases that are there, by the case's id and its participant's hash."""
    table = safeguarding_case
    chosen = select(*table.c["id", "participant", "wrapped_key"]).where(
        table.c.organisation == keys.organisation, table.c.id.in_(cases)
    )
    return {(row.id, row.participant): row.wrapped_key for row in await conn.execute(chosen)}


_next_line = insert(case_line).values(
    organisation=bindparam("of_organisation"),
    case_id=bindparam("of_case"),
    line=select(func.coalesce(func.max(case_line.c.line), 0) + 1)
    .where(case_line.c.organisation == bindparam("of_organisation"), case_line.c.case_id == bindparam("of_case"))
    .scalar_subquery(),
)
