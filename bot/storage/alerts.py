"""Alerts that wait to be sent, and what became of them. They hold nobody's words, only whom to tell of which case."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import Row, bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import if_new
from bot.storage.tables import alert

_PUT = if_new(alert)
_KEY = ("case_id", "step", "recipient", "channel")
_ONE = update(alert).where(
    alert.c.organisation == bindparam("of"), *(alert.c[name] == bindparam(f"key_{name}") for name in _KEY)
)


class By(StrEnum):
    """The channels, each by itself: one that is down never holds up the other (S5)."""

    MAIL = "mail"
    TELEGRAM = "telegram"


class Alert(Struct, frozen=True):
    """Somebody is to be told something on one channel. `case` is a case's id, or what else it is (alerts.wanted)."""

    case: str
    step: str
    recipient: str
    channel: By
    at: datetime
    attempts: int = 0
    sent_at: datetime | None = None
    dropped_at: datetime | None = None
    acknowledged_at: datetime | None = None
    reason: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it this one."""
        return self.case, self.step, self.recipient, self.channel.value


async def put(conn: AsyncConnection, organisation: str, alerts: Iterable[Alert]) -> None:
    """Let alerts wait to be sent; those that are there already are left as they are."""
    rows = [
        {"organisation": organisation, **dict(zip(_KEY, one.key, strict=True)), "at": one.at}
        for one in sorted(alerts, key=lambda one: one.key)
    ]
    if rows:
        await conn.execute(_PUT.of(conn), rows)


async def waiting(conn: AsyncConnection, organisation: str, channel: By) -> list[Alert]:
    """What one channel has still to send, the oldest first."""
    chosen = select(alert).where(
        alert.c.organisation == organisation,
        alert.c.channel == channel.value,
        alert.c.sent_at.is_(None),
        alert.c.dropped_at.is_(None),
    )
    return [_alert(row) for row in await conn.execute(chosen.order_by(alert.c.at, alert.c.case_id))]


async def of_case(conn: AsyncConnection, organisation: str, case: str) -> list[Alert]:
    """All that was to be told of one case (or drill, or list), the oldest first."""
    chosen = select(alert).where(alert.c.organisation == organisation, alert.c.case_id == case)
    return [_alert(row) for row in await conn.execute(chosen.order_by(alert.c.at, alert.c.step, alert.c.recipient))]


async def of_step(conn: AsyncConnection, organisation: str, step: str) -> list[Alert]:
    """All alerts of one step, such as every drill, the oldest first."""
    chosen = select(alert).where(alert.c.organisation == organisation, alert.c.step == step)
    return [_alert(row) for row in await conn.execute(chosen.order_by(alert.c.at))]


async def paged(conn: AsyncConnection, organisation: str, step: str) -> dict[str, Collection[str]]:
    """Who was to be told this step of a case, in whatever round, by the case."""
    steps = or_(alert.c.step == step, alert.c.step.like(f"{step}-%"))
    chosen = select(alert.c.case_id, alert.c.recipient).where(alert.c.organisation == organisation, steps)
    found: dict[str, set[str]] = defaultdict(set)
    for row in await conn.execute(chosen):
        found[row.case_id].add(row.recipient)
    return dict(found)


async def there(conn: AsyncConnection, organisation: str, cases: Collection[str]) -> set[tuple[str, str, str]]:
    """Case, step and recipient of what was put down already for these cases."""
    columns = alert.c["case_id", "step", "recipient"]
    chosen = select(*columns).where(alert.c.organisation == organisation, alert.c.case_id.in_(cases))
    return {(row.case_id, row.step, row.recipient) for row in await conn.execute(chosen)}


async def sent(conn: AsyncConnection, organisation: str, alerts: Iterable[Alert], now: datetime) -> None:
    """Record what went out."""
    await _change(conn, organisation, alerts, sent_at=now, reason=None)


async def drop(conn: AsyncConnection, organisation: str, alerts: Iterable[Alert], reason: str, now: datetime) -> None:
    """Tell nobody these any more, for a reason given as a code."""
    await _change(conn, organisation, alerts, dropped_at=now, reason=reason)


async def failed(conn: AsyncConnection, organisation: str, alerts: Iterable[Alert], reason: str) -> None:
    """An attempt failed, for a reason given as a code; they go on waiting."""
    await _change(conn, organisation, alerts, attempts=alert.c.attempts + 1, reason=reason)


async def acknowledge(conn: AsyncConnection, organisation: str, case: str, recipient: str, now: datetime) -> bool:
    """Somebody answers what is of no case, a drill; False where they had, or were never told."""
    mine = update(alert).where(
        alert.c.organisation == organisation, alert.c.case_id == case, alert.c.recipient == recipient
    )
    done = await conn.execute(mine.where(alert.c.acknowledged_at.is_(None)).values(acknowledged_at=now))
    return done.rowcount > 0


async def stuck(conn: AsyncConnection, organisation: str, attempts: int) -> list[Alert]:
    """What has still not got through after so many attempts."""
    waits = (alert.c.sent_at.is_(None), alert.c.dropped_at.is_(None), alert.c.attempts >= attempts)
    return [
        _alert(row) for row in await conn.execute(select(alert).where(alert.c.organisation == organisation, *waits))
    ]


async def forget(conn: AsyncConnection, organisation: str, of: Collection[str], before: datetime) -> int:
    """Delete what was put down before a moment under these names, such as every list; returns how many."""
    old = (alert.c.organisation == organisation) & alert.c.case_id.in_(of) & (alert.c.at < before)
    return (await conn.execute(delete(alert).where(old))).rowcount


async def _change(conn: AsyncConnection, organisation: str, alerts: Iterable[Alert], **values: object) -> None:
    rows = [{"of": organisation, **{f"key_{name}": one.key[n] for n, name in enumerate(_KEY)}} for one in alerts]
    if rows:
        await conn.execute(_ONE.values(**values), rows)


def _alert(row: Row[tuple[object, ...]]) -> Alert:
    return Alert(
        case=row.case_id,
        step=row.step,
        recipient=row.recipient,
        channel=By(row.channel),
        at=row.at,
        attempts=row.attempts,
        sent_at=row.sent_at,
        dropped_at=row.dropped_at,
        acknowledged_at=row.acknowledged_at,
        reason=row.reason,
    )
