"""How many other people told of the same later: read once for a whole list, page by page, the newest page first."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.contribution import Standing
from bot.storage.said_in_case import held_out
from bot.storage.tables import contribution


class ToldLater:
    """Who told of each first theme of each of these places so far; each page goes on where the one before it ended."""

    def __init__(self, organisation: str, neighbourhoods: Collection[str]) -> None:
        self._organisation, self._neighbourhoods = organisation, neighbourhoods
        self._told = defaultdict[tuple[str, str], set[str]](set)
        self._oldest = ""

    async def others(self, conn: AsyncConnection, page: Sequence[Any]) -> dict[str, int]:
        """By id of a page's rows how many other people told of the same first theme there later.

        The rows have an `id`, `participant`, `themes` and `neighbourhood`; each page's are older than those before it.
        """
        if not page:
            return {}
        found, later = {}, await self._read_on(conn, min(row.id for row in page))
        for row in sorted(page, key=lambda one: one.id, reverse=True):
            while later and later[-1].id > row.id:
                one = later.pop()
                self._told[_about(one)].add(one.participant)
            told = self._told[_about(row)]
            found[row.id] = len(told) - (row.participant in told)
        return found

    async def _read_on(self, conn: AsyncConnection, oldest: str) -> list[Any]:
        """What was told after `oldest` and is not read yet, the newest last."""
        chosen = select(*contribution.c["id", "participant", "themes", "neighbourhood"]).where(
            contribution.c.organisation == self._organisation,
            contribution.c.neighbourhood.in_(self._neighbourhoods),
            contribution.c.standing == Standing.HEARD,
            contribution.c.id > oldest,
            ~held_out(),
        )
        if self._oldest:
            chosen = chosen.where(contribution.c.id <= self._oldest)
        self._oldest = oldest
        return list(await conn.execute(chosen.order_by(contribution.c.id)))


def _about(row: Any) -> tuple[str, str]:
    return row.neighbourhood, row.themes[0] if row.themes else ""
