"""Answers that wait for a second worker, and what came of each: under keys of their own, and never deleted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import silence
from bot.domain.area import Area
from bot.domain.deed import Deed
from bot.domain.form import decode, encode
from bot.domain.second_look import SecondLook, Verdict
from bot.storage.keys import Keys
from bot.storage.tables import second_look as table


async def ask(conn: AsyncConnection, keys: Keys, one: SecondLook) -> None:
    """Put an answer down for a second worker to look at."""
    key, wrapped = keys.new_key(one.id)
    row = {
        "organisation": keys.organisation,
        "id": one.id,
        "reference": one.reference,
        "neighbourhood": one.neighbourhood,
        "worker": one.worker,
        "wrapped_key": wrapped,
        "sealed": key.seal("answer", encode(one.deed)),
        "asked_at": one.asked_at,
        "verdict": one.verdict,
        "second": "",
    }
    await conn.execute(insert(table), row)


async def waiting(conn: AsyncConnection, keys: Keys, neighbourhoods: Sequence[str]) -> list[SecondLook]:
    """What nobody has decided in these neighbourhoods, the oldest first. Raises KeyFileError."""
    chosen = _of(keys).where(table.c.verdict == Verdict.WAITING, table.c.neighbourhood.in_(neighbourhoods))
    return [_look(keys, row) for row in await conn.execute(chosen.order_by(table.c.asked_at, table.c.id))]


async def unseen(conn: AsyncConnection, keys: Keys, area: Area, today: date) -> list[SecondLook]:
    """What has waited for a working day, in every place. Raises KeyFileError."""
    every = await waiting(conn, keys, [one.id for one in (*area.neighbourhoods, area.elsewhere)])
    return silence.unseen(area, every, today)


async def of(conn: AsyncConnection, keys: Keys, reference: str) -> list[SecondLook]:
    """All that were ever asked for on a contribution, the oldest first. Raises KeyFileError."""
    chosen = _of(keys).where(table.c.reference == reference).order_by(table.c.asked_at, table.c.id)
    return [_look(keys, row) for row in await conn.execute(chosen)]


async def find(conn: AsyncConnection, keys: Keys, id_: str) -> SecondLook | None:
    """One of them, held until the transaction ends: two who decide at once come one after the other."""
    row = (await conn.execute(_of(keys).where(table.c.id == id_).with_for_update())).one_or_none()
    return _look(keys, row) if row else None


async def decide(
    conn: AsyncConnection, keys: Keys, id_: str, verdict: Verdict, *, second: str, now: datetime, why: str = ""
) -> None:
    """A second worker has decided; `why` is theirs, for whoever wrote it."""
    this = table.c.organisation == keys.organisation, table.c.id == id_
    wrapped = (await conn.execute(select(table.c.wrapped_key).where(*this))).scalar_one()
    sealed = keys.open_key(wrapped, id_).seal("why", why) if why else None
    decided = {"verdict": verdict, "second": second, "decided_at": now, "sealed_why": sealed}
    await conn.execute(update(table).where(*this).values(decided))


def _of(keys: Keys) -> Select[tuple[Any, ...]]:
    return select(table).where(table.c.organisation == keys.organisation)


def _look(keys: Keys, row: Row[tuple[Any, ...]]) -> SecondLook:
    key = keys.open_key(row.wrapped_key, row.id)
    return SecondLook(
        id=row.id,
        reference=row.reference,
        neighbourhood=row.neighbourhood,
        worker=row.worker,
        deed=decode(key.open("answer", row.sealed), Deed),
        asked_at=row.asked_at,
        verdict=Verdict(row.verdict),
        second=row.second,
        decided_at=row.decided_at,
        why=key.read("why", row.sealed_why) if row.sealed_why else "",
    )
