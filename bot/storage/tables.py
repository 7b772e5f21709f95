"""Every table. Each key begins with the organisation: that is what lets a cluster shard them."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from bot.storage.columns import Code, Codes, Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _key(name: str, kind: type[TypeEngine[str]] = Text) -> Column[str]:
    return Column(name, kind, primary_key=True)


def _code(name: str, kind: type[TypeEngine[str]] = Text) -> Column[str]:
    return Column(name, kind, nullable=False)


def _sealed(name: str = "sealed", *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable)


def _of_person() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation", "participant"], ["participant.organisation", "participant.hash"], ondelete="CASCADE"
    )


def _instant(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, Instant, nullable=nullable)


organisation = Table("organisation", metadata, _key("organisation"), _code("name", Code), _instant("made_at"))

# The installation key, wrapped; what it and the hash secret make of known text, so that a wrong file is noticed.
installation = Table(
    "installation",
    metadata,
    _key("organisation"),
    _sealed("wrapped_key"),
    _sealed("key_check"),
    _sealed("hash_check"),
    _instant("made_at"),
)

# `seen_on` is the Monday of the week they last spoke in: the week, not the second (reliability.md, SecureDrop's rule).
participant = Table(
    "participant",
    metadata,
    _key("organisation"),
    _key("hash"),
    _code("account"),
    _sealed("wrapped_key"),
    _sealed("address"),
    Column("band", Text),
    Column("language", Text),
    Column("neighbourhood", Text),
    _instant("noticed_at", nullable=True),
    Column("first_told_on", Date),
    Column("seen_on", Date, nullable=False),
    _instant("blocked_at", nullable=True),
    _instant("stopped_at", nullable=True),
    Column("return_words_hash", Text),
    Index(None, "organisation", "return_words_hash"),
)

# `wait_until` is set while nobody has carried on after the notice: then their words are gone (product.md 14).
journal = Table(
    "journal",
    metadata,
    _key("organisation"),
    _key("participant"),
    _sealed(),
    Column("last_order", BigInteger, nullable=False),
    _instant("wait_until", nullable=True),
    _of_person(),
)

seen = Table(
    "seen",
    metadata,
    _key("organisation"),
    _key("account"),
    _key("external_id", Code),
    Column("received_on", Date, nullable=False),
)

# `sealed` holds the texts with the channel's message ids; it is empty once withdrawn. `lane` counts the contributions
# that one update made.
contribution = Table(
    "contribution",
    metadata,
    _key("organisation"),
    _key("id"),
    _code("reference"),
    _code("participant"),
    _code("account"),
    _code("external_id", Code),
    Column("lane", SmallInteger, nullable=False, server_default="0"),
    _sealed(nullable=True),
    _code("kind"),
    Column("themes", Codes, nullable=False),
    _code("neighbourhood"),
    Column("place_about", Text),
    Column("place_of_speaker", Text),
    _code("language"),
    Column("door", Code),
    Column("prompted_by", Code),
    Column("written_by", Code),
    Column("said_it", Integer, nullable=False, server_default="1"),
    Column("said_on", Date, nullable=False),
    _instant("received_at"),
    Column("read_by", Date),
    _code("standing"),
    Column("joined_to", Text),
    Column("help_role", Text),
    _of_person(),
    UniqueConstraint("organisation", "account", "external_id", "lane"),
    UniqueConstraint("organisation", "reference"),
    Index(None, "organisation", "participant"),
    Index(None, "organisation", "neighbourhood", "said_on"),
    Index(None, "organisation", "said_on"),
)

progress = Table(
    "progress",
    metadata,
    _key("organisation"),
    _key("contribution"),
    Column("step", Integer, primary_key=True, autoincrement=False),
    _code("progress"),
    _code("who", Code),
    _instant("at"),
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
    _key("organisation"),
    _key("id"),
    _code("account"),
    Column("participant", Text),
    Column("urgency", SmallInteger, nullable=False),
    _sealed(nullable=True),
    _instant("due_at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    _instant("sent_at", nullable=True),
    _instant("failed_at", nullable=True),
    Column("reason", Code),
    Column("message", Code),
    Column("answers", Code),
    _of_person(),
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
    _key("organisation"),
    _key("id"),
    _code("account"),
    _code("participant"),
    _code("side"),
    _sealed(),
    _instant("at"),
    Column("hidden", Boolean(create_constraint=False), nullable=False, server_default=text("false")),
    _of_person(),
    Index(None, "organisation", "participant", "id"),
)

# A case stays when its person is erased: no foreign keys, a key of its own.
safeguarding_case = Table(
    "safeguarding_case",
    metadata,
    _key("organisation"),
    _key("id"),
    _code("level"),
    Column("rules", Codes, nullable=False),
    _sealed("wrapped_key"),
    _sealed(),
    _code("participant"),
    Column("contribution", Text),
    _instant("opened_at"),
    Column("may_write_back", Boolean(create_constraint=False)),
    _code("state"),
    Index(None, "organisation", "opened_at"),
    Index(None, "organisation", "participant"),
)

case_line = Table(
    "case_line",
    metadata,
    _key("organisation"),
    _key("case_id"),
    Column("line", Integer, primary_key=True, autoincrement=False),
    _sealed(),
    _instant("at"),
    ForeignKeyConstraint(
        ["organisation", "case_id"], ["safeguarding_case.organisation", "safeguarding_case.id"], ondelete="CASCADE"
    ),
)

talk_request = Table(
    "talk_request",
    metadata,
    _key("organisation"),
    _key("id"),
    _code("participant"),
    Column("neighbourhood", Text),
    _sealed(),
    _instant("asked_at"),
    _code("state"),
    _of_person(),
    Index(None, "organisation", "participant"),
)

handover = Table(
    "handover",
    metadata,
    _key("organisation"),
    _key("token_hash"),
    _code("participant"),
    _sealed(nullable=True),
    _instant("expires_at"),
    _instant("used_at", nullable=True),
    _of_person(),
    Index(None, "organisation", "participant"),
)

quarantine = Table(
    "quarantine",
    metadata,
    _key("organisation"),
    _key("account"),
    _key("external_id", Code),
    _sealed(),
    _code("reason", Code),
    _instant("at"),
)

job_run = Table(
    "job_run",
    metadata,
    _key("organisation"),
    _key("job"),
    _key("scope"),
    _key("period"),
    _code("state"),
    _code("worker", Code),
    _instant("claimed_at"),
    _instant("finished_at", nullable=True),
)

report_draft = Table(
    "report_draft",
    metadata,
    _key("organisation"),
    _key("scope"),
    _key("period"),
    _sealed("wrapped_key"),
    _sealed(),
    _code("hash"),
    _instant("made_at"),
)

audit = Table(
    "audit",
    metadata,
    _key("organisation"),
    _key("id"),
    _instant("at"),
    _code("who", Code),
    _code("what", Code),
    Index(None, "organisation", "at"),
)

OF_PERSON = tuple(
    table.name
    for table in metadata.sorted_tables
    if any(key.column.table is participant for key in table.foreign_keys) or table is participant
)
"""The names of the tables whose rows go when their person is erased (progress goes with its contribution)."""
