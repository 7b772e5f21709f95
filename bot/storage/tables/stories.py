"""Stories of change, and what each may be used for."""

from sqlalchemy import Column, Index, LargeBinary, Table

from bot.storage.columns import code, instant, key, of_person
from bot.storage.tables.naming import metadata

story = Table(
    "story",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    code("neighbourhood"),
    Column("sealed", LargeBinary, nullable=False),
    instant("told_at"),
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
