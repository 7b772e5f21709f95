"""What people looked for and did not find, and where they were not happy with us."""

from sqlalchemy import Column, Date, Index, Table

from bot.storage.columns import Code, code, instant, key, of_person, sealed
from bot.storage.tables.naming import metadata

# A need with no service: theme, place and day, of nobody. `sealed` is what was asked for, in the words of `worker`;
# `what` held it in the clear once, and is sealed at the next start.
need = Table(
    "need",
    metadata,
    key("organisation"),
    key("id"),
    code("theme"),
    code("neighbourhood"),
    Column("noted_on", Date, nullable=False),
    Column("what", Code),
    Column("worker", Code),
    sealed(nullable=True),
    Index(None, "organisation", "noted_on"),
)

# `sealed_answer` is what its maker reads of us in their chat, empty where they were answered another way; `told_at` is
# when they were told. Whoever was in danger is told nothing more by the bot itself: `let_through_at` is when the
# safeguarding lead (`let_through_by`) said that they are told it all the same.
complaint = Table(
    "complaint",
    metadata,
    key("organisation"),
    key("id"),
    code("participant"),
    code("neighbourhood"),
    sealed(),
    instant("made_at"),
    Column("answer_by", Date, nullable=False),
    instant("answered_at", nullable=True),
    instant("acknowledged_at", nullable=True),
    Column("acknowledged_by", Code),
    Column("answered_by", Code),
    sealed("sealed_answer", nullable=True),
    instant("told_at", nullable=True),
    instant("let_through_at", nullable=True),
    Column("let_through_by", Code),
    of_person(),
    Index(None, "organisation", "participant"),
)
