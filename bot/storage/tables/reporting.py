"""Who would like help to report what is wrong, and who agreed to be put in touch with which agency."""

from sqlalchemy import Index, Table

from bot.storage.columns import code, instant, key, of_person
from bot.storage.tables.naming import metadata

# Who they rent from, which may have been asked, is kept nowhere (product.md 7).
report_help = Table(
    "report_help",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    code("contribution"),
    code("neighbourhood"),
    instant("asked_at"),
    of_person(),
    Index(None, "organisation", "participant"),
)

# Consent, one a contribution and agency (product.md 9); it is over once `withdrawn_at` is set.
introduction = Table(
    "introduction",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    code("contribution"),
    code("agency"),
    instant("agreed_at"),
    instant("withdrawn_at", nullable=True),
    of_person(),
    Index(None, "organisation", "participant"),
)
