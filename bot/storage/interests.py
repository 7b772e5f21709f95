"""Who shares an interest, counted for the mobiliser who may bring them together (product.md 16 and 17)."""

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Interest, Kind, Standing
from bot.domain.participant import AgeBand
from bot.storage.said_in_case import held_out
from bot.storage.tables import contribution, participant

ENOUGH = 3
"""From so many grown-ups on, an interest is worth a mobiliser's asking each whether they would like to meet."""


class Shared(Struct, frozen=True):
    """How many grown-ups of a neighbourhood told of this; nobody else is ever brought together (product.md 22)."""

    neighbourhood: str
    theme: str
    sort: Interest
    people: int
    references: tuple[str, ...]


async def shared(conn: AsyncConnection, organisation: str, at_least: int) -> list[Shared]:
    """Each interest that at least so many grown-ups of one neighbourhood share, the most shared first."""
    chosen = (
        select(*contribution.c["neighbourhood", "themes", "interest", "participant", "reference"])
        .select_from(contribution.join(participant))
        .where(
            contribution.c.organisation == organisation,
            contribution.c.kind == Kind.INTEREST,
            contribution.c.standing == Standing.HEARD,
            ~held_out(),
            contribution.c.interest.is_not(None),
            participant.c.band == AgeBand.ADULT,
        )
        .order_by(contribution.c.id)
    )
    found: dict[tuple[str, str, Interest], dict[str, list[str]]] = {}
    for row in await conn.execute(chosen):
        theme = row.themes[0] if row.themes else "other"
        same = found.setdefault((row.neighbourhood, theme, Interest(row.interest)), {})
        same.setdefault(row.participant, []).append(row.reference)
    enough = (
        Shared(*what, len(who), tuple(reference for told in who.values() for reference in told))
        for what, who in found.items()
        if len(who) >= at_least
    )
    return sorted(enough, key=lambda one: (-one.people, one.neighbourhood, one.theme, one.sort))
