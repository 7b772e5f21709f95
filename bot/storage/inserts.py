"""One INSERT ... ON CONFLICT for both stores: SQLite and PostgreSQL write it alike, the library has two of them."""

from collections.abc import Callable

from msgspec import Struct
from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

Insert = sqlite.Insert | postgresql.Insert
Built = Insert | ReturningInsert[*tuple[object, ...]]


class OnBoth(Struct, frozen=True):
    """A statement built once for each store, so that the library need not look at it anew each time."""

    sqlite: Built
    postgresql: Built

    def of(self, conn: AsyncConnection) -> Built:
        """The one for the store that `conn` speaks to."""
        return self.postgresql if conn.dialect.name == "postgresql" else self.sqlite


def on_both(table: Table, build: Callable[[Insert], Built]) -> OnBoth:
    """What `build` makes of an INSERT that knows on_conflict_do_nothing and on_conflict_do_update."""
    return OnBoth(build(sqlite.insert(table)), build(postgresql.insert(table)))


def if_new(table: Table) -> OnBoth:
    """An INSERT that leaves alone what is there."""
    return on_both(table, lambda insert: insert.on_conflict_do_nothing())
