"""Who would like what to happen in a school holiday."""

from sqlalchemy import Index, Table

from bot.storage.columns import key, of_person
from bot.storage.tables.naming import metadata

holiday_support = Table(
    "holiday_support",
    metadata,
    key("organisation"),
    key("suggestion"),
    key("participant"),
    of_person(),
    Index(None, "organisation", "participant"),
)
