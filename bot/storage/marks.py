"""What contributions are marked for: a Local Action Group's agenda, a word with the manager."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.inserts import on_both
from bot.storage.tables import agenda_item, contribution, talked_over


class Mark(StrEnum):
    """What a contribution is marked for."""

    AGENDA = "agenda"
    """The Local Action Group is to talk of it."""
    TALK_OVER = "talk_over"
    """Its worker would talk it over with the manager."""


_TABLES = {Mark.AGENDA: agenda_item, Mark.TALK_OVER: talked_over}
_MARKS = {
    mark: on_both(
        table,
        lambda insert: insert.on_conflict_do_update(
            index_elements=["organisation", "contribution"],
            set_={"who": insert.excluded.who, "at": insert.excluded.at, "over_at": None},
        ),
    )
    for mark, table in _TABLES.items()
}


async def mark(conn: AsyncConnection, organisation: str, mark: Mark, id_: str, *, who: str, now: datetime) -> None:
    """Mark a contribution, by a worker's id; one that was marked before is so anew."""
    row = {"organisation": organisation, "contribution": id_, "who": who, "at": now, "over_at": None}
    await conn.execute(_MARKS[mark].of(conn), row)


async def unmark(conn: AsyncConnection, organisation: str, mark: Mark, ids: Collection[str], now: datetime) -> bool:
    """Take marks off again; False where there were none."""
    table = _TABLES[mark]
    marked = table.c.organisation == organisation, table.c.contribution.in_(ids), table.c.over_at.is_(None)
    return bool((await conn.execute(update(table).where(*marked).values(over_at=now))).rowcount)


def marked(mark: Mark) -> ColumnElement[bool]:
    """Whether a contribution of the query around it is marked."""
    table = _TABLES[mark]
    return exists().where(
        table.c.organisation == contribution.c.organisation,
        table.c.contribution == contribution.c.id,
        table.c.over_at.is_(None),
    )
