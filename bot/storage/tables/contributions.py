"""What was said, and what became of it."""

from sqlalchemy import Column, Date, ForeignKeyConstraint, Index, Integer, SmallInteger, Table, Text, UniqueConstraint

from bot.storage.columns import Code, Codes, code, instant, key, of_person, sealed
from bot.storage.tables.naming import metadata

# `sealed` holds the texts with the channel's message ids; it is empty once withdrawn. `lane` counts the contributions
# that one update made.
contribution = Table(
    "contribution",
    metadata,
    key("organisation"),
    key("id"),
    code("reference"),
    code("participant"),
    code("account"),
    code("external_id", Code),
    Column("lane", SmallInteger, nullable=False, server_default="0"),
    sealed(nullable=True),
    code("kind"),
    Column("themes", Codes, nullable=False),
    code("neighbourhood"),
    Column("place_about", Text),
    Column("place_of_speaker", Text),
    code("language"),
    Column("door", Code),
    Column("prompted_by", Code),
    Column("written_by", Code),
    Column("said_it", Integer, nullable=False, server_default="1"),
    Column("said_on", Date, nullable=False),
    instant("received_at"),
    Column("read_by", Date),
    code("standing"),
    Column("joined_to", Text),
    Column("help_role", Text),
    of_person(),
    UniqueConstraint("organisation", "account", "external_id", "lane"),
    UniqueConstraint("organisation", "reference"),
    Index(None, "organisation", "participant"),
    Index(None, "organisation", "neighbourhood", "said_on"),
    Index(None, "organisation", "said_on"),
)

# What was written of somebody, names and all (product.md 8): locked with its writer's key, gone after `until`.
held_words = Table(
    "held_words",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    Column("contribution", Text),
    sealed(),
    instant("until"),
    of_person(),
    Index(None, "organisation", "participant"),
    Index(None, "organisation", "until"),
)

progress = Table(
    "progress",
    metadata,
    key("organisation"),
    key("contribution"),
    Column("step", Integer, primary_key=True, autoincrement=False),
    code("progress"),
    code("who", Code),
    instant("at"),
    Column("why", Code),
    ForeignKeyConstraint(
        ["organisation", "contribution"], ["contribution.organisation", "contribution.id"], ondelete="CASCADE"
    ),
)
