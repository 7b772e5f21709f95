"""Who would like help to report what is wrong, and who agreed to be put in touch with which agency."""

from sqlalchemy import Column, Index, Table, Text

from bot.storage.columns import Code, code, instant, key, of_person
from bot.storage.tables.naming import metadata

# `outcome` says whether it was made or not, and is empty while it waits for `outcome_by`, a worker.
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
    Column("outcome", Text),
    instant("outcome_at", nullable=True),
    Column("outcome_by", Code),
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
    Column("outcome", Text),
    instant("outcome_at", nullable=True),
    Column("outcome_by", Code),
    of_person(),
    Index(None, "organisation", "participant"),
)
