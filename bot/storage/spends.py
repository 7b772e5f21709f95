"""Small spends: noted, taken back, decided on, listed and added up."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.spend import COUNTED, Spend, State
from bot.storage.tables import spend


class Noted(Struct, frozen=True):
    """A spend as it is kept; `worker` noted it, `decided_by` is the manager who decided on it, "" for nobody."""

    id: str
    what: Spend
    state: State
    worker: str
    decided_by: str = ""


async def note(conn: AsyncConnection, organisation: str, noted: Noted, now: datetime) -> None:
    """Keep a spend. Its id is a UUIDv7 in hex."""
    what = noted.what
    row = {
        "organisation": organisation,
        "id": noted.id,
        "neighbourhood": what.neighbourhood,
        "spent_on": what.on,
        "what": what.what,
        "pence": what.pence,
        "paid_to": what.paid_to,
        "receipt": what.receipt,
        "state": noted.state,
        "worker": noted.worker,
        "noted_at": now,
    }
    await conn.execute(insert(spend), row)


async def find(conn: AsyncConnection, organisation: str, id_: str) -> Noted | None:
    """The spend of this id."""
    mine = spend.c.organisation == organisation, spend.c.id == id_
    row = (await conn.execute(select(spend).where(*mine))).one_or_none()
    return _noted(row) if row else None


async def take_back(conn: AsyncConnection, organisation: str, id_: str) -> None:
    """It was noted by mistake."""
    await conn.execute(delete(spend).where(spend.c.organisation == organisation, spend.c.id == id_))


async def decide(conn: AsyncConnection, organisation: str, id_: str, state: State, *, who: str, now: datetime) -> bool:
    """A manager says whether a spend beyond the limit is all right; False where it does not wait (any more)."""
    waits = spend.c.organisation == organisation, spend.c.id == id_, spend.c.state == State.WAITS
    decided = {"state": state, "decided_by": who, "decided_at": now}
    return (await conn.execute(update(spend).where(*waits).values(decided))).rowcount == 1


async def between(
    conn: AsyncConnection, organisation: str, neighbourhoods: Collection[str], first: date, last: date
) -> list[Noted]:
    """The spends of these neighbourhoods from one day to another, both included, the newest first."""
    chosen = (
        select(spend)
        .where(
            spend.c.organisation == organisation,
            spend.c.neighbourhood.in_(neighbourhoods),
            spend.c.spent_on.between(first, last),
        )
        .order_by(spend.c.spent_on.desc(), spend.c.id.desc())
    )
    return [_noted(row) for row in await conn.execute(chosen)]


async def spent(conn: AsyncConnection, organisation: str, neighbourhood: str, first: date, last: date) -> int:
    """The pence that count in a neighbourhood from one day to another, both included."""
    chosen = select(func.coalesce(func.sum(spend.c.pence), 0)).where(
        spend.c.organisation == organisation,
        spend.c.neighbourhood == neighbourhood,
        spend.c.spent_on.between(first, last),
        spend.c.state.in_(COUNTED),
    )
    return int((await conn.execute(chosen)).scalar_one())


async def waiting(conn: AsyncConnection, organisation: str, neighbourhoods: Collection[str]) -> list[Noted]:
    """Those on which a manager has not decided, the oldest first."""
    chosen = (
        select(spend)
        .where(
            spend.c.organisation == organisation,
            spend.c.state == State.WAITS,
            spend.c.neighbourhood.in_(neighbourhoods),
        )
        .order_by(spend.c.id)
    )
    return [_noted(row) for row in await conn.execute(chosen)]


def _noted(row: Row[Any]) -> Noted:
    what = Spend(row.what, row.neighbourhood, row.spent_on, row.pence, row.paid_to, row.receipt)
    return Noted(row.id, what, State(row.state), row.worker, row.decided_by or "")
