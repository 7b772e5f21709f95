"""Talks between a resident and a worker: who asked, who is there, and every line, under a key of the talk's own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import AddToTalk, BeginTalk, EndTalk
from bot.domain.participant import AgeBand
from bot.domain.talk import Held, Line, Side
from bot.storage.done import Done
from bot.storage.keys import Keys
from bot.storage.tables import participant, talk, talk_line, talk_request

TAKEN = "taken"
_OPEN = "open"


class Asked(Struct, frozen=True):
    """A wish to talk to a person; `protected` where they have not said 18+, `words` what they want to talk about."""

    id: str
    participant: str
    neighbourhood: str | None
    asked_at: datetime
    protected: bool
    words: str


class Wish(Struct, frozen=True):
    """The same as a list shows it: since when and where, "" for elsewhere; never what they wrote.

    `write_only`: they ask to be written to and not to be rung.
    """

    id: str
    neighbourhood: str
    asked_at: datetime
    protected: bool
    write_only: bool = False


async def asked(conn: AsyncConnection, keys: Keys) -> list[Asked]:
    """The wishes nobody has taken up yet, the oldest first. Raises KeyFileError."""
    chosen = (
        select(talk_request, *participant.c["wrapped_key", "band"])
        .join(participant)
        .where(talk_request.c.organisation == keys.organisation, talk_request.c.state == _OPEN)
        .order_by(talk_request.c.asked_at, talk_request.c.id)
    )
    return [_asked(keys, row) for row in await conn.execute(chosen)]


async def waiting(conn: AsyncConnection, organisation: str) -> list[Wish]:
    """The same without a word of them."""
    chosen = (
        select(*talk_request.c["id", "neighbourhood", "asked_at"], *participant.c["band", "write_only_since"])
        .join(participant)
        .where(talk_request.c.organisation == organisation, talk_request.c.state == _OPEN)
        .order_by(talk_request.c.asked_at, talk_request.c.id)
    )
    return [
        Wish(
            row.id,
            row.neighbourhood or "",
            row.asked_at,
            row.band != AgeBand.ADULT,
            row.write_only_since is not None,
        )
        for row in await conn.execute(chosen)
    ]


async def open_now(conn: AsyncConnection, organisation: str) -> list[Held]:
    """The talks that are not over, the newest first; not a word of them."""
    chosen = select(talk).where(talk.c.organisation == organisation, talk.c.over_at.is_(None))
    return [_held(row) for row in await conn.execute(chosen.order_by(talk.c.opened_at.desc(), talk.c.id))]


async def open_talk(
    conn: AsyncConnection,
    keys: Keys,
    wish: Asked,
    workers: tuple[str, str],
    now: datetime,
    *,
    ids: tuple[str, str] = ("", ""),
) -> None:
    """Take up a wish: the talk is open from now on, and begins when the worker joins.

    `workers` are the names of the one who writes and the second one, "" where there is none; `ids` theirs, where they
    are workers who were let in.
    """
    key, wrapped = keys.new_key(wish.id)
    row = {
        "organisation": keys.organisation,
        "id": wish.id,
        "participant": wish.participant,
        "neighbourhood": wish.neighbourhood,
        "protected": wish.protected,
        "wrapped_key": wrapped,
        "worker": workers[0],
        "second": workers[1],
        "worker_id": ids[0],
        "second_id": ids[1],
        "opened_at": now,
    }
    await conn.execute(insert(talk), row)
    first = {"of_organisation": keys.organisation, "of_talk": wish.id, "side": Side.THEM, "at": wish.asked_at}
    await conn.execute(_NEXT_LINE, [first | {"sealed": key.seal("talk", wish.words)}])
    taken = update(talk_request).where(talk_request.c.organisation == keys.organisation, talk_request.c.id == wish.id)
    await conn.execute(taken.values(state=TAKEN))


async def look(conn: AsyncConnection, keys: Keys, id_: str) -> Held | None:
    """A talk that was taken up."""
    row = (await conn.execute(select(talk).where(_is(keys, id_)))).one_or_none()
    return _held(row) if row else None


async def lines(conn: AsyncConnection, keys: Keys, id_: str) -> list[Line]:
    """Every line of a talk, the oldest first. Raises KeyFileError."""
    chosen = select(talk_line, talk.c.wrapped_key).join(talk).where(_is(keys, id_)).order_by(talk_line.c.line)
    rows = (await conn.execute(chosen)).all()
    if not rows:
        return []
    key = keys.open_key(rows[0].wrapped_key, id_)
    return [Line(Side(row.side), key.read("talk", row.sealed), row.at) for row in rows]


async def second_is_here(conn: AsyncConnection, keys: Keys, id_: str, now: datetime) -> None:
    """The second worker has the talk on their screen."""
    await conn.execute(update(talk).where(_is(keys, id_)).values(second_seen_at=now))


async def begin(conn: AsyncConnection, keys: Keys, done: Sequence[Done[BeginTalk]], now: datetime) -> None:
    """The worker is there now."""
    for one in done:
        await conn.execute(update(talk).where(_of(keys, one.effect.talk, one.person.hash)).values(joined_at=now))


async def end(conn: AsyncConnection, keys: Keys, done: Sequence[Done[EndTalk]], now: datetime) -> None:
    """These talks are over; when they ended first, counts."""
    for one in done:
        mine = _of(keys, one.effect.talk, one.person.hash) & talk.c.over_at.is_(None)
        await conn.execute(update(talk).where(mine).values(over_at=now))


async def add(conn: AsyncConnection, keys: Keys, done: Sequence[Done[AddToTalk]], now: datetime) -> None:
    """Put lines on record, each in its person's own talk."""
    wanted = {one.effect.talk for one in done}
    chosen = select(*talk.c["id", "participant", "wrapped_key"]).where(
        talk.c.organisation == keys.organisation, talk.c.id.in_(wanted)
    )
    there = {(row.id, row.participant): row.wrapped_key for row in await conn.execute(chosen)}
    rows = [
        {
            "of_organisation": keys.organisation,
            "of_talk": one.effect.talk,
            "side": one.effect.side,
            "sealed": keys.open_key(there[one.effect.talk, one.person.hash], one.effect.talk).seal(
                "talk", one.effect.words
            ),
            "at": now,
        }
        for one in done
        if (one.effect.talk, one.person.hash) in there
    ]
    if rows:
        await conn.execute(_NEXT_LINE, rows)


async def erase(conn: AsyncConnection, organisation: str, hashes: Sequence[str]) -> None:
    """Delete the talks of people who are erased, but those with a child or somebody of unknown age (product.md 25)."""
    theirs = (talk.c.organisation == organisation) & talk.c.participant.in_(hashes)
    await conn.execute(delete(talk).where(theirs, talk.c.protected.is_(False)))


def _held(row: Row[Any]) -> Held:
    return Held(
        id=row.id,
        neighbourhood=row.neighbourhood or "",
        protected=row.protected,
        worker=row.worker,
        second=row.second,
        opened=row.opened_at,
        second_seen=row.second_seen_at,
        joined=row.joined_at is not None,
        over=row.over_at is not None,
        participant=row.participant,
        worker_id=row.worker_id,
        second_id=row.second_id,
    )


def _is(keys: Keys, id_: str) -> ColumnElement[bool]:
    return (talk.c.organisation == keys.organisation) & (talk.c.id == id_)


def _of(keys: Keys, id_: str, who: str) -> ColumnElement[bool]:
    return _is(keys, id_) & (talk.c.participant == who)


def _asked(keys: Keys, row: Row[tuple[object, ...]]) -> Asked:
    key = keys.open_key(row.wrapped_key, row.participant)
    protected = row.band != AgeBand.ADULT
    return Asked(row.id, row.participant, row.neighbourhood, row.asked_at, protected, key.read("talk", row.sealed))


_NEXT_LINE = insert(talk_line).values(
    organisation=bindparam("of_organisation"),
    talk=bindparam("of_talk"),
    line=select(func.coalesce(func.max(talk_line.c.line), 0) + 1)
    .where(talk_line.c.organisation == bindparam("of_organisation"), talk_line.c.talk == bindparam("of_talk"))
    .scalar_subquery(),
)
