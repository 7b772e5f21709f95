"""What was done by the clock or the operator."""

from sqlalchemy import Index, Table

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

audit = Table(
    "audit",
    metadata,
    key("organisation"),
    key("id"),
    instant("at"),
    code("who", Code),
    code("what", Code),
    Index(None, "organisation", "at"),
)
