"""One INSERT ... ON CONFLICT for both stores: SQLite and PostgreSQL write it alike, the library has two of them."""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = sqlite.Insert | postgresql.Insert


def insert(table: Table, conn: AsyncConnection) -> Insert:
    """The INSERT of the store that `conn` speaks to, which knows on_conflict_do_nothing and on_conflict_do_update."""
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)
