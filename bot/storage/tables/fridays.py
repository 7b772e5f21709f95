"""What is said to a whole neighbourhood: the Friday answers, and where its posters hang."""

from sqlalchemy import Column, Date, Integer, Table

from bot.storage.columns import Code, code, instant, key, sealed
from bot.storage.tables.naming import metadata


def _week() -> tuple[Column[str], Column[str], Column[object]]:
    return key("organisation"), key("neighbourhood"), Column("week", Date, primary_key=True)


# A worker's Friday answer to a neighbourhood; `sealed` holds their name and the words. `out_at` is when it began to go
# out to those who said yes: it cannot be called back any more.
friday_answer = Table(
    "friday_answer",
    metadata,
    *_week(),
    code("worker"),
    sealed(),
    instant("sent_at"),
    instant("out_at", nullable=True),
)

# The same while it is being written.
friday_draft = Table("friday_draft", metadata, *_week(), code("worker"), sealed(), instant("at"))

# A worker's voice: `sealed` is the recording, `file` (locked) the channel's name for it, `of` tells the words it says.
friday_voice = Table(
    "friday_voice",
    metadata,
    *_week(),
    code("account", Code),
    sealed("file"),
    sealed(),
    Column("seconds", Integer, nullable=False),
    code("of"),
    instant("at"),
)

# A poster: `code` ends the door of its neighbourhood, `sealed` says where it hangs, in a worker's words.
poster = Table(
    "poster",
    metadata,
    key("organisation"),
    key("code"),
    code("neighbourhood"),
    sealed(),
    code("worker"),
    instant("made_at"),
)
