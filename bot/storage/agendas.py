"""What Local Action Groups talk of: what a worker put down of it, never a neighbour's words (product.md 38)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.agenda import Outcome, Owner
from bot.domain.contribution import Kind, Progress, Standing
from bot.storage.keys import Keys
from bot.storage.said_in_case import held_out
from bot.storage.tables import agenda_item, contribution, progress

MOST = 50


class Point(Struct, frozen=True):
    """One thing on an agenda, or that was on it: `summary` is "" where nobody has summed it up yet.

    `outcome` is what was decided of it, and `why`; None where it left the agenda without. `owner` does it until `due`.
    """

    reference: str
    neighbourhood: str
    kind: Kind
    themes: tuple[str, ...]
    put_at: datetime
    over_at: datetime | None
    summary: str
    became: Progress | None
    outcome: Outcome | None = None
    why: str = ""
    owner: Owner | None = None
    due: date | None = None


class Decided(Struct, frozen=True):
    """What a group decided of a point, and why, in a worker's words; who does it, until when."""

    outcome: Outcome
    why: str
    owner: Owner | None = None
    due: date | None = None


async def sum_up(conn: AsyncConnection, keys: Keys, id_: str, summary: str) -> None:
    """What the group reads of a contribution that is on its agenda."""
    this = agenda_item.c.organisation == keys.organisation, agenda_item.c.contribution == id_
    await conn.execute(update(agenda_item).where(*this).values(sealed=keys.installation.seal(f"agenda {id_}", summary)))


async def decide(conn: AsyncConnection, keys: Keys, id_: str, decided: Decided, now: datetime) -> None:
    """It leaves the agenda with what the group decided."""
    this = agenda_item.c.organisation == keys.organisation, agenda_item.c.contribution == id_
    sealed = keys.installation.seal(f"decided {id_}", decided.why)
    who = {"owner": decided.owner, "due": decided.due}
    values = {"over_at": now, "outcome": decided.outcome, "sealed_why": sealed, **who}
    await conn.execute(update(agenda_item).where(*this).values(values))


async def talk_of_again(conn: AsyncConnection, organisation: str, id_: str) -> None:
    """What was decided before stands no more: it is on the agenda anew."""
    this = agenda_item.c.organisation == organisation, agenda_item.c.contribution == id_
    await conn.execute(update(agenda_item).where(*this).values(outcome=None, sealed_why=None, owner=None, due=None))


async def listed(conn: AsyncConnection, keys: Keys, neighbourhoods: Sequence[str], over_since: datetime) -> list[Point]:
    """What is on these neighbourhoods' agendas, and what came off them since then; the longest on it first.

    Nothing of a case, nor what somebody in danger said round it: it is the lead's (reliability.md S9). Raises
    KeyFileError.
    """
    newest = (
        select(progress.c.progress)
        .where(progress.c.organisation == contribution.c.organisation, progress.c.contribution == contribution.c.id)
        .order_by(progress.c.step.desc())
        .limit(1)
        .scalar_subquery()
    )
    chosen = (
        select(
            agenda_item,
            *contribution.c["reference", "neighbourhood", "kind", "themes"],
            newest.label("became"),
        )
        .join(contribution)
        .where(
            agenda_item.c.organisation == keys.organisation,
            contribution.c.neighbourhood.in_(neighbourhoods),
            contribution.c.standing == Standing.HEARD,
            ~held_out(),
            agenda_item.c.over_at.is_(None) | (agenda_item.c.over_at >= over_since),
        )
        .order_by(agenda_item.c.at, agenda_item.c.contribution)
    )
    return [_point(keys, row) for row in await conn.execute(chosen)]


def _point(keys: Keys, row: Row[Any]) -> Point:
    return Point(
        reference=row.reference,
        neighbourhood=row.neighbourhood,
        kind=Kind(row.kind),
        themes=row.themes,
        put_at=row.at,
        over_at=row.over_at,
        summary=keys.installation.read(f"agenda {row.contribution}", row.sealed) if row.sealed else "",
        became=Progress(row.became) if row.became else None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        why=keys.installation.read(f"decided {row.contribution}", row.sealed_why) if row.sealed_why else "",
        owner=Owner(row.owner) if row.owner else None,
        due=row.due,
    )
