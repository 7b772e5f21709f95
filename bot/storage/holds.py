"""Why contributions are held, by whom and until when; what the computer holds is told by the originals it keeps."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hold import Hold, Why
from bot.storage.inserts import on_both
from bot.storage.tables import held_words, hold

_PUT = on_both(
    hold,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "contribution"],
        set_={name: insert.excluded[name] for name in ("who", "why", "until")},
    ),
)


async def put(conn: AsyncConnection, organisation: str, id_: str, *, who: str, why: Why, until: date) -> None:
    """A worker holds a contribution until that local day."""
    row = {"organisation": organisation, "contribution": id_, "who": who, "why": why, "until": until}
    await conn.execute(_PUT.of(conn), row)


async def of(conn: AsyncConnection, organisation: str, ids: Collection[str]) -> dict[str, Hold]:
    """The holds of these contributions, by id: a worker's before the computer's."""
    if not ids:
        return {}
    kept = select(held_words.c.contribution, func.max(held_words.c.until).label("until")).where(
        held_words.c.organisation == organisation, held_words.c.contribution.in_(ids)
    )
    own = {
        row.contribution: Hold("", Why.NAMES_SOMEBODY, row.until.date())
        for row in await conn.execute(kept.group_by(held_words.c.contribution))
    }
    chosen = select(hold).where(hold.c.organisation == organisation, hold.c.contribution.in_(ids))
    theirs = {row.contribution: Hold(row.who, Why(row.why), row.until) for row in await conn.execute(chosen)}
    return own | theirs
