"""Who would like what to happen in a school holiday, and how far it had come when they last heard of it."""

from sqlalchemy import Column, Index, Table

from bot.storage.columns import Code, key, of_person
from bot.storage.tables.naming import metadata

holiday_support = Table(
    "holiday_support",
    metadata,
    key("organisation"),
    key("suggestion"),
    key("participant"),
    Column("told_stage", Code),
    of_person(),
    Index(None, "organisation", "participant"),
)
