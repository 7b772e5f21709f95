"""What was cleared for everybody to read: one line of a contribution, the last one counts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Table, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.effects import Withdraw
from bot.domain.cleared import Cleared
from bot.domain.form import decode, encode
from bot.storage.done import Done
from bot.storage.inserts import on_both
from bot.storage.keys import Keys
from bot.storage.tables import cleared_line, contribution

_KEEP = on_both(
    cleared_line,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["organisation", "contribution"],
        set_={name: insert.excluded[name] for name in ("worker", "sealed", "at")},
    ),
)


class _Line(Struct, array_like=True):
    asked: str
    told: str


async def keep(conn: AsyncConnection, keys: Keys, contribution: str, one: Cleared) -> None:
    """From now on this is what everybody may read of a contribution. It goes with its contribution."""
    sealed = keys.installation.seal(f"cleared {contribution}", encode(_Line(one.asked, one.told)))
    row = {"organisation": keys.organisation, "contribution": contribution, "worker": one.who, "at": one.at}
    await conn.execute(_KEEP.of(conn), row | {"sealed": sealed})


async def withdraw(conn: AsyncConnection, keys: Keys, done: Sequence[Done[Withdraw]], _now: datetime) -> None:
    """What was let out of a contribution that is taken back goes with it."""
    await let_out_no_more(conn, keys, cleared_line, done)


async def let_out_no_more(conn: AsyncConnection, keys: Keys, table: Table, done: Sequence[Done[Withdraw]]) -> None:
    """Delete what a table of lines, one a contribution, has of people's own contributions that they take back."""
    theirs = select(contribution.c.id).where(
        contribution.c.organisation == keys.organisation,
        contribution.c.participant.in_({one.person.hash for one in done}),
        contribution.c.id.in_([one.effect.contribution for one in done]),
    )
    mine = table.c.organisation == keys.organisation
    await conn.execute(delete(table).where(mine, table.c.contribution.in_(theirs)))


async def of(conn: AsyncConnection, keys: Keys, contributions: Collection[str]) -> dict[str, Cleared]:
    """What was cleared of these contributions, by their ids. Raises KeyFileError."""
    if not contributions:
        return {}
    chosen = select(cleared_line).where(
        cleared_line.c.organisation == keys.organisation, cleared_line.c.contribution.in_(sorted(contributions))
    )
    return {row.contribution: _cleared(keys, row) for row in await conn.execute(chosen)}


def _cleared(keys: Keys, row: Row[Any]) -> Cleared:
    line = decode(keys.installation.open(f"cleared {row.contribution}", row.sealed), _Line)
    return Cleared(line.asked, line.told, row.worker, row.at)
