"""Messages to many people at once, and to whom each has been brought."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table

from bot.storage.columns import Code, Codes, code, instant, key, of_person, sealed
from bot.storage.tables.naming import metadata

# `sealed` holds what it says and is called, by language, locked with the installation's key. `counted` is to how many
# it was brought, once it is forgotten to whom.
broadcast = Table(
    "broadcast",
    metadata,
    key("organisation"),
    key("id"),
    code("purpose"),
    Column("neighbourhoods", Codes, nullable=False),
    sealed(),
    code("who", Code),
    Column("theme", Code, nullable=False, server_default=""),
    instant("due_at"),
    instant("until"),
    instant("called_off_at", nullable=True),
    Column("counted", Integer),
    Index(None, "organisation", "until"),
)

# That it was brought to somebody, written with what they were told: so it goes to nobody twice.
brought = Table(
    "brought",
    metadata,
    key("organisation"),
    key("broadcast"),
    key("participant"),
    instant("at"),
    of_person(),
    ForeignKeyConstraint(["organisation", "broadcast"], ["broadcast.organisation", "broadcast.id"], ondelete="CASCADE"),
    Index(None, "organisation", "participant"),
)
