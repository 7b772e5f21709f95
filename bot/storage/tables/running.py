"""What was done by the clock or the operator."""

from sqlalchemy import Column, Date, Index, Integer, Table, UniqueConstraint

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.naming import metadata

job_run = Table(
    "job_run",
    metadata,
    key("organisation"),
    key("job"),
    key("scope"),
    key("period"),
    code("state"),
    code("worker", Code),
    instant("claimed_at"),
    instant("finished_at", nullable=True),
)

report_draft = Table(
    "report_draft",
    metadata,
    key("organisation"),
    key("scope"),
    key("period"),
    sealed("wrapped_key"),
    sealed(),
    code("hash"),
    instant("made_at"),
)

# Who did what, in codes. `number` counts the lines of an organisation, `seal` binds each to the one before it; lines
# from before there were seals have neither.
# Earshot closes, or was to: `turn_to` says in the operator's words where people turn then.
closing = Table(
    "closing",
    metadata,
    key("organisation"),
    key("id"),
    Column("closes_on", Date, nullable=False),
    code("turn_to", Code),
    instant("said_at"),
    instant("taken_back_at", nullable=True),
)

audit = Table(
    "audit",
    metadata,
    key("organisation"),
    key("id"),
    instant("at"),
    code("who", Code),
    code("what", Code),
    Column("number", Integer),
    sealed("seal", nullable=True),
    Index(None, "organisation", "at"),
    UniqueConstraint("organisation", "number"),
)

# The last line's number and seal: whoever adds a line holds this row, so that lines come one after another.
audit_end = Table(
    "audit_end",
    metadata,
    key("organisation"),
    Column("number", Integer, nullable=False),
    sealed("seal"),
)
