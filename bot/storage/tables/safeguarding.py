"""Cases, under keys of their own."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, Table, Text

from bot.storage.columns import Codes, code, instant, key, sealed
from bot.storage.tables.naming import metadata

# A case stays when its person is erased: no foreign keys, a key of its own.
safeguarding_case = Table(
    "safeguarding_case",
    metadata,
    key("organisation"),
    key("id"),
    code("level"),
    Column("rules", Codes, nullable=False),
    sealed("wrapped_key"),
    sealed(),
    code("participant"),
    Column("contribution", Text),
    instant("opened_at"),
    Column("may_write_back", Boolean(create_constraint=False)),
    code("state"),
    Index(None, "organisation", "opened_at"),
    Index(None, "organisation", "participant"),
)

case_line = Table(
    "case_line",
    metadata,
    key("organisation"),
    key("case_id"),
    Column("line", Integer, primary_key=True, autoincrement=False),
    sealed(),
    instant("at"),
    ForeignKeyConstraint(
        ["organisation", "case_id"], ["safeguarding_case.organisation", "safeguarding_case.id"], ondelete="CASCADE"
    ),
)
