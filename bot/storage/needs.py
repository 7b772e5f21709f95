"""Needs with no service: counted by theme and place, of nobody (product.md 31)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import NoteNeed
from bot.storage.done import Done
from bot.storage.inserts import if_new
from bot.storage.keys import Keys
from bot.storage.tables import need

_ADD = if_new(need)


class Need(Struct, frozen=True):
    """How often help with a theme was looked for in a neighbourhood in vain, and when last.

    `asked` is what was asked for, in workers' words, the newest first.
    """

    theme: str
    neighbourhood: str
    times: int
    last: date
    asked: tuple[str, ...] = ()


class Typed(Struct, frozen=True):
    """A need that a worker noted, by its id; `what` in their words, None where it is a contribution's."""

    id: str
    theme: str
    neighbourhood: str
    noted_on: date
    what: str | None
    worker: str


async def note(conn: AsyncConnection, keys: Keys, done: Sequence[Done[NoteNeed]], _now: datetime) -> None:
    """Note what was looked for; not by whom."""
    rows = [
        {
            "organisation": keys.organisation,
            "id": one.effect.id,
            "theme": one.effect.theme,
            "neighbourhood": one.effect.neighbourhood,
            "noted_on": one.effect.noted_on,
        }
        for one in done
    ]
    await conn.execute(insert(need), rows)


async def add(conn: AsyncConnection, keys: Keys, typed: Typed) -> None:
    """Note what a worker says was looked for; one of this id that is noted already stays as it is."""
    plain = {"id": typed.id, "theme": typed.theme, "neighbourhood": typed.neighbourhood, "noted_on": typed.noted_on}
    words = {"worker": typed.worker, "sealed": None if typed.what is None else _sealed(keys, typed.id, typed.what)}
    await conn.execute(_ADD.of(conn), {"organisation": keys.organisation, **plain, **words})


async def typed(conn: AsyncConnection, keys: Keys, since: date) -> list[Typed]:
    """What workers noted in words of their own since a day, the newest first. Raises KeyFileError."""
    chosen = (
        select(need)
        .where(need.c.organisation == keys.organisation, need.c.sealed.is_not(None), need.c.noted_on >= since)
        .order_by(need.c.noted_on.desc(), need.c.id.desc())
    )
    return [
        Typed(
            row.id,
            row.theme,
            row.neighbourhood,
            row.noted_on,
            keys.installation.read(f"need {row.id}", row.sealed),
            row.worker,
        )
        for row in await conn.execute(chosen)
    ]


async def seal_left(conn: AsyncConnection, keys: Keys) -> None:
    """Seal what an older version kept in the clear."""
    left = select(need.c.id, need.c.what).where(need.c.organisation == keys.organisation, need.c.what.is_not(None))
    for row in (await conn.execute(left)).all():
        this = update(need).where(need.c.organisation == keys.organisation, need.c.id == row.id)
        await conn.execute(this.values(sealed=_sealed(keys, row.id, row.what), what=None))


def _sealed(keys: Keys, id_: str, what: str) -> bytes:
    return keys.installation.seal(f"need {id_}", what)


async def take_back(conn: AsyncConnection, organisation: str, id_: str) -> None:
    """It was noted by mistake."""
    await conn.execute(delete(need).where(need.c.organisation == organisation, need.c.id == id_))


async def counted(conn: AsyncConnection, keys: Keys, neighbourhoods: Collection[str] | None = None) -> list[Need]:
    """All needs (of these neighbourhoods), the most frequent first. For those who work here: no figure is hidden."""
    times = func.count()
    chosen = (
        select(need.c.theme, need.c.neighbourhood, times.label("times"), func.max(need.c.noted_on).label("last"))
        .where(need.c.organisation == keys.organisation)
        .group_by(need.c.theme, need.c.neighbourhood)
        .order_by(times.desc(), need.c.theme, need.c.neighbourhood)
    )
    if neighbourhoods is not None:
        chosen = chosen.where(need.c.neighbourhood.in_(neighbourhoods))
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in await typed(conn, keys, date.min):
        asked[one.theme, one.neighbourhood].append(one.what or "")
    return [
        Need(row.theme, row.neighbourhood, row.times, row.last, tuple(asked[row.theme, row.neighbourhood]))
        for row in await conn.execute(chosen)
    ]
