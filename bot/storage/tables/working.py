"""Who works here, how they came in, and where they are signed in."""

from sqlalchemy import Boolean, Column, Date, ForeignKeyConstraint, Index, Integer, SmallInteger, Table

from bot.storage.columns import Code, Codes, code, instant, key, sealed
from bot.storage.tables.naming import metadata


def _of_worker() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation", "worker"], ["worker.organisation", "worker.id"], ondelete="CASCADE")


# `sealed` is the name, locked with the installation's key. Who has gone stays, since the record names them.
worker = Table(
    "worker",
    metadata,
    key("organisation"),
    key("id"),
    sealed(),
    Column("roles", Codes, nullable=False),
    Column("neighbourhoods", Codes, nullable=False),
    instant("let_in_at"),
    instant("gone_at", nullable=True),
    Column("digest_day", SmallInteger),
)

# The chat in which the bot knows a worker: `hash` whose it is, `sealed` its address. `asked` says in codes what they
# were asked last, so that what they write next is the answer.
worker_chat = Table(
    "worker_chat",
    metadata,
    key("organisation"),
    key("worker"),
    code("account"),
    code("hash"),
    sealed(),
    instant("bound_at"),
    Column("asked", Code, nullable=False, server_default=""),
    instant("asked_at", nullable=True),
    _of_worker(),
    Index(None, "organisation", "hash"),
)

# A single-use link, kept as its hash: `what` is an invite to the bot's chat, or a way into the console.
worker_link = Table(
    "worker_link",
    metadata,
    key("organisation"),
    key("token_hash"),
    code("worker"),
    code("what"),
    instant("expires_at"),
    instant("used_at", nullable=True),
    _of_worker(),
    Index(None, "organisation", "worker"),
)

console_session = Table(
    "console_session",
    metadata,
    key("organisation"),
    key("token_hash"),
    code("worker"),
    instant("began_at"),
    instant("seen_at"),
    instant("ended_at", nullable=True),
    Column("ended_by", Code),
    _of_worker(),
    Index(None, "organisation", "worker"),
)

# What a worker is told in their chat: `message` is the channel's id of it, by which it is taken away again (`gone_at`).
staff_message = Table(
    "staff_message",
    metadata,
    key("organisation"),
    key("id"),
    code("worker"),
    sealed(),
    instant("put_at"),
    instant("sent_at", nullable=True),
    Column("message", Code, nullable=False, server_default=""),
    instant("gone_at", nullable=True),
    _of_worker(),
    Index(None, "organisation", "worker"),
    Index(None, "organisation", "gone_at"),
)

# A worker is away until `ends_at`, and `cover` reads where they read.
absence = Table(
    "absence",
    metadata,
    key("organisation"),
    key("id"),
    code("worker"),
    code("cover"),
    instant("begins_at"),
    instant("ends_at"),
    code("said_by", Code),
    instant("said_at"),
    _of_worker(),
    Index(None, "organisation", "ends_at"),
)

note_draft = Table(
    "note_draft",
    metadata,
    key("organisation"),
    key("worker"),
    key("id"),
    sealed(),
    instant("at"),
    _of_worker(),
)

# An activity that took place: a worker's own words, of nobody.
gathering = Table(
    "gathering",
    metadata,
    key("organisation"),
    key("id"),
    code("neighbourhood"),
    Column("took_place_on", Date, nullable=False),
    code("title", Code),
    Column("came", Integer, nullable=False),
    Column("first_time", Integer, nullable=False),
    Column("led_by_residents", Boolean(create_constraint=False), nullable=False),
    Column("planned_by_young", Boolean(create_constraint=False), nullable=False),
    Column("again_month", Integer),
    Column("again_year", Integer),
    code("worker"),
    instant("noted_at"),
    Index(None, "organisation", "took_place_on"),
)
