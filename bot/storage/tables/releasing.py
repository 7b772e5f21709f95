"""The report on its way out: what was decided, held, published, and sent to whom."""

from sqlalchemy import Boolean, Column, Index, Integer, Table

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.naming import metadata


def _revision() -> Column[int]:
    return Column("revision", Integer, primary_key=True, autoincrement=False)


# That an edition of a month was decided on, for good: `hash` is that of its data set, `why` a code.
report_release = Table(
    "report_release",
    metadata,
    key("organisation"),
    key("period"),
    _revision(),
    Column("checked", Boolean(create_constraint=False), nullable=False),
    code("who", Code),
    code("hash"),
    code("why", Code),
    instant("decided_at"),
    instant("due_at"),
    instant("published_at", nullable=True),
)

# What it is made of, under its own key; gone once another revision has taken its place.
report_edition = Table(
    "report_edition",
    metadata,
    key("organisation"),
    key("period"),
    _revision(),
    sealed("wrapped_key"),
    sealed(),
)

# The archive: the files of the revision that stands, locked with its key.
report_file = Table(
    "report_file",
    metadata,
    key("organisation"),
    key("period"),
    key("scope"),
    key("edition"),
    key("language"),
    key("kind"),
    Column("revision", Integer, nullable=False),
    sealed(),
)

# A month is held back until `let_go_at`; `sealed` is why, in a worker's words.
report_hold = Table(
    "report_hold",
    metadata,
    key("organisation"),
    key("id"),
    code("period"),
    code("who", Code),
    sealed(),
    instant("held_at"),
    instant("let_go_at", nullable=True),
    Column("let_go_by", Code),
    Index(None, "organisation", "period"),
)

# Who of an agency is sent the report: name and address, locked with the installation's key; empty once gone.
agency_contact = Table(
    "agency_contact",
    metadata,
    key("organisation"),
    key("id"),
    code("agency"),
    sealed(nullable=True),
    code("who", Code),
    instant("put_at"),
    instant("gone_at", nullable=True),
)

# A mail to one contact of one edition: `what` it is, and the Message-ID it has however often it is sent.
report_delivery = Table(
    "report_delivery",
    metadata,
    key("organisation"),
    key("period"),
    _revision(),
    key("what"),
    key("contact"),
    code("agency"),
    code("message_id", Code),
    code("state"),
    Column("tries", Integer, nullable=False),
    code("worker", Code),
    instant("put_at"),
    instant("next_at", nullable=True),
    instant("claimed_at", nullable=True),
    instant("sent_at", nullable=True),
    code("fault", Code),
    Index(None, "organisation", "state"),
)
