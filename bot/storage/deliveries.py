"""Mails to contacts of agencies: one a contact and edition, claimed before it is sent, with its Message-ID kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.release import ENDED, Delivery, Sent, State
from bot.storage.inserts import if_new
from bot.storage.tables import report_delivery as table
from bot.storage.tables import report_hold

STALE = timedelta(minutes=10)
"""After this a mail that was claimed and not marked is sent again: whoever claimed it crashed. A try takes a minute."""
_PUT = if_new(table)
_NAMED = (
    *("period", "revision", "what", "contact", "agency", "message_id", "put_at"),
    *("state", "tries", "next_at", "sent_at", "fault"),
)


async def put(conn: AsyncConnection, organisation: str, these: Iterable[Delivery]) -> None:
    """Have these sent; one that was put down before for the same contact and edition stays as it is."""
    for one in these:
        row = {name: getattr(one, name) for name in _NAMED}
        await conn.execute(_PUT.of(conn), row | {"organisation": organisation, "worker": "", "next_at": one.put_at})


async def replace(conn: AsyncConnection, organisation: str, period: str, revision: int) -> set[str]:
    """What is not sent of a month's older revisions goes no more: another does instead. Returns whose it was.

    One under way just now may arrive all the same.
    """
    older = table.c.organisation == organisation, table.c.period == period, table.c.revision < revision
    waits = table.c.what == Sent.EDITION, table.c.state.in_([State.WAITING, State.CLAIMED])
    replaced = update(table).where(*older, *waits).values(state=State.REPLACED, next_at=None)
    return set((await conn.execute(replaced.returning(table.c.contact))).scalars())


async def due(conn: AsyncConnection, organisation: str, now: datetime, most: int = 200) -> list[Delivery]:
    """What may be tried now, that which waits longest first; nothing of a month that is held back."""
    chosen = select(table).where(_free(organisation, now)).order_by(table.c.next_at, table.c.contact).limit(most)
    return [_delivery(row) for row in await conn.execute(chosen)]


async def claim(conn: AsyncConnection, organisation: str, one: Delivery, *, worker: str, now: datetime) -> bool:
    """Whether this worker sends it: nobody else does, it is not sent, and its month is not held back."""
    taken = {"state": State.CLAIMED, "worker": worker, "claimed_at": now, "tries": table.c.tries + 1}
    statement = update(table).where(_is(organisation, one), _free(organisation, now)).values(taken)
    return (await conn.execute(statement)).rowcount == 1


async def end(
    conn: AsyncConnection,
    organisation: str,
    one: Delivery,
    state: State,
    *,
    worker: str,
    now: datetime,
    fault: str = "",
    next_at: datetime | None = None,
) -> bool:
    """What came of a try; False where another worker took it over meanwhile."""
    mine = _is(organisation, one), table.c.worker == worker, table.c.state == State.CLAIMED
    came = {"state": state, "fault": fault, "next_at": next_at, "sent_at": now if state is State.SENT else None}
    return (await conn.execute(update(table).where(*mine).values(came))).rowcount == 1


async def again(conn: AsyncConnection, organisation: str, one: Delivery, now: datetime) -> bool:
    """Try one anew whose end a person does not accept, with the same Message-ID; False where it has not ended."""
    ended = _is(organisation, one), table.c.state.in_(sorted(ENDED))
    waiting = {"state": State.WAITING, "put_at": now, "next_at": now, "tries": 0, "fault": ""}
    return (await conn.execute(update(table).where(*ended).values(waiting))).rowcount == 1


async def came_back(conn: AsyncConnection, organisation: str, one: Delivery, fault: str = "") -> bool:
    """It came back, for this fault where a mail server says so; False where it was not sent."""
    sent = _is(organisation, one), table.c.state == State.SENT
    return (await conn.execute(update(table).where(*sent).values(state=State.RETURNED, fault=fault))).rowcount == 1


async def of(conn: AsyncConnection, organisation: str, period: str) -> list[Delivery]:
    """All of a month, by agency and contact, the newest revision first."""
    chosen = select(table).where(table.c.organisation == organisation, table.c.period == period)
    order = table.c.agency, table.c.contact, table.c.revision.desc(), table.c.what
    return [_delivery(row) for row in await conn.execute(chosen.order_by(*order))]


async def find(
    conn: AsyncConnection, organisation: str, period: str, *, revision: int, what: str, contact: str
) -> Delivery | None:
    """One of these; None where there is none."""
    this = table.c.period == period, table.c.revision == revision, table.c.what == what, table.c.contact == contact
    row = (await conn.execute(select(table).where(table.c.organisation == organisation, *this))).one_or_none()
    return _delivery(row) if row else None


async def by_message_id(conn: AsyncConnection, organisation: str, message_id: str) -> Delivery | None:
    """The one with this Message-ID; None where we sent none."""
    this = table.c.organisation == organisation, table.c.message_id == message_id
    row = (await conn.execute(select(table).where(*this))).one_or_none()
    return _delivery(row) if row else None


def _free(organisation: str, now: datetime) -> ColumnElement[bool]:
    held = exists().where(
        report_hold.c.organisation == organisation,
        report_hold.c.period == table.c.period,
        report_hold.c.let_go_at.is_(None),
    )
    waits = and_(table.c.state == State.WAITING, table.c.next_at <= now)
    left = and_(table.c.state == State.CLAIMED, table.c.claimed_at < now - STALE)
    return and_(table.c.organisation == organisation, or_(waits, left), ~held)


def _is(organisation: str, one: Delivery) -> ColumnElement[bool]:
    return and_(
        table.c.organisation == organisation,
        table.c.period == one.period,
        table.c.revision == one.revision,
        table.c.what == one.what,
        table.c.contact == one.contact,
    )


def _delivery(row: Row[Any]) -> Delivery:
    given = {name: getattr(row, name) for name in _NAMED}
    return Delivery(**{**given, "what": Sent(row.what), "state": State(row.state)})
