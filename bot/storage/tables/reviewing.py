"""What mobilisers make of a month before its report goes out."""

from sqlalchemy import Boolean, Column, Index, Table

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.contributions import of_contribution
from bot.storage.tables.naming import metadata

# A line let out for a month's report, locked with the installation's key; it goes with its contribution.
report_line = Table(
    "report_line",
    metadata,
    key("organisation"),
    key("contribution"),
    code("period"),
    Column("quote", Boolean(create_constraint=False), nullable=False),
    sealed(),
    code("worker", Code),
    instant("at"),
    of_contribution(),
    Index(None, "organisation", "period"),
)

# `done_at` is empty while it is being written.
report_review = Table(
    "report_review",
    metadata,
    key("organisation"),
    key("period"),
    key("scope"),
    sealed(),
    code("worker", Code),
    instant("at"),
    instant("done_at", nullable=True),
)
