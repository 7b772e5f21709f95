"""Every table. Each key begins with the organisation: that is what lets a cluster shard them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.storage.columns import Code, Codes, code, instant, key, of_person, sealed

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


organisation = Table("organisation", metadata, key("organisation"), code("name", Code), instant("made_at"))

# The installation key, wrapped; what it and the hash secret make of known text, so that a wrong file is noticed.
installation = Table(
    "installation",
    metadata,
    key("organisation"),
    sealed("wrapped_key"),
    sealed("key_check"),
    sealed("hash_check"),
    instant("made_at"),
)

# `seen_on` is the Monday of the week they last spoke in: the week, not the second (reliability.md, SecureDrop's rule).
participant = Table(
    "participant",
    metadata,
    key("organisation"),
    key("hash"),
    code("account"),
    sealed("wrapped_key"),
    sealed("address"),
    Column("band", Text),
    Column("language", Text),
    Column("neighbourhood", Text),
    instant("noticed_at", nullable=True),
    Column("first_told_on", Date),
    Column("seen_on", Date, nullable=False),
    instant("blocked_at", nullable=True),
    instant("stopped_at", nullable=True),
    Column("return_words_hash", Text),
    Index(None, "organisation", "return_words_hash"),
)

# `wait_until` is set while nobody has carried on after the notice: then their words are gone (product.md 14).
journal = Table(
    "journal",
    metadata,
    key("organisation"),
    key("participant"),
    sealed(),
    Column("last_order", BigInteger, nullable=False),
    instant("wait_until", nullable=True),
    of_person(),
)

seen = Table(
    "seen",
    metadata,
    key("organisation"),
    key("account"),
    key("external_id", Code),
    Column("received_on", Date, nullable=False),
)

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
    of_person(),
    Index(None, "organisation", "participant", "id"),
)

# A case stays when its person is erased: no foreign keys, a key of its own.
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
    Index(None, "organisation", "opened_at"),
    Index(None, "organisation", "participant"),
)

case_line = Table(
    "case_line",
    metadata,
    key("organisation"),
    key("case_id"),
    Column("line", Integer, primary_key=True, autoincrement=False),
    sealed(),
    instant("at"),
    ForeignKeyConstraint(
        ["organisation", "case_id"], ["safeguarding_case.organisation", "safeguarding_case.id"], ondelete="CASCADE"
    ),
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

job_run = Table(
    "job_run",
    metadata,
    key("organisation"),
    key("job"),
    key("scope"),
    key("period"),
    code("state"),
    code("worker", Code),
    instant("claimed_at"),
    instant("finished_at", nullable=True),
)

report_draft = Table(
    "report_draft",
    metadata,
    key("organisation"),
    key("scope"),
    key("period"),
    sealed("wrapped_key"),
    sealed(),
    code("hash"),
    instant("made_at"),
)

audit = Table(
    "audit",
    metadata,
    key("organisation"),
    key("id"),
    instant("at"),
    code("who", Code),
    code("what", Code),
    Index(None, "organisation", "at"),
)

OF_PERSON = tuple(
    table.name
    for table in metadata.sorted_tables
    if any(link.column.table is participant for link in table.foreign_keys) or table is participant
)
"""The names of the tables whose rows go when their person is erased (progress goes with its contribution)."""
