"""Cases, under keys of their own; what is written beside them; whom we tell of them, and where."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, LargeBinary, Table, Text, text

from bot.storage.columns import Code, Codes, code, instant, key, sealed
from bot.storage.tables.naming import metadata

# A case stays when its person is erased: no foreign keys, a key of its own. `hash` is of the own words, made with the
# case's key: it shows that they are unchanged. `waited` counts the seconds nobody has acknowledged it, as the clock was
# seen to pass at each look (`looked_at`), so that a clock set back holds nothing up. `about` names, in codes, those of
# our own it may be about, as of the first `screened` lines. `reopened` counts how
# often more was said after it had been closed.
safeguarding_case = Table(
    "safeguarding_case",
    metadata,
    key("organisation"),
    key("id"),
    code("level"),
    Column("rules", Codes, nullable=False),
    sealed("wrapped_key"),
    sealed(),
    code("participant"),
    Column("contribution", Text),
    instant("opened_at"),
    Column("may_write_back", Boolean(create_constraint=False)),
    code("state"),
    Column("neighbourhood", Text),
    Column("source", Text, nullable=False, server_default="chat"),
    Column("hash", LargeBinary),
    Column("about", Codes, nullable=False, server_default=""),
    Column("screened", Integer, nullable=False, server_default="0"),
    Column("waited", Integer, nullable=False, server_default="0"),
    instant("looked_at", nullable=True),
    instant("read_at", nullable=True),
    instant("acknowledged_at", nullable=True),
    Column("acknowledged_by", Code),
    Column("decision", Text),
    instant("decided_at", nullable=True),
    instant("answered_at", nullable=True),
    instant("closed_at", nullable=True),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Index(None, "organisation", "opened_at"),
    Index(None, "organisation", "participant"),
    Index(None, "organisation", "state"),
)

# Which contributions belong to a case: the words it was made of (`own`), whenever those were kept, and what else its
# person said from a day before it for as long as it was open. It goes with either of the two.
said_in_case = Table(
    "said_in_case",
    metadata,
    key("organisation"),
    key("case_id"),
    key("contribution"),
    Column("own", Boolean(create_constraint=False), nullable=False),
    ForeignKeyConstraint(
        ["organisation", "case_id"], ["safeguarding_case.organisation", "safeguarding_case.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["organisation", "contribution"], ["contribution.organisation", "contribution.id"], ondelete="CASCADE"
    ),
    Index(None, "organisation", "contribution"),
)

case_line = Table(
    "case_line",
    metadata,
    key("organisation"),
    key("case_id"),
    Column("line", Integer, primary_key=True, autoincrement=False),
    sealed(),
    instant("at"),
    Column("hash", LargeBinary),
    ForeignKeyConstraint(
        ["organisation", "case_id"], ["safeguarding_case.organisation", "safeguarding_case.id"], ondelete="CASCADE"
    ),
)

# What staff write, and what else happened: never mixed with the own words. `sealed` holds their words, if any.
case_note = Table(
    "case_note",
    metadata,
    key("organisation"),
    key("case_id"),
    key("id"),
    code("kind"),
    code("who", Code),
    instant("at"),
    sealed(nullable=True),
    ForeignKeyConstraint(
        ["organisation", "case_id"], ["safeguarding_case.organisation", "safeguarding_case.id"], ondelete="CASCADE"
    ),
)

# Who is to be told what on which channel: nobody's words. It waits while neither sent nor dropped. `case_id` is a case,
# or says what else it is: list, import, drill, hello. `acknowledged_at` is for drills.
alert = Table(
    "alert",
    metadata,
    key("organisation"),
    key("case_id"),
    key("step"),
    key("recipient"),
    key("channel"),
    instant("at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    instant("sent_at", nullable=True),
    instant("dropped_at", nullable=True),
    Column("reason", Code),
    instant("acknowledged_at", nullable=True),
    Index(
        "ix_alert_waiting",
        "organisation",
        "channel",
        sqlite_where=text("sent_at IS NULL AND dropped_at IS NULL"),
        postgresql_where=text("sent_at IS NULL AND dropped_at IS NULL"),
    ),
)

# The Telegram chat in which somebody of the roster is told: `sealed` its address, `hash` whose it is.
staff_chat = Table(
    "staff_chat",
    metadata,
    key("organisation"),
    key("recipient"),
    sealed(),
    code("hash"),
    instant("bound_at"),
)

staff_invite = Table(
    "staff_invite",
    metadata,
    key("organisation"),
    key("token_hash"),
    code("recipient"),
    instant("expires_at"),
    instant("used_at", nullable=True),
)
