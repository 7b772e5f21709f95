"""What agencies are asked, what came back, and what they say of the report."""

from sqlalchemy import Boolean, Column, Date, Index, Table

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.naming import metadata

# Each of the three sealed columns is locked with the installation's key: what was asked, what the agency wrote, what
# a person cleared of it.
agency_question = Table(
    "agency_question",
    metadata,
    key("organisation"),
    key("id"),
    code("period"),
    code("scope"),
    code("agency"),
    code("theme"),
    sealed("asked"),
    Column("reply_by", Date, nullable=False),
    Column("register", Boolean(create_constraint=False), nullable=False),
    code("worker", Code),
    instant("asked_at"),
    sealed("received", nullable=True),
    instant("received_at", nullable=True),
    Column("received_from", Code),
    sealed("cleared", nullable=True),
    Column("status", Code),
    instant("answered_at", nullable=True),
    Column("cleared_by", Code),
    Index(None, "organisation", "period"),
)

# What one contact says of a month's report: three questions, yes or no.
report_pulse = Table(
    "report_pulse",
    metadata,
    key("organisation"),
    key("period"),
    key("contact"),
    *(Column(name, Boolean(create_constraint=False), nullable=False) for name in ("useful", "acted", "trusted")),
    instant("at"),
)
