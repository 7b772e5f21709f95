"""Drills: the same way as an alert's, for nobody in danger, so that it is known whether and how soon workers answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.alerts.roster import Roster
from bot.alerts.wanted import DRILL
from bot.storage import alerts
from bot.storage.alerts import Alert, By

EVERY = timedelta(days=35)
"""A drill a month (S13): after so many days one is missing."""


class Drilled(Struct, frozen=True):
    """How one worker did in one drill: after how long each channel reached them, and they answered (None: not yet)."""

    drill: str
    at: datetime
    recipient: str
    mail: timedelta | None
    telegram: timedelta | None
    answered: timedelta | None


async def put_drill(conn: AsyncConnection, organisation: str, roster: Roster, name: str, now: datetime) -> None:
    """Let everyone of the roster be told of a drill on both channels; one of this name that there was is left alone."""
    drill = f"{DRILL}:{name}"
    await alerts.put(conn, organisation, (Alert(drill, DRILL, one.id, by, now) for one in roster for by in By))


async def drills(conn: AsyncConnection, organisation: str) -> list[Drilled]:
    """Every drill, the newest first, worker by worker."""
    found = await alerts.of_step(conn, organisation, DRILL)
    together: dict[tuple[str, str], list[Alert]] = {}
    for one in found:
        together.setdefault((one.case, one.recipient), []).append(one)
    return sorted((_drilled(one) for one in together.values()), key=lambda one: (one.at, one.recipient), reverse=True)


def _drilled(both: Iterable[Alert]) -> Drilled:
    by = {one.channel: one for one in both}
    first = next(iter(by.values()))
    answered = next((one.acknowledged_at for one in by.values() if one.acknowledged_at), None)
    return Drilled(
        drill=first.case,
        at=first.at,
        recipient=first.recipient,
        mail=_after(by.get(By.MAIL)),
        telegram=_after(by.get(By.TELEGRAM)),
        answered=answered - first.at if answered else None,
    )


def _after(one: Alert | None) -> timedelta | None:
    return one.sent_at - one.at if one and one.sent_at else None
