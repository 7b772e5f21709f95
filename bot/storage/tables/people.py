"""Who has spoken, and the installation they spoke to."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Table, Text, text

from bot.storage.columns import Code, code, instant, key, of_person, sealed
from bot.storage.tables.naming import metadata

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
# `news_waiting` says that something became of what they told us and they have not been told; `unasked_at` is when they
# were last sent anything they had not asked for. `may_ask_since` and `friday_since`: when they agreed to be asked a
# question now and then, and to be sent the Friday answer (domain/broadcast.py). `write_only_since`: when they asked
# workers to write to them here and not to ring.
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
    Column("news_waiting", Boolean(create_constraint=False), nullable=False, server_default=text("false")),
    instant("unasked_at", nullable=True),
    instant("may_ask_since", nullable=True),
    instant("friday_since", nullable=True),
    instant("write_only_since", nullable=True),
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
