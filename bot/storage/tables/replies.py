"""What goes out, what is shown in the web chat, and what waits for a person."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Index, Integer, SmallInteger, Table, Text, text

from bot.storage.columns import Code, code, instant, key, of_person, sealed
from bot.storage.tables.naming import metadata

# What waits to be sent. The body is wiped once it is sent or given up; `message` and `answers` are the channel's ids of
# our message and of the one it answers, so that both can be taken away again. No participant: an erased one's farewell.
outbox = Table(
    "outbox",
    metadata,
    key("organisation"),
    key("id"),
    code("account"),
    Column("participant", Text),
    Column("urgency", SmallInteger, nullable=False),
    sealed(nullable=True),
    instant("due_at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    instant("sent_at", nullable=True),
    instant("failed_at", nullable=True),
    Column("reason", Code),
    Column("message", Code),
    Column("answers", Code),
    of_person(),
    Index(None, "organisation", "participant"),
    Index(
        "ix_outbox_waiting",
        "organisation",
        "due_at",
        sqlite_where=text("sent_at IS NULL AND failed_at IS NULL"),
        postgresql_where=text("sent_at IS NULL AND failed_at IS NULL"),
    ),
)

# `apart`: said in danger, so that a copy of their own words that they take away says nothing of it.
chat_line = Table(
    "chat_line",
    metadata,
    key("organisation"),
    key("id"),
    code("account"),
    code("participant"),
    code("side"),
    sealed(),
    instant("at"),
    Column("hidden", Boolean(create_constraint=False), nullable=False, server_default=text("false")),
    Column("apart", Boolean(create_constraint=False), nullable=False, server_default=text("false")),
    of_person(),
    Index(None, "organisation", "participant", "id"),
)

talk_request = Table(
    "talk_request",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    Column("neighbourhood", Text),
    sealed(),
    instant("asked_at"),
    code("state"),
    of_person(),
    Index(None, "organisation", "participant"),
)

# A person-to-person talk has a key of its own: with a child, or somebody of unknown age, the record cannot be deleted
# (product.md 25); with anybody else it goes when they are erased. `worker` and `second` are names as residents read
# them, with an `_id` where they are workers who were let in.
talk = Table(
    "talk",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    Column("neighbourhood", Text),
    Column("protected", Boolean(create_constraint=False), nullable=False),
    sealed("wrapped_key"),
    code("worker", Code),
    code("second", Code),
    Column("worker_id", Code, nullable=False, server_default=""),
    Column("second_id", Code, nullable=False, server_default=""),
    instant("opened_at"),
    instant("joined_at", nullable=True),
    instant("second_seen_at", nullable=True),
    instant("over_at", nullable=True),
    Index(None, "organisation", "participant"),
)

talk_line = Table(
    "talk_line",
    metadata,
    key("organisation"),
    key("talk"),
    Column("line", Integer, primary_key=True, autoincrement=False),
    code("side"),
    sealed(),
    instant("at"),
    ForeignKeyConstraint(["organisation", "talk"], ["talk.organisation", "talk.id"], ondelete="CASCADE"),
)

# A photo that came by the web chat's own form, until it is fetched like any other: locked with the installation key.
upload = Table("upload", metadata, key("organisation"), key("id"), sealed(), instant("at"))

handover = Table(
    "handover",
    metadata,
    key("organisation"),
    key("token_hash"),
    code("participant"),
    sealed(nullable=True),
    instant("expires_at"),
    instant("used_at", nullable=True),
    of_person(),
    Index(None, "organisation", "participant"),
)

# A photo or voice note. `sealed_file` is its channel's name for it, `sealed` the bytes once fetched. What belongs to a
# case is locked with the case's key, and stays with it when its person is erased.
attachment = Table(
    "attachment",
    metadata,
    key("organisation"),
    key("id"),
    code("account"),
    Column("participant", Text),
    code("medium"),
    Column("contribution", Text),
    Column("case_id", Text),
    sealed("sealed_file", nullable=True),
    sealed(nullable=True),
    code("state"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    instant("shown_at"),
    instant("due_at"),
    of_person(),
    Index(None, "organisation", "participant"),
    Index(None, "organisation", "state", "due_at"),
)

quarantine = Table(
    "quarantine",
    metadata,
    key("organisation"),
    key("account"),
    key("external_id", Code),
    sealed(),
    code("reason", Code),
    instant("at"),
)
