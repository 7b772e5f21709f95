"""What workers have looked at, hold back, and look at for one another."""

from sqlalchemy import Column, Date, Index, Table

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.contributions import of_contribution
from bot.storage.tables.naming import metadata

# Whose screen a contribution's words have been on.
looked_at = Table(
    "looked_at",
    metadata,
    key("organisation"),
    key("contribution"),
    key("worker", Code),
    instant("at"),
    of_contribution(),
)

# Why a worker holds a contribution, and until when it is to be looked at.
hold = Table(
    "hold",
    metadata,
    key("organisation"),
    key("contribution"),
    code("who", Code),
    code("why", Code),
    Column("until", Date, nullable=False),
    of_contribution(),
)

# An answer to somebody under 18 or of unknown age, seen by a second worker before it goes. No foreign keys, and a key
# of its own: it outlives its child and cannot be deleted (product.md 25). `sealed_why` is why it did not go.
second_look = Table(
    "second_look",
    metadata,
    key("organisation"),
    key("id"),
    code("reference"),
    code("neighbourhood"),
    code("worker", Code),
    sealed("wrapped_key"),
    sealed(),
    instant("asked_at"),
    code("verdict"),
    Column("second", Code, nullable=False, server_default=""),
    instant("decided_at", nullable=True),
    sealed("sealed_why", nullable=True),
    Index(None, "organisation", "verdict"),
    Index(None, "organisation", "reference"),
)
