"""Stories of change, and what each may be used for."""

from sqlalchemy import Column, Index, LargeBinary, Table

from bot.storage.columns import Code, code, instant, key, of_person
from bot.storage.tables.naming import metadata

# `written_by` is the worker who wrote it with its teller, empty where the teller did; `checked_how` is "chat", or the
# day on which it was read to them in person; `wrong_at` is when they said that it is not right.
story = Table(
    "story",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    code("neighbourhood"),
    Column("sealed", LargeBinary, nullable=False),
    instant("told_at"),
    Column("written_by", Code),
    instant("shown_at", nullable=True),
    instant("checked_at", nullable=True),
    Column("checked_how", Code),
    instant("wrong_at", nullable=True),
    instant("cleared_at", nullable=True),
    Column("cleared_by", Code),
    of_person(),
    Index(None, "organisation", "participant"),
)

# Consent, one a story and use; it is over once `withdrawn_at` is set.
story_consent = Table(
    "story_consent",
    metadata,
    key("organisation"),
    key("story"),
    key("use"),
    code("participant"),
    code("basis"),
    instant("agreed_at"),
    instant("withdrawn_at", nullable=True),
    of_person(),
    Index(None, "organisation", "participant"),
)
