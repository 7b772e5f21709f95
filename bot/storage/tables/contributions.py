"""What was said, and what became of it."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.storage.columns import Code, Codes, code, instant, key, of_person, sealed
from bot.storage.tables.naming import metadata

# `sealed` holds the texts with the channel's message ids; it is empty once withdrawn. `lane` counts the contributions
# that one update made. `confirmed`: a person confirmed or corrected kind and theme, so the readers may learn from it.
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
    Column("confirmed", Boolean(create_constraint=False), nullable=False, server_default=text("false")),
    Column("interest", Code),
    Column("owner", Code, nullable=False, server_default=""),
    Column("present", Integer, nullable=False, server_default="1"),
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


def of_contribution() -> ForeignKeyConstraint:
    """What makes rows go with the contribution they are of."""
    return ForeignKeyConstraint(
        ["organisation", "contribution"], ["contribution.organisation", "contribution.id"], ondelete="CASCADE"
    )


# `sealed` is why, in a worker's words, locked with the key of whoever said the contribution; `until` is the next date
# that somebody owes them; `told_at` when they were told.
progress = Table(
    "progress",
    metadata,
    key("organisation"),
    key("contribution"),
    Column("step", Integer, primary_key=True, autoincrement=False),
    code("progress"),
    code("who", Code),
    instant("at"),
    Column("until", Date),
    sealed(nullable=True),
    instant("told_at", nullable=True),
    of_contribution(),
)


def _mark(name: str) -> Table:
    """A contribution marked by `who`, until it is `over_at`."""
    return Table(
        name,
        metadata,
        key("organisation"),
        key("contribution"),
        code("who", Code),
        instant("at"),
        instant("over_at", nullable=True),
        of_contribution(),
    )


# What a worker would talk over with the manager.
talked_over = _mark("talked_over")
# What a Local Action Group is to talk of; `sealed` is what it reads of it, in a worker's words. Once that is over,
# `outcome` is what it decided, and `sealed_why` why; `owner` is the role that does it until it is `due`.
agenda_item = _mark("agenda_item")
agenda_item.append_column(sealed(nullable=True))
agenda_item.append_column(Column("outcome", Text))
agenda_item.append_column(sealed("sealed_why", nullable=True))
agenda_item.append_column(Column("owner", Text))
agenda_item.append_column(Column("due", Date))

# Of which promise it was told, and whom, that its day has passed.
silence_alarm = Table(
    "silence_alarm",
    metadata,
    key("organisation"),
    key("contribution"),
    Column("due", Date, primary_key=True),
    key("level"),
    instant("at"),
    of_contribution(),
)

# Weeks later: "has anything changed?", asked once for each step of what became of it (0: nothing did).
follow_up = Table(
    "follow_up",
    metadata,
    key("organisation"),
    key("contribution"),
    Column("step", Integer, primary_key=True, autoincrement=False),
    instant("asked_at"),
    Column("answer", Text),
    instant("answered_at", nullable=True),
    of_contribution(),
)

# Yes or no to being quoted, each time it was said; the last one counts. `basis` is the question it answers.
quote_consent = Table(
    "quote_consent",
    metadata,
    key("organisation"),
    key("contribution"),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("may_quote", Boolean(create_constraint=False), nullable=False),
    code("basis", Code),
    instant("at"),
    of_contribution(),
)

# What everybody may read of a contribution, locked with the installation's key: a person let it out.
cleared_line = Table(
    "cleared_line",
    metadata,
    key("organisation"),
    key("contribution"),
    code("worker", Code),
    sealed(),
    instant("at"),
    of_contribution(),
)
